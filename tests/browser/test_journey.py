"""The main job, from the farmyard to the signature, as the people of the cast do it."""

import io
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from tests.browser.conftest import DESK, PHONE
from tests.browser.visitor import Visitor
from tests.factories.world import PASSWORD

pytestmark = pytest.mark.browser

TITLE = "河湾乡赶集日普法宣传"
MINUTE = 60.0


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    content = io.BytesIO()
    Image.new("RGB", (1200, 800), (90, 130, 110)).save(content, "JPEG")
    path = tmp_path / "现场.jpg"
    path.write_bytes(content.getvalue())
    return path


def log_an_event(chair: Visitor, photo: Path) -> str:
    """What a township chair does on her phone; the address of what she recorded."""
    page, today = chair.page, date.today()
    page.locator("nav.do a.main").click()
    page.wait_for_url("**/activities/new/")
    chair.look()
    began = time.monotonic()
    page.locator("[name=day]").fill(f"{today.month}.{today.day}")
    page.locator("[name=venue]").fill("河湾乡集市")
    page.locator("[name=kind]").select_option("campaign")
    page.locator("details:has([name=title]) > summary").click()
    page.locator("[name=title]").fill(TITLE)
    page.locator("[name=coorganisers]").fill("青溪县司法局、河湾乡维权工作站")
    page.locator("[name=handouts-0-material]").fill("未成年人保护法宣传册")
    page.locator("[name=handouts-0-copies]").fill("1,200")
    page.locator("[name=consulted]").fill("46")
    page.locator("[name=audience]").fill("130")
    page.locator("input[name=photos]").set_input_files(photo)
    page.locator(".save button.main").click()
    page.wait_for_url(lambda url: "/new/" not in url)
    assert time.monotonic() - began < MINUTE
    chair.settle()
    said = chair.text()
    assert TITLE in said
    assert "青溪县司法局" in said
    assert page.locator("img[alt='现场.jpg'], ul.photos img").count() == 1
    return page.url.removeprefix(chair.url)


def correct_a_count(officer: Visitor, address: str) -> None:
    page = officer.page
    officer.goto("/activities/")
    assert TITLE in officer.text()
    page.get_by_role("link", name=TITLE).first.click()
    officer.settle()
    page.locator(f"a[href='{address}edit/']").click()
    officer.settle()
    page.locator("[name=audience]").fill("128")
    page.locator("[name=why]").fill("现场签到复核")
    page.locator(".save button.main").click()
    page.wait_for_url("**" + address)
    officer.settle()
    page.locator("ol.history").wait_for()
    change = page.locator("ol.history li", has_text="现场签到复核").first.inner_text()
    assert "130" in change
    assert "128" in change
    assert "林禾" in change


def see_nothing(neighbour: Visitor, *addresses: str) -> None:
    """The neighbouring county's officer: by page, search, export, address or guess."""
    page = neighbour.page
    for path in ("/activities/", "/search/?q=赶集", "/activities/?q=赶集", "/figures/", "/network/", "/people/"):
        neighbour.goto(path)
        assert TITLE not in neighbour.text()
        assert "河湾" not in neighbour.text()
    for address in addresses:
        answer = page.request.get(neighbour.url + address)
        assert answer.status == 404, address
        assert "河湾" not in answer.text()
    exported = page.request.get(f"{neighbour.url}/activities/export/")
    assert "河湾".encode() not in exported.body()


def test_a_day_of_publicity(visitor: Callable[..., Visitor], photo: Path) -> None:
    chair = visitor(size=PHONE)
    chair.sign_in("zhou_sui", PASSWORD)
    address = log_an_event(chair, photo)

    officer = visitor(size=DESK)
    officer.sign_in("lin_he", PASSWORD)
    correct_a_count(officer, address)

    neighbour = visitor(size=DESK)
    neighbour.sign_in("tian_yuan", PASSWORD)
    see_nothing(neighbour, address, f"{address}edit/", f"/trail/outreach_activity/{address.split('/')[2]}/")
