"""``tonghu figures``: the catalogue, a figure's value, and the stated figures compared with the computed."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from typing import TYPE_CHECKING

from tonghu.engine.errors import EngineError
from tonghu.engine.folder import DataFolder

if TYPE_CHECKING:
    from tonghu.figures.stated import Checked
    from tonghu.places.models import Office

NAME = "figures"
HELP = "数据目录、取值与核对 / the catalogue, values, and the check against stated figures"
NEEDS = "nothing"


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    steps = parser.add_subparsers(dest="step", metavar="STEP", required=True)
    steps.add_parser("list", help="全部数据项 / every figure of the catalogue")
    show = steps.add_parser("show", help="一项数据的值 / one figure's value")
    show.add_argument("key", metavar="KEY", help="例如 / for example: outreach.publicity")
    show.add_argument("--office", default="", help="单位名称或编号 / an office by name or id (the highest)")
    show.add_argument("--period", default="", help="2026, 2026H1, 2026Q2, 2026-03, 2025-10..2026-02 (this year)")
    check = steps.add_parser("check", help="与总结中的数字核对 / compare with the figures that the summaries state")
    check.add_argument("--here", action="store_true", help="只看此数据目录 / read this folder even without a demo")
    steps.add_parser("fold", help="合并增量 / fold what was saved since into the cells")


def run(args: argparse.Namespace) -> int:
    """Do one step; the check is 1 where any figure is wrong."""
    if args.step == "check" and not args.here and not _folder_is_used():
        return _check_in_a_throwaway_folder()
    import django  # noqa: PLC0415  a folder without data needs no database of its own

    django.setup()
    if args.step == "list":
        return _list()
    if args.step == "show":
        return _show(args.key, args.office, args.period)
    return _check(here=args.here) if args.step == "check" else _fold()


def _list() -> int:
    from tonghu.figures.catalogue import ALL  # noqa: PLC0415

    for figure in ALL.values():
        print(f"{figure.key}\t{figure.label}\t{figure.unit}\tv{figure.version}\t{figure.definition}")
    return 0


def _fold() -> int:
    from tonghu.figures.actions import fold  # noqa: PLC0415

    print(f"已合并 {fold()} 条增量 / folded")
    return 0


def _show(key: str, office: str, period: str) -> int:
    from django.utils import timezone  # noqa: PLC0415

    from tonghu.figures.area import Area  # noqa: PLC0415
    from tonghu.figures.catalogue import ALL  # noqa: PLC0415
    from tonghu.figures.evaluate import evaluate  # noqa: PLC0415
    from tonghu.kit.periods import Period  # noqa: PLC0415
    from tonghu.kit.scope import within  # noqa: PLC0415

    if key not in ALL:
        raise EngineError(
            f"没有 {key} 这一项。请看 tonghu figures list。", f"There is no {key}. See tonghu figures list."
        )
    try:
        days = Period.parse(period or str(timezone.localdate().year))
    except ValueError as error:
        raise EngineError(f"{period} 不是时段，例如 2026H1。", f"{period} is no period; write 2026H1.") from error
    area = Area.of(_office(office))
    with within(area.scope):
        value = evaluate(ALL[key], area=area, period=days)
    print(f"{ALL[key].label}\t{area.label}\t{days.code}\t{value.text} {value.unit}\t{value.difference}")
    return 0


def _office(wanted: str) -> Office:
    from django.db.models import Q  # noqa: PLC0415

    from tonghu.places.models import Office  # noqa: PLC0415
    from tonghu.places.rules import OfficeKind  # noqa: PLC0415

    offices = Office.objects.select_related("place").order_by("place_id", "id")
    if wanted:
        named = Q(name=wanted) | Q(short=wanted)
        found = offices.filter(named | Q(pk=int(wanted)) if wanted.isdecimal() else named).first()
    else:
        found = offices.filter(kind=OfficeKind.FEDERATION).first()
    if found is None:
        raise EngineError("没有找到这个单位，什么也没有改动。", "No such office was found. Nothing was changed.")
    return found


def _folder_is_used() -> bool:
    return bool(os.environ.get("DATABASE_URL")) or DataFolder.here().pg.exists()


def _check(*, here: bool) -> int:
    from django.db import ProgrammingError  # noqa: PLC0415

    from tonghu.figures.stated import VERDICTS, check, stated, total  # noqa: PLC0415
    from tonghu.places.models import Place  # noqa: PLC0415

    facts = stated()
    wanted = {fact.place for fact in facts if fact.key}
    try:
        complete = Place.objects.filter(code__in=wanted).count() == len(wanted)
    except ProgrammingError:
        complete = False
    if not (complete or here):
        return _check_in_a_throwaway_folder()
    checked = [check(fact) for fact in facts]
    for one in checked:
        print(_line(one))
    counts = total(checked)
    print(f"{len(checked)} stated: " + ", ".join(f"{counts[verdict]} {verdict}" for verdict in VERDICTS))
    return 1 if counts["wrong"] else 0


def _line(one: Checked) -> str:
    fact = one.stated
    hedge = "" if fact.hedge == "=" else fact.hedge
    computed = "–" if one.computed is None else f"{one.computed:,}"
    records = "–" if one.records is None else f"{one.records:,}"
    verdict = f"pending {fact.desk}" if one.verdict == "pending" else one.verdict
    if one.parts is not None:
        verdict += f" (stated parts {'+'.join(fact.parts)} = {one.parts:,})"
    return (
        f"{fact.article}  {fact.id}  {fact.what:<52} {fact.value:>12,}{hedge:<1} {fact.unit:<4}"
        f" {computed:>12} {records:>6}  {verdict}"
    )


def _check_in_a_throwaway_folder() -> int:
    print("此数据目录没有演示数据，先建一份临时的 / no demo here, building one to throw away", file=sys.stderr)
    with tempfile.TemporaryDirectory(prefix="tonghu-check-") as folder:
        outside = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "OWNER_DATABASE_URL")}
        environment = {**outside, "TONGHU_DATA": folder}
        for words in (("demo", "--once"), ("figures", "check", "--here")):
            done = subprocess.run(  # noqa: S603  our own words
                [sys.executable, "-m", "tonghu", *words],
                env=environment,
                stdout=sys.stderr if words[0] == "demo" else None,
                check=False,
            )
            if done.returncode:
                return done.returncode
    return 0
