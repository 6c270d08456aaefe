"""Codes of national standards: identity numbers, organisations, sex, administrative divisions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from django.utils.translation import gettext as _
from stdnum.cn import ric, uscc
from stdnum.exceptions import ValidationError

from .errors import Unreadable
from .text import normal


class Level(IntEnum):
    """Levels of an administrative division; the value is the number of digits that matter."""

    PROVINCE = 2
    CITY = 4
    COUNTY = 6
    TOWNSHIP = 9
    VILLAGE = 12


@dataclass(frozen=True, slots=True)
class Identity:
    """What an identity number says of its holder; ``sex`` by GB/T 2261.1."""

    number: str
    born_on: date
    sex: int


def parse_identity(text: str) -> Identity:
    """Read an 18-character identity number (GB 11643-1999).

    The six digits of place are not looked up: lists of old divisions have gaps, and a wrong
    refusal costs more than a wrong place. Raises :class:`~tonghu.kit.errors.Unreadable`.
    """
    number = normal(text).replace(" ", "").upper()
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number):
        raise Unreadable(_("An identity number has 17 digits and a last digit or X."))
    if number[-1] != ric.calc_check_digit(number):
        raise Unreadable(
            _("The last character of the identity number does not fit the others. Please compare the card.")
        )
    try:
        born_on = ric.get_birth_date(number)
    except ValidationError as error:
        raise Unreadable(_("The identity number contains no possible date of birth.")) from error
    return Identity(number, born_on, 1 if int(number[16]) % 2 else 2)


def parse_organisation(text: str) -> str:
    """An 18-character unified social credit code (GB 32100-2015), compact and in capitals.

    Raises :class:`~tonghu.kit.errors.Unreadable`.
    """
    try:
        return uscc.validate(normal(text))
    except ValidationError as error:
        raise Unreadable(
            _("This is not a valid unified social credit code. It has 18 characters; please compare them.")
        ) from error


def parse_place(code: str | int) -> int:
    """A statistical division code of 2, 4, 6, 9 or 12 digits as a 12-digit number, padded with zeros.

    Raises :class:`~tonghu.kit.errors.Unreadable`.
    """
    digits = normal(str(code))
    if not re.fullmatch(r"[1-9][0-9]*", digits) or len(digits) not in list(Level):
        raise Unreadable(_("A place code has 2, 4, 6, 9 or 12 digits."))
    return int(digits.ljust(12, "0"))


def level_of(place: int) -> Level:
    """The level of a 12-digit place: the shortest code that means the same."""
    return next(level for level in Level if place % 10 ** (12 - level) == 0)


def range_of(place: int, level: Level | None = None) -> tuple[int, int]:
    """``(low, high)`` such that ``low <= code < high`` holds for the place and all below it.

    With ``level`` the place's ancestor at that level is meant.
    """
    step: int = 10 ** (12 - (level or level_of(place)))
    low = place - place % step
    return low, low + step


def county_of(place: int) -> int:
    """The six-digit county code of a 12-digit place."""
    return place // 1_000_000


def town_of(place: int) -> int:
    """The nine-digit township code of a 12-digit place."""
    return place // 1000


def parent_of(place: int) -> int | None:
    """The place one level up, none for a province."""
    levels = list(Level)
    above = levels.index(level_of(place)) - 1
    return range_of(place, levels[above])[0] if above >= 0 else None
