"""The columns of an exported list; the values are the list's own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from tonghu.outreach.models import Activity
from tonghu.outreach.rules import Festival, Topic


def headings() -> list[str]:
    return [
        _("Date"),
        _("Last day"),
        _("Name"),
        _("Kind"),
        _("Topics"),
        _("Occasion"),
        _("Venue"),
        _("Organising unit"),
        _("Together with"),
        _("Copies"),
        _("People consulted"),
        _("Audience"),
        _("Recorded by"),
    ]


def rows(activities: Iterator[Activity]) -> Iterator[list[Any]]:
    """One line an activity, in the order of :func:`headings`; dates and numbers as such."""
    topics, festivals = dict(Topic.choices), dict(Festival.choices)
    for one in activities:
        yield [
            one.day,
            one.last_day,
            one.title,
            str(one.get_kind_display()),
            "、".join(str(topics[topic]) for topic in one.topics),
            str(festivals.get(one.festival, "")),
            one.venue,
            str(one.office),
            "、".join(str(part.office) for part in one.coorganisers.all()),
            one.copies or None,
            one.consulted,
            one.audience,
            one.entered_name,
        ]
