"""``tonghu places``: the divisions of an area taken in from a file."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from tonghu.engine.errors import EngineError

if TYPE_CHECKING:
    from tonghu.kit.sheets import Sheet
    from tonghu.places.drafts import PlaceDraft

NAME = "places"
HELP = "行政区划：从文件导入 / divisions: take them in from a file"
NEEDS = "django"

COLUMNS = (
    "列：代码(2、4、6、9 或 12 位)、名称、英文名称(可无) / columns: code (2, 4, 6, 9 or 12 digits), name, English name"
)
MOST_NAMED = 200


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    steps = parser.add_subparsers(dest="step", metavar="STEP", required=True)
    take = steps.add_parser("import", help="导入 .xlsx 或 .csv / take in an .xlsx or .csv", description=COLUMNS)
    take.add_argument("file", type=Path, metavar="FILE", help=COLUMNS)
    take.add_argument(
        "--rename", action="store_true", help="已有的区划改用文件里的名称 / those there get the file's names"
    )


def run(args: argparse.Namespace) -> int:
    """Check every row, then write all of them; 1 and nothing written where a row is bad."""
    from django.core.management import call_command  # noqa: PLC0415  Django is not loaded for `--help`

    from tonghu.cli.spoken import spoken  # noqa: PLC0415  as above
    from tonghu.places.sheets import read_divisions  # noqa: PLC0415  as above

    path: Path = args.file
    try:
        sheet = spoken(lambda: read_divisions(path))
    except OSError as error:
        raise EngineError(
            f"打不开 {path}，没有改动。请检查文件名和权限。",
            f"{path} cannot be opened; nothing was changed. Check its name and permissions.",
        ) from error
    call_command("migrate", database="owner", interactive=False, verbosity=0)
    drafts = _checked(sheet)
    if drafts is None:
        return 1
    print(_written(drafts, rename=args.rename))
    return 0


def _checked(sheet: Sheet) -> list[PlaceDraft] | None:
    """The drafts of a faultless sheet; else None, and every bad row is named."""
    from django.utils.translation import override  # noqa: PLC0415  as above

    from tonghu.cli.spoken import LANGUAGES  # noqa: PLC0415  as above
    from tonghu.places.models import Place  # noqa: PLC0415  as above
    from tonghu.places.sheets import check_divisions  # noqa: PLC0415  as above

    registered = set(Place.objects.values_list("code", flat=True))
    told = []
    for language in LANGUAGES:
        with override(language):
            told.append(check_divisions(sheet, registered=registered))
    bad = [(zh, en) for zh, en in zip(*told, strict=True) if zh.wrong]
    if not bad:
        # a division that stands there twice in the same words is one
        return list({line.draft.code: line.draft for line in told[0] if line.draft}.values())
    for zh, en in bad[:MOST_NAMED]:
        print(f"第 {zh.number} 行：{zh.wrong} / row {en.number}: {en.wrong}", file=sys.stderr)
    print(
        f"{len(sheet.rows)} 行中有 {len(bad)} 行有误，一行也没有写入。请改好后再导入。"
        f" / {len(bad)} of {len(sheet.rows)} rows are bad; none was written. Correct them and import again.",
        file=sys.stderr,
    )
    return None


def _written(drafts: list[PlaceDraft], *, rename: bool) -> str:
    from tonghu.access.founding import without_account  # noqa: PLC0415  as above
    from tonghu.cli.spoken import spoken  # noqa: PLC0415  as above
    from tonghu.kit.scope import within  # noqa: PLC0415  as above
    from tonghu.places.actions import add_places, rename_places  # noqa: PLC0415  as above
    from tonghu.places.models import Place  # noqa: PLC0415  as above

    by = without_account("命令行 Command line", request=uuid4().hex)

    def write() -> str:
        with within(by.scope):
            before = Place.objects.count()
            names = {place.code: place.name for place in add_places(drafts=drafts, by=by)}
            added = Place.objects.count() - before
            renamed = rename_places(drafts=drafts, by=by) if rename else 0
            other = 0 if rename else sum(names[draft.code] != draft.name for draft in drafts)
        kept = f"，名称不同而未改 {other}（可用 --rename）" if other else ""
        kept_en = f", {other} kept under another name (see --rename)" if other else ""
        return (
            f"新增 {added}，已有 {len(names) - added}，改名 {renamed}{kept}"
            f" / {added} added, {len(names) - added} there already, {renamed} renamed{kept_en}"
        )

    return spoken(write)
