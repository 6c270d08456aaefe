"""Whether somebody is known: inside one's own scope whom and why; across offices only whom to ask."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import DatabaseError, connection, transaction
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.kit.text import person_pinyin
from tonghu.kit.variants import simplified

from .keys import Told, keys_of
from .models import MatchKey, Person
from .rules import ENOUGH, MOST_CANDIDATES, MOST_KEYS, MOST_NAMESAKES, MOST_SHOWN, STRONG, WEIGHTS, KeySort
from .sql import TOO_MANY

COMMON = frozenset({KeySort.PINYIN_BORN, KeySort.NAME_BORN, KeySort.NAME_ADDRESS})
"""Keys of two things at once: they find, the two things are what is counted."""
NAMES = frozenset({KeySort.NAME, KeySort.ALSO})
TELLING = (KeySort.IDENTITY, KeySort.PHONE, KeySort.PINYIN_BORN, KeySort.ADDRESS, KeySort.NAME, KeySort.ALSO)
"""What makes somebody a candidate, in the order in which it is asked for; a sound or a day alone does not."""
MOST_ROWS = 1000


class TooManyQuestions(Exception):
    """She has asked the other offices too often; the message is a sentence to show."""


@dataclass(frozen=True)
class Alike:
    """Somebody of the actor's own scope who may be the same person.

    Attributes:
        reasons: what both have in common, the heaviest first; score: the sum of the weights of ``rules.WEIGHTS``.
    """

    person: Person
    reasons: tuple[KeySort, ...]
    score: int

    @property
    def why(self) -> str:
        """The reasons in words."""
        return "、".join(str(reason.label) for reason in self.reasons)


def match(told: Told, *, by: Actor, but: int | None = None) -> list[Alike]:
    """People of cases open to the actor who may be the one told of, the likeliest first; at most twenty.

    Nothing is decided by the score: a person looks and says. Raises PermissionDenied where she does no casework.
    """
    return match_all([told], by=by, but=but)[0]


def match_all(tolds: Sequence[Told], *, by: Actor, but: int | None = None) -> list[list[Alike]]:
    """The same for several, in their order, in two statements for any number."""
    by.must("cases.log")
    asked = [keys_of(told) for told in tolds]
    held = _held(asked, but)
    # numbers are left out: a hint shows none, and each would have to be decrypted
    persons = Person.objects.visible_to(by).served().defer("phone", "identity", "address").in_bulk(list(held))
    return [_rated(told, keys, held, persons) for told, keys in zip(tolds, asked, strict=True)]


def known_elsewhere(tolds: Sequence[Told], *, by: Actor) -> list[str]:
    """Names of offices outside the actor's scope that know one of these people: whom to ask, and nothing else.

    Each call is one question; it is written in the trail. A sealed person is like an unknown one, and those named on
    her are told who asked.

    Raises:
        PermissionDenied: she does no casework. TooManyQuestions: beyond the limit of an hour or a day.
    """
    by.must("cases.log")
    keys = sorted({key for told in tolds for sort, key in keys_of(told) if sort in STRONG})
    if not keys:
        return []
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select office from people_match(%s)", [keys[:MOST_KEYS]])
            return [str(name) for (name,) in cursor.fetchall()]
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", "") == TOO_MANY:
            raise TooManyQuestions(
                _("You have asked other offices very often. Registering goes on; ask again in an hour.")
            ) from error
        raise


def _held(asked: Sequence[set[tuple[str, str]]], but: int | None) -> dict[int, dict[str, set[str]]]:
    """Who has a telling key in common: by person, by key, the sorts that it stands for, as far as the database's wall
    lets it be seen. Numbers come first: a name that half a city has must not hide the one with the same number."""
    wanted = {key for keys in asked for sort, key in keys if sort in TELLING}
    if not wanted:
        return {}
    rows = MatchKey.objects.filter(key__in=wanted, sort__in=TELLING).exclude(person=but or 0)
    first = RawSQL("array_position(%s::text[], sort)", ([str(sort) for sort in TELLING],))
    held: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    limits = {sort: (MOST_NAMESAKES if sort in NAMES else MOST_CANDIDATES) * len(asked) for sort in TELLING}
    for person, sort, key in rows.order_by(first, "-person_id").values_list("person_id", "sort", "key")[:MOST_ROWS]:
        if limits[KeySort(sort)] or person in held:
            limits[KeySort(sort)] -= person not in held
            held[person][key].add(sort)
    return held


def _rated(
    told: Told, keys: set[tuple[str, str]], held: dict[int, dict[str, set[str]]], persons: dict[int, Person]
) -> list[Alike]:
    """Those who are alike enough, the likeliest first."""
    sound = person_pinyin(simplified(told.name))
    found = []
    for pk, theirs in held.items():
        same = {_sort(sort, theirs[key]) for sort, key in keys if key in theirs}
        person = persons.get(pk)
        if person is None or not same:
            continue
        if told.born and person.born == told.born and not (told.born_year_only or person.born_year_only):
            same.add(KeySort.BORN)
        if sound and person.pinyin == sound and not same & NAMES:
            same.add(KeySort.PINYIN)
        reasons = tuple(sorted(same - COMMON, key=lambda sort: -WEIGHTS[sort]))
        score = sum(WEIGHTS[sort] for sort in reasons)
        if score >= ENOUGH:
            found.append(Alike(person, reasons, score))
    return sorted(found, key=lambda one: (-one.score, -one.person.pk))[:MOST_SHOWN]


def _sort(mine: str, theirs: set[str]) -> KeySort:
    """A name that meets a nickname is alike by another name."""
    return KeySort.ALSO if mine == KeySort.NAME and KeySort.NAME not in theirs else KeySort(mine)
