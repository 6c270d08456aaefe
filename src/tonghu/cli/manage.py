"""``tonghu manage``: Django's own commands, for those who maintain a deployment."""

import argparse

NAME = "manage"
HELP = "Django 管理命令 / Django's management commands"
NEEDS = "nothing"


def add(parser: argparse.ArgumentParser) -> None:
    """Everything after ``manage`` goes to Django unread."""
    parser.add_argument("words", nargs=argparse.REMAINDER, help="例如 / for example: showmigrations")


def run(args: argparse.Namespace) -> int:
    """Hand the words over."""
    from django.core.management import execute_from_command_line  # noqa: PLC0415  as above

    execute_from_command_line(["tonghu manage", *args.words])
    return 0
