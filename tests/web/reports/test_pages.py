"""The composer and its steps in a browser's eyes: what each role sees, does, and may not."""

from datetime import date
from io import BytesIO
from urllib.parse import urlencode
from uuid import uuid4

import docx
import pytest
from django.urls import reverse

from tests.factories.reports import draft, log, signed
from tonghu.reports.actions import check_report
from tonghu.reports.models import Report, Section, Template
from tonghu.reports.rules import State

MARCH = [date(2026, 3, day) for day in range(1, 11)]


def page(client, name, *args, **headers):
    return client.get(reverse(f"web:{name}", args=args), headers=headers)


@pytest.fixture
def drafted(actor, scoped):
    officer = actor("lin_he")
    with scoped(officer):
        log(officer, MARCH)
        return draft(officer)


@pytest.fixture
def signed_one(actor, scoped):
    officer = actor("lin_he")
    with scoped(officer):
        log(officer, MARCH)
        return signed(officer, actor("gu_xin"))


def test_a_report_is_begun_once_however_often_the_button_is_pressed(client_of, actor, scoped):
    client, token = client_of("lin_he"), str(uuid4())
    facts = {"period": "2026H1", "addressee": "县委办公室", "token": token}
    answers = [client.post(reverse("web:report-new"), facts) for _ in range(2)]
    assert answers[0].url == answers[1].url
    with scoped("lin_he"):
        report = Report.objects.get()
        assert report.addressee == "县委办公室"
        assert report.sections.count() == 6


@pytest.mark.parametrize("typed", ["县委办公室", "县委办公室："])
def test_the_addressee_has_one_colon_on_the_paper(client_of, drafted, typed):
    client = client_of("lin_he")
    client.post(reverse("web:report-head", args=[drafted.pk]), {"title": "工作总结", "addressee": typed})
    assert "县委办公室：</p>" in page(client, "report", drafted.pk).content.decode()


def test_every_figure_of_the_paper_leads_to_its_records(client_of, drafted):
    client = client_of("lin_he")
    text = page(client, "report", drafted.pk).content.decode()
    url = reverse("web:report-figure", args=[drafted.pk, "outreach.publicity"])
    assert f'hx-get="{url}"' in text
    panel = page(client, "report-figure", drafted.pk, "outreach.publicity", **{"HX-Request": "true"}).content.decode()
    assert panel.count("集市宣传") == 10
    assert "<html" not in panel
    whole = page(client, "report-figure", drafted.pk, "outreach.publicity").content.decode()
    assert whole.count("集市宣传") == 10
    assert "<html" in whole


def test_what_has_no_record_is_remarked_and_never_printed_as_nought(client_of, drafted):
    text = page(client_of("lin_he"), "report", drafted.pk).content.decode()
    assert "（无记录）" in text
    assert "本期无记录。" in text
    assert 'class="mark near"' in text


@pytest.mark.parametrize("name", ["report", "report-docx", "report-print", "report-sign"])
@pytest.mark.parametrize("who", ["pei_yue", "zhou_sui", "tian_yuan"])
def test_others_find_nothing(client_of, drafted, name, who):
    answer = page(client_of(who), name, drafted.pk)
    assert answer.status_code in (403, 404)
    assert "青溪" not in answer.content.decode().replace("青溪县妇联", "")


def test_the_city_reads_a_countys_report_and_changes_nothing(client_of, drafted):
    client = client_of("shen_mei")
    assert page(client, "report", drafted.pk).status_code == 200
    assert client.post(reverse("web:report-check", args=[drafted.pk])).status_code == 403


def test_text_with_code_is_refused_beside_its_field_and_kept(client_of, drafted, scoped):
    with scoped("lin_he"):
        section = Section.objects.filter(report=drafted).first()
    url = reverse("web:report-section", args=[drafted.pk, section.pk])
    body = "办了{% for x in y %}[[outreach.nothing]]"
    answer = client_of("lin_he").post(url, {"heading": "宣传", "kind": "work", "body": body, "seen_edit": 1})
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "{% for x in y %}" in text
    assert "outreach.nothing" in text
    assert 'class="summary"' in text


