"""The verbs of a case as its page offers them: in groups, what is barred with the reason beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tonghu.access.actor import Actor
from tonghu.cases.models import Case
from tonghu.cases.rules.states import VERBS, Facts, State, Verb, barred
from tonghu.web.cases.steps import step_forms

GROUPS: Mapping[str, str | Promise] = {
    "first": _("Take up"),
    "handle": _("Handle"),
    "protect": _("Protect"),
    "others": _("With others"),
    "end": _("Close and after"),
}

NEXT: Mapping[State, tuple[str, ...]] = {
    State.REGISTERED: ("report", "classify"),
    State.CLASSIFIED: ("report", "accept", "tell"),
    State.HANDLING: ("report", "ask_closure", "follow_up"),
    State.CLOSING: ("approve_closure", "return_closure", "take_back"),
    State.CLOSED: ("decide_review", "follow_up"),
    State.DIRECTED: ("tell",),
    State.WITHDRAWN: ("reopen",),
    State.MERGED: ("unmerge",),
}
"""What usually comes next, the most pressing first; up to two stand as large buttons."""


@dataclass(frozen=True)
class Offer:
    """One verb on the page: where it leads, or why it is barred."""

    key: str
    label: str
    url: str
    why: str = ""


@dataclass(frozen=True)
class Group:
    title: str
    offers: list[Offer]


@dataclass(frozen=True)
class Offered:
    """What the page shows: the next steps as buttons, and all of them in their groups."""

    following: list[Offer]
    groups: list[Group]


def offered(case: Case, facts: Facts, by: Actor) -> Offered:
    """Every verb that has a form; those of other states are left out, the others say what bars them."""
    made: dict[str, Offer] = {}
    groups: dict[str, list[Offer]] = {key: [] for key in GROUPS}
    for verb in VERBS:
        if verb.key in step_forms() and facts.state in verb.start:
            made[verb.key] = _offer(case, verb, facts, by)
            groups[verb.group].append(made[verb.key])
    following = [made[key] for key in _next(facts) if key in made and not made[key].why]
    shown = [Group(str(GROUPS[key]), offers) for key, offers in groups.items() if offers]
    return Offered(following[:2], shown)


def _next(facts: Facts) -> list[str]:
    unreported = facts.grave and facts.minor and not facts.reported
    return [key for key in NEXT[facts.state] if key != "report" or unreported]


def _offer(case: Case, verb: Verb, facts: Facts, by: Actor) -> Offer:
    why = " ".join(barred(verb, facts, by.may))
    return Offer(verb.key, str(verb.label), reverse("web:case-step", args=[case.pk, verb.key]), why)
