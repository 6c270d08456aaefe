"""The arithmetic audit of a report being written: what stands in the margin beside it. Pure: no database."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tonghu.reports.numerals import Typed, typed_numbers
from tonghu.reports.text import BlockRef, FigureRef, Line, Plain, Prose
from tonghu.reports.values import Shown, plain_number

CLAIM = re.compile(
    r"^[，,、（(]?(?:同比|比?(?:去年|上年)(?:同期)?(?:相比)?|较(?:去年|上年)(?:同期)?)(?P<way>增长|增加|上升|提高|多|下降|减少|降低|少)了?"
    r"(?P<number>\d+(?:\.\d+)?)\s*(?P<percent>[%％])?"
)
DOWN = ("下降", "减少", "降低", "少")
TENTH = Decimal("0.1")


class Severity(TextChoices):
    """Red bars signing unless a reason is given; amber is said and may stand."""

    RED = "late", gettext_lazy("Wrong")
    AMBER = "near", gettext_lazy("Look at this")


@dataclass(frozen=True, slots=True)
class Mark:
    """A remark in the margin.

    Attributes:
        severity: red or amber.
        sentence: why, in one sentence.
        line: index of the paragraph or block in its section, None for the section as a whole.
        piece: index of the piece in the paragraph, where the remark is about one.
        key: the figure it is about.
        span: first and last character of a hand-written number in that piece.
    """

    severity: Severity
    sentence: str
    line: int | None = None
    piece: int | None = None
    key: str = ""
    span: tuple[int, int] | None = None


def audit(lines: Sequence[Line], shown: Mapping[str, Shown]) -> list[Mark]:
    """The remarks on one section.

    Args:
        lines: the parsed section.
        shown: every figure that it names.
    """
    if not lines:
        return [
            Mark(Severity.AMBER, _("This section is empty. It prints its heading and says that there is no record."))
        ]
    found: list[Mark] = []
    for index, line in enumerate(lines):
        if isinstance(line, BlockRef):
            found += _missing(line.key, shown, index, None)
        else:
            found += _prose(line, shown, index)
    return found


def _prose(line: Prose, shown: Mapping[str, Shown], index: int) -> Iterator[Mark]:
    for place, piece in enumerate(line.pieces):
        if isinstance(piece, FigureRef):
            yield from _missing(piece.key, shown, index, place)
            yield from _over_all(shown.get(piece.key), index, place)
        elif isinstance(piece, Plain):
            yield from _typed(piece.text, line, shown, index, place)
    yield from _parts(line, shown, index)


def _missing(key: str, shown: Mapping[str, Shown], line: int, piece: int | None) -> Iterator[Mark]:
    figure = shown.get(key)
    if figure is None:
        sentence = _("The figure [[%(key)s]] no longer exists. Please choose another.") % {"key": key}
        yield Mark(Severity.RED, sentence, line, piece, key)
    elif figure.missing:
        sentence = _("%(label)s: no record in this period. It prints as “no record”, not as 0.") % {
            "label": figure.name
        }
        yield Mark(Severity.AMBER, sentence, line, piece, key)


def _over_all(figure: Shown | None, line: int, piece: int) -> Iterator[Mark]:
    if figure and figure.rate and figure.value is not None and figure.value > 100:
        sentence = _("%(label)s is %(text)s: a share of a whole cannot be more than 100 %%.") % {
            "label": figure.name, "text": figure.text,
        }  # fmt: skip
        yield Mark(Severity.RED, sentence, line, piece, figure.key)


def _typed(text: str, line: Prose, shown: Mapping[str, Shown], index: int, place: int) -> Iterator[Mark]:
    claim = CLAIM.match(text)
    before = line.pieces[place - 1] if place else None
    figure = shown.get(before.key) if isinstance(before, FigureRef) else None
    checked: range = range(0)
    if claim and figure and figure.value is not None:
        checked = range(claim.end())
        yield from _claim(claim, figure, index, place)
    for number in typed_numbers(text):
        if number.start in checked:
            continue
        yield _by_hand(number, index, place)


def _by_hand(number: Typed, line: int, piece: int) -> Mark:
    if number.percent and not number.growth and number.value is not None and number.value > 100:
        sentence = _("“%(text)s”: a share of a whole cannot be more than 100 %%.") % {"text": number.text}
        return Mark(Severity.RED, sentence, line, piece, span=(number.start, number.end))
    sentence = _("“%(text)s” was written by hand; no figure stands behind it.") % {"text": number.text}
    return Mark(Severity.AMBER, sentence, line, piece, span=(number.start, number.end))


def _claim(claim: re.Match[str], figure: Shown, line: int, piece: int) -> Iterator[Mark]:
    """A year-on-year claim right behind a figure, held against that figure's own year before."""
    value, before = figure.value or Decimal(0), figure.before
    if not before:
        sentence = _("%(label)s had no record in the year before, so “%(text)s” cannot be checked.") % {
            "label": figure.name, "text": claim[0].lstrip("，,、（("),
        }  # fmt: skip
        yield Mark(Severity.AMBER, sentence, line, piece, figure.key, claim.span())
        return
    stated = Decimal(claim["number"]) * (-1 if claim["way"] in DOWN else 1)
    difference = value - before
    if claim["percent"]:
        difference = (difference * 100 / before).quantize(TENTH, ROUND_HALF_UP)
    slack = Decimal(1) if claim["percent"] and "." not in claim["number"] else TENTH
    if abs(difference - stated) >= slack:
        sentence = _("%(label)s: %(value)s against %(before)s the year before is %(real)s, not %(stated)s.") % {
            "label": figure.name, "value": plain_number(value), "before": plain_number(before),
            "real": _signed(difference, claim), "stated": _signed(stated, claim),
        }  # fmt: skip
        yield Mark(Severity.RED, sentence, line, piece, figure.key, claim.span())


def _signed(number: Decimal, claim: re.Match[str]) -> str:
    return f"{'+' if number > 0 else ''}{plain_number(number)}{' %' if claim['percent'] else ''}"


def _parts(line: Prose, shown: Mapping[str, Shown], index: int) -> Iterator[Mark]:
    """Figures after 其中 (of these) up to the end of the sentence are parts of the figure before it."""
    whole: Shown | None = None
    parts: list[Shown] | None = None
    for piece in line.pieces:
        if isinstance(piece, FigureRef):
            figure = shown.get(piece.key)
            if parts is None:
                whole = figure
            elif figure and whole and figure.unit == whole.unit:
                parts.append(figure)
        elif isinstance(piece, Plain):
            for bit in re.split(r"(其中|[。；;])", piece.text):
                if bit == "其中":
                    parts = []
                elif bit in ("。", "；", ";"):
                    yield from _sum(whole, parts, index)
                    whole, parts = None, None
    yield from _sum(whole, parts, index)


def _sum(whole: Shown | None, parts: list[Shown] | None, line: int) -> Iterator[Mark]:
    if whole is None or whole.value is None or not parts or len(parts) < 2:
        return
    total = sum((part.value or Decimal(0) for part in parts), Decimal(0))
    facts = {"whole": whole.text, "total": plain_number(total), "label": whole.name}
    if total > whole.value:
        sentence = _("The parts add up to %(total)s, more than %(label)s %(whole)s.") % facts
        yield Mark(Severity.RED, sentence, line, key=whole.key)
    elif total < whole.value:
        sentence = _("The parts add up to %(total)s; %(label)s is %(whole)s. The rest is not said.") % facts
        yield Mark(Severity.AMBER, sentence, line, key=whole.key)
