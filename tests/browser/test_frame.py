"""Pages outside the journey: the door, both widths, and the desks of those who see no record."""

from collections.abc import Callable

import pytest

from tests.browser.conftest import PHONE
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser


def test_a_wrong_password_is_a_sentence(visitor: Callable[..., Visitor]) -> None:
    stranger = visitor(language="en-GB")
    stranger.goto("/sign-in/")
    stranger.page.locator("[name=username]").fill("zhou_sui")
    stranger.page.locator("[name=password]").fill("not-hers")
    stranger.page.locator("main button.main").click()
    stranger.settle()
    assert "/sign-in/" in stranger.page.url
    assert stranger.page.locator("main [role=alert], main .summary, main .why").first.is_visible()


@pytest.mark.parametrize(
    ("username", "paths"),
    [
        ("an_ran", ("/", "/accounts/", "/accounts/new/")),
        ("ding_shu", ("/", "/trail/")),
        ("xi_yuan", ("/", "/network/", "/reports/templates/", "/activities/materials/")),
        ("ning_zhou", ("/",)),
    ],
)
def test_desks_of_those_who_see_no_record(
    username: str, paths: tuple[str, ...], visitor: Callable[..., Visitor]
) -> None:
    for size in (PHONE, None):
        one = visitor(username, **({"size": size} if size else {}))
        for path in paths:
            one.goto(path)
