"""Who is looking: the scope of one transaction, and the columns that a wall reads.

A place is the 12-digit statistical code as a bigint; "below" is a range of codes. The first wall is
``visible_to`` on every queryset, the second is row-level security, which reads what ``enter`` sets.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol, Self, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.db import DEFAULT_DB_ALIAS, connections, models, transaction
from django.db.models import F, Q, Value
from django.utils.translation import gettext_lazy as _

COUNTY = 1_000_000
TOWN = 1_000

SETTINGS = (
    "counties", "lo", "hi", "ids", "user", "actor", "office", "office_name", "request", "why", "audit", "casework",
)  # fmt: skip


@dataclass(frozen=True)
class Scope:
    """What one transaction may see, and in whose name it acts.

    Attributes:
        counties: county codes (6 digits, a city's own offices under its code ending in 00).
        lo: first place code (12 digits) inside those counties, or None for all of them.
        hi: last place code, inclusive; None with ``lo``.
        ids: ids given by name where the place scope is empty (liaisons, volunteers).
        user: id of the acting user; actor: her name as the trail keeps it.
        office: id of the office acted for; office_name as the trail keeps it.
        audit: may read the trail of every place.
        casework: may see the cases of this area, and the people in them.
    """

    counties: tuple[int, ...] = ()
    lo: int | None = None
    hi: int | None = None
    ids: tuple[int, ...] = ()
    user: int | None = None
    actor: str = ""
    office: int | None = None
    office_name: str = ""
    request: str = ""
    why: str = ""
    audit: bool = False
    casework: bool = False

    def settings(self) -> dict[str, str]:
        def listed(values: tuple[int, ...]) -> str:
            return "{" + ",".join(map(str, values)) + "}"

        def plain(value: int | None) -> str:
            return "" if value is None else str(value)

        return {
            "counties": listed(self.counties),
            "lo": plain(self.lo),
            "hi": plain(self.hi),
            "ids": listed(self.ids),
            "user": plain(self.user),
            "actor": self.actor,
            "office": plain(self.office),
            "office_name": self.office_name,
            "request": self.request,
            "why": self.why,
            "audit": "on" if self.audit else "",
            "casework": "on" if self.casework else "",
        }

    def holds(self, place: int) -> bool:
        """Whether a record at this 12-digit place code is inside."""
        if place // COUNTY not in self.counties:
            return False
        return self.lo is None or self.hi is None or self.lo <= place <= self.hi

    def q(self, prefix: str = "") -> Q:
        """The first wall: the same condition as the policy, for a queryset."""
        if not self.counties:
            return Q(pk__in=())
        found = Q(**{f"{prefix}county__in": self.counties})
        if self.lo is not None:
            found &= Q(**{f"{prefix}place__gte": self.lo, f"{prefix}place__lte": self.hi})
        return found

    def guarded(self, prefix: str = "") -> Q:
        """The first wall before what is confidential: ordinary ones of the area, restricted ones of the office
        acted for, and those whose named readers she is among."""
        if not self.casework:
            return Q(pk__in=())
        open_to_her = Q(**{f"{prefix}level": Confidentiality.ORDINARY})
        if self.office is not None:
            open_to_her |= Q(**{f"{prefix}level": Confidentiality.RESTRICTED, f"{prefix}office_id": self.office})
        if self.user is not None:
            open_to_her |= Q(**{f"{prefix}readers__contains": [self.user]})
        return self.q(prefix) & open_to_her


NOBODY = Scope()


class Confidentiality(models.IntegerChoices):
    """Who of an area may see a case: all who do casework, the handling office, or those named on it."""

    ORDINARY = 0, _("Ordinary")
    RESTRICTED = 1, _("Restricted")
    SEALED = 2, _("Sealed")


class HasScope(Protocol):
    @property
    def scope(self) -> Scope: ...


def enter(scope: Scope, using: str = DEFAULT_DB_ALIAS) -> None:
    """Set the scope for the rest of the open transaction.

    Raises:
        RuntimeError: no transaction is open; a setting outside one would outlive the request.
    """
    connection = connections[using]
    if not connection.in_atomic_block:
        raise RuntimeError("a scope is entered inside a transaction")
    values = scope.settings()
    calls = ", ".join(f"set_config('tonghu.{name}', %s, true)" for name in SETTINGS)
    with connection.cursor() as cursor:
        cursor.execute(f"select {calls}", [values[name] for name in SETTINGS])


@contextmanager
def within(scope: Scope, using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """A transaction that sees ``scope``, and nothing after it: leaving resets the scope."""
    outermost = not connections[using].in_atomic_block
    with transaction.atomic(using=using):
        before = None if outermost else _current(using)
        enter(scope, using)
        try:
            yield
        finally:
            if before is not None and not connections[using].needs_rollback:
                _restore(before, using)


def _current(using: str) -> list[str]:
    calls = ", ".join(f"coalesce(current_setting('tonghu.{name}', true), '')" for name in SETTINGS)
    with connections[using].cursor() as cursor:
        cursor.execute(f"select {calls}")
        row = cursor.fetchone()
    return list(row) if row else [""] * len(SETTINGS)


def _restore(values: list[str], using: str) -> None:
    calls = ", ".join(f"set_config('tonghu.{name}', %s, true)" for name in SETTINGS)
    with connections[using].cursor() as cursor:
        cursor.execute(f"select {calls}", values)


M = TypeVar("M", bound=models.Model)


class ScopedQuerySet(models.QuerySet[M]):
    def visible_to(self, actor: HasScope) -> Self:
        """Rows inside the actor's scope; no scope means none, never all."""
        return self.filter(actor.scope.q())


def generated(divisor: int) -> models.GeneratedField:
    return models.GeneratedField(
        expression=F("place") / Value(divisor), output_field=models.BigIntegerField(), db_persist=True
    )


class Scoped(models.Model):
    """A table behind the walls: where a record belongs, in the columns that the policy reads."""

    place = models.BigIntegerField(editable=False)
    county = generated(COUNTY)
    town = generated(TOWN)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True


class GuardedQuerySet(ScopedQuerySet[M]):
    def visible_to(self, actor: HasScope) -> Self:
        """Rows inside the actor's scope whose confidentiality is open to her."""
        return self.filter(actor.scope.guarded())


class Guarded(Scoped):
    """A table of what is confidential: cases, the people in them, what is due in them.

    A model of this kind has a reference ``office`` to the office that handles it.
    """

    level = models.SmallIntegerField(
        _("confidentiality"), choices=Confidentiality.choices, default=Confidentiality.ORDINARY
    )
    readers = ArrayField(models.BigIntegerField(), verbose_name=_("named readers"), default=list, blank=True)

    objects = GuardedQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        abstract = True
