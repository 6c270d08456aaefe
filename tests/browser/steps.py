"""The steps of the journey, each as the person who does it sees it."""

import io
import time
import zipfile
from datetime import date, timedelta
from pathlib import Path

import openpyxl
from PIL import Image
from playwright.sync_api import expect

from tests.browser.visitor import Visitor
from tonghu.kit.periods import Period

TITLE = "河湾乡赶集日普法宣传"
MINUTE = 60.0
LAST_YEAR = ("白露村普法夜校", "开学第一课进校园", "国家宪法日街头宣传")


def photo_in(folder: Path) -> Path:
    content = io.BytesIO()
    Image.new("RGB", (1200, 800), (90, 130, 110)).save(content, "JPEG")
    path = folder / "现场.jpg"
    path.write_bytes(content.getvalue())
    return path


def sheet_in(folder: Path) -> Path:
    """Last year's events as an office kept them: three good rows, three with a bad cell."""
    year = date.today().year - 1
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["活动日期", "活动名称", "地点", "种类", "份数", "资料", "咨询人数", "参加人数"])
    for number, title in enumerate(LAST_YEAR):
        sheet.append([f"{year}-9-{10 + number}", title, "青溪县", "宣传日", 300, "防溺水传单", 20, 150])
    sheet.append([f"{year}-2-30", "没有这一天", "青溪县", "宣传日", 300, "防溺水传单", 20, 150])
    sheet.append([f"{year}-9-20", "人数写成了字", "青溪县", "宣传日", 300, "防溺水传单", 20, "很多"])
    sheet.append([f"{year}-9-21", "份数是负数", "青溪县", "宣传日", -5, "防溺水传单", 20, 150])
    path = folder / "上年活动.xlsx"
    book.save(path)
    return path


def log_an_event(chair: Visitor, photo: Path) -> str:
    """What a township chair does in under a minute; the address of what she recorded."""
    page, yesterday = chair.page, date.today() - timedelta(days=1)
    ways = page.locator("a[href='/activities/new/']:visible")
    if not ways.count():
        chair.goto("/activities/")
    ways.first.click()
    page.wait_for_url("**/activities/new/")
    chair.settle()
    began = time.monotonic()
    page.locator("[name=day]").fill(f"{yesterday.month}.{yesterday.day}")
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
    expect(page.locator("ul.photos img")).to_have_count(1)
    return page.url.removeprefix(chair.url)


def correct_a_count(
    officer: Visitor, address: str, *, before: str, after: str, why: str, field: str = "audience"
) -> None:
    page = officer.page
    officer.goto("/activities/")
    page.get_by_role("link", name=TITLE).first.click()
    page.wait_for_url("**" + address)
    officer.settle()
    page.locator(f"a[href='{address}edit/']").click()
    page.wait_for_url("**/edit/")
    officer.settle()
    page.locator(f"[name={field}]").fill(after)
    page.locator("[name=why]").fill(why)
    page.locator(".save button.main").click()
    page.wait_for_url("**" + address)
    officer.settle()
    change = page.locator("main ol > li", has_text=why).first
    for told in (before, after, officer.called):
        expect(change).to_contain_text(told)


def upload(officer: Visitor, sheet: Path) -> str:
    page = officer.page
    officer.goto("/activities/imports/new/")
    page.locator("input[type=file]").set_input_files(sheet)
    page.locator(".save button.main").click()
    page.wait_for_url(lambda url: "/new/" not in url)
    officer.settle()
    return page.url.removeprefix(officer.url)


def import_last_year(officer: Visitor, sheet: Path) -> None:
    """Every bad cell named, nothing written before she says so, nothing added by the same file again."""
    page = officer.page
    address = upload(officer, sheet)
    said = officer.text()
    for cell in ("A5", "H6", "E7"):
        assert cell in said, said
    officer.goto(f"/activities/?q={LAST_YEAR[0]}")
    expect(page.locator("tbody a", has_text=LAST_YEAR[0])).to_have_count(0)
    officer.goto(address)
    page.locator(f"form[action='{address}confirm/'] button").click()
    page.wait_for_load_state("networkidle")
    officer.goto(f"/activities/?q={LAST_YEAR[0]}")
    expect(page.locator("tbody a", has_text=LAST_YEAR[0])).to_have_count(1)
    assert upload(officer, sheet) == address
    officer.goto(f"/activities/?q={LAST_YEAR[0]}")
    expect(page.locator("tbody a", has_text=LAST_YEAR[0])).to_have_count(1)


