"""Reminders to services on this machine: once a day each, nothing lost by a killed worker, nobody's name in them."""

import subprocess
import sys
import threading
from datetime import date
from email import message_from_bytes, policy

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.factories.work import owe
from tests.work.sinks import Json, Mail, serving
from tonghu.kit.scope import Confidentiality, within
from tonghu.work.actions import add_channel, remind, remove_channel
from tonghu.work.models import Channel, Obligation, Reminder
from tonghu.work.rules import kind_label
from tonghu.work.sending import service_at

TODAY = date(2026, 3, 24)
SECRET = "林间小路"


@pytest.fixture
def mail(settings):
    server = Mail()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
    with serving(server):
        yield server


@pytest.fixture
def service(settings):
    settings.TONGHU_REMINDER_SERVICES = {"json"}
    server = Json()
    with serving(server):
        yield server


def channel(actor, kind="mail", address="lin@example.org"):
    with within(actor.scope):
        return add_channel(kind=kind, address=address, by=actor)


def read(text):
    return message_from_bytes(text, policy=policy.default)


def test_it_says_how_many_and_of_what_kind_and_no_name(actor, mail):
    lin = actor("lin_he")
    channel(lin)
    owe(lin, 1, label=f"通知{SECRET}")
    owe(lin, 2)
    owe(lin, 3, kind="closure.approve")
    owe(lin, 4, kind="task", due=date(2026, 6, 1))
    assert remind(TODAY) == 1
    [message] = map(read, mail.taken)
    text = message["Subject"] + message.get_content()
    assert message["To"] == "lin@example.org"
    assert kind_label("petition.notice") in text
    assert ": 2" in text
    assert SECRET not in text
    assert "〔2026〕" not in text


def test_once_a_day_by_each_channel_and_again_tomorrow(actor, mail, service):
    lin = actor("lin_he")
    channel(lin)
    channel(lin, "other", f"json://127.0.0.1:{service.server_address[1]}/")
    owe(lin)
    assert [remind(TODAY), remind(TODAY), remind(date(2026, 3, 25))] == [2, 0, 2]
    assert len(mail.taken) == len(service.taken) == 2
    assert len({read(one)["Message-ID"] for one in mail.taken}) == 2
    owe(lin, 2, since=date(2026, 3, 10))
    assert remind(date(2026, 3, 25)) == 2
    with within(lin.scope):
        assert Reminder.objects.count() == 6
        assert Obligation.objects.get(subject_id=1).reminded_on == date(2026, 3, 25)


def test_everybody_is_told_of_what_she_may_open_and_no_more(actor, cast, service):
    address = f"json://127.0.0.1:{service.server_address[1]}/"
    lin, gu, tian, zhou = (actor(name) for name in ("lin_he", "gu_xin", "tian_yuan", "zhou_sui"))
    for one in (lin, gu, tian, zhou):
        channel(one, "other", f"{address}{one.user.username}")
    owe(lin, 1, level=Confidentiality.SEALED, readers=[cast["lin_he"].pk])
    owe(lin, 2, level=Confidentiality.RESTRICTED)
    owe(zhou, 3, assigned=cast["zhou_sui"].pk)
    assert remind(TODAY) == 2
    told = [str(one["message"]).splitlines()[2] for one in service.taken]
    assert sorted(line.rpartition(" ")[2] for line in told) == ["1", "2"]
    assert remind(date(2026, 3, 26)) == 3


def test_a_broken_service_is_tried_again(actor, service):
    lin = actor("lin_he")
    held = channel(lin, "other", f"json://127.0.0.1:{service.server_address[1]}/")
    owe(lin)
    service.broken = True
    assert remind(TODAY) == 0
    with within(lin.scope):
        assert Channel.objects.get(pk=held.pk).failed_on == TODAY
        assert not Reminder.objects.exists()
    service.broken = False
    assert remind(TODAY) == 1
    with within(lin.scope):
        assert Channel.objects.get(pk=held.pk).failed_on is None


def test_no_mail_server_loses_nothing(actor, mail, settings):
    lin = actor("lin_he")
    channel(lin)
    owe(lin)
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    assert remind(TODAY) == 0
    settings.EMAIL_PORT = port
    assert remind(TODAY) == 1


