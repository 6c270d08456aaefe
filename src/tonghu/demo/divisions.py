"""The map: one province, two cities, twelve counties and their townships, all invented."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from tonghu.demo.names import township_stems
from tonghu.kit.text import pinyin_of
from tonghu.places.drafts import PlaceDraft

PROVINCE, CITY, FAR_CITY = 990000000000, 990100000000, 990200000000
COUNTY, NEIGHBOUR, DISTRICT, HILLS = 990101000000, 990102000000, 990103000000, 990104000000
"""青溪县 of the cast, 白沙县 beside it, and where the records of articles 1 and 4 stand."""
TOWN, OTHER_TOWN, NEIGHBOUR_TOWN = 990101101000, 990101102000, 990102101000

CITIES = ((PROVINCE, "云岭省", "Yunling"), (CITY, "云溪市", "Yunxi"), (FAR_CITY, "澜江市", "Lanjiang"))
COUNTIES = (
    (COUNTY, "青溪县", 14),
    (NEIGHBOUR, "白沙县", 13),
    (DISTRICT, "临湖区", 13),
    (HILLS, "雁岭县", 14),
    (990105000000, "桐坪县", 14),
    (990106000000, "竹浦县", 14),
    (990107000000, "枫塘区", 14),
    (990108000000, "砚池县", 14),
    (990109000000, "望川县", 14),
    (990110000000, "梅渡县", 13),
    (990201000000, "月港县", 4),
    (990202000000, "鹭屿县", 4),
)
"""Code, name, number of townships: 137 in the city of Yunxi."""

TOLD = {TOWN: "河湾乡", OTHER_TOWN: "石桥乡", NEIGHBOUR_TOWN: "沙坪乡"}
VILLAGES = {COUNTY: ("柳树村", "下河村", "新塘村"), NEIGHBOUR: ("枫林村", "东岸村", "桥头村")}
FIRST_TOWN, FIRST_VILLAGE = 101, 201


def cities() -> list[PlaceDraft]:
    return [_place(code, name, name_en) for code, name, name_en in CITIES]


def below(city: int, rng: Random) -> list[PlaceDraft]:
    """The counties, townships and villages of a city."""
    counties = [county for county in COUNTIES if city < county[0] < city + 100_000_000]
    stems = iter(township_stems(rng, sum(towns for _code, _name, towns in counties)))
    found: list[PlaceDraft] = []
    for code, name, towns in counties:
        found.append(_place(code, name))
        for town in range(code + FIRST_TOWN * 1000, code + (FIRST_TOWN + towns) * 1000, 1000):
            stem = next(stems)
            found.append(_place(town, TOLD.get(town) or stem + _ending(code, rng)))
            found += _villages(code, town, stem)
    return found


def _villages(county: int, town: int, stem: str) -> Iterator[PlaceDraft]:
    """Three to a township in the two counties of the cast, one elsewhere."""
    told = town in (TOWN, NEIGHBOUR_TOWN)
    names = VILLAGES[county] if told else (f"{stem}村", *(("上庄村", "李家湾村") if county in VILLAGES else ()))
    for number, name in enumerate(names, start=FIRST_VILLAGE):
        yield _place(town + number, name)


def _ending(county: int, rng: Random) -> str:
    return rng.choice(("街道", "街道", "镇") if county in (DISTRICT, 990107000000) else ("镇", "镇", "乡"))


def _place(code: int, name: str, name_en: str = "") -> PlaceDraft:
    return PlaceDraft(code=code, name=name, name_en=name_en or english(name))


def english(name: str) -> str:
    """柳树村 as Liushu: the name without the word for its level."""
    stem = name.removesuffix("街道") if name.endswith("街道") else name[:-1]
    return pinyin_of(stem).capitalize()
