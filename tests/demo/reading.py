"""Reads last year's sheet as the county's officer would, in the program that asks, and keeps nothing."""

from collections import Counter

from django.db import transaction

from tonghu.access.actor import actor_for
from tonghu.accounts.models import User
from tonghu.demo.sheet import NAME
from tonghu.engine.folder import DataFolder
from tonghu.intake.actions import check_sheet
from tonghu.kit.scope import within
from tonghu.outreach.sheets import ActivityReader


def tell() -> None:
    """Print how many rows are good and bad, and the addresses of the bad cells."""
    officer = actor_for(User.objects.get(username="lin_he"))
    assert officer.office
    with within(officer.scope), (DataFolder.here().reports / NAME).open("rb") as content:
        batch, _new = check_sheet(
            reader=ActivityReader(),
            name=NAME,
            content=content,
            office=officer.office,
            by=officer,
            permission="outreach.import",
        )
        rows = list(batch.rows.all())
        transaction.set_rollback(True)
    counts = Counter(row.state for row in rows)
    bad = " ".join(f"{cell['column']}{row.number}" for row in rows for cell in row.errors)
    print(f"{counts['good']} good, {counts['bad']} bad, cells {bad}")
