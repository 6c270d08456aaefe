"""``tonghu report``: list reports, write one as .docx, print its figures, verify what was signed."""

import argparse
from collections.abc import Callable

NAME = "report"
HELP = "总结：列出、写成 .docx、查看数据、核验 / reports: list, write as .docx, show figures, verify"
NEEDS = "django"


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "--as",
        dest="username",
        metavar="USER",
        help="以谁的权限（默认：第一个看得到的人） / in whose scope (default: the first who may)",
    )
    verbs = parser.add_subparsers(dest="verb", metavar="动作/VERB", required=True)
    verbs.add_parser("list", help="列出 / list")
    for verb, told in (
        ("figures", "查看数据 / show figures"),
        ("verify", "核验 / verify"),
        ("write", "写成 .docx / write"),
    ):
        one = verbs.add_parser(verb, help=told)
        one.add_argument("id", type=int, help="编号 / number")
        if verb == "write":
            one.add_argument("--to", required=True, metavar="FILE", help="写到哪个文件 / the file to write")


def run(args: argparse.Namespace) -> int:
    """Do the verb inside one person's scope; 1 where there is nothing to do it to, or a hash is broken."""
    from tonghu.kit.scope import within  # noqa: PLC0415  Django is not loaded for `--help`
    from tonghu.reports import command  # noqa: PLC0415  as above

    verbs: dict[str, Callable[..., int]] = {
        "list": command.listed,
        "figures": command.figures,
        "verify": command.verified,
        "write": command.written,
    }
    found = command.reader(args.username, getattr(args, "id", None))
    if found is None:
        print("没有这份总结，或没有人可以查看。 / There is no such report, or nobody who may read it.")
        return 1
    with within(found.scope):
        return verbs[args.verb](args, found)