WORKER = """
import sys, django
from datetime import date
django.setup()
from django.conf import settings
settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", int(sys.argv[1])
from tonghu.work.actions import remind
print(remind(date(2026, 3, 24)))
"""


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_while_it_sends_loses_none_and_doubles_none(actor, mail, elsewhere):
    lin = actor("lin_he")
    channel(lin)
    owe(lin)
    mail.patient.clear()
    command = [sys.executable, "-c", WORKER, str(mail.server_address[1])]
    worker = subprocess.Popen(command, env=elsewhere)
    assert mail.waiting.wait(timeout=60)
    worker.kill()
    worker.wait()
    mail.patient.set()
    assert remind(TODAY) == 1
    assert remind(TODAY) == 0
    assert len(mail.taken) == 1
    with within(lin.scope):
        assert Reminder.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_one(actor, mail, elsewhere):
    lin = actor("lin_he")
    channel(lin)
    owe(lin)
    mail.patient.clear()
    command = [sys.executable, "-c", WORKER, str(mail.server_address[1])]
    first = subprocess.Popen(command, env=elsewhere, stdout=subprocess.PIPE, text=True)
    assert mail.waiting.wait(timeout=60)
    second = subprocess.Popen(command, env=elsewhere, stdout=subprocess.PIPE, text=True)
    threading.Timer(0.5, mail.patient.set).start()
    said = [first.communicate(timeout=60)[0].strip(), second.communicate(timeout=60)[0].strip()]
    assert said == ["1", "0"]
    assert len(mail.taken) == 1


def test_an_address_is_hers_alone_and_encrypted(actor):
    lin, gu = actor("lin_he"), actor("gu_xin")
    held = channel(lin)
    with within(gu.scope):
        assert not Channel.objects.exists()
        with pytest.raises(PermissionDenied):
            remove_channel(channel=held, by=gu)
    with within(lin.scope):
        remove_channel(channel=held, by=lin)
        assert not Channel.objects.exists()


def test_what_nobody_can_be_reached_by_is_refused(actor):
    lin = actor("lin_he")
    with within(lin.scope):
        for kind, address in (("mail", "没有地址"), ("other", "lin@example.org"), ("other", "nowhere://x")):
            with pytest.raises(ValidationError):
                add_channel(kind=kind, address=address, by=lin)
        for number in range(5):
            add_channel(kind="mail", address=f"lin{number}@example.org", by=lin)
        for address in ("lin0@example.org", "lin9@example.org"):
            with pytest.raises(ValidationError):
                add_channel(kind="mail", address=address, by=lin)


@pytest.mark.parametrize(
    "address",
    [
        "json://169.254.169.254/latest", "jsons://10.0.0.1", "xml://127.0.0.1", "form://127.0.0.1",
        "mailto://a:b@example.org", "syslog://", "windows://", "https://open.feishu.cn/open-apis/bot/v2/hook/x",
        "file:///etc/passwd", "JSON://127.0.0.1", " json://127.0.0.1", "json://127.0.0.1, wecombot://abcdefghijk",
    ],
)  # fmt: skip
def test_no_address_of_the_network_is_called(actor, address):
    lin = actor("lin_he")
    with within(lin.scope):
        with pytest.raises(ValidationError) as refused:
            add_channel(kind="other", address=address, by=lin)
        assert "wecombot://" in str(refused.value)
        for number, good in enumerate(("wecombot://abcdefghijk", "DingTalk://abcdefghijk", "feishu://abcdefghijk"), 1):
            add_channel(kind="other", address=good, by=lin)
            assert Channel.objects.count() == number


def test_an_allowed_service_brings_no_second_address_nor_other_manners(settings):
    settings.TONGHU_REMINDER_SERVICES = {"json", "wecombot"}
    found = service_at("json://127.0.0.1/a?verify=no&cto=99999&method=GET")
    assert (found.verify_certificate, found.socket_connect_timeout < 60, found.method) == (True, True, "POST")
    found = service_at("wecombot://abcdefghijk, xml://127.0.0.1/")
    assert found is None or "127.0.0.1" not in found.notify_url


def test_an_address_kept_from_before_is_called_no_more(actor, service, settings):
    lin = actor("lin_he")
    channel(lin, "other", f"json://127.0.0.1:{service.server_address[1]}/")
    owe(lin)
    settings.TONGHU_REMINDER_SERVICES = {"wecombot"}
    assert remind(TODAY) == 0
    assert service.taken == []
