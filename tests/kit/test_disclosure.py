"""Counts for outside readers, against a reader who adds and subtracts: all tables he cannot rule out are listed."""

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tonghu.kit.disclosure import TOTAL, Key, Table, safe, suppress

Published = dict[Key, int | None]

listing = settings(deadline=None, max_examples=60)
"""All tables are listed: a few examples take a second."""


def margins(cells: dict[Key, int]) -> dict[Key, int]:
    sums: dict[Key, int] = {}
    for key, count in cells.items():
        for margin in product(*((part, TOTAL) for part in key)):
            sums[margin] = sums.get(margin, 0) + count
    return sums


def not_ruled_out(published: Published, floor: int, most: int) -> Iterator[dict[Key, int]]:
    """Every table of counts up to ``most`` that fits what was published and what the method gives away."""
    inner = [key for key in published if TOTAL not in key]
    for filling in product(*(_possible(published[key], floor, most) for key in inner)):
        table = margins(dict(zip(inner, filling, strict=True)))
        if all(table[key] == told if told is not None else table[key] >= floor for key, told in published.items()):
            yield table


def _possible(told: int | None, floor: int, most: int) -> range:
    return range(floor, most + 1) if told is None else range(told, told + 1)


def ranges(tables: list[dict[Key, int]], published: Published) -> dict[Key, int]:
    """For every withheld number how far apart its lowest and highest possible values are."""
    hidden = [key for key, told in published.items() if told is None]
    return {key: max(t[key] for t in tables) - min(t[key] for t in tables) for key in hidden}


def check(cells: dict[Key, int], dimensions: tuple[str, ...], threshold: int, zeros: bool) -> None:
    [published] = suppress(Table(dimensions, cells), threshold=threshold, zeros=zeros)
    true = margins(cells)
    for key, told in published.items():
        assert told in (None, true[key])
        assert safe(true[key], threshold=threshold, zeros=zeros) or told is None
    floor = 1 if zeros else 0
    tables = list(not_ruled_out(published, floor, max(cells.values()) + threshold))
    assert all(width >= threshold for width in ranges(tables, published).values()), published


def table(rows: int, columns: int, most: int) -> st.SearchStrategy[dict[Key, int]]:
    keys = [(f"r{r}", f"c{c}") for r in range(rows) for c in range(columns)]
    return st.fixed_dictionaries({key: st.integers(0, most) for key in keys})


@listing
@given(cells=st.lists(st.integers(0, 9), min_size=1, max_size=4), threshold=st.integers(2, 4), zeros=st.booleans())
def test_one_way(cells: list[int], threshold: int, zeros: bool) -> None:
    check({(f"k{i}",): count for i, count in enumerate(cells)}, ("kind",), threshold, zeros)


@listing
@given(cells=table(2, 2, 6), threshold=st.integers(2, 4), zeros=st.booleans())
def test_two_by_two(cells: dict[Key, int], threshold: int, zeros: bool) -> None:
    check(cells, ("place", "kind"), threshold, zeros)


@listing
@given(cells=table(2, 3, 4), zeros=st.booleans())
def test_two_by_three(cells: dict[Key, int], zeros: bool) -> None:
    check(cells, ("place", "kind"), 2, zeros)


@listing
@given(people=st.fixed_dictionaries({key: st.integers(0, 2) for key in product("ab", "xy", "fm")}), zeros=st.booleans())
def test_two_tables_of_the_same_people_do_not_give_each_other_away(people: dict[Key, int], zeros: bool) -> None:
    kinds: dict[Key, int] = {}
    sexes: dict[Key, int] = {}
    for (place, kind, sex), count in people.items():
        kinds[place, kind] = kinds.get((place, kind), 0) + count
        sexes[place, sex] = sexes.get((place, sex), 0) + count
    first, second = suppress(Table(("place", "kind"), kinds), Table(("place", "sex"), sexes), threshold=2, zeros=zeros)
    shared = [("a", TOTAL), ("b", TOTAL), (TOTAL, TOTAL)]
    assert [first[key] for key in shared] == [second[key] for key in shared]
    floor, most = (1 if zeros else 0), max([*kinds.values(), *sexes.values()]) + 2
    ones, others = (list(not_ruled_out(published, floor, most)) for published in (first, second))
    both = {tuple(t[key] for key in shared) for t in ones} & {tuple(t[key] for key in shared) for t in others}
    for tables, published in ((ones, first), (others, second)):
        left = [t for t in tables if tuple(t[key] for key in shared) in both]
        assert all(width >= 2 for width in ranges(left, published).values()), (first, second)


