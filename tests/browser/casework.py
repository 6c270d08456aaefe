"""The steps of casework, each as the person who does it sees it."""

import re
from typing import Any

from playwright.sync_api import Locator, expect

from tests.browser.visitor import Visitor

Typed = str | bool | list[str] | dict[str, str]


def fill(one: Visitor, *, inside: str = "main", **typed: Typed) -> None:
    """Type into the fields of a form by their names; what is folded is unfolded first, by its own line.

    Argument: ``inside``, a selector of the form. A list ticks the boxes of these values, True
        the only one; a dictionary chooses by ``label``.
    """
    for name, value in typed.items():
        field = one.page.locator(inside).locator(f"[name='{name}']")
        unfold(one, name)
        kind = field.first.evaluate("e => e.type")
        if kind in ("checkbox", "radio"):
            for wanted in value if isinstance(value, list) else [value]:
                box = field.first if wanted is True else field.and_(one.page.locator(f"[value='{wanted}']"))
                box.check()
        elif kind == "select-one":
            field.select_option(**value) if isinstance(value, dict) else field.select_option(str(value))
        else:
            field.fill(str(value))


def unfold(one: Visitor, name: str) -> None:
    """Open every fold that a field lies in, the outer one first."""
    while True:
        field = one.page.locator(f"[name='{name}']")
        closed = one.page.locator("main details:not([open])").filter(has=field).locator("> summary")
        if not closed.count():
            return
        closed.first.click()


def click(one: Visitor, button: Locator) -> None:
    """Press what leads to another page, and look at that page."""
    before = one.page.url
    button.click()
    one.page.wait_for_url(lambda url: url != before)
    one.settle()


def send(one: Visitor, *, inside: str = "main", **typed: Typed) -> None:
    """Fill the form of the page and save it."""
    fill(one, inside=inside, **typed)
    click(one, one.page.locator(inside).locator(".save button.main").first)


def do(one: Visitor, case: str, verb: str, **typed: Any) -> None:
    """Take one step of a case, from its page through the step's own form and back."""
    if one.page.url.removeprefix(one.url).partition("?")[0].partition("#")[0] != case:
        one.goto(case)
    way = one.page.locator(f"a[href='{case}do/{verb}/']")
    if not way.first.is_visible():
        one.page.locator("details.menu").filter(has=way).first.locator("> summary").click()
    click(one, way.locator("visible=true").first)
    send(one, **typed)
    expect(one.page.locator("main")).not_to_contain_text("这一步现在还不能做")


def address(one: Visitor) -> str:
    """Of the page that is open, without what was asked of it."""
    return one.page.url.removeprefix(one.url).partition("?")[0].partition("#")[0]


def gone(one: Visitor, *paths: str) -> None:
    """Addresses that lead nowhere for her."""
    for path in paths:
        status = one.page.request.get(one.url + path).status
        assert status in (403, 404), f"{path}: {status}"


def number_of(one: Visitor) -> str:
    """The number of the case, or the code of the letter, whose page is open."""
    found = re.search(r"\d{4}-\d{4,}|[A-Z0-9]{4}-[A-Z0-9]{4}", one.page.title())
    return found[0] if found else ""
