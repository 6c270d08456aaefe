"""A report's figures as they were signed: written once, hashed, read back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, DateField, DecimalField, F, QuerySet, TextField, Value
from django.db.models.functions import Cast

from tonghu.figures.area import Area
from tonghu.figures.catalogue import ALL
from tonghu.figures.records import rows
from tonghu.figures.records_cases import number_of_slip
from tonghu.kit.periods import Period
from tonghu.places.models import Office
from tonghu.reports.models import FrozenFigure, FrozenRecord, Report, Section
from tonghu.reports.values import Row, Shown

NAMES: dict[str, tuple[Any, str | None]] = {
    "outreach_activity": ("title", "day"),
    "places_office": ("name", "opened_on"),
    "places_place": ("name", None),
    "cases_caseslip": (number_of_slip(), "day"),
    "cases_contactslip": ("day", "day"),
}
"""What of each source is kept as a record's label and day: of a case its number."""
RECORDS = {"cases_caseslip": "cases_case", "cases_contactslip": "cases_contact"}
"""Whose slip a source is."""

Fact = dict[str, Any]


@dataclass(frozen=True, slots=True, order=True)
class Contribution:
    """One record behind a figure: table, id, what it adds, its day and its name."""

    source: str
    object_id: int
    n: Decimal
    day: date | None
    label: str


def records_now(keys: Iterable[str], *, office: Office, period: Period) -> dict[str, list[Contribution]]:
    """The records behind every figure, in one statement; what lies outside the scope is not seen."""
    area = Area.of(office)
    parts = [_facts(key, rows(ALL[key], area=area, period=period)) for key in keys if key in ALL]
    found: dict[str, list[Contribution]] = {key: [] for key in keys if key in ALL}
    if parts:
        for key, *facts in parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]:
            found[key].append(Contribution(*facts))
    return {key: sorted(some, key=lambda one: (one.source, one.object_id)) for key, some in found.items()}


def _facts(key: str, found: QuerySet[Any]) -> QuerySet[Any]:
    table = found.model._meta.db_table
    name, day = NAMES[table]
    facts: QuerySet[Any] = found.order_by().annotate(
        of=Value(key, output_field=TextField()),
        source=Value(RECORDS.get(table, table), output_field=TextField()),
        n=Cast("contribution", DecimalField(max_digits=20, decimal_places=4)),
        when=Cast(F(day) if day else Value(None), DateField()),
        called=Cast(name, TextField()),
    )
    return facts.values_list("of", "source", "pk", "n", "when", "called")


def freeze(report: Report, figures: Mapping[str, Shown], records: Mapping[str, Sequence[Contribution]]) -> str:
    """Write figures and records and return the hash over the whole report (hexadecimal SHA-256).

    Args:
        report: about to be signed; its state is still that of a draft, or the database refuses.
        figures: as they print; records: behind each.
    """
    frozen = FrozenFigure.objects.bulk_create(
        FrozenFigure(
            report=report,
            place=report.place,
            key=one.key,
            label=one.label,
            unit=one.unit,
            definition=one.definition,
            definition_version=one.version,
            value=one.value,
            text=one.text,
            before=one.before,
            breakdowns=_packed(one),
            hash=digest(figure_facts(one, records[one.key])),
        )
        for one in figures.values()
    )
    FrozenRecord.objects.bulk_create(
        (
            FrozenRecord(figure=figure, place=report.place, **_fields(record))
            for figure in frozen
            for record in records[figure.key]
        ),
        batch_size=2000,
    )
    return report_hash(report, list(report.sections.order_by("position", "id")), {f.key: f.hash for f in frozen})


def frozen_figures(report: Report) -> dict[str, Shown]:
    """What the report was signed with, in one statement."""
    found = FrozenFigure.objects.filter(report=report).annotate(many=Count("records")).order_by("id")
    return {figure.key: _shown(figure, figure.many) for figure in found}


def verify(report: Report) -> list[str]:
    """The keys of frozen figures whose content no longer gives their hash; ``report`` where the whole does not.

    An empty list means that everything is as it was signed.
    """
    broken = []
    hashes = {}
    frozen = list(FrozenFigure.objects.filter(report=report).prefetch_related("records").order_by("id"))
    for figure in frozen:
        records = sorted(
            (Contribution(r.source, r.object_id, r.n, r.day, r.label) for r in figure.records.all()),
            key=lambda one: (one.source, one.object_id),
        )
        hashes[figure.key] = figure.hash
        if digest(figure_facts(_shown(figure, len(records)), records)) != figure.hash:
            broken.append(figure.key)
    if report_hash(report, list(report.sections.order_by("position", "id")), hashes) != report.signed_hash:
        broken.append("report")
    return broken


def report_hash(report: Report, sections: Sequence[Section], figures: Mapping[str, str]) -> str:
    """SHA-256 over what the report says and over its figures' hashes, as canonical JSON."""
    return digest(
        {
            "office": report.office_id,
            "title": report.title,
            "addressee": report.addressee,
            "period": report.period.code,
            "version": report.version,
            "despite": report.signed_despite,
            "sections": [[s.position, s.kind, s.heading, s.body] for s in sections],
            "figures": dict(figures),
        }
    )


def figure_facts(figure: Shown, records: Sequence[Contribution]) -> Fact:
    """What a figure's hash covers."""
    return {
        "key": figure.key,
        "label": figure.label,
        "unit": figure.unit,
        "definition": figure.definition,
        "version": figure.version,
        "value": _plain(figure.value),
        "before": _plain(figure.before),
        "text": figure.text,
        "breakdowns": _packed(figure),
        "records": [
            [r.source, r.object_id, _plain(r.n), r.day.isoformat() if r.day else None, r.label] for r in records
        ],
    }


def digest(facts: Fact) -> str:
    """SHA-256 of canonical JSON (sorted keys, no spaces, UTF-8)."""
    text = json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _fields(record: Contribution) -> Fact:
    return {
        "source": record.source, "object_id": record.object_id, "n": record.n, "day": record.day, "label": record.label,
    }  # fmt: skip


def _plain(number: Decimal | None) -> str | None:
    return None if number is None else format(number.normalize(), "f")


def _packed(figure: Shown) -> dict[str, list[list[str]]]:
    return {by: [[r.label, _plain(r.value) or "0", r.text] for r in some] for by, some in figure.breakdowns.items()}


def _shown(figure: FrozenFigure, records: int) -> Shown:
    return Shown(
        key=figure.key,
        label=figure.label,
        unit=figure.unit,
        definition=figure.definition,
        version=figure.definition_version,
        value=figure.value,
        before=figure.before,
        records=records,
        text=figure.text,
        rate=figure.key in ALL and ALL[figure.key].is_rate,
        breakdowns={
            by: tuple(Row(label, Decimal(value), text) for label, value, text in some)
            for by, some in figure.breakdowns.items()
        },
    )
