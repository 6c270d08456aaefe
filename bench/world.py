"""The places, offices and one million activities that every measurement reads. Invented throughout.

Rows are made as CSV by PostgreSQL's own generator functions and loaded by COPY as the owner, so
that row-level security does not stand in the way, and with every trigger in force, as in life.
"""

import csv
import io
import time
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from uuid import UUID

from django.db import connections

from tonghu.kit.text import characters, initials_of, pinyin_of
from tonghu.places.models import Office, Place
from tonghu.places.rules import Level, OfficeKind

CITY = 990100000000
COUNTIES = 10
TOWNS = 20
FIRST_DAY = date(2022, 1, 1)
DAYS = 5 * 365
KINDS = ("campaign", "rights_week", "lecture", "law_lecture", "expert_talk", "contest", "training", "village")
TOPICS = ("law", "drowning", "drugs", "sexual_abuse", "bullying", "net", "family_education")
SORTS = ("parents", "pupils", "villagers")
MATERIALS = ("material", "material", "material", "handbook", "leaflet", "letter")
TITLES = [
    f"{place}{what}"
    for place in ("广场", "校园", "社区", "村口", "礼堂", "集市", "站前", "文化馆")
    for what in ("维权宣传", "防溺水讲座", "禁毒宣传", "反家暴讲座", "护苗课堂", "普法集市", "家教公开课")
]


def build(activities: int, *, say: object = print) -> None:
    """Fill an empty, migrated database with ``activities`` rows and their parts, folded and analysed."""
    _places()
    offices = list(Office.objects.filter(kind=OfficeKind.FEDERATION).order_by("place_id"))
    _materials()
    started = time.perf_counter()
    with connections["owner"].cursor() as cursor:
        _copy(cursor, "outreach_activity", _ACTIVITY, _activities(activities, offices))
        _copy(
            cursor,
            "outreach_handout",
            ("activity_id", "place", "material_id", "copies"),
            _handouts(activities, offices),
        )
        _copy(cursor, "outreach_audience", ("activity_id", "place", "sort", "people"), _audiences(activities, offices))
        for table in ("outreach_activity", "outreach_handout", "outreach_audience"):
            cursor.execute(f"select setval(pg_get_serial_sequence('{table}', 'id'), (select max(id) from {table}))")
        cursor.execute("select figures_fold()")
        cursor.execute("vacuum (analyze)")
    print(f"  {activities:,} activities loaded by COPY, triggers in force: {time.perf_counter() - started:.1f} s")


def _places() -> None:
    places = [Place(code=CITY, level=Level.CITY, name="测试市")]
    for county in range(1, COUNTIES + 1):
        code = CITY + county * 1_000_000
        places.append(Place(code=code, level=Level.COUNTY, name=f"测试{county}县"))
        places += [
            Place(code=code + town * 1_000 + 100_000, level=Level.TOWN, name=f"测试{county}县{town}乡")
            for town in range(1, TOWNS + 1)
        ]
    for place in places:
        place.spell()
    Place.objects.bulk_create(places)
    offices = [
        Office(place=p, kind=OfficeKind.FEDERATION, name=f"{p.name}妇联", opened_on=date(2000, 1, 1)) for p in places
    ]
    for office in offices:
        office.spell()
    Office.objects.bulk_create(offices)


def _materials() -> None:
    with connections["owner"].cursor() as cursor:
        cursor.executemany(
            "insert into outreach_material (name, name_en, form, pinyin, active) values (%s, '', %s, '', true)",
            [(f"读本{n}", form) for n, form in enumerate(MATERIALS, 1)],
        )


_ACTIVITY = (
    "id",
    "place",
    "office_id",
    "day",
    "kind",
    "title",
    "venue",
    "festival",
    "topics",
    "consulted",
    "audience",
    "copies",
    "media",
    "note",
    "pinyin",
    "initials",
    "letters",
    "entered_at",
    "entered_by",
    "entered_name",
    "changed_at",
    "version",
    "withdrawn_why",
    "token",
)


def _activities(many: int, offices: list[Office]) -> Iterator[tuple[object, ...]]:
    random = Random(7)
    spelt = {t: (pinyin_of(t), initials_of(t), "{" + ",".join(characters(t)) + "}") for t in TITLES}
    for n in range(1, many + 1):
        office = offices[n % len(offices)]
        title = TITLES[random.randrange(len(TITLES))]
        pinyin, initials, letters = spelt[title]
        # entered in the order of the days, a few weeks late at most, as in life
        day = FIRST_DAY + timedelta(days=max(0, n * DAYS // many - random.randrange(21)))
        people = random.randrange(20, 400)
        yield (
            n,
            office.place_id,
            office.pk,
            day,
            KINDS[n % len(KINDS)],
            title,
            title,
            "",
            "{" + TOPICS[n % len(TOPICS)] + "}",
            random.randrange(60),
            people,
            100,
            "",
            "",
            pinyin,
            initials,
            letters,
            f"{day} 10:00+00",
            1,
            "测试",
            f"{day} 10:00+00",
            1,
            "",
            UUID(int=n),
        )


def _handouts(many: int, offices: list[Office]) -> Iterator[tuple[object, ...]]:
    for n in range(1, many + 1):
        yield n, offices[n % len(offices)].place_id, 1 + n % len(MATERIALS), 100


def _audiences(many: int, offices: list[Office]) -> Iterator[tuple[object, ...]]:
    for n in range(1, many + 1):
        if n % 2:
            yield n, offices[n % len(offices)].place_id, SORTS[n % len(SORTS)], 10 + n % 90


def _copy(cursor: object, table: str, columns: tuple[str, ...], rows: Iterator[tuple[object, ...]]) -> None:
    with cursor.copy(f"copy {table} ({', '.join(columns)}) from stdin (format csv, null 'NULL')") as copy:  # type: ignore[attr-defined]
        text = io.StringIO()
        write = csv.writer(text).writerow
        for n, row in enumerate(rows, 1):
            write(row)
            if n % 5000 == 0:
                copy.write(text.getvalue())
                text.seek(0)
                text.truncate()
        copy.write(text.getvalue())
