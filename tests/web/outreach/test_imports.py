from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from tests.factories.sheets import sheet
from tonghu.kit.scope import within
from tonghu.outreach.models import Activity, Material
from tonghu.web.frame.lines import waiting

GOOD = [(date(2025, 3, n), f"第{n}场宣传", "县城广场", "宣传日", None, None, None, 3, 60) for n in range(1, 6)]
BAD = [
    ("2025-2-30", "坏日期", "广场", "宣传日"),
    (date(2025, 5, 1), "坏种类", "广场", "茶话会"),
    (date(2025, 5, 2), "=坏人数", "广场", "宣传日", None, None, None, -1, "许多"),
]


@pytest.fixture(autouse=True)
def _folder(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path


def upload(client, content=None):
    return client.post("/activities/imports/new/", {"sheet": content or sheet([*GOOD, *BAD])}, follow=True)


def recorded(by) -> int:
    with within(by.scope):
        return Activity.objects.count()


def test_last_years_events_with_three_bad_rows(client_of, actor):
    client, lin = client_of("lin_he"), actor("lin_he")
    content = sheet([*GOOD, *BAD]).read()
    page = upload(client, _file(content)).content.decode()
    for cell in ("A8", "D9", "H10", "I10"):
        assert cell in page
    for read in ("2025-2-30", "茶话会", "许多"):
        assert read in page
    assert recorded(lin) == 0
    address = upload(client, _file(content)).redirect_chain[-1][0]
    assert client.post(f"{address}confirm/", follow=True).status_code == 200
    assert recorded(lin) == 5
    again = upload(client, _file(content))
    assert again.redirect_chain[-1][0] == address
    assert client.post(f"{address}confirm/").status_code == 302
    assert recorded(lin) == 5


def _file(content: bytes) -> BytesIO:
    file = BytesIO(content)
    file.name = "去年.xlsx"
    return file


def test_rows_to_correct_come_back_with_their_reasons(client_of):
    client = client_of("lin_he")
    address = upload(client).redirect_chain[-1][0]
    response = client.get(f"{address}bad/")
    table = load_workbook(BytesIO(b"".join(response.streaming_content))).active
    rows = list(table.iter_rows(min_row=3))
    assert rows[0][0].value == "日期"
    assert [row[1].value for row in rows[1:]] == ["坏日期", "坏种类", "=坏人数"]
    assert all(row[9].value for row in rows[1:])
    assert {cell.data_type for row in rows for cell in row if isinstance(cell.value, str)} == {"s"}


def test_corrected_rows_are_taken_in_and_the_others_are_known(client_of, actor):
    client, lin = client_of("lin_he"), actor("lin_he")
    first = upload(client).redirect_chain[-1][0]
    client.post(f"{first}confirm/")
    mended = [*GOOD, (date(2025, 2, 28), "坏日期", "广场", "宣传日")]
    second = upload(client, sheet(mended, title="改正")).redirect_chain[-1][0]
    client.post(f"{second}confirm/")
    assert recorded(lin) == 6


def test_the_empty_sheet_is_one_that_can_be_taken_in(client_of):
    client = client_of("lin_he")
    content = b"".join(client.get("/activities/imports/sheet/").streaming_content)
    page = upload(client, _file(content))
    assert page.context["tally"].good == 1
    assert page.context["tally"].bad == 0


@pytest.mark.parametrize(
    "content", [b"", b"not a sheet", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600]
)
def test_what_is_no_sheet_gets_a_sentence(client_of, content):
    response = upload(client_of("lin_he"), _file(content))
    assert response.status_code == 422
    assert response.context["form"].errors["sheet"]


def test_a_checked_sheet_waits_on_its_persons_desk_until_written_or_dropped(client_of, actor):
    client, lin = client_of("lin_he"), actor("lin_he")
    address = upload(client).redirect_chain[-1][0]
    with within(lin.scope):
        assert address in [line.url for line in waiting(lin)]
    assert "去年活动.xlsx" in client.get("/activities/imports/").content.decode()
    client.post(f"{address}drop/")
    with within(lin.scope):
        assert address not in [line.url for line in waiting(lin)]
    assert client.get(address).status_code == 200
    client.post(f"{address}confirm/")
    assert recorded(lin) == 0


def test_who_may_not_see_an_import(client_of):
    address = upload(client_of("lin_he")).redirect_chain[-1][0]
    assert client_of("zhou_sui").get(address).status_code == 403
    tian = client_of("tian_yuan")
    assert tian.get(address).status_code == 404
    assert tian.get(f"{address}bad/").status_code == 404
    assert tian.post(f"{address}confirm/").status_code == 404
    assert tian.post(f"{address}drop/").status_code == 404
    assert "去年" not in tian.get("/activities/imports/").content.decode()


def test_a_review_of_many_rows_costs_the_queries_of_few(client_of):
    client = client_of("lin_he")
    costs = []
    for many in (3, 60):
        rows = [(date(2025, 1, 1), f"{many}之{n}", "广场", "宣传日" if n % 3 else "茶话会") for n in range(many)]
        address = upload(client, sheet(rows, title=str(many))).redirect_chain[-1][0]
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_materials_are_added_renamed_and_taken_out_of_use(client_of, actor):
    client = client_of("lin_he")
    client.post("/activities/materials/new/", {"name": "防溺水手册", "form": "handbook", "active": "on"})
    one = Material.objects.get(name="防溺水手册")
    assert one.pinyin == "fangnishuishouce"
    assert "防溺水手册" in client.get("/activities/materials/?q=fangni").content.decode()
    assert client.post("/activities/materials/new/", {"name": " 防溺水手册", "form": "handbook"}).context["form"].errors
    client.post(f"/activities/materials/{one.pk}/", {"name": "防溺水读本", "form": "reader"})
    one.refresh_from_db()
    assert (one.name, one.form, one.active) == ("防溺水读本", "reader", False)
    assert "防溺水读本" not in client_of("zhou_sui").get("/activities/new/").content.decode()
    assert client.get("/activities/materials/999999/").status_code == 404


def test_who_may_not_change_materials(client_of):
    for username in ("zhou_sui", "gu_xin", "ding_shu", "mu_qing"):
        assert client_of(username).get("/activities/materials/").status_code == 403
    assert client_of("xi_yuan").get("/activities/materials/").status_code == 200
