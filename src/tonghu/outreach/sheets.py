"""Activities out of a sheet: each row by the rules of the form, every bad cell named."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from django.utils import timezone
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.intake.models import Batch, RowState
from tonghu.intake.reading import BadCell, Cells, Checked
from tonghu.kit.dates import parse_date
from tonghu.kit.errors import Unreadable
from tonghu.kit.numbers import grouped, parse_count
from tonghu.kit.text import normal, tidy
from tonghu.outreach import naming, queries
from tonghu.outreach.actions import log_activities
from tonghu.outreach.checks import faults_of
from tonghu.outreach.drafts import ActivityDraft
from tonghu.outreach.headings import FIELDS, REQUIRED, SORTS, field_of_heading, meanings
from tonghu.outreach.rules import MOST_COPIES, MOST_PEOPLE, ActivityKind, Festival, Topic
from tonghu.places.models import Office

KIND = "outreach.activities"
BETWEEN = re.compile(r"[；;、\n]|,(?!\d{3}(?!\d))")
SPACE = UUID("6a0c3f5e-8f0d-4a53-9a4e-0f6b4a9d2c11")
GIVEN = re.compile(r"(?P<name>.*?[^\s\d:：×x*.,])[\s:：×x*]*(?P<count>[+-]?\d[\d,.]*\s*万?\s*[份本张封册套个]?)")


class ActivityReader:
    """The outreach desk's reader of sheets."""

    kind = KIND

    @property
    def names(self) -> Collection[str]:
        return field_of_heading().keys()

    def missing(self, headings: Mapping[str, str]) -> list[str]:
        present = {field_of_heading().get(normal(name)) for name in headings.values()}
        return [FIELDS[field][0] for field in REQUIRED if field not in present]

    def check(
        self, rows: Sequence[tuple[int, Cells]], headings: Mapping[str, str], *, office: Office, by: Actor
    ) -> list[Checked]:
        columns: dict[str, str] = {}
        for column, name in headings.items():
            columns.setdefault(field_of_heading().get(normal(name), ""), column)
        columns.pop("", None)
        lines = [_Line(number, cells, columns, headings) for number, cells in rows]
        known_names = _Known(lines, office=office, by=by)
        today = timezone.localdate()
        checked = [line.checked(known_names, today) for line in lines]
        _mark_known(checked, by)
        return checked

    def write(self, batch: Batch, rows: Sequence[Checked], *, by: Actor) -> list[int]:
        drafts = [replace(row.draft, token=uuid5(SPACE, f"{batch.pk}:{row.number}")) for row in rows]
        activities = log_activities(drafts=drafts, by=by, batch=batch, batch_rows=[row.number for row in rows])
        return [activity.pk for activity in activities]


class _Known:
    """What the names in all rows mean, looked up once."""

    def __init__(self, lines: Sequence[_Line], *, office: Office, by: Actor) -> None:
        def said(field: str) -> set[str]:
            return {name for line in lines for name in naming.split(line.raw(field))}

        self.office = office
        self.own = naming.units_named(said("office"), near=office.place_id, inside=by)
        self.units = naming.units_named(said("coorganisers"), near=office.place_id)
        self.people = naming.people_named(said("lecturers"), by=by)
        self.materials = naming.materials_named({name for line in lines for name, _count in line.given()})


