"""Age out of a day of birth, also where only the year is known. Pure: no database."""

from datetime import date

ADULT = 18
"""Years at which a person is an adult (民法典 Art 17)."""


def birthday(born: date, years: int) -> date:
    """The day on which ``years`` are full; somebody of 29 February has them on 1 March in other years."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)


def adult_on(born: date, *, year_only: bool = False) -> date:
    """The day from which a person is certainly 18: of a year alone its last day is taken."""
    return birthday(date(born.year, 12, 31) if year_only else born, ADULT)


def age_on(born: date, day: date, *, year_only: bool = False) -> int:
    """Full years on a day, never below 0; of a year alone the fewest there can be."""
    counted = date(born.year, 12, 31) if year_only else born
    years = day.year - counted.year
    return max(0, years if birthday(counted, years) <= day else years - 1)
