"""What has changed since a report was signed: figure by figure, record by record, by whom and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Model, TextChoices
from django.utils.translation import gettext_lazy as _

from tonghu.access.actor import Actor
from tonghu.cases.models import CaseSlip, ContactSlip
from tonghu.outreach.models import Activity
from tonghu.reports.frozen import Contribution, frozen_figures, records_now
from tonghu.reports.living import figures_now
from tonghu.reports.models import FrozenRecord, Report
from tonghu.reports.values import Shown
from tonghu.trail.models import Entry

Key = tuple[str, int]
ENTERED: dict[str, type[Model]] = {
    "outreach_activity": Activity, "cases_case": CaseSlip, "cases_contact": ContactSlip,
}  # fmt: skip
"""What has a day of its own beside that of its entry: a late entry is told apart."""


class Way(TextChoices):
    """How a record differs from what was signed."""

    EDITED = "edited", _("changed")
    LATE = "late", _("recorded after the signature")
    ADDED = "added", _("counts now")
    GONE = "gone", _("no longer counts")


@dataclass(frozen=True, slots=True)
class RecordChange:
    """One record: what it contributed and contributes, and the last change of it since the signature.

    Attributes:
        then, now: its contribution; None where it did not or does not count.
        who, at: from the trail, None where it holds nothing about it.
    """

    way: Way
    source: str
    object_id: int
    label: str
    day: date | None
    then: Decimal | None
    now: Decimal | None
    who: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure whose value or records are no longer those that were signed."""

    signed: Shown
    now: Shown
    records: tuple[RecordChange, ...]

    @property
    def same_value(self) -> bool:
        return self.signed.value == self.now.value


def changed_since(report: Report, by: Actor) -> list[FigureChange]:
    """The figures of a signed report that have changed; the number of statements does not grow with them.

    Args:
        report: signed or replaced, with its office, inside the reader's scope.
    """
    signed = frozen_figures(report)
    now = figures_now(list(signed), (), office=report.office, period=report.period)
    then = records_then(report)
    living = records_now(signed, office=report.office, period=report.period)
    pairs = {key: (_by_id(then.get(key, ())), _by_id(living.get(key, ()))) for key in signed if key in now}
    ids = {one for before, after in pairs.values() for one in (*before, *after)}
    trail = _last_entries(report, ids, by)
    late = _late(report, pairs.values())
    found = []
    for key, (before, after) in pairs.items():
        records = tuple(_changes(before, after, trail, late))
        if records or signed[key].value != now[key].value:
            found.append(FigureChange(signed[key], now[key], records or tuple(_touched(before, trail))))
    return found


def records_then(report: Report) -> dict[str, list[Contribution]]:
    """The records behind each figure as they were signed."""
    found: dict[str, list[Contribution]] = {}
    rows = FrozenRecord.objects.filter(figure__report=report).order_by("day", "object_id")
    for key, table, pk, n, day, label in rows.values_list("figure__key", "source", "object_id", "n", "day", "label"):
        found.setdefault(key, []).append(Contribution(table, pk, n, day, label))
    return found


def _by_id(records: Iterable[Contribution]) -> dict[Key, Contribution]:
    return {(one.source, one.object_id): one for one in records}


def _changes(
    before: Mapping[Key, Contribution], after: Mapping[Key, Contribution], trail: Mapping[Key, Entry], late: set[Key]
) -> Iterable[RecordChange]:
    for one, kept in {**before, **after}.items():
        then, now = before.get(one), after.get(one)
        if then == now:
            continue
        way = _way(one, then, now, late)
        entry = trail.get(one)
        yield RecordChange(
            way, one[0], one[1], kept.label, kept.day, then.n if then else None, now.n if now else None,
            entry.actor if entry else "", entry.at if entry else None,
        )  # fmt: skip


def _way(one: Key, then: Contribution | None, now: Contribution | None, late: set[Key]) -> Way:
    if then and now:
        return Way.EDITED
    if then:
        return Way.GONE
    return Way.LATE if one in late else Way.ADDED


def _touched(before: Mapping[Key, Contribution], trail: Mapping[Key, Entry]) -> Iterable[RecordChange]:
    """Where only what is told apart has changed (another unit, another lecturer): the records touched since."""
    for key, one in before.items():
        if entry := trail.get(key):
            yield RecordChange(
                Way.EDITED, one.source, one.object_id, one.label, one.day, one.n, one.n, entry.actor, entry.at
            )


def _last_entries(report: Report, ids: Iterable[Key], by: Actor) -> dict[Key, Entry]:
    tables: dict[str, list[int]] = {}
    for table, pk in ids:
        tables.setdefault(table, []).append(pk)
    found = Entry.objects.visible_to(by).filter(
        at__gt=report.signed_at, root_table__in=list(tables), root_id__in=[pk for pks in tables.values() for pk in pks]
    )
    return {(e.root_table, e.root_id): e for e in found.order_by("id") if e.root_id is not None}


def _late(report: Report, pairs: Iterable[Sequence[Mapping[Key, Contribution]]]) -> set[Key]:
    added = {one for before, after in pairs for one in after if one not in before}
    found: set[Key] = set()
    for table, model in ENTERED.items():
        new = [pk for source, pk in added if source == table]
        if new and report.signed_at is not None:
            late = model._default_manager.filter(pk__in=new, entered_at__gt=report.signed_at)
            found |= {(table, pk) for pk in late.values_list("pk", flat=True)}
    return found
