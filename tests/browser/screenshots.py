"""Pictures of the main pages of the demonstration: ``python -m tests.browser.screenshots FOLDER``."""

import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser.house import House
from tests.browser.program import QUIET, chromium

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
PAGES = {"home": "/", "activities": "/activities/", "network": "/network/", "figure": "/figures/outreach.publicity/"}
CASE = "丈夫酒后打人"
"""How the case of the demonstration is called that has all a case can have."""


def sign_in(page: Page, url: str, username: str, password: str) -> None:
    page.goto(f"{url}/sign-in/")
    page.locator("[name=username]").fill(username)
    page.locator("[name=password]").fill(password)
    page.locator("main button.main").click()
    page.wait_for_load_state("networkidle")


def take(page: Page, folder: Path, name: str) -> None:
    page.wait_for_load_state("networkidle")
    page.screenshot(path=folder / f"{name}.png")


def chair_at_her_desk(page: Page, url: str, folder: Path) -> None:
    """The city's chair: lists, figures, and the report that waits for her with the records of a figure open."""
    for name, path in PAGES.items():
        page.goto(url + path)
        take(page, folder, name)
    page.goto(url)
    page.locator("ul.lines a[href^='/reports/']").first.click()
    if page.url.endswith("/sign/"):
        page.goto(page.url.removesuffix("sign/"))
    page.locator("a.fig").first.click()
    page.locator("#records tbody tr").first.wait_for()
    take(page, folder, "report")


def officer_at_her_sheet(page: Page, url: str, folder: Path) -> None:
    """The county's officer: the sheet that waits, every bad cell named."""
    page.goto(f"{url}/activities/imports/")
    page.locator("tbody a[href*='/imports/']").first.click()
    take(page, folder, "import")


def officer_at_her_cases(page: Page, url: str, folder: Path) -> None:
    """The county's officer: the list, and the file of the case that is longest overdue."""
    page.goto(f"{url}/cases/")
    take(page, folder, "cases")
    page.locator("tbody a", has_text=CASE).first.click()
    take(page, folder, "case")


def leader_on_monday(page: Page, url: str, folder: Path) -> None:
    """The county's leader: what is late, by office and kind."""
    page.goto(f"{url}/late/")
    take(page, folder, "late")


def citizen_on_a_phone(page: Page, url: str, folder: Path) -> None:
    """Anybody, without an account."""
    page.goto(f"{url}/help/")
    take(page, folder, "help")


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with House("-m", "tonghu", "demo", "--once") as house, sync_playwright() as playwright:
        asked = "from tonghu.demo.cast import password; from tonghu.engine.folder import DataFolder as D"
        password = house.run("-c", f"{asked}; print(password(D.here()))").strip()
        browser = playwright.chromium.launch(executable_path=chromium(), args=QUIET)
        page = browser.new_page(viewport=DESK, locale="zh-CN", device_scale_factor=1)
        sign_in(page, house.url, "shen_mei", password)
        chair_at_her_desk(page, house.url, folder)
        county = browser.new_page(viewport=DESK, locale="zh-CN", device_scale_factor=1)
        sign_in(county, house.url, "lin_he", password)
        officer_at_her_sheet(county, house.url, folder)
        officer_at_her_cases(county, house.url, folder)
        leader = browser.new_page(viewport=DESK, locale="zh-CN", device_scale_factor=1)
        sign_in(leader, house.url, "gu_xin", password)
        leader_on_monday(leader, house.url, folder)
        phone = browser.new_page(viewport=PHONE, locale="zh-CN", device_scale_factor=2)
        sign_in(phone, house.url, "zhou_sui", password)
        phone.goto(f"{house.url}/activities/new/")
        take(phone, folder, "log")
        citizen = browser.new_page(viewport=PHONE, locale="zh-CN", device_scale_factor=2)
        citizen_on_a_phone(citizen, house.url, folder)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