def test_two_writers_of_one_section_lose_nothing(client_of, drafted, scoped):
    with scoped("lin_he"):
        section = Section.objects.filter(report=drafted).last()
    url = reverse("web:report-section", args=[drafted.pk, section.pk])
    first = {"heading": "下一步", "kind": "next", "body": "甲的话", "seen_edit": 1}
    assert client_of("lin_he").post(url, first).status_code == 302
    answer = client_of("gu_xin").post(url, first | {"body": "乙的话"})
    text = answer.content.decode()
    assert "甲的话" in text
    assert "乙的话" in text
    assert client_of("gu_xin").post(url, first | {"body": "乙的话", "seen_edit": 2}).status_code == 302
    with scoped("lin_he"):
        assert Section.objects.get(pk=section.pk).body == "乙的话"


def test_sections_move_by_buttons(client_of, drafted, scoped):
    with scoped("lin_he"):
        last = Section.objects.filter(report=drafted).last()
    client_of("lin_he").post(reverse("web:report-section-move", args=[drafted.pk, last.pk]), {"position": 1})
    with scoped("lin_he"):
        assert Section.objects.filter(report=drafted).first() == last


def test_from_draft_to_signature(client_of, drafted, scoped):
    leader = client_of("gu_xin")
    assert leader.post(reverse("web:report-check", args=[drafted.pk])).status_code == 302
    assert "签" in page(leader, "report-sign", drafted.pk).content.decode()
    leader.post(reverse("web:report-sign", args=[drafted.pk]))
    with scoped("gu_xin"):
        assert Report.objects.get(pk=drafted.pk).state == State.SIGNED
    again = leader.post(reverse("web:report-sign", args=[drafted.pk]))
    assert again.status_code == 409
    assert "顾欣" in again.content.decode()


def test_the_drafter_does_not_check_her_own_while_others_could(client_of, drafted, scoped):
    client_of("lin_he").post(reverse("web:report-check", args=[drafted.pk]))
    with scoped("lin_he"):
        assert Report.objects.get(pk=drafted.pk).state == State.DRAFT


def test_the_docx_downloads_and_opens(client_of, signed_one):
    answer = page(client_of("shen_mei"), "report-docx", signed_one.pk)
    document = docx.Document(BytesIO(b"".join(answer.streaming_content)))
    assert signed_one.signed_hash in document.paragraphs[-1].text


def test_a_signed_report_says_what_has_changed_since(client_of, signed_one, actor, scoped):
    officer = actor("lin_he")
    with scoped(officer):
        log(officer, [date(2026, 6, 1)])
    client = client_of("gu_xin")
    assert reverse("web:report-changes", args=[signed_one.pk]) in page(client, "report", signed_one.pk).content.decode()
    text = page(client, "report-changes", signed_one.pk).content.decode()
    assert "林禾" in text
    assert reverse("web:report-changes", args=[signed_one.pk]) in page(client, "home").content.decode()


def test_lists_search_and_export(client_of, signed_one):
    client = client_of("lin_he")
    assert signed_one.title in client.get(reverse("web:reports"), {"q": "qingxi"}).content.decode()
    assert signed_one.title not in client.get(reverse("web:reports"), {"state": "draft"}).content.decode()
    assert client.get(reverse("web:reports-export")).status_code == 200
    assert signed_one.title not in client_of("tian_yuan").get(reverse("web:reports")).content.decode()


