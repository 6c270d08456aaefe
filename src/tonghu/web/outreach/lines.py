"""Activities as the list shows them: words made once, so that a template only prints them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tonghu.kit.numbers import grouped
from tonghu.outreach import queries
from tonghu.outreach.rules import ActivityKind

NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Line:
    """One row: the address it opens, and its cells as text; ``changed`` since a report was signed.

    ``under`` is the line below the title on a phone, in the place of the other columns.
    """

    url: str
    day: str
    title: str
    kind: str
    units: str
    copies: str
    consulted: str
    audience: str
    entered_name: str
    under: str
    changed: bool


def lines(activities: Sequence[queries.Brief], changed: set[int] | frozenset[int] = frozenset()) -> list[Line]:
    """The rows of a page; one query for any number of them.

    Args:
        activities: what the page holds; changed: ids of those changed since a report was signed.
    """
    kinds = {value: str(label) for value, label in ActivityKind.choices}
    root = reverse("web:activity", args=[0])
    units = _units(activities)
    said = _("audience %(number)s"), _("%(number)s consulted"), _("%(number)s copies")
    return [
        Line(
            url=root.replace("0", str(one.pk)),
            day=one.day.isoformat(),
            title=one.title,
            kind=kinds[one.kind],
            units=" · ".join(filter(None, (one.office, units.get(one.pk)))),
            copies=grouped(one.copies) if one.copies else NOTHING,
            consulted=_number(one.consulted),
            audience=_number(one.audience),
            entered_name=one.entered_name,
            under=_under(one, said),
            changed=one.pk in changed,
        )
        for one in activities
    ]


def table(shown: Sequence[Line]) -> SafeString:
    """The rows as HTML, escaped."""
    words = {"lines": shown, "changed_since_signed": _("changed since signed")}
    return SafeString(render_to_string("outreach/activities.html", words, using="rows"))


def _under(one: queries.Brief, said: tuple[str, ...]) -> str:
    counts = zip(said, (one.audience, one.consulted, one.copies), strict=True)
    told = [words % {"number": grouped(number)} for words, number in counts if number]
    return " · ".join([one.day.isoformat(), one.office, *told])


def _number(number: int | None) -> str:
    return NOTHING if number is None else grouped(number)


def _units(activities: Sequence[queries.Brief]) -> dict[int, str]:
    joined: dict[int, list[str]] = defaultdict(list)
    for activity, office in queries.coorganisers(one.pk for one in activities):
        joined[activity].append(office)
    return {
        activity: names[0]
        if len(names) == 1
        else _("%(unit)s and others, %(number)s units") % {"unit": names[0], "number": len(names)}
        for activity, names in joined.items()
    }
