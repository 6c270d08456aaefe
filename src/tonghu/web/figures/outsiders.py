"""Figures of casework before those who do no casework: small numbers are withheld, and others with them.

They are told for the whole of the reader's own area only, by half-years and years and this half-year so far: from
any area and any days somebody who subtracts would find a single case. What is divided is suppressed once, so that
the page and the workbook say the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.utils import timezone

from tonghu.access.actor import Actor
from tonghu.figures.breakdown import Part
from tonghu.figures.catalogue import ALL
from tonghu.figures.catalogue.cases import LAWYER_LABELS, MINORS_LABELS
from tonghu.figures.evaluate import evaluate_all
from tonghu.figures.figure import By, Figure
from tonghu.figures.value import Number, Value
from tonghu.kit.disclosure import TOTAL, Table, safe, suppress
from tonghu.kit.periods import Period
from tonghu.web.figures.forms import Asked, so_far

PART_OF = {
    "cases.contacts_minors": "cases.contacts",
    "cases.petitions_minors": "cases.petitions",
    "cases.lawyer_day": "cases.petitions",
    "cases.finished": "cases.petitions",
    "cases.incidents_minors": "cases.incidents",
    "cases.person_times_minors": "cases.person_times",
    "cases.closed_minors": "cases.closed",
    "cases.closed_timed": "cases.closed",
    "cases.closed_in_time": "cases.closed_timed",
    "cases.closed_late": "cases.closed_timed",
    "cases.late": "cases.open",
    "cases.goals_reached": "cases.goals",
    "cases.protection_orders": "cases.tracks",
    **{f"cases.minors_{matter.value}": "cases.incidents_minors" for matter in MINORS_LABELS},
    **{f"cases.lawyer_day_{matter.value}": "cases.lawyer_day" for matter in LAWYER_LABELS},
}
"""A figure that counts some of what another counts: what is left over must not be small either."""


def is_outsider(figure: Figure, actor: Actor) -> bool:
    """Whether small numbers of this figure are not for the reader."""
    return figure.desk == "cases" and not actor.may("cases.view")


def told(figures: Iterable[Figure], question: Asked, actor: Actor) -> dict[str, Value]:
    """Values of figures as the reader may know them, by key."""
    asked = {figure.key: figure for figure in figures}
    hidden = [figure for figure in asked.values() if is_outsider(figure, actor)]
    wholes = {PART_OF[f.key]: ALL[PART_OF[f.key]] for f in hidden if f.key in PART_OF}
    found = evaluate_all({**wholes, **asked}.values(), area=question.area, period=question.period)
    return {key: _told(found[key], found.get(PART_OF.get(key, "")), question, actor) for key in asked}


def _told(value: Value, above: Value | None, question: Asked, actor: Actor) -> Value:
    if not is_outsider(value.figure, actor):
        return value
    if not _askable(question, actor):
        return replace(value, value=None, before=None, withheld=True, before_withheld=True)
    now, before = _safe(value, value.value, value.records), _safe(value, value.before, value.before_records)
    if above is not None:
        now = now and _left_over(above.value, value.value)
        before = before and _left_over(above.before, value.before)
    return replace(
        value, value=value.value if now else None, before=value.before if before else None, withheld=not now,
        before_withheld=not before,
    )  # fmt: skip


def parts(divided: Sequence[tuple[By, list[Part]]], figure: Figure, question: Asked, actor: Actor) -> list[list[Part]]:
    """A figure divided in several ways, as the reader may know it: nothing can be found by subtraction.

    A figure that does not add up (a rate, a middle value), or is a part of another, is not told in parts.
    """
    if not is_outsider(figure, actor):
        return [found for _by, found in divided]
    if not figure.adds_up or figure.key in PART_OF or not _askable(question, actor):
        return [[_hidden(part) for part in found] for _by, found in divided]
    now = _suppressed([(by, {p.code: int(p.value.value or 0) for p in found}) for by, found in divided])
    before = _suppressed([(by, {p.code: int(p.value.before or 0) for p in found}) for by, found in divided])
    return [
        [_shown(part, now[at].get((part.code,)), before[at].get((part.code,))) for part in found]
        for at, (_by, found) in enumerate(divided)
    ]


def _askable(question: Asked, actor: Actor) -> bool:
    period = question.period
    start = period.start
    halves = {Period.half(start.year, half) for half in (1, 2)} | {
        Period.year(start.year),
        so_far(timezone.localdate()),
    }
    return period in halves and actor.office is not None and question.area.code == actor.office.place_id


def _left_over(of: Number, part: Number) -> bool:
    return safe(max(0, int(of or 0) - int(part or 0)))


def _safe(value: Value, number: Number, records: int) -> bool:
    if number is None or not records:
        return True
    if value.figure.is_rate:
        part = round(records * float(number) / 100)
        return safe(records) and safe(part) and safe(records - part)
    return safe(records) and (not value.figure.adds_up or safe(int(number)))


def _suppressed(tables: list[tuple[By, dict[str, int]]]) -> list[dict[tuple[str, ...], int | None]]:
    """Each table by itself, for they share nothing but their total, which stands above them.

    One so fine that its total would have to be withheld is withheld whole: then it says nothing beyond the total.
    """
    done = [suppress(Table((by,), {(code,): n for code, n in cells.items()}))[0] for by, cells in tables]
    return [told if told.get((TOTAL,)) is not None else dict.fromkeys(told) for told in done]


def _shown(part: Part, now: int | None, before: int | None) -> Part:
    value = replace(part.value, value=now, before=before, withheld=now is None, before_withheld=before is None)
    return replace(part, value=value)


def _hidden(part: Part) -> Part:
    return replace(part, value=replace(part.value, value=None, before=None, withheld=True, before_withheld=True))