@given(cells=table(3, 4, 60), threshold=st.integers(2, 6))
def test_what_is_withheld_stays_withheld_by_plain_subtraction(cells: dict[Key, int], threshold: int) -> None:
    [published] = suppress(Table(("place", "kind"), cells), threshold=threshold)
    for row in {key[0] for key in published}:
        line = [told for key, told in published.items() if key[0] == row]
        assert line.count(None) != 1, "the rest of the row would tell it"
    for column in {key[1] for key in published}:
        line = [told for key, told in published.items() if key[1] == column]
        assert line.count(None) != 1, "the rest of the column would tell it"


@given(cells=table(3, 3, 40))
def test_nothing_is_withheld_where_nothing_is_small(cells: dict[Key, int]) -> None:
    assume(all(safe(count) for count in cells.values()))
    assert suppress(Table(("place", "kind"), cells)) == [margins(cells)]


def test_the_smallest_others_go_with_a_small_one_and_totals_stay() -> None:
    cells = {("a", "x"): 3, ("a", "y"): 90, ("a", "z"): 8, ("b", "x"): 12, ("b", "y"): 60, ("b", "z"): 9}
    [published] = suppress(Table(("place", "kind"), cells))
    hidden = {key for key, told in published.items() if told is None}
    assert hidden == {("a", "x"), ("a", "z"), ("b", "x"), ("b", "z")}


def test_a_total_is_withheld_where_the_others_could_not_hide_it() -> None:
    assert suppress(Table(("kind",), {("x",): 2, ("y",): 3})) == [{("x",): None, ("y",): None, ("",): None}]
    assert suppress(Table(("kind",), {("x",): 3})) == [{("x",): None, ("",): None}]


@pytest.mark.parametrize(("zeros", "told"), [(True, 0), (False, None)])
def test_whether_nobody_may_be_told(zeros: bool, told: int | None) -> None:
    [published] = suppress(Table(("kind",), {("x",): 0, ("y",): 30, ("z",): 7}), zeros=zeros)
    assert published["x",] == told
    assert safe(0, zeros=zeros) == zeros


def test_the_threshold_itself_may_be_told() -> None:
    assert (safe(4), safe(5), safe(3, threshold=3)) == (False, True, True)


@pytest.mark.parametrize(
    ("tables", "why"),
    [
        ([Table(("kind",), {("x",): -1})], "below zero"),
        ([Table(("kind",), {("x", "y"): 1})], "do not fit"),
        ([Table(("kind",), {(TOTAL,): 1})], "do not fit"),
        ([Table(("kind",), {("x",): 7}), Table(("sex",), {("f",): 8})], "two tables say 7 and 8"),
        ([Table(pair, {("1", "1"): 9}) for pair in (("a", "b"), ("b", "c"), ("c", "a"))], "go in a circle"),
    ],
)
def test_what_cannot_be_protected_is_refused(tables: list[Table], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        suppress(*tables)


def test_tables_in_a_row_or_inside_one_another_are_no_circle() -> None:
    cells = {("1", "1"): 9, ("2", "2"): 9}
    chain = [Table(pair, cells) for pair in (("a", "b"), ("b", "c"), ("b", "d"))]
    whole = [
        Table(("a", "b", "c"), {("1", "1", "1"): 9, ("2", "2", "2"): 9}),
        *(Table(p, cells) for p in (("a", "c"),)),
    ]
    assert len(suppress(*chain)) == 3
    assert len(suppress(*whole)) == 2
