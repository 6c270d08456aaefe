"""``tonghu trail``: the chain sealed and verified, and entries read, from the machine it runs on."""

from __future__ import annotations

import argparse
import sys

NAME = "trail"
HELP = "留痕：查看、封存、核验 / the trail: show, seal, verify"
NEEDS = "django"
BROKEN = 1


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    steps = parser.add_subparsers(dest="step", metavar="STEP", required=True)
    check = steps.add_parser("verify", help="核验全链 / recompute the whole chain; exit status 1 where it is broken")
    printed = "签发总结上印的链首，至少 8 位 / a head printed on a report, 8 digits or more"
    check.add_argument("--head", default="", metavar="HASH", help=printed)
    steps.add_parser("seal", help="封存未封的记录 / close the entries that are not sealed yet")
    steps.add_parser("head", help="链首 / the head of the chain")
    show = steps.add_parser("show", help="查看记录，不含个人信息 / entries, without personal values")
    show.add_argument("--table", default="", help="数据表，例如 / a table, for example: outreach_activity")
    show.add_argument("--id", type=int, default=None, help="记录编号 / the record's number")
    show.add_argument("--last", type=int, default=20, metavar="N", help="最近几条 / how many of the newest (20)")


def run(args: argparse.Namespace) -> int:
    """Do one step, in the name of nobody's office, with the sight of the audit administrator."""
    from tonghu.kit.scope import Scope, within  # noqa: PLC0415  Django is not loaded for `--help`

    with within(Scope(actor="tonghu trail", audit=True)):
        if args.step == "verify":
            return _verify(args.head)
        if args.step == "show":
            return _show(args.table, args.id, args.last)
        return _seal() if args.step == "seal" else _head()


def _verify(head: str) -> int:
    from tonghu.trail import actions  # noqa: PLC0415
    from tonghu.trail.models import Seal  # noqa: PLC0415

    broken = actions.verify()
    if broken is not None:
        print(f"链在第 {broken} 号封处断裂 / the chain is broken at seal {broken}", file=sys.stderr)
        return BROKEN
    if head and (len(head) < 8 or not Seal.objects.filter(hash__startswith=head.lower()).exists()):
        # whoever cuts off the end of a chain leaves a shorter one that holds: a printed head tells
        print(f"链中没有 {head} / {head} is not in the chain", file=sys.stderr)
        return BROKEN
    seals = Seal.objects.count()
    print(f"完整，共 {seals} 封 / whole, seals: {seals}")
    return 0


def _seal() -> int:
    from tonghu.trail import actions  # noqa: PLC0415

    print(actions.seal())
    return 0


def _head() -> int:
    from tonghu.trail.models import Seal  # noqa: PLC0415

    last = Seal.objects.order_by("-id").first()
    print(last.hash if last else "尚未封存 / not sealed yet")
    return 0


def _show(table: str, number: int | None, last: int) -> int:
    from django.utils import timezone  # noqa: PLC0415

    from tonghu.trail.models import Entry  # noqa: PLC0415

    found = Entry.objects.order_by("-id")
    if table:
        found = found.filter(root_table=table)
    if number is not None:
        found = found.filter(root_id=number)
    for entry in found[:last]:
        at = timezone.localtime(entry.at).strftime("%Y-%m-%d %H:%M:%S")
        what = f"{entry.table_name} {entry.object_id or ''}".strip()
        changed = {**(entry.before or {}), **(entry.after or {})}
        columns = "; ".join(
            f"{name}: {(entry.before or {}).get(name)} -> {(entry.after or {}).get(name)}" for name in sorted(changed)
        )
        print("\t".join([at, entry.actor, entry.office, entry.verb, what, entry.label, columns, entry.why]))
    return 0
