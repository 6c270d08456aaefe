"""Who sees whose records: the rule of the house, written down by hand and apart from the code."""

from itertools import combinations

from tests.factories import records
from tests.factories.records import Records
from tests.factories.world import CAST, Cast
from tonghu.access.actor import actor_for
from tonghu.access.rules import Role
from tonghu.kit.scope import within

SETS = {
    "village": ("wei_lan", "柳岸标记", 20_011),
    "town": ("zhou_sui", "河曲标记", 50_021),
    "county": ("lin_he", "青山标记", 130_043),
    "neighbour_town": ("qiao_an", "沙洲标记", 330_053),
}
"""Offices with one of every record: who entered them, their mark, their audience."""

CITY = frozenset(SETS)
COUNTY = frozenset({"village", "town", "county"})

REACH: dict[str, frozenset[str]] = {
    "wei_lan": frozenset({"village"}),
    "zhou_sui": frozenset({"village", "town"}),
    "lin_he": COUNTY,
    "gu_xin": COUNTY,
    "he_qing": CITY,
    "fang_ting": CITY,
    "shen_mei": CITY,
    "tian_yuan": frozenset({"neighbour_town"}),
    "pei_yue": frozenset({"neighbour_town"}),
    "qiao_an": frozenset({"neighbour_town"}),
    "liang_mo": frozenset(),
    "ning_zhou": frozenset(),
    "ji_xue": frozenset(),
    "mu_qing": frozenset(),
    "xi_yuan": frozenset(),
    "an_ran": frozenset(),
    "ding_shu": frozenset(),
}
"""Whose records each of the cast may see: a village its own, a township its villages', and so on up."""

ROLES: dict[str, frozenset[Role]] = {username: frozenset(roles) for username, _, _, roles in CAST}


def fill_all(cast: Cast) -> dict[str, Records]:
    """One of everything at each office of SETS, each written inside its own scope."""
    made = {}
    for key, (username, mark, number) in SETS.items():
        with within(actor_for(cast[username]).scope):
            made[key] = records.fill(cast.offices[key], by=cast[username], mark=mark, number=number)
    return made


def secrets_from(username: str) -> list[str]:
    """Texts that no answer to this person may contain: marks, numbers, and every sum with such a number."""
    seen = REACH[username]
    sums = {
        times * sum(SETS[key][2] for key in chosen)
        for times in (1, 3, 7)
        for size in range(1, len(SETS) + 1)
        for chosen in combinations(SETS, size)
        if not seen.issuperset(chosen)
    }
    marks = [mark for key, (_, mark, _) in SETS.items() if key not in seen]
    return marks + [text for number in sums for text in (str(number), f"{number:,}")]
