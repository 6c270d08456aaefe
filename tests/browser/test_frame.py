"""The frame in a real browser: signing in at both sizes and in both languages, and the wrong password."""

from collections.abc import Callable

import pytest

from tests.browser.conftest import DESK, PHONE
from tests.browser.visitor import Visitor
from tests.factories.world import PASSWORD

pytestmark = pytest.mark.browser


def test_first_pages(visitor: Callable[..., Visitor]) -> None:
    for size in (PHONE, DESK):
        chair = visitor(size=size)
        chair.sign_in("zhou_sui", PASSWORD)
        assert "河湾乡" in chair.text()
    wrong = visitor(language="en-GB")
    wrong.goto("/sign-in/")
    wrong.page.locator("input[name=username]").fill("zhou_sui")
    wrong.page.locator("input[name=password]").fill("not-hers")
    wrong.page.locator("main form button.main").first.click()
    wrong.page.wait_for_load_state("networkidle")
    wrong.look()
    assert "/sign-in/" in wrong.page.url