def test_pages_of_the_list_follow_one_another_in_both_orders(client_of, actor, scoped, monkeypatch):
    from tonghu.kit.periods import Period
    from tonghu.web.reports import lists

    monkeypatch.setattr(lists, "PAGE", 2)
    officer = actor("lin_he")
    with scoped(officer):
        titles = [draft(officer, period=Period.month(2026, month)).title for month in range(1, 6)]
    for order, expected in ({}, titles[::-1]), ({"oldest": "on"}, titles):
        client, url, seen = client_of("lin_he"), "?" + urlencode(order), []
        while url:
            answer = client.get(reverse("web:reports") + url)
            seen += [one.title for one, _period in answer.context["rows"]]
            url = answer.context["next"]
        assert seen == expected


def test_statements_of_a_draft_do_not_grow_with_its_figures(client_of, actor, scoped, drafted):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tonghu.reports.actions import add_section
    from tonghu.reports.rules import SectionKind

    client, officer, counts = client_of("lin_he"), actor("lin_he"), []
    page(client, "report", drafted.pk)
    for _round in range(2):
        with CaptureQueriesContext(connection) as asked:
            page(client, "report", drafted.pk)
        counts.append(len(asked))
        with scoped(officer):
            for number in range(8):
                body = "[[outreach.media]][[outreach.exhibitions]]\n[[table:outreach.lectures:month]]"
                add_section(report=drafted, heading=f"其他{number}", kind=SectionKind.WORK, body=body, by=officer)
    assert abs(counts[0] - counts[1]) <= 1


def test_templates_are_previewed_on_paper_and_saved_with_a_version(client_of, cast, scoped):
    client = client_of("lin_he")
    page(client, "templates")
    with scoped("lin_he"):
        template = Template.objects.get()
    url = reverse("web:template", args=[template.pk])
    facts = {
        "name": "年度总结", "title": "[[office]][[period]]总结", "addressee": "", "seen_version": 1,
        "part-TOTAL_FORMS": 2, "part-INITIAL_FORMS": 1, "part-0-heading": "宣传", "part-0-kind": "work",
        "part-0-body": "办了[[outreach.activities]]。", "part-0-ORDER": 1, "part-1-heading": "", "part-1-kind": "work",
        "part-1-body": "", "part-1-ORDER": "",
    }  # fmt: skip
    shown = client.post(url, facts | {"preview": "1"}).content.decode()
    assert "一、宣传" in shown
    assert client.post(url, facts).status_code == 302
    with scoped("lin_he"):
        template.refresh_from_db()
        assert (template.name, template.version, template.sections.count()) == ("年度总结", 2, 1)
    late = client.post(url, facts).content.decode()
    assert 'class="summary"' in late


def test_the_office_s_system_administrator_keeps_its_templates_and_reads_no_report(client_of, actor, scoped):
    with scoped("he_qing"):
        report = draft(actor("he_qing"))
    client = client_of("xi_yuan")
    assert "半年工作总结" in page(client, "templates").content.decode()
    assert page(client, "report", report.pk).status_code == 403


@pytest.mark.parametrize("name", ["report", "report-print", "report-changes"])
def test_statements_do_not_grow_with_figures_or_sections(client_of, actor, scoped, signed_one, name):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tonghu.reports.actions import add_section, revise_report, sign_report
    from tonghu.reports.rules import SectionKind

    officer, leader = actor("lin_he"), actor("gu_xin")
    with scoped(leader):
        more = revise_report(report=signed_one, by=officer)
        for number in range(8):
            body = "[[outreach.media]][[outreach.exhibitions]][[outreach.case_classes]][[places.centres]]"
            add_section(report=more, heading=f"其他{number}", kind=SectionKind.WORK, body=body, by=officer)
        more = sign_report(report=check_report(report=more, by=leader), by=leader)
    client = client_of("gu_xin")
    page(client, name, more.pk)
    counts = []
    for report in (signed_one, more):
        with CaptureQueriesContext(connection) as asked:
            assert page(client, name, report.pk).status_code == 200
        counts.append(len(asked))
    assert abs(counts[0] - counts[1]) <= 1
