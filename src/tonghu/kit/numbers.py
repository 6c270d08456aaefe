"""Counts as people type them and as reports print them."""

from __future__ import annotations

import re
from decimal import Decimal

from django.utils.translation import gettext as _

from .errors import Unreadable
from .text import normal

WAN = 10_000
MOST = 10_000_000
COUNT = re.compile(
    r"(?P<sign>[-+−]?)\s*(?P<digits>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?P<part>\.[0-9]+)?"
    r"\s*(?P<wan>万?)\s*(?P<unit>[一-鿿]{0,3})"
)
# These would change the number or blur it: they are no units of what was counted.
NUMERALS = re.compile(r"[〇零一二三四五六七八九十百千万亿两几余多近约来半]")


def parse_count(value: str | int | float | Decimal, *, most: int = MOST) -> int:
    """The whole number that ``value`` states, from 0 to ``most``.

    Text may have thousands commas, full-width digits, 万 (``1.2万`` is 12000) and one unit of up to
    three letters (``1200份``). Raises :class:`~tonghu.kit.errors.Unreadable` for anything vague,
    negative, broken or larger than ``most``.
    """
    text = normal(written(value))
    if not text:
        raise Unreadable(_("The number is missing."))
    found = COUNT.fullmatch(text)
    if found is None or NUMERALS.search(found["unit"]):
        raise Unreadable(
            _("“%(text)s” is not a number. Please write digits, such as 1200 or 1.2万.") % {"text": text[:40]}
        )
    exact = Decimal(found["digits"].replace(",", "") + (found["part"] or "")) * (WAN if found["wan"] else 1)
    if found["sign"] in ("-", "−") and exact:
        raise Unreadable(_("A count cannot be below zero: %(text)s.") % {"text": text[:40]})
    if exact != exact.to_integral_value():
        raise Unreadable(_("A count must be a whole number: %(text)s.") % {"text": text[:40]})
    if exact > most:
        raise Unreadable(
            _("%(text)s is more than %(most)s. Please check the number.") % {"text": text[:40], "most": grouped(most)}
        )
    return int(exact)


def written(value: str | int | float | Decimal) -> str:
    """A number as digits without an exponent; text stays as it is."""
    return format(Decimal(str(value)), "f") if isinstance(value, float | Decimal) else str(value)


def grouped(number: int) -> str:
    """``number`` with thousands commas."""
    return f"{number:,}"


def in_wan(number: int) -> str:
    """A round count in 万 (12000 is ``1.2万``), only where at most two decimals say it exactly."""
    if abs(number) < WAN or number % 100:
        return grouped(number)
    return f"{_plain(Decimal(number) / WAN)}万"


def _plain(number: Decimal) -> str:
    return format(number.normalize(), ",f")
