"""``python -m bench.casework_world N``: N invented cases of one city with their persons, steps and clocks.

Loaded by COPY as the owner. The trail's triggers rest meanwhile (it would take a row for each of millions that
nobody reads here); those that write the slips and figures do not.
"""

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from django.db import connections

from bench.rows import copy_rows, sealed

STEPS = 6
"""Steps of a case, with one contact each: two million events of 300,000 cases."""

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
GIVEN = (
    "晓",
    "明",
    "丽",
    "芳",
    "雨",
    "欣",
    "安",
    "宁",
    "静",
    "云",
    "月",
    "星",
    "禾",
    "苗",
    "青",
    "岚",
    "溪",
    "竹",
    "梅",
    "桐",
)
MATTERS = ("custody", "domestic_violence", "dispute", "divorce", "injury", "wages", "schooling", "abandonment")
STATES = (
    "registered",
    "classified",
    "handling",
    "handling",
    "handling",
    "closing",
    "closed",
    "closed",
    "closed",
    "closed",
)
FIRST_DAY = date(2024, 1, 1)
LAST_DAY = date(2026, 11, 20)


@contextmanager
def trail_at_rest() -> Iterator[None]:
    """Without the trail's triggers on the tables of casework."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "select tgrelid::regclass::text, tgname from pg_trigger where tgname like 'trail_%' and not tgisinternal"
        )
        found = cursor.fetchall()
        for table, name in found:
            cursor.execute(f"alter table {table} disable trigger {name}")
        try:
            yield
        finally:
            for table, name in found:
                cursor.execute(f"alter table {table} enable trigger {name}")


def build(many: int) -> None:
    """Fill an empty, migrated database with ``many`` cases."""
    from bench import world
    from tonghu.places.models import Office
    from tonghu.places.rules import OfficeKind

    world.build(1000)
    offices = list(Office.objects.filter(kind=OfficeKind.FEDERATION).order_by("place_id"))
    started = time.perf_counter()
    with trail_at_rest():
        _people(many, offices)
        _cases(many, offices)
        _parts(many, offices)
        _clocks(many, offices)
    with connections["owner"].cursor() as cursor:
        cursor.execute("select figures_fold()")
        cursor.execute("vacuum (analyze)")
    print(f"  {many:,} cases loaded in {time.perf_counter() - started:.0f} s", file=sys.stderr)


def day_of(n: int, many: int) -> date:
    return FIRST_DAY + timedelta(days=n * (LAST_DAY - FIRST_DAY).days // many)


def name_of(n: int) -> str:
    random = Random(n)
    return random.choice(SURNAMES) + random.choice(GIVEN) + random.choice(GIVEN)


def phone_of(n: int) -> str:
    return f"199{n:08d}"


def told(n: int) -> Any:
    """What is known of the n-th person."""
    from tonghu.people.keys import Told

    return Told(name=name_of(n), phone=phone_of(n), born=date(2012, 1, 1) + timedelta(days=n % 4000))


def _people(many: int, offices: list[Any]) -> None:
    from tonghu.kit.text import person_initials, person_pinyin
    from tonghu.people.filling import index_of
    from tonghu.people.keys import keys_of
    from tonghu.people.models import MatchKey, Person

    spelt: dict[str, tuple[str, str]] = {}

    def rows() -> Iterator[dict[str, Any]]:
        for n in range(1, many + 1):
            name = name_of(n)
            if name not in spelt:
                spelt[name] = (person_pinyin(name), person_initials(name))
            office = offices[n % len(offices)]
            yield {
                "id": n, "place": office.place_id, "office_id": office.pk, "name": name, "pinyin": spelt[name][0],
                "initials": spelt[name][1], "phone": sealed("phone", Person, phone_of(n)),
                "phone_index": index_of("phone", phone_of(n)), "born": date(2012, 1, 1) + timedelta(days=n % 4000),
                "token": UUID(int=n), "serves": False,
            }  # fmt: skip

    copy_rows(Person, Person(serves=False), rows())

    def keys() -> Iterator[dict[str, Any]]:
        for n in range(1, many + 1):
            office = offices[n % len(offices)]
            for sort, key in keys_of(told(n)):
                yield {"place": office.place_id, "person_id": n, "sort": sort, "key": key}

    copy_rows(MatchKey, MatchKey(), keys())


def _cases(many: int, offices: list[Any]) -> None:
    from tonghu.cases.models import Case, Contact
    from tonghu.cases.rules.kinds import KIND_OF

    words = sealed("words", Case, "来访人讲述了家里的情况。")

    def rows() -> Iterator[dict[str, Any]]:
        for n in range(1, many + 1):
            office, day, state = offices[n % len(offices)], day_of(n, many), STATES[n % len(STATES)]
            matter = MATTERS[n % len(MATTERS)]
            yield {
                "id": n, "place": office.place_id, "office_id": office.pk, "numbered_id": office.pk, "year": day.year,
                "serial": n, "day": day, "channel": "visit", "title": "离婚后孩子的抚养", "words": words,
                "matter": matter, "kind": str(KIND_OF[matter]), "minor": n % 3 == 0,
                "state": state, "classed": "appeal", "way": 6,
                "accepted_on": day, "closed_on": day + timedelta(days=40) if state == "closed" else None,
                "outcome": "settled" if state == "closed" else "", "entered_by": 1, "entered_name": "测试员",
                "officer": 1, "officer_name": "测试员", "token": UUID(int=n),
                "level": 1 if n % 500 == 0 else 0,
            }  # fmt: skip

    copy_rows(Case, Case(), rows())

    def contacts() -> Iterator[dict[str, Any]]:
        for n in range(1, many + 1):
            office = offices[n % len(offices)]
            yield {
                "id": n, "place": office.place_id, "office_id": office.pk, "day": day_of(n, many), "channel": "visit",
                "talk": "request", "people": 1 + n % 3, "words": words, "case_id": n, "opened_case": True,
                "entered_by": 1, "entered_name": "测试员", "token": UUID(int=n), "level": 1 if n % 500 == 0 else 0,
            }  # fmt: skip

    copy_rows(Contact, Contact(), contacts())


def _parts(many: int, offices: list[Any]) -> None:
    from tonghu.cases.models import Party, Step

    words = sealed("words", Step, "电话联系，约下次见面。")

    def parties() -> Iterator[dict[str, Any]]:
        for n in range(1, many + 1):
            yield {
                "place": offices[n % len(offices)].place_id, "case_id": n, "person_id": n, "roles": ["petitioner"],
                "entered_by": 1, "entered_name": "测试员",
            }  # fmt: skip

    copy_rows(Party, Party(), parties())

    def steps() -> Iterator[dict[str, Any]]:
        for n in range(1, many + 1):
            day = day_of(n, many)
            for k in range(STEPS):
                yield {
                    "place": offices[n % len(offices)].place_id, "case_id": n, "verb": "note",
                    "day": day + timedelta(days=k), "words": words, "start": "handling", "to": "handling",
                    "entered_by": 1, "entered_name": "测试员",
                }  # fmt: skip

    copy_rows(Step, Step(), steps())


def _clocks(many: int, offices: list[Any]) -> None:
    from tonghu.work.models import Obligation

    def rows() -> Iterator[dict[str, Any]]:
        for n in range(1, many + 1):
            state, day, office = STATES[n % len(STATES)], day_of(n, many), offices[n % len(offices)]
            # whoever works keeps most of it in time: one open case in fifty is late, the rest falls due ahead
            open_ = state != "closed" and (n > many * 0.95 or n % 50 == 0)
            due = day + timedelta(days=60)
            yield {
                "place": office.place_id, "office_id": office.pk, "kind": "petition.finish",
                "subject_table": "cases_case", "subject_id": n, "subject_label": f"{day.year}-{n:04d}",
                "since": day, "due": due, "state": "open" if open_ else "done",
                "ended_at": None if open_ else f"{due} 10:00+00", "ended_on": None if open_ else due,
                "in_time": None if open_ else n % 40 != 0, "level": 1 if n % 500 == 0 else 0,
            }  # fmt: skip

    copy_rows(Obligation, Obligation(), rows())


def main() -> int:
    from bench.casework import sessions
    from tonghu.places.models import Place

    if not Place.objects.exists():
        build(int(sys.argv[1]))
    print(json.dumps(sessions()))
    return 0


if __name__ == "__main__":
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", database="owner", verbosity=0)
    sys.exit(main())
