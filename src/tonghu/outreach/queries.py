"""Activities as somebody may see them; list, count, export and search share these."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, F, Prefetch, Q, QuerySet, Sum
from django.db.models.expressions import RawSQL
from psycopg.types.json import Jsonb

from tonghu.access.actor import Actor
from tonghu.kit.scope import ScopedQuerySet
from tonghu.outreach.drafts import ActivityDraft
from tonghu.outreach.filters import Sort, Wanted
from tonghu.outreach.models import Activity, CoOrganiser, Material
from tonghu.places.models.office import called

PAGE = 50
MOST_COUNTED = 10_000
MOST_EXPORTED = 1_000_000


@dataclass(frozen=True)
class Cursor:
    """The last row of a page: its sorted value and its id."""

    value: str | None
    pk: int

    @classmethod
    def read(cls, text: str, sort: Sort) -> Cursor | None:
        """The cursor of an address; None where it is absent or was tampered with."""
        value, _dot, pk = text.rpartition("~")
        if not pk.isdecimal() or len(pk) > 18:
            return None
        if value and sort == Sort.DAY:
            try:
                date.fromisoformat(value)
            except ValueError:
                return None
        elif value and not (value.isdecimal() and len(value) < 10):
            return None
        if not value and sort == Sort.DAY:
            return None
        return cls(value or None, int(pk))

    @classmethod
    def of(cls, activity: Brief, sort: Sort) -> Cursor:
        value = getattr(activity, sort)
        return cls(None if value is None else str(value), activity.pk)

    def __str__(self) -> str:
        return f"{self.value or ''}~{self.pk}"


@dataclass(frozen=True, slots=True)
class Brief:
    """What a line of a list shows of an activity; a model for each would cost as much as the whole bare page."""

    pk: int
    day: date
    title: str
    kind: str
    copies: int
    consulted: int | None
    audience: int | None
    entered_name: str
    changed_at: datetime
    version: int
    name: str
    name_en: str
    short: str

    @property
    def office(self) -> str:
        """The responsible office, as it is called."""
        return called(self.name, self.name_en, self.short)


BRIEF = (
    "pk", "day", "title", "kind", "copies", "consulted", "audience", "entered_name", "changed_at", "version",
    "office__name", "office__name_en", "office__short",
)  # fmt: skip


@dataclass(frozen=True)
class Counted:
    """How many activities a list holds; ``exact`` is False beyond the bound, and then nothing is added up."""

    number: int
    exact: bool
    audience: int | None = None
    consulted: int | None = None
    copies: int | None = None


def activities(by: Actor) -> ScopedQuerySet[Activity]:
    """All that stand (withdrawn ones left out) in the actor's area."""
    return Activity.objects.visible_to(by).filter(withdrawn_at=None)


def listed(by: Actor, wanted: Wanted, *, after: Cursor | None = None, most: int = MOST_EXPORTED) -> QuerySet[Activity]:
    """The first ``most`` that are wanted, in their order, after a page's last row."""
    return _matching(by, wanted, after, most).order_by(*_order(wanted.sort))[:most]


def page(by: Actor, wanted: Wanted, *, after: Cursor | None, size: int = PAGE) -> tuple[list[Brief], Cursor | None]:
    """One screen, and where the next begins."""
    rows = [Brief(*row) for row in listed(by, wanted, after=after, most=size + 1).values_list(*BRIEF)]
    following = Cursor.of(rows[size - 1], wanted.sort) if len(rows) > size else None
    return rows[:size], following


def count(by: Actor, wanted: Wanted, *, all_of_them: bool = False) -> Counted:
    """How many are wanted, and their sums.

    Counting goes no further than ten thousand, unless somebody asks for ``all_of_them``.
    """
    most = MOST_EXPORTED if all_of_them else MOST_COUNTED
    sums = (
        _matching(by, wanted, None, most + 1, counted=True)
        .order_by()[: most + 1]
        .aggregate(number=Count("pk"), audience=Sum("audience"), consulted=Sum("consulted"), copies=Sum("copies"))
    )
    if sums["number"] > most:
        return Counted(most, exact=False)
    return Counted(sums["number"], True, sums["audience"], sums["consulted"], sums["copies"])


