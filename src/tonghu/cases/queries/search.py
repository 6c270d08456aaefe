"""Finding cases by what somebody types: a number, or a person in them."""

from __future__ import annotations

import re

from django.db.models import Q, QuerySet

from tonghu.access.actor import Actor
from tonghu.cases.models import Party
from tonghu.cases.queries.wanted import number_of
from tonghu.kit.text import normal, person_pinyin
from tonghu.people.filling import index_of
from tonghu.people.models import Person

MOST_PERSONS = 500
"""People looked at for one search; a surname alone may be that of thousands, and more of the name is then asked for."""

MOST_CASES = 2_000
PINYIN = re.compile(r"[a-z]+")
LAST = "\U0010ffff"


def condition(by: Actor, q: str) -> Q:
    """The condition on cases that ``q`` is their number, their number elsewhere, or somebody in them."""
    words = normal(q)
    number = number_of(words)
    if number is not None:
        return Q(year=number[0], serial=number[1])
    found = Q(state_number=words)
    if words.isdecimal() and len(words) <= 6:
        found |= Q(serial=int(words))
    persons = _called(words)
    return found if persons is None else found | Q(pk__in=_cases_of(by, persons))


def _cases_of(by: Actor, persons: Q) -> list[int]:
    # people first, by their own indexes; their cases then by the ids alone
    found = Person.objects.visible_to(by).served().filter(persons).order_by().values_list("pk", flat=True)
    return list(of_persons(by, list(found[:MOST_PERSONS])).values_list("case_id", flat=True)[:MOST_CASES])


def of_persons(by: Actor, persons: list[int]) -> QuerySet[Party]:
    """Parts of people in cases open to the actor, the newest case first."""
    return Party.objects.visible_to(by).filter(person__in=persons).order_by("-case_id")


def _called(words: str) -> Q | None:
    typed = words.lower().replace(" ", "")
    if PINYIN.fullmatch(typed):
        return _begins("pinyin", typed) | _begins("initials", typed) | _begins("name", words)
    digits = sum(character.isdigit() for character in words)
    if digits >= 5:
        return Q(phone_index=index_of("phone", words)) | Q(identity_index=index_of("identity", words.upper()))
    if digits:
        return None
    found = _begins("name", words)
    # the same sound in other characters: 张健国 is found by 张坚国
    return found | Q(pinyin=person_pinyin(words)) if len(words) > 1 else found


def _begins(column: str, text: str) -> Q:
    # a range, because LIKE loses its index behind a policy
    return Q(**{f"{column}__gte": text, f"{column}__lt": text + LAST})
