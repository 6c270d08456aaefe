"""Counts for outside readers: small ones are withheld, and others with them, so that no subtraction finds them.

The method is that of hypercubes (D. Repsilber's, as in the handbook "Statistical Disclosure Control" of
Hundepool and others, Wiley 2012, chapter 4, and in the program tau-ARGUS). A withheld number is protected by a
witness: other numbers that may be withheld with it, with which it can move up and down while everything that is
published stays as it is. So the range that a reader can work out is never narrower than the witness allows.
What is suppressed is decided once, on the numbers: every format shows the same answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from itertools import product
from math import inf
from operator import mul

TOTAL = ""
"""The coordinate of a margin: the sum over that dimension."""

THRESHOLD = 5
"""Counts below it are small. No statute names a number; five is what statistical offices use most."""

Key = tuple[str, ...]
Cube = list[tuple[Key, int]]


@dataclass(frozen=True, slots=True)
class Table:
    """Counts of different records, each standing in one cell.

    Attributes:
        dimensions: names such as ("county", "kind"); tables that share one stand for the same records.
        cells: count by coordinates in that order, none of them TOTAL; what is missing is zero.
    """

    dimensions: tuple[str, ...]
    cells: Mapping[Key, int]


def safe(count: int, *, threshold: int = THRESHOLD, zeros: bool = True) -> bool:
    """Whether a count may stand alone before outside readers.

    Args:
        zeros: whether a zero may be told ("nobody" is a fact about everybody, but mostly harmless).
    """
    return count >= threshold or (count == 0 and zeros)


def suppress(*tables: Table, threshold: int = THRESHOLD, zeros: bool = True) -> list[dict[Key, int | None]]:
    """Tables as they may be published together, with all margins.

    Whoever has all of them, knows this method and can add and subtract finds for every withheld number a range
    of at least ``threshold`` between its ends; where zeros are told, he is taken to know that no withheld one is
    zero. Tables that share dimensions two by two in a circle (a-b, b-c, c-a) narrow one another further than
    sums do and are refused.

    Returns:
        For every table, in order: coordinates (TOTAL for a margin) and the count, None where it is withheld.

    Raises:
        ValueError: a negative count, a key that does not fit, tables that contradict each other or go in a circle.
    """
    dimensions = tuple(sorted({name for table in tables for name in table.dimensions}))
    _no_circle(tables)
    numbers: dict[Key, int] = {}
    for table in tables:
        for key, count in _placed(table, dimensions).items():
            if numbers.setdefault(key, count) != count:
                raise ValueError(f"two tables say {numbers[key]} and {count} of the same records")
    withheld = _withheld(numbers, threshold, zeros)
    return [
        {_seen(key, dimensions, table): None if key in withheld else numbers[key] for key in _placed(table, dimensions)}
        for table in tables
    ]


def _no_circle(tables: tuple[Table, ...]) -> None:
    """Graham's reduction: drop dimensions of one table alone and tables inside another until one is left."""
    edges = [set(table.dimensions) for table in tables]
    before = -1
    while (size := sum(map(len, edges)) + len(edges)) != before:
        before = size
        edges = [{name for name in edge if sum(name in other for other in edges) > 1} for edge in edges]
        edges = [e for i, e in enumerate(edges) if not any(e < o or (e == o and i > j) for j, o in enumerate(edges))]
    if len(edges) > 1:
        raise ValueError("the dimensions of these tables go in a circle")


def _placed(table: Table, dimensions: tuple[str, ...]) -> dict[Key, int]:
    """All cells and margins of a table, by their coordinates among ``dimensions``."""
    width = len(table.dimensions)
    if any(len(key) != width or TOTAL in key or count < 0 for key, count in table.cells.items()):
        raise ValueError("a count below zero, or coordinates that do not fit the table")
    axes = [sorted({key[i] for key in table.cells}) for i in range(width)]
    sums = dict.fromkeys(product(*([*axis, TOTAL] for axis in axes)), 0)
    for key, count in table.cells.items():
        for margin in product(*((part, TOTAL) for part in key)):
            sums[margin] += count
    at = [table.dimensions.index(name) if name in table.dimensions else None for name in dimensions]
    return {tuple(TOTAL if i is None else key[i] for i in at): count for key, count in sums.items()}


def _seen(key: Key, dimensions: tuple[str, ...], table: Table) -> Key:
    return tuple(key[dimensions.index(name)] for name in table.dimensions)


def _withheld(numbers: Mapping[Key, int], threshold: int, zeros: bool) -> set[Key]:
    """The small numbers, and with each the cheapest cube of others that protects it."""
    floor = 1 if zeros else 0
    small = sorted(
        (key for key, count in numbers.items() if not safe(count, threshold=threshold, zeros=zeros)),
        key=lambda key: (key.count(TOTAL), numbers[key], key),
    )
    found = set(small)
    for key in small:
        cubes = (cube for cube in _cubes(key, numbers) if _width(cube, numbers, floor) >= threshold)
        found.update(corner for corner, _sign in min(cubes, key=lambda cube: _cost(cube, numbers, found)))
    return found


def _cubes(start: Key, numbers: Mapping[Key, int]) -> Iterator[Cube]:
    """The published corners, with the direction in which each moves, of every cube that leaves all sums true.

    Along a dimension a corner moves against another category and together with the margin. A dimension may be
    left out where no corner stands in a sum over it.
    """
    axes = [sorted({key[i] for key in numbers}) for i in range(len(start))]
    for opposite in product(*([None, *(other for other in axis if other != start[i])] for i, axis in enumerate(axes))):
        pairs = [
            [(own, 1)] if other is None else [(own, 1), (other, 1 if TOTAL in (own, other) else -1)]
            for own, other in zip(start, opposite, strict=True)
        ]
        corners = [(tuple(part for part, _ in c), reduce(mul, (sign for _, sign in c), 1)) for c in product(*pairs)]
        cube = [(key, sign) for key, sign in corners if key in numbers]
        still = [i for i, other in enumerate(opposite) if other is None]
        if not any(_summed(key, i, axes[i], numbers) for key, _sign in cube for i in still):
            yield cube


def _summed(key: Key, i: int, axis: list[str], numbers: Mapping[Key, int]) -> bool:
    """Whether a number is a part or the whole of a published sum over dimension ``i``."""
    return any((*key[:i], other, *key[i + 1 :]) in numbers for other in axis if other != key[i])


def _width(cube: Cube, numbers: Mapping[Key, int], floor: int) -> float:
    """How far the corners can move, down and up together, before one of them falls below ``floor``."""
    down = min((numbers[key] - floor for key, sign in cube if sign > 0), default=inf)
    up = min((numbers[key] - floor for key, sign in cube if sign < 0), default=inf)
    return -1 if min(down, up) < 0 else down + up


def _cost(cube: Cube, numbers: Mapping[Key, int], withheld: set[Key]) -> tuple[int, int, list[Key]]:
    """What a cube takes from the readers: first totals, then counts."""
    taken = [key for key, _sign in cube if key not in withheld]
    return sum(key.count(TOTAL) for key in taken), sum(numbers[key] for key in taken), sorted(taken)
