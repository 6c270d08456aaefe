"""Yuan as people type and print them."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from .errors import Unreadable
from .numbers import written
from .text import normal

FEN = Decimal("0.01")
WAN = 10_000
MOST = Decimal("100000000000")
AMOUNT = re.compile(r"(?:¥|人民币)?\s*([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(\.[0-9]+)?\s*(万?)\s*元?")


def parse_money(value: str | int | float | Decimal, *, most: Decimal = MOST) -> Decimal:
    """Yuan with two decimals, from 0 to ``most``.

    Text may be ``8400``, ``¥8,400.00``, ``8400元`` or ``1.2万元``; a float, as a spreadsheet holds it,
    is read by its shortest decimal form. Raises :class:`~tonghu.kit.errors.Unreadable`.
    """
    text = normal(written(value))
    found = AMOUNT.fullmatch(text)
    if found is None:
        raise Unreadable(
            _("“%(text)s” is not a sum of money. Please write yuan, such as 8400 or 8,400.50.") % {"text": text[:40]}
        )
    yuan = Decimal(found[1].replace(",", "") + (found[2] or "")) * (WAN if found[3] else 1)
    if yuan != yuan.quantize(FEN):
        raise Unreadable(_("Money has at most two decimals: %(text)s.") % {"text": text[:40]})
    if yuan > most:
        raise Unreadable(
            _("%(text)s is more than %(most)s. Please check the sum.") % {"text": text[:40], "most": format_money(most)}
        )
    return yuan.quantize(FEN)


def format_money(yuan: Decimal) -> str:
    """Yuan as printed: ``¥8,400.00``, half a fen rounded up."""
    rounded = yuan.quantize(FEN, rounding=ROUND_HALF_UP)
    return f"{'-' if rounded < 0 else ''}¥{abs(rounded):,}"


def money_in_wan(yuan: Decimal) -> str:
    """A round sum in 万元 (84000 is ``8.4万元``), only where at most two decimals say it exactly."""
    if abs(yuan) < WAN or yuan % 100:
        return format_money(yuan)
    return f"{(yuan / WAN).normalize():,f}万元"
