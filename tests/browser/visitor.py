"""Somebody at a browser: every page she opens is looked at by the rules of accessibility and of the house."""

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Response

from tests.browser.house import ROOT

PICTURES = ROOT / "build" / "browser"
HEAVIEST = 100 * 1024
"""Bytes of style and script that a page may have, uncompressed."""

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


class Visitor:
    """One person's browser window.

    Attributes: ``page``, Playwright's own; ``called``, her name; ``wrong``, what the browser complained of so far.
    """

    def __init__(self, context: BrowserContext, url: str, name: str, called: str = "") -> None:
        self.context, self.url, self.name, self.called = context, url, name, called
        self.wrong: list[str] = []
        self.weights: dict[str, int] = {}
        self.looked: list[str] = []
        self.page: Page = context.new_page()
        self.page.set_default_timeout(10_000)
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.wrong.append(f"script: {error}"))
        self.page.on("response", self._response)

    def goto(self, path: str) -> None:
        self.page.goto(self.url + path)
        self.settle()

    def settle(self) -> None:
        """Wait until the page has all it asked for, then look at it."""
        self.page.wait_for_load_state("networkidle")
        self.look()

    def sign_in(self, username: str, password: str) -> None:
        self.goto("/sign-in/")
        self.page.locator("input[name=username]").fill(username)
        self.page.locator("input[name=password]").fill(password)
        self.page.locator("main form button.main").first.click()
        self.page.wait_for_load_state("networkidle")
        assert "/sign-in/" not in self.page.url, self.text()
        self.look()

    def text(self) -> str:
        return self.page.locator("body").inner_text()

    def look(self) -> None:
        """Note what is wrong with this page: accessibility, weight, width. The test fails at its end."""
        where = self.page.url.removeprefix(self.url)
        self.looked.append(where)
        self.page.screenshot(path=self._picture(where), full_page=True)
        # what lies under the bar at the foot of a phone comes up by scrolling; axe takes it for covered
        self.page.evaluate("document.querySelectorAll('nav.do').forEach(e => { e.style.position = 'static' })")
        for found in Axe().run(self.page, options=RULES).response["violations"]:
            targets = [node["target"] for node in found["nodes"]][:3]
            self.wrong.append(f"{where}: {found['id']}, {found['help']}: {targets}")
        self.page.evaluate("document.querySelectorAll('nav.do').forEach(e => { e.style.position = '' })")
        weight = sum(self._loaded().values())
        if weight >= HEAVIEST:
            self.wrong.append(f"{where}: {weight} bytes of style and script: {self._loaded()}")
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            self.wrong.append(f"{where} is {wide} px wider than the window")

    def _loaded(self) -> dict[str, int]:
        urls = self.page.evaluate(
            "[...document.querySelectorAll('script[src]'), ...document.querySelectorAll('link[rel=stylesheet]')]"
            ".map(e => e.src || e.href)"
        )
        return {url: self.weights.get(url, 0) for url in urls}

    def _console(self, message: ConsoleMessage) -> None:
        expected = "the server responded with a status of 4" in message.text
        if message.type in ("error", "warning") and not expected:
            self.wrong.append(f"{self.page.url}: {message.type}: {message.text}")

    def _response(self, response: Response) -> None:
        if not response.url.startswith((self.url, "data:", "blob:", "about:")):
            self.wrong.append(f"a request to another host: {response.url}")
        if response.status >= 500:
            self.wrong.append(f"{response.status} {response.url}")
        if response.request.resource_type in ("script", "stylesheet") and response.status == 200:
            self.weights[response.url] = len(response.body())

    def _picture(self, where: str) -> Path:
        PICTURES.mkdir(parents=True, exist_ok=True)
        name = where.strip("/").replace("/", "_").partition("?")[0] or "home"
        return PICTURES / f"{self.name}-{len(self.looked):02d}-{name}.png"
