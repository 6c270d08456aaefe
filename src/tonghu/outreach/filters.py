"""What a list of activities may be narrowed by; list, count, export and print read the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tonghu.kit.text import characters, normal
from tonghu.places.models import Place

MOST_WORDS = 6
PINYIN = re.compile(r"[a-z0-9]+")


class Sort(models.TextChoices):
    DAY = "day", _("Newest first")
    AUDIENCE = "audience", _("Largest audience first")
    CONSULTED = "consulted", _("Most people consulted first")


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Conditions of a list, all of them optional.

    Attributes:
        q: words of the name or venue, in Chinese, pinyin or initials; every word must be found.
        place: a division; activities of offices at it and below it.
        first: earliest day; last: latest day, both included.
    """

    q: str = ""
    kind: str = ""
    topic: str = ""
    place: Place | None = None
    office: int | None = None
    first: date | None = None
    last: date | None = None
    sort: Sort = field(default=Sort.DAY)

    @property
    def searches(self) -> bool:
        return bool(self.q.strip())

    @property
    def narrows(self) -> bool:
        """Whether any condition is set; an order alone is none."""
        return any((self.q.strip(), self.kind, self.topic, self.place, self.office, self.first, self.last))

    def conditions(self) -> Q:
        """Everything but the words, as a filter."""
        found = Q(withdrawn_at=None)
        if self.kind:
            found &= Q(kind=self.kind)
        if self.topic:
            found &= Q(topics__contains=[self.topic])
        if self.place is not None:
            found &= _below(self.place)
        if self.office is not None:
            found &= Q(office=self.office)
        if self.first is not None:
            found &= Q(day__gte=self.first)
        if self.last is not None:
            found &= Q(day__lte=self.last)
        return found

    def document(self) -> dict[str, Any]:
        """The same with the words, as ``outreach_search`` reads it."""
        facts: dict[str, Any] = {"sort": str(self.sort), "words": list(_words(self.q))}
        if self.place is not None:
            facts["lo"], facts["hi"] = self.place.span
        named = {"kind": self.kind, "topic": self.topic, "office": self.office}
        days = {"first": self.first and self.first.isoformat(), "last": self.last and self.last.isoformat()}
        return facts | {name: value for name, value in {**named, **days}.items() if value}


def _below(place: Place) -> Q:
    lo, hi = place.span
    width = hi - lo + 1
    if width == 1_000_000:
        return Q(county=lo // 1_000_000)
    if width == 1_000:
        return Q(town=lo // 1_000)
    return Q(place__gte=lo, place__lte=hi)


def _words(q: str) -> Iterator[dict[str, Any]]:
    for word in normal(q).lower().split()[:MOST_WORDS]:
        # "2026" must find 2026年: a run of digits or letters is one word of the array only where it ends there
        letters = [one for one in characters(word) if not PINYIN.fullmatch(one)]
        if PINYIN.fullmatch(word):
            yield {"letters": [word], "infix": word, "prefix": f"{word}%"}
        else:
            yield {"letters": letters, "infix": word}