def count_screen(rows: Sequence[Brief], *, whole: bool) -> Counted:
    """What one screen says of how many there are: all of them, or more than it holds.

    Counting what a search finds looks at each row's text, and costs ten times what finding a screen does.
    """
    if not whole:
        return Counted(PAGE, exact=False)
    return Counted(
        len(rows), True, *(sum(getattr(row, of) or 0 for row in rows) for of in ("audience", "consulted", "copies"))
    )


def coorganisers(activities: Iterable[int]) -> Iterator[tuple[int, str]]:
    """Pairs of an activity's id and how a unit is called that held it too, of visible activities; one query."""
    pairs = (
        CoOrganiser.objects.filter(activity__in=list(activities))
        .order_by("activity_id", "id")
        .values_list("activity_id", "office__name", "office__name_en", "office__short")
    )
    return ((activity, called(*names)) for activity, *names in pairs)


def with_units(found: QuerySet[Activity]) -> QuerySet[Activity]:
    """With the organising and co-organising offices, in two queries for any number."""
    units = CoOrganiser.objects.select_related("office").order_by("activity_id", "id")
    return found.select_related("office").prefetch_related(Prefetch("coorganisers", queryset=units))


def with_parts(found: QuerySet[Activity]) -> QuerySet[Activity]:
    """With everything that hangs on an activity."""
    return with_units(found).prefetch_related(
        "handouts__material", "audiences", "lecturers__person", "attachments__file"
    )


def known(by: Actor, drafts: Sequence[ActivityDraft]) -> dict[tuple[Any, ...], int]:
    """Which drafts are recorded already (same office, day, kind, name and venue): their keys and the record's id."""
    if not drafts:
        return {}
    days = [draft.day for draft in drafts]
    rows = (
        activities(by)
        .filter(office__in={draft.office_id for draft in drafts}, day__gte=min(days), day__lte=max(days))
        .values_list("office_id", "day", "kind", "title", "venue", "pk")
    )
    wanted = {draft.key for draft in drafts}
    return {tuple(key): pk for *key, pk in rows.iterator() if tuple(key) in wanted}


def materials(*, active_or: Iterable[int] = ()) -> QuerySet[Material]:
    """Materials in use, and those that a record names although they are not."""
    return Material.objects.filter(Q(active=True) | Q(pk__in=list(active_or)))


def _matching(
    by: Actor, wanted: Wanted, after: Cursor | None, most: int, *, counted: bool = False
) -> QuerySet[Activity]:
    found = Activity.objects.visible_to(by).filter(wanted.conditions())
    if wanted.searches:
        document = wanted.document() | ({"counted": True} if counted else {})
        if after is not None:
            document |= {"after": after.value, "after_id": after.pk}
        return found.filter(pk__in=RawSQL("select outreach_search(%s, %s)", (Jsonb(document), most)))
    return found if after is None else found.filter(_later(after, wanted.sort))


def _order(sort: Sort) -> tuple[Any, ...]:
    if sort == Sort.DAY:
        return ("-day", "-pk")
    return (F(str(sort)).desc(nulls_last=True), "-pk")


def _later(after: Cursor, sort: Sort) -> Q:
    name = str(sort)
    if after.value is None:
        return Q(**{f"{name}__isnull": True, "pk__lt": after.pk})
    below = Q(**{f"{name}__lt": after.value}) | Q(**{name: after.value, "pk__lt": after.pk})
    # the first condition alone bounds the index scan; the second settles ties
    bounded = Q(**{f"{name}__lte": after.value}) & below
    return bounded if sort == Sort.DAY else bounded | Q(**{f"{name}__isnull": True})
