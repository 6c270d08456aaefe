"""What ``tonghu report`` prints. It reads inside one person's scope, as that person's pages do."""

from __future__ import annotations

from argparse import Namespace

from django.db.models import Min

from tonghu.access.actor import Actor, actor_for
from tonghu.access.models import Grant
from tonghu.access.rules import MAY
from tonghu.accounts.models import User
from tonghu.kit.scope import within
from tonghu.reports.composed import compose
from tonghu.reports.frozen import verify
from tonghu.reports.models import Report
from tonghu.reports.paper import write_report_docx
from tonghu.reports.rules import FROZEN
from tonghu.trail.actions import note
from tonghu.trail.models import Verb


def reader(username: str | None, report_id: int | None) -> Actor | None:
    """The person in whose scope the command reads: the one named, else the first who may read the report.

    Those with the widest area come first.
    """
    users = User.objects.filter(is_active=True)
    if username:
        users = users.filter(username=username)
    may = Grant.objects.current().filter(role__in=MAY["reports.view"]).values("user")
    for user in users.filter(pk__in=may).annotate(first=Min("grants__office__place")).order_by("first", "pk"):
        actor = actor_for(user)
        if report_id is None or _find(actor, report_id):
            return actor
    return None


def _find(actor: Actor, pk: int) -> Report | None:
    with within(actor.scope):
        return Report.objects.visible_to(actor).filter(pk=pk).select_related("office__place").first()


def listed(args: Namespace, by: Actor) -> int:
    """One line a report."""
    for one in Report.objects.visible_to(by).select_related("office"):
        print(f"{one.pk}\t{one.start}..{one.end}\t{one.state}\t{one.office.name}\t{one.title}")
    return 0


def figures(args: Namespace, by: Actor) -> int:
    """One line a figure: key, label, value as printed, number of records."""
    for one in compose(_report(args, by), by).figures.values():
        print(f"{one.key}\t{one.label}\t{one.text}\t{one.records}")
    return 0


def verified(args: Namespace, by: Actor) -> int:
    """Recompute every hash of a signed report."""
    report = _report(args, by)
    if report.state not in FROZEN:
        print("未签发，没有可核验的内容。 / It is not signed, so there is nothing to verify.")
        return 1
    broken = verify(report)
    for key in broken:
        print(f"不一致 / broken\t{key}")
    if not broken:
        print(f"一致 / as signed\t{report.signed_hash}")
    return 1 if broken else 0


def written(args: Namespace, by: Actor) -> int:
    """Write the .docx and print its path."""
    report = _report(args, by)
    write_report_docx(report, args.to, by)
    note(Verb.EXPORT, table="reports_report", object_id=report.pk, label=report.title, place=report.place)
    print(args.to)
    return 0


def _report(args: Namespace, by: Actor) -> Report:
    return Report.objects.visible_to(by).select_related("office__place").get(pk=args.id)
