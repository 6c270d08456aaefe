"""A real browser on a real server. What is missing fails with a sentence; nothing is skipped."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.house import House
from tests.browser.program import QUIET, chromium
from tests.browser.visitor import Visitor
from tests.factories.world import CAST, PASSWORD

NAMES = {username: name for username, name, _, _ in CAST}
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}


@pytest.fixture
def house() -> Iterator[House]:
    """An own data folder with the cast, served."""
    with House() as built:
        yield built
        assert built.complaints() == ""


@pytest.fixture
def browser() -> Iterator[Browser]:
    """The system's Chromium. One a test: Playwright's loop would bar the next test from the database."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=QUIET)
        yield opened
        opened.close()


@pytest.fixture
def visitor(house: House, browser: Browser, request: pytest.FixtureRequest) -> Iterator[Callable[..., Visitor]]:
    """``visitor("lin_he", size=PHONE)`` opens a window of her own, signed in; without a name, at the door."""
    opened: list[Visitor] = []

    def window(username: str = "", *, size: dict[str, int] = DESK, language: str = "zh-CN") -> Visitor:
        context = browser.new_context(
            viewport=size,
            locale=language,
            timezone_id="Asia/Shanghai",
            has_touch=size is PHONE,
            is_mobile=size is PHONE,
            accept_downloads=True,
        )
        one = Visitor(context, house.url, f"{request.node.name}-{len(opened)}", NAMES.get(username, ""))
        opened.append(one)
        if username:
            one.sign_in(username, PASSWORD)
        return one

    yield window
    for one in opened:
        one.context.close()
    wrong = list(dict.fromkeys(line for one in opened for line in one.wrong))
    assert not wrong, "\n".join(wrong)