def draft_the_report(officer: Visitor) -> str:
    page, today = officer.page, date.today()
    officer.goto("/reports/new/")
    page.locator("[name=period]").select_option(Period.half(today.year, 1 if today.month < 7 else 2).code)
    page.locator("[name=addressee]").fill("云溪市人民政府妇女儿童工作委员会")
    page.locator(".save button.main").click()
    page.wait_for_url(lambda url: "/new/" not in url)
    officer.settle()
    address = page.url.removeprefix(officer.url)
    for body in ("偏远村组的宣传还不够经常。", "建议把普法课排进村级活动日。", "入户宣讲，一村一课。"):
        page.locator("section:has(p:text-is('本期无记录。')) h2").first.wait_for()
        heading = page.locator("section:has(p:text-is('本期无记录。'))").first.get_attribute("id") or ""
        officer.goto(f"{address}sections/{heading.removeprefix('section-')}/")
        page.locator("[name=body]").fill(body)
        page.locator(".save button.main").click()
        page.wait_for_url(lambda url: "/sections/" not in url)
        officer.settle()
        assert body in officer.text()
    return address


def check_the_report(another: Visitor, address: str) -> None:
    another.goto(address)
    another.page.locator(f"form[action='{address}check/'] button").click()
    another.page.wait_for_load_state("networkidle")
    another.look()


def open_the_records(chair: Visitor, address: str, *, number: int) -> None:
    """She clicks "10 场" and lands on those ten records."""
    page = chair.page
    chair.goto(address)
    figure = page.locator("a.fig[href$='/figures/outreach.publicity/']").first
    expect(figure).to_contain_text(str(number))
    figure.click()
    expect(page.locator("#records tbody tr")).to_have_count(number)
    expect(page.locator("#records")).to_contain_text(TITLE)
    chair.settle()


def sign_the_report(chair: Visitor, address: str) -> None:
    page = chair.page
    page.locator(f"a[href='{address}sign/']").click()
    page.wait_for_url("**/sign/")
    chair.settle()
    if page.locator("#despite").count():
        page.locator("#despite").fill("数字已逐项核对")
    page.locator(".save button.main").click()
    page.wait_for_url("**" + address)
    chair.settle()
    expect(page.locator("main")).to_contain_text("沈湄")


def download_the_report(chair: Visitor, address: str) -> str:
    """The .docx as Word opens it; its words."""
    with chair.page.expect_download() as waiting:
        chair.page.locator(f"a[href='{address}docx/']").click()
    path = waiting.value.path()
    with zipfile.ZipFile(path) as packed:
        assert "word/document.xml" in packed.namelist()
        return packed.read("word/document.xml").decode("utf-8")


def see_what_changed(chair: Visitor, address: str, *, number: int) -> None:
    page = chair.page
    chair.goto(address)
    expect(page.locator("a.fig[href$='/figures/outreach.publicity/']").first).to_contain_text(str(number))
    page.locator(f"a[href='{address}changes/']").first.click()
    page.wait_for_url("**/changes/")
    chair.settle()
    expect(page.locator("main")).to_contain_text(TITLE)
    expect(page.locator("main")).to_contain_text("林禾")


def see_nothing(neighbour: Visitor, *addresses: str) -> None:
    """The neighbouring county's officer: by page, search, export, address or guess."""
    page = neighbour.page
    lists = ("/", "/activities/", "/activities/?q=赶集", "/figures/", "/network/", "/people/", "/reports/")
    for path in (*lists, "/figures/outreach.publicity/", "/figures/outreach.publicity/records/"):
        neighbour.goto(path)
        assert TITLE not in neighbour.text()
        assert "河湾" not in neighbour.text()
    neighbour.goto("/search/?q=赶集")
    assert TITLE not in neighbour.text()
    for address in addresses:
        answer = page.request.get(neighbour.url + address)
        assert answer.status == 404, address
        assert "河湾" not in answer.text()
    exported = page.request.get(f"{neighbour.url}/activities/export/").body()
    with zipfile.ZipFile(io.BytesIO(exported)) as packed:
        assert all("河湾".encode() not in packed.read(name) for name in packed.namelist())
