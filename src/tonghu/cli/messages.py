"""``tonghu messages``: the Chinese catalogue written anew from the sources, or checked for gaps."""

import argparse

NAME = "messages"
HELP = "更新或检查译文 / update or check the translations"
NEEDS = "django"


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--check", action="store_true", help="只检查，有缺漏即失败 / only check, fail on gaps")


def run(args: argparse.Namespace) -> int:
    """Write and compile, or check; 1 where a message has no Chinese."""
    from tonghu.locale import catalogue  # noqa: PLC0415  needs Django, which is not loaded for `--help`
    from tonghu.locale.compiled import compile_changed  # noqa: PLC0415  needs Django, which is not loaded for `--help`

    if not args.check:
        catalogue.merge()
        compile_changed(catalogue.CATALOGUE)
    gaps = catalogue.gaps()
    for gap in gaps:
        print(gap)
    print(f"缺漏 / gaps: {len(gaps)}")
    return 1 if gaps else 0
