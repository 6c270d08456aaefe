"""The desks and large actions that a person sees: those that exist and that her roles permit."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tonghu.access.actor import Actor


@dataclass(frozen=True)
class Way:
    """A link of the frame.

    Attributes:
        label: what it says; url_name: where it leads, in the namespace web.
        needs: the permission it takes; empty where every signed-in person has it.
        root: beginnings of the addresses it is the current one for; by default its own address.
    """

    label: str | Promise
    url_name: str
    needs: str = ""
    root: str = ""
    apart: bool = False


DESKS = (
    Way(_("Desk"), "home"),
    Way(_("Cases"), "cases", "cases.view", root="/cases/ /contacts/ /transfers/ /reception/"),
    Way(_("Letters to us"), "letters", "referrals.answer"),
    Way(_("Activities"), "activities", "outreach.view"),
    Way(_("Network"), "network", "places.view"),
    Way(_("People"), "people", "people.view"),
    Way(_("Figures"), "figures", "figures.view", apart=True),
    Way(_("Reports"), "reports", "reports.view", root="/reports/"),
    Way(_("Accounts"), "users", "accounts.change"),
    Way(_("Trail"), "trail", "trail.audit"),
)

FOR_ADMINISTRATORS = (
    Way(_("Materials"), "materials", "outreach.materials"),
    Way(_("Report templates"), "templates", "reports.templates"),
    Way(_("Terms"), "terms", "cases.settings"),
)
"""Shown to those who may not open the desk that these pages belong to."""

DO = (
    Way(_("Log a visit"), "contact-new-talk", "cases.log"),
    Way(_("Log an event"), "activity-new", "outreach.log"),
    Way(_("Find"), "search", "places.view"),
    Way(pgettext_lazy("short", "Reports"), "reports", "reports.view"),
    Way(pgettext_lazy("short", "Accounts"), "users", "accounts.change"),
    Way(pgettext_lazy("short", "Trail"), "trail", "trail.audit"),
)


@dataclass(frozen=True)
class Link:
    label: str
    url: str
    current: bool
    apart: bool


def desks(actor: Actor, path: str) -> list[Link]:
    """The links at the left, for a person on the page at ``path``."""
    shown = list(DESKS)
    if not actor.may("outreach.view"):
        shown += FOR_ADMINISTRATORS
    return links(tuple(shown), actor, path)


def large(actor: Actor, path: str) -> list[Link]:
    """Up to three actions that stay at the bottom of a phone."""
    return links(DO, actor, path)[:3]


def links(ways: tuple[Way, ...], actor: Actor, path: str) -> list[Link]:
    found = []
    for way in ways:
        url = address(way.url_name)
        if url and (not way.needs or actor.may(way.needs)):
            root = way.root or url
            current = path == url if root == "/" else path.startswith(tuple(root.split()))
            found.append(Link(str(way.label), url, current, way.apart))
    return found


def address(url_name: str) -> str:
    """Where a name leads; empty while no room offers it."""
    try:
        return reverse(f"web:{url_name}")
    except NoReverseMatch:
        return ""
