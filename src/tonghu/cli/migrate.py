"""``tonghu migrate``: bring the database up to this version, as its owner."""

import argparse

NAME = "migrate"
HELP = "更新数据库结构 / bring the database up to this version"
NEEDS = "django"


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--quiet", action="store_true", help="不显示过程 / print nothing")


def run(args: argparse.Namespace) -> int:
    """Run Django's migrations as the owner's role: the application's may not change tables."""
    from django.core.management import call_command  # noqa: PLC0415  Django is not loaded for `--help`

    call_command("migrate", database="owner", interactive=False, verbosity=0 if args.quiet else 1)
    return 0
