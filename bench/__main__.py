"""``python -m bench``: builds a million activities, measures, prints and keeps bench/results.json."""

import argparse
import os
import sys
import tempfile
from pathlib import Path

MILLION = 1_000_000


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--activities", type=int, default=MILLION)
    parser.add_argument("--keep", type=Path, help="a data folder to build in, or one that was built before")
    parser.add_argument("--only", nargs="*", choices=("pages", "reporting", "saving", "starting"))
    args = parser.parse_args()
    if args.keep:
        return _measure(args.keep, args.activities, args.only)
    with tempfile.TemporaryDirectory(prefix="tonghu-bench-") as folder:
        return _measure(Path(folder), args.activities, args.only)


def _measure(folder: Path, activities: int, only: list[str] | None) -> int:
    os.environ |= {"TONGHU_DATA": str(folder), "TONGHU_DEMO": "1", "DJANGO_SETTINGS_MODULE": "tonghu.config.settings"}
    import django  # noqa: PLC0415  the data folder is chosen first

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    from bench import pages, reporting, results, saving, starting, world  # noqa: PLC0415
    from tonghu.figures.actions import fold  # noqa: PLC0415
    from tonghu.places.models import Place  # noqa: PLC0415

    call_command("migrate", database="owner", verbosity=0)
    if not Place.objects.exists():
        world.build(activities)
    fold()
    parts = {"pages": pages, "reporting": reporting, "saving": saving, "starting": starting}
    found = [result for name, part in parts.items() if not only or name in only for result in part.measure()]
    return 0 if results.report(found) else 1


if __name__ == "__main__":
    sys.exit(main())
