"""The whole demonstration in one transaction: all of it is there, or nothing."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction
from django.utils import timezone, translation

from tonghu.accounts.models import User
from tonghu.demo import (
    articles,
    cases_now,
    cases_past,
    cast,
    desk,
    divisions,
    founding,
    halves,
    materials,
    network,
    papers,
    serving,
    sheet,
)
from tonghu.demo.world import World
from tonghu.engine.errors import EngineError
from tonghu.engine.folder import DataFolder
from tonghu.places.models import Office, Place

Say = Callable[[str], None]
FIRST_TODAY = date(2025, 7, 1)
"""Before it the current years would reach into those of the articles."""

LECTURERS = (
    (divisions.CITY, "he_qing", 8), (divisions.COUNTY, "lin_he", 6), (divisions.NEIGHBOUR, "tian_yuan", 5),
    (divisions.DISTRICT, "tao_ran", 5), (divisions.HILLS, "luo_qing", 4), (divisions.FAR_CITY, "jiang_che", 12),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Built:
    """What the build leaves in the data folder.

    Attributes:
        fresh: whether it was built now; False where the folder held it already.
        reports: the city's reports as .docx, the signed one first.
        sheet: last year's events of the county for the import, three rows bad.
    """

    fresh: bool
    reports: tuple[Path, ...]
    sheet: Path


def build(*, today: date | None = None, say: Say) -> Built:
    """Build the fictional prefecture in an empty migrated database; a second time it says so and goes on.

    Args:
        today: the day the current year is told from, in Tonghu's time zone; the present day where None.
        say: told every step in a sentence, with its counts.

    Raises:
        EngineError: the database holds other data, or ``today`` lies in the future or too early.
    """
    day = _sane(today or timezone.localdate())
    folder = DataFolder.here()
    folder.ensure()
    fresh = not (User.objects.exists() or Office.objects.exists())
    if fresh:
        with translation.override("zh-hans"), transaction.atomic():
            _fill(World(today=day, say=say, password=cast.password(folder)))
    elif Place.objects.filter(code=divisions.COUNTIES[9][0], name=divisions.COUNTIES[9][1]).exists():
        say("演示数据已在，直接使用 / the demonstration is there already")
    else:
        raise _not_empty(folder)
    return Built(fresh, papers.write(folder.reports), sheet.write(folder.reports, day.year - 1))


def _fill(world: World) -> None:
    for step in (_found, _places, _people, _articles, _current, _casework):
        began = time.monotonic()
        done = step(world)
        world.say(f"{done}  {time.monotonic() - began:.1f} s")


def _found(world: World) -> str:
    founding.found(world)
    return "建库：三员账号 / founded: the three administrators"


def _places(world: World) -> str:
    with world.acting("xi_yuan") as keeper:
        places, offices = network.build(world, divisions.CITY, keeper)
        duties = network.duties(world, divisions.CITY, keeper)
    members = founding.invite(world)
    with world.acting("jiang_che") as officer:
        far = network.build(world, divisions.FAR_CITY, officer)
    places, offices = places + far[0] + len(divisions.CITIES), offices + far[1] + 2
    return (
        f"行政区划 {places}，单位 {offices}，职责 {duties}，账号 {members + len(cast.ADMINISTRATORS)}"
        f" / divisions, offices, duties, accounts"
    )


def _people(world: World) -> str:
    people = 0
    for code, username, count in LECTURERS:
        with world.acting(username) as officer:
            people += serving.lecturers(world, world.federation(code), count, officer)
    with world.acting("he_qing") as officer:
        contacts = serving.contacts(world, divisions.CITY, officer)
        kinds = materials.build(world, officer)
    return f"讲师和志愿者 {people}，联系人 {contacts}，资料 {kinds} 种 / people, contacts, kinds of material"


def _articles(world: World) -> str:
    with world.acting("tao_ran") as officer:
        count = articles.district(world, officer)
    with world.acting("luo_qing") as officer:
        count += articles.hills(world, officer)
    with world.acting("jiang_che") as officer:
        count += articles.far_city(world, officer)
        cases = cases_past.far_city(world, officer)
    cases += cases_past.ten(world)
    return f"往年总结背后的活动 {count} 场、个案 {cases} 件 / events and cases behind what the summaries state"


def _current(world: World) -> str:
    count = halves.build(world)
    reports = papers.build(world)
    photos, rows = desk.build(world)
    return (
        f"近两年活动 {count} 场，总结 {reports} 份，照片 {photos} 张，待确认的导入 {rows} 行"
        " / events of these two years, reports, photos, rows of an import that waits"
    )


def _casework(world: World) -> str:
    return f"去年和今年的个案 {cases_now.build(world)} 件 / cases of last year and this one"


def _sane(today: date) -> date:
    if not FIRST_TODAY <= today <= timezone.localdate():
        raise EngineError(
            f"{today} 不能作为演示的“今天”，没有改动。请用 {FIRST_TODAY} 至今天之间的日期。",
            f"{today} cannot be the demonstration's today; nothing was changed. "
            f"Name a day from {FIRST_TODAY} until today.",
        )
    return today


def _not_empty(folder: DataFolder) -> EngineError:
    return EngineError(
        f"{folder.path} 里已有别的数据，没有改动。演示只建在空的数据文件夹里，请用 TONGHU_DATA 指定一个空文件夹。",
        f"{folder.path} holds other data and was not changed. The demonstration is built in an empty data "
        "folder only; name one with TONGHU_DATA.",
    )
