"""The list of cases, its filters, its export: what it shows and to whom."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from tests.conftest import ActorOf
from tests.factories.cases import accepted, case_draft, days_ago, party_draft, registered
from tonghu.cases.actions.confide import confide_case
from tonghu.cases.actions.register import register_cases
from tonghu.cases.models import Case
from tonghu.cases.rules.kinds import Matter
from tonghu.kit.scope import Confidentiality, within
from tonghu.trail.models import Entry, Verb

ClientOf = Callable[[str], Client]


def made(actor: ActorOf, who: str = "lin_he", **changes: object) -> Case:
    by = actor(who)
    with within(by.scope):
        return registered(by, **changes)


def titles(browser: Client, query: str = "") -> list[str]:
    return [row.title for row in browser.get(f"/cases/{query}").context["rows"]]


def exported(browser: Client, query: str = "") -> list[list[object]]:
    answer = browser.get(f"/cases/export/{query}")
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_scope_and_number_are_stated(actor: ActorOf, client_of: ClientOf) -> None:
    made(actor)
    page = client_of("lin_he").get("/cases/").content.decode()
    assert "青溪县及以下 · 1 件" in page


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?what=wages", ["拖欠工资"]),
        ("?what=kind-family", ["抚养费纠纷"]),
        ("?late=on", ["拖欠工资"]),
        ("?state=handling", ["拖欠工资"]),
        ("?state=open&sort=due", ["拖欠工资", "抚养费纠纷"]),
        ("?q=shanyuhe", ["抚养费纠纷"]),
        ("?q=13900000077", ["拖欠工资"]),
        ("?q=没有这个人", []),
    ],
)
def test_filters(query: str, expected: list[str], actor: ActorOf, client_of: ClientOf) -> None:
    made(actor)
    by = actor("lin_he")
    with within(by.scope):
        worker = party_draft(name="白露", phone="13900000077")
        accepted(by, day=days_ago(80), title="拖欠工资", matter=Matter.WAGES, persons=(worker,))
    assert titles(client_of("lin_he"), query) == expected


def test_a_filter_is_a_word_that_can_be_taken_away(actor: ActorOf, client_of: ClientOf) -> None:
    made(actor)
    words = client_of("lin_he").get("/cases/?what=kind-family&mine=on").context["words"]
    assert [word for word, _url in words] == ["种类：婚姻家庭", "我经办的"]
    assert [url for _word, url in words] == ["?mine=on", "?what=kind-family"]


def test_what_cannot_be_read_is_said_and_left_out(actor: ActorOf, client_of: ClientOf) -> None:
    made(actor)
    answer = client_of("lin_he").get("/cases/?first=immer")
    assert answer.status_code == 200
    assert answer.context["form"].errors["first"]
    assert len(answer.context["rows"]) == 1


def test_an_export_holds_no_sealed_case_and_no_formula(actor: ActorOf, client_of: ClientOf) -> None:
    made(actor, title="=cmd|'/c calc'!A1")
    secret = made(actor, title="不能导出")
    by = actor("lin_he")
    with within(by.scope):
        readers = [by.user.pk, actor("gu_xin").user.pk]
        confide_case(case=secret, level=Confidentiality.SEALED, readers=readers, why="安全", by=by)
    rows = exported(client_of("lin_he"))
    assert not [row for row in rows if "不能导出" in row]
    answer = client_of("lin_he").get("/cases/export/")
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    formula = next(cell for row in sheet.iter_rows() for cell in row if "cmd" in str(cell.value))
    assert formula.data_type == "s"


def test_the_trail_of_an_export_names_nobody(actor: ActorOf, client_of: ClientOf) -> None:
    made(actor)
    assert exported(client_of("lin_he"), "?q=单雨荷")
    with within(actor("ding_shu").scope):
        entry = Entry.objects.get(verb=Verb.EXPORT)
    assert "单雨荷" not in f"{entry.label} {entry.after} {entry.before} {entry.why}"


def test_a_chair_of_a_township_exports_nothing(client_of: ClientOf) -> None:
    assert client_of("zhou_sui").get("/cases/export/").status_code == 403


def test_paper_says_where_it_was_cut(actor: ActorOf, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch) -> None:
    made(actor)
    made(actor, title="第二件")
    monkeypatch.setattr("tonghu.web.cases.lists.MOST_PRINTED", 1)
    answer = client_of("lin_he").get("/cases/print/")
    assert answer.context["shortened"]
    assert len(answer.context["rows"]) == 1


def test_the_search_box_of_the_frame_finds_cases(actor: ActorOf, client_of: ClientOf) -> None:
    case = made(actor)
    assert case.number in client_of("lin_he").get(f"/find/?q={case.number}").content.decode()
    assert case.title not in client_of("tian_yuan").get(f"/find/?q={case.number}").content.decode()


def test_three_and_thirty_cost_the_same(actor: ActorOf, client_of: ClientOf) -> None:
    by, browser = actor("lin_he"), client_of("lin_he")
    with within(by.scope):
        register_cases(drafts=[case_draft(persons=()) for _n in range(3)], by=by)
    browser.get("/cases/")
    with CaptureQueriesContext(connection) as few:
        browser.get("/cases/")
    with within(by.scope):
        register_cases(drafts=[case_draft(persons=()) for _n in range(27)], by=by)
    with CaptureQueriesContext(connection) as many:
        assert len(browser.get("/cases/").context["rows"]) == 30
    assert len(few) == len(many)
