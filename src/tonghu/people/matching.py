"""Whether somebody is known: inside one's own scope whom and why; across offices only whom to ask."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import DatabaseError, connection, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor

from .keys import Told, keys_of
from .models import MatchKey, Person
from .rules import CANDIDATE, ENOUGH, MOST_CANDIDATES, MOST_KEYS, MOST_NAMESAKES, MOST_SHOWN, STRONG, WEIGHTS, KeySort
from .sql import TOO_MANY

COMMON = frozenset({KeySort.PINYIN_BORN, KeySort.NAME_BORN, KeySort.NAME_ADDRESS})
"""Keys of two things at once: they find, the two things are what is counted."""


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
    held = _held(by, asked, but)
    rated = [_rated(keys, held) for keys in asked]
    shown = {pk for row in rated for pk, _reasons, _score in row}
    persons = Person.objects.visible_to(by).served().in_bulk(shown)
    return [[Alike(persons[pk], reasons, score) for pk, reasons, score in row if pk in persons] for row in rated]


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


def _held(by: Actor, asked: Sequence[set[tuple[str, str]]], but: int | None) -> dict[int, dict[str, set[str]]]:
    """The keys of all who have one in common: by person, by key, the sorts that it stands for."""
    identities = _of(asked, {KeySort.IDENTITY})
    telling = _of(asked, set(CANDIDATE) - {KeySort.IDENTITY})
    # a name that only sounds the same is not enough: all who share it would crowd out who has the very name
    names = _of(asked, {KeySort.NAME, KeySort.ALSO})
    if not identities | telling | names:
        return {}
    # each with a limit of its own: a phone that half a village shares must not hide the one with the same number
    found = MatchKey.objects.filter(
        Q(person__in=_candidates(identities, by, but, MOST_CANDIDATES))
        | Q(person__in=_candidates(telling, by, but, MOST_CANDIDATES))
        | Q(person__in=_candidates(names, by, but, MOST_NAMESAKES * len(asked)))
    )
    held: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for person, sort, key in found.values_list("person_id", "sort", "key"):
        held[person][key].add(sort)
    return held


def _of(asked: Sequence[set[tuple[str, str]]], sorts: set[KeySort]) -> set[str]:
    return {key for keys in asked for sort, key in keys if sort in sorts}


def _candidates(keys: set[str], by: Actor, but: int | None, most: int) -> QuerySet[MatchKey, int]:
    rows = MatchKey.objects.visible_to(by).filter(key__in=keys).exclude(person=but or 0)
    return rows.order_by("-person_id").values_list("person_id", flat=True)[:most]


def _rated(
    keys: set[tuple[str, str]], held: dict[int, dict[str, set[str]]]
) -> list[tuple[int, tuple[KeySort, ...], int]]:
    """Id, reasons and score of those who are alike enough, the likeliest first."""
    rows = []
    for person, theirs in held.items():
        same = {_sort(sort, theirs[key]) for sort, key in keys if key in theirs}
        if KeySort.NAME in same or KeySort.ALSO in same:
            same.discard(KeySort.PINYIN)
        reasons = tuple(sorted(same - COMMON, key=lambda sort: -WEIGHTS[sort]))
        score = sum(WEIGHTS[sort] for sort in reasons)
        if score >= ENOUGH:
            rows.append((person, reasons, score))
    return sorted(rows, key=lambda row: (-row[2], -row[0]))[:MOST_SHOWN]


def _sort(mine: str, theirs: set[str]) -> KeySort:
    """A name that meets a nickname is alike by another name."""
    return KeySort.ALSO if mine == KeySort.NAME and KeySort.NAME not in theirs else KeySort(mine)