class _Line:
    """One row while it is read; what is wrong gathers in ``errors``."""

    def __init__(self, number: int, cells: Cells, columns: Mapping[str, str], headings: Mapping[str, str]) -> None:
        self.number, self.cells, self.columns, self.headings = number, cells, columns, headings
        self.errors: list[BadCell] = []

    def value(self, field: str) -> Any:
        return self.cells.get(self.columns.get(field, ""))

    def raw(self, field: str) -> str:
        value = self.value(field)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return "" if value is None else str(value)

    def text(self, field: str) -> str:
        return normal(self.raw(field))

    def blame(self, field: str, sentence: str) -> None:
        column = self.columns.get(field) or self.columns.get(field.split("_", maxsplit=1)[0], "")
        self.errors.append(BadCell(column, self.headings.get(column, ""), str(self.cells.get(column, "")), sentence))

    def read(self, field: str, reading: Callable[[Any], Any]) -> Any:
        value = self.value(field)
        if value is None:
            return None
        try:
            return reading(value)
        except Unreadable as error:
            self.blame(field, str(error))
            return None

    def count(self, field: str, most: int = MOST_PEOPLE) -> int | None:
        found: int | None = self.read(field, lambda value: parse_count(value, most=most))
        return found

    def choice(self, field: str, choices: type[ActivityKind | Topic | Festival], text: str) -> str:
        value = meanings(choices).get(text.lower())
        if value is None:
            listed = "、".join(str(label) for label in choices.labels)
            self.blame(field, _("“%(text)s” is none of: %(listed)s.") % {"text": text[:40], "listed": listed})
        return value or ""

    def several(self, field: str, names: naming.Names[Any]) -> list[int]:
        found = []
        for name in naming.split(self.raw(field)):
            try:
                found.append(names.get(name).pk)
            except LookupError as error:
                self.blame(field, str(error.args[0]))
        return list(dict.fromkeys(found))

    def given(self) -> list[tuple[str, str]]:
        """Names of materials with what stands beside each as its count, maybe nothing."""
        found = []
        for part in filter(None, map(normal, BETWEEN.split(self.raw("materials").replace("，", "；")))):
            match = GIVEN.fullmatch(part)
            found.append((normal(match["name"]), match["count"]) if match else (part, ""))
        return found

    def handouts(self, names: naming.Names[Any]) -> list[tuple[int, int]]:
        given, total = self.given(), self.count("copies", MOST_COPIES)
        if total and not given:
            self.blame("copies", _("Please say which material."))
        if len(given) == 1 and not given[0][1] and total is not None:
            given = [(given[0][0], str(total))]
        found: dict[int, int] = {}
        for name, count in given:
            try:
                material, copies = names.get(name).pk, parse_count(count, most=MOST_COPIES)
            except LookupError as error:
                self.blame("materials", str(error.args[0]))
            except Unreadable as error:
                self.blame("materials", f"{name}：{error}")
            else:
                found[material] = found.get(material, 0) + copies
        if total is not None and given and not self.errors and total != sum(found.values()):
            self.blame(
                "copies",
                _("The materials add up to %(sum)s copies, not %(total)s.")
                % {"sum": grouped(sum(found.values())), "total": grouped(total)},
            )
        return list(found.items())

    def checked(self, known: _Known, today: date) -> Checked:
        """The row with its draft, or with what is wrong with it."""
        draft = self.draft(known, today)
        if draft is not None and not self.errors:
            for fault in faults_of(draft, today=today):
                self.blame(
                    {"handouts": "materials", "audiences": "audience"}.get(fault.field, fault.field), fault.sentence
                )
        state = RowState.BAD if self.errors else RowState.GOOD
        return Checked(self.number, self.cells, self.errors, state, None if self.errors else draft)

    def draft(self, known: _Known, today: date) -> ActivityDraft | None:
        day = self.read("day", lambda value: parse_date(value, today=today))
        if self.value("day") is None:
            self.blame("day", _("The date is missing. You can write 3.8 or 2026-3-8."))
        if not self.text("kind"):
            self.blame("kind", _("Please choose the kind of activity."))
        if not self.text("venue"):
            self.blame("venue", _("Please say where it was held."))
        own = self.several("office", known.own)
        people = ((sort, self.count(field)) for field, sort in SORTS.items())
        facts: dict[str, Any] = {
            "office_id": own[0] if own else known.office.pk,
            "kind": self.choice("kind", ActivityKind, self.text("kind")) if self.text("kind") else "",
            "last_day": self.read("last_day", lambda value: parse_date(value, today=today)),
            "festival": self.choice("festival", Festival, self.text("festival")) if self.text("festival") else "",
            "topics": tuple(dict.fromkeys(self.choice("topics", Topic, t) for t in naming.split(self.raw("topics")))),
            "handouts": tuple(self.handouts(known.materials)),
            "coorganisers": tuple(self.several("coorganisers", known.units)),
            "lecturers": tuple(self.several("lecturers", known.people)),
            "consulted": self.count("consulted"),
            "audience": self.count("audience"),
            "audiences": tuple((sort, count) for sort, count in people if count),
            **{name: tidy(self.raw(name)) for name in ("title", "venue", "media", "note")},
        }
        return None if self.errors or day is None else ActivityDraft(day=day, **facts)


def _mark_known(checked: Sequence[Checked], by: Actor) -> None:
    good = [one for one in checked if one.state == RowState.GOOD]
    recorded = queries.known(by, [one.draft for one in good])
    first: dict[Any, int] = {}
    for one in good:
        key = one.draft.key
        if key in recorded:
            one.state, one.known = RowState.KNOWN, recorded[key]
        elif key in first:
            one.state = RowState.KNOWN
            sentence = _("The same as row %(row)s of this sheet.") % {"row": first[key]}
            one.errors.append(BadCell("", "", "", sentence))
        else:
            first[key] = one.number
