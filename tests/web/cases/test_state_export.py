"""What goes to the state petition system: the office's own columns, never a sealed case, never another office's."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.factories.casework import a_case
from tonghu.cases.actions.export_columns import ColumnDraft, arrange_columns
from tonghu.cases.models import ExportColumn
from tonghu.kit.scope import within

SPAN = {"first": "2026-01-01", "last": "2026-06-30", "file": "1"}


@pytest.fixture
def spring(cast, actor):
    lin = actor("lin_he")
    with within(lin.scope):
        a_case(cast.county, date(2026, 1, 10), serial=1, state_number="=1+1", people=3)
        a_case(cast.county, date(2026, 2, 10), serial=2, level=1)
        a_case(cast.county, date(2026, 3, 10), serial=3, level=2, readers=[lin.user.pk])
        a_case(cast.offices["town"], date(2026, 3, 10), serial=1)


def _sheet(client):
    answer = client.get("/cases/state-export/", SPAN)
    return list(load_workbook(BytesIO(b"".join(answer.streaming_content))).active.values)[2:]


@pytest.mark.usefixtures("spring")
def test_an_office_without_columns_of_its_own_gets_the_usual_ones(client_of):
    heading, *rows = _sheet(client_of("lin_he"))
    assert len(heading) == 14
    assert [(row[0], row[1]) for row in rows] == [("=1+1", "2026-0001"), (None, "2026-0002")]


@pytest.mark.usefixtures("spring")
def test_columns_stand_as_they_were_arranged(client_of):
    lin = client_of("lin_he")
    lines = [
        ("2", "件号", "number", ""),
        ("1", "区划", "constant", "990101"),
        ("3", "人数", "people", ""),
        ("", "", "day", ""),
    ]
    sent = {"form-TOTAL_FORMS": "4", "form-INITIAL_FORMS": "0"}
    for n, line in enumerate(lines):
        sent |= dict(zip((f"form-{n}-{k}" for k in ("position", "heading", "field", "constant")), line, strict=True))
    assert lin.post("/cases/state-export/columns/", sent).status_code == 302
    assert _sheet(lin) == [("区划", "件号", "人数"), ("990101", "2026-0001", 3), ("990101", "2026-0002", 1)]


def test_two_columns_of_one_heading_are_not_saved_and_nothing_is_lost(client_of, cast):
    sent = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0"}
    for n in (0, 1):
        sent |= {f"form-{n}-position": str(n + 1), f"form-{n}-heading": "同名", f"form-{n}-field": "day"}
    answer = client_of("lin_he").post("/cases/state-export/columns/", sent)
    assert answer.status_code == 422
    assert answer.content.decode().count('value="同名"') == 2
    assert not ExportColumn.objects.exists()


def test_another_office_keeps_its_own(actor, cast):
    with within(actor("lin_he").scope):
        arrange_columns(columns=[ColumnDraft("一", "number")], by=actor("lin_he"))
    with within(actor("tian_yuan").scope):
        arrange_columns(columns=[ColumnDraft("二", "day"), ColumnDraft("三", "state")], by=actor("tian_yuan"))
    assert sorted(ExportColumn.objects.values_list("office__place_id", "heading")) == [
        (cast.county.place_id, "一"),
        *((cast.offices["neighbour"].place_id, heading) for heading in ("三", "二")),
    ]


@pytest.mark.parametrize("who", ["he_qing", "zhou_sui", "ning_zhou"])
def test_who_may_not_export_is_told_so(client_of, who):
    assert client_of(who).get("/cases/state-export/").status_code == 403
