"""Cases as somebody may see them; list, count, export and search share these."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from tonghu.access.actor import Actor
from tonghu.cases.models import Case
from tonghu.cases.queries.search import condition
from tonghu.cases.queries.wanted import Sort, Wanted
from tonghu.kit.scope import Confidentiality
from tonghu.places.models.office import called
from tonghu.work.models import Obligation

PAGE = 50
MOST_COUNTED = 1_000
"""Beyond it a list says "1,000+": the rows behind the wall have to be read to be counted, 8 ms for ten thousand."""
MOST_EXPORTED = 100_000
TABLE = "cases_case"


@dataclass(frozen=True)
class Cursor:
    """The last row of a page: the day it is sorted by and an id (of the case, or of what is due in it)."""

    day: date
    pk: int

    @classmethod
    def read(cls, text: str) -> Cursor | None:
        """The cursor of an address; None where it is absent or was tampered with."""
        day, _tilde, pk = text.rpartition("~")
        if not pk.isdecimal() or len(pk) > 18:
            return None
        try:
            return cls(date.fromisoformat(day), int(pk))
        except ValueError:
            return None

    def __str__(self) -> str:
        return f"{self.day.isoformat()}~{self.pk}"


@dataclass(frozen=True, slots=True)
class Brief:
    """What a line of a list shows of a case: no person, no words.

    ``due`` is the earliest day of what is open in it, ``due_kind`` what that is.
    """

    pk: int
    year: int
    serial: int
    day: date
    title: str
    matter: str
    kind: str
    channel: str
    state: str
    level: int
    minor: bool
    danger: int
    officer_name: str
    closed_on: date | None
    repeats_id: int | None
    state_number: str
    version: int
    name: str
    name_en: str
    short: str
    due: date | None = None
    due_kind: str = ""

    @property
    def number(self) -> str:
        return f"{self.year}-{self.serial:04d}"

    @property
    def office(self) -> str:
        """The handling office, as it is called."""
        return called(self.name, self.name_en, self.short)


BRIEF = (
    "pk", "year", "serial", "day", "title", "matter", "kind", "channel", "state", "level", "minor", "danger",
    "officer_name", "closed_on", "repeats_id", "state_number", "version",
    "office__name", "office__name_en", "office__short",
)  # fmt: skip


@dataclass(frozen=True)
class Counted:
    """How many cases a list holds, of those open to her; ``exact`` is False beyond the bound."""

    number: int
    exact: bool


def listed(by: Actor, wanted: Wanted, *, after: Cursor | None = None, most: int = MOST_EXPORTED) -> QuerySet[Case]:
    """The first ``most`` that are wanted, newest first, after a page's last row."""
    found = _matching(by, wanted)
    if after is not None:
        # the first condition alone bounds the index scan; the second settles ties
        found = found.filter(Q(day__lte=after.day) & (Q(day__lt=after.day) | Q(day=after.day, pk__lt=after.pk)))
    return found.order_by("-day", "-pk")[:most]


def page(by: Actor, wanted: Wanted, *, after: Cursor | None, size: int = PAGE) -> tuple[list[Brief], Cursor | None]:
    """One screen, and where the next begins: two statements for any number of rows, one more for a search.

    In the order of ``Sort.DUE`` only cases in which something is open are listed.
    """
    if wanted.sort == Sort.DUE:
        return _by_due(by, wanted, after, size)
    found = list(listed(by, wanted, after=after, most=size + 1).values_list(*BRIEF))
    rows = _with_due(by, found[:size])
    following = Cursor(rows[-1].day, rows[-1].pk) if len(found) > size else None
    return rows, following


def count(by: Actor, wanted: Wanted, *, all_of_them: bool = False) -> Counted:
    """How many are wanted; no further than ``MOST_COUNTED``, unless somebody asks for ``all_of_them``."""
    most = MOST_EXPORTED if all_of_them else MOST_COUNTED
    found = _matching(by, wanted)
    if wanted.sort == Sort.DUE:
        found = found.filter(Exists(_open(by).filter(subject_id=OuterRef("pk"))))
    number = found.order_by()[: most + 1].count()
    return Counted(min(number, most), exact=number <= most)


def exported(by: Actor, wanted: Wanted) -> list[Brief]:
    """All that an export may hold: none that is sealed, restricted ones of the acting office alone."""
    allowed = Q(level=Confidentiality.ORDINARY) | Q(level=Confidentiality.RESTRICTED, office=by.office)
    rows = _matching(by, wanted).filter(allowed).order_by("-day", "-pk")[:MOST_EXPORTED]
    return [Brief(*row) for row in rows.values_list(*BRIEF)]


def _matching(by: Actor, wanted: Wanted) -> QuerySet[Case]:
    found = Case.objects.visible_to(by).filter(wanted.conditions(by))
    if wanted.searches:
        found = found.filter(condition(by, wanted.q))
    if wanted.late:
        late = _open(by).filter(due__lt=timezone.localdate())
        found = found.filter(pk__in=late.values("subject_id"))
    return found


def _open(by: Actor) -> QuerySet[Obligation]:
    return Obligation.objects.visible_to(by).filter(state="open", subject_table=TABLE)


def _by_due(by: Actor, wanted: Wanted, after: Cursor | None, size: int) -> tuple[list[Brief], Cursor | None]:
    sooner = Q(due__lt=OuterRef("due")) | Q(due=OuterRef("due"), pk__lt=OuterRef("pk"))
    same = _open(by).filter(sooner, subject_id=OuterRef("subject_id"))
    wide = replace(wanted, late=False)
    due = _open(by).filter(~Exists(same), Exists(_matching(by, wide).filter(pk=OuterRef("subject_id"))))
    if wanted.late:
        due = due.filter(due__lt=timezone.localdate())
    if after is not None:
        due = due.filter(Q(due__gte=after.day) & (Q(due__gt=after.day) | Q(due=after.day, pk__gt=after.pk)))
    found = list(due.order_by("due", "pk").values_list("subject_id", "due", "kind", "pk")[: size + 1])
    cases = {
        row[0]: row for row in Case.objects.visible_to(by).filter(pk__in=[f[0] for f in found]).values_list(*BRIEF)
    }
    rows = [_brief(cases[case], day, kind) for case, day, kind, _pk in found[:size] if case in cases]
    following = Cursor(found[size - 1][1], found[size - 1][3]) if len(found) > size else None
    return rows, following


def _with_due(by: Actor, rows: Sequence[tuple[Any, ...]]) -> list[Brief]:
    first = (
        _open(by)
        .filter(subject_id__in=[row[0] for row in rows])
        .order_by("subject_id", "due", "pk")
        .distinct("subject_id")
        .values_list("subject_id", "due", "kind")
    )
    due = {case: (day, kind) for case, day, kind in first}
    return [_brief(row, *due.get(row[0], (None, ""))) for row in rows]


def _brief(row: tuple[Any, ...], due: date | None, kind: str) -> Brief:
    return Brief(*(*row, due, kind))
