"""What the cast's offices owe."""

from datetime import date
from typing import Any

from tonghu.access.actor import Actor
from tonghu.kit.scope import within
from tonghu.work.actions import Subject, oblige
from tonghu.work.models import Obligation

CASE = "cases_case"


def subject(number: int = 1) -> Subject:
    """The case of that number."""
    return Subject(CASE, number, f"青溪信访〔2026〕{number}号")


def owe(by: Actor, number: int = 1, **facts: Any) -> Obligation:
    """A petition's notice of 9 March 2026, at the actor's own office, where nothing else is said."""
    assert by.office
    stated = {
        "subject": subject(number),
        "office": by.office,
        "kind": "petition.notice",
        "since": date(2026, 3, 9),
        **facts,
    }
    with within(by.scope):
        return oblige(by=by, **stated)
