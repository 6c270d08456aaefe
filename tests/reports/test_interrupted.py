"""Signing that is cut off or raced: the report is either as it was or signed whole, by one person."""

import os
import subprocess
import sys
import threading
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connections

from tests.factories.reports import draft, log
from tonghu.kit.scope import within
from tonghu.reports.actions import check_report, sign_report
from tonghu.reports.frozen import verify
from tonghu.reports.models import FrozenFigure, Report
from tonghu.reports.rules import State

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "aside", "owner"])

SIGNER = """
import sys
import django
django.setup()
from tonghu.access.actor import actor_for
from tonghu.accounts.models import User
from tonghu.kit.scope import within
from tonghu.reports.actions import sign_report, signing
from tonghu.reports.models import Report

sealed = signing.seal
def seal():
    print("frozen", flush=True)
    sys.stdin.readline()
    return sealed()
signing.seal = seal
by = actor_for(User.objects.get(username="gu_xin"))
with within(by.scope):
    sign_report(report=Report.objects.select_related("office__place").get(pk=int(sys.argv[1])), by=by)
print("signed", flush=True)
"""


@pytest.fixture
def checked(actor, scoped):
    officer, leader = actor("lin_he"), actor("gu_xin")
    with scoped(officer):
        log(officer, [date(2026, 3, day) for day in range(1, 11)])
        return check_report(report=draft(officer), by=leader)


def _signer(report: Report, elsewhere: dict[str, str]) -> "subprocess.Popen[str]":
    program = subprocess.Popen(
        [sys.executable, "-c", SIGNER, str(report.pk)],
        env={**os.environ, **elsewhere},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert program.stdout
    assert program.stdout.readline() == "frozen\n"
    return program


def test_a_program_killed_while_signing_leaves_the_report_unsigned_and_signable(checked, actor, scoped, elsewhere):
    program = _signer(checked, elsewhere)
    program.kill()
    program.communicate()
    leader = actor("gu_xin")
    with scoped(leader):
        assert Report.objects.get(pk=checked.pk).state == State.CHECKED
        assert not FrozenFigure.objects.exists()
        assert verify(sign_report(report=checked, by=leader)) == []


def test_the_same_program_left_alone_signs_whole(checked, scoped, elsewhere):
    program = _signer(checked, elsewhere)
    said, _errors = program.communicate("\n")
    assert said == "signed\n"
    with scoped("gu_xin"):
        report = Report.objects.get(pk=checked.pk)
        assert report.state == State.SIGNED
        assert verify(report) == []


def test_of_two_who_sign_at_once_one_wins_and_the_other_is_told(checked, actor):
    leader = actor("gu_xin")
    barrier, said = threading.Barrier(2), []

    def sign() -> None:
        try:
            with within(leader.scope):
                barrier.wait()
                sign_report(report=checked, by=leader)
            said.append("signed")
        except ValidationError as error:
            said.extend(error.messages)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=sign) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert "signed" in said
    assert [one for one in said if "顾欣" in one]
    with within(leader.scope):
        assert verify(Report.objects.get(pk=checked.pk)) == []
