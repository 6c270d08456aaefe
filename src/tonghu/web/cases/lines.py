"""Cases as the list shows them: words made once, so that a template only prints them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tonghu.cases.queries.cases import Brief
from tonghu.cases.rules.kinds import Channel, Matter
from tonghu.cases.rules.states import State
from tonghu.kit.scope import Confidentiality
from tonghu.kit.workdays import days_left, words
from tonghu.web.cases.clocks import tag
from tonghu.work.rules import kind_label


@dataclass(frozen=True, slots=True)
class Line:
    """One row: the address it opens, and its cells as text; ``under`` stands below the title on a phone.

    ``left`` is the earliest clock in days, ``owed`` what it is, ``tag`` its colour.
    """

    url: str
    number: str
    day: str
    title: str
    matter: str
    channel: str
    state: str
    level: str
    minor: bool
    repeat: bool
    left: str
    owed: str
    tag: str
    officer: str
    office: str
    under: str


def lines(cases: Sequence[Brief]) -> list[Line]:
    """The rows of a page, without another query."""
    today = timezone.localdate()
    matters, states = _labels(Matter.choices), _labels(State.choices)
    channels, levels = _labels(Channel.choices), _labels(Confidentiality.choices)
    root = reverse("web:case", args=[0])
    return [
        Line(
            url=root.replace("0", str(one.pk)),
            number=one.number,
            day=one.day.isoformat(),
            title=one.title,
            matter=matters[one.matter],
            channel=channels[one.channel],
            state=states[one.state],
            level=levels[one.level] if one.level else "",
            minor=one.minor,
            repeat=one.repeats_id is not None,
            left=words(today, one.due) if one.due else "",
            owed=kind_label(one.due_kind) if one.due else "",
            tag=tag(days_left(today, one.due)) if one.due else "",
            officer=one.officer_name,
            office=one.office,
            under=" · ".join(filter(None, (one.number, one.day.isoformat(), states[one.state], one.officer_name))),
        )
        for one in cases
    ]


def table(shown: Sequence[Line]) -> SafeString:
    """The rows as HTML, escaped."""
    said = {"minor": _("minor"), "repeat": _("again")}
    return SafeString(render_to_string("cases/cases.html", {"lines": shown, "said": said}, using="rows"))


def _labels(choices: Sequence[tuple[object, object]]) -> dict[object, str]:
    return {value: str(label) for value, label in choices}
