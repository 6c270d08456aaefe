"""``python -m bench``: builds a million activities, measures, prints and keeps bench/results.json."""

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

MILLION = 1_000_000
PARTS = ("pages", "reporting", "saving", "starting", "casework")


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--activities", type=int, default=MILLION)
    parser.add_argument("--keep", type=Path, help="a data folder to build in, or one that was built before")
    parser.add_argument("--only", nargs="*", choices=PARTS)
    args = parser.parse_args()
    only = args.only or PARTS
    if args.keep:
        return _measure(args.keep, args.activities, only)
    with tempfile.TemporaryDirectory(prefix="tonghu-bench-") as folder:
        return _measure(Path(folder), args.activities, only)


def _measure(folder: Path, activities: int, only: Sequence[str]) -> int:
    os.environ |= {
        "TONGHU_DATA": str(folder / "activities"),
        "TONGHU_DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "tonghu.config.settings",
    }
    import django

    django.setup()
    from bench import casework, pages, reporting, results, saving, starting

    if set(only) - {"casework"}:
        _build(activities)
    parts = {"pages": pages, "reporting": reporting, "saving": saving, "starting": starting}
    found = [result for name, part in parts.items() if name in only for result in part.measure()]
    if "casework" in only:
        found += casework.measure(folder)
    return 0 if results.report(found) else 1


def _build(activities: int) -> None:
    from django.core.management import call_command

    from bench import world
    from tonghu.figures.actions import fold
    from tonghu.places.models import Place

    call_command("migrate", database="owner", verbosity=0)
    if not Place.objects.exists():
        world.build(activities)
    fold()


if __name__ == "__main__":
    sys.exit(main())
