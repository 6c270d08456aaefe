"""States, verbs, who may and what it needs: the one table that pages, actions and tests read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tonghu.cases.rules.ways import TIMED, Danger


class State(models.TextChoices):
    """Where a case stands."""

    REGISTERED = "registered", _("Registered")
    CLASSIFIED = "classified", _("Classified")
    HANDLING = "handling", _("Being handled")
    CLOSING = "closing", _("Closure asked for")
    CLOSED = "closed", _("Closed")
    DIRECTED = "directed", _("Told which body is competent")
    WITHDRAWN = "withdrawn", _("Withdrawn by the petitioner")
    MERGED = "merged", _("Joined to another case")


OPEN = frozenset({State.REGISTERED, State.CLASSIFIED, State.HANDLING, State.CLOSING})
WORKING = frozenset({State.REGISTERED, State.CLASSIFIED, State.HANDLING})
ENDED = frozenset({State.CLOSED, State.DIRECTED, State.WITHDRAWN})
STANDING = OPEN | ENDED


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the bars of verbs ask of a case, read once for all of them.

    Attributes:
        classed, way: the classification and its way under Art 31; blank and None before it.
        minor: a minor is concerned; danger: as last assessed or said at registration.
        grave: one of the nine situations or a crime; reported: the mandatory report went out.
        assessed: an assessment was made; goals, goals_open: needs of the plan, and those still open.
        promises_open: sums and dates of an agreement not yet kept.
        referrals_open, transfers_open, tracks_open: steps under way elsewhere.
        safety_plan: one is in force; extended: the one extension is used up.
        told: the petitioner has been told in writing; reviews: how many reviews were asked for.
        review_open: one waits for its decision; in_review_time: its term has not run out.
        sealed, restricted: its confidentiality; mediated: an agreement is on file.
    """

    state: State
    classed: str = ""
    way: int | None = None
    minor: bool = False
    danger: int = Danger.NONE
    grave: bool = False
    reported: bool = False
    assessed: bool = False
    goals: int = 0
    goals_open: int = 0
    promises_open: int = 0
    referrals_open: int = 0
    transfers_open: int = 0
    tracks_open: int = 0
    safety_plan: bool = False
    extended: bool = False
    told: bool = False
    reviews: int = 0
    review_open: bool = False
    in_review_time: bool = False
    sealed: bool = False
    restricted: bool = False
    mediated: bool = False


Bar = tuple[Callable[[Facts], bool], str | Promise]
"""A test that is true where the verb is barred, and the sentence that says why."""


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb of the table.

    Attributes:
        key: its name in addresses and in the timeline; label: what its button says.
        start: states it can be done in; to: the state it leads to, None where the case stays where it is.
        needs: permission of access.rules.MAY; group: where its button stands on the file page.
        bars: what must not be the case.
    """

    key: str
    label: str | Promise
    start: frozenset[State]
    to: State | None = None
    needs: str = "cases.handle"
    group: str = "handle"
    bars: tuple[Bar, ...] = ()


NOT_REPORTED: Bar = (
    lambda f: f.grave and f.minor and not f.reported,
    _("Harm to a minor must be reported first (Protection of Minors Law, Art 11)."),
)
GOALS_OPEN: Bar = (
    lambda f: f.goals_open > 0,
    _("A goal of the plan is still open: reach it or say why it is dropped."),
)
PROMISES_OPEN: Bar = (lambda f: f.promises_open > 0, _("What was agreed is not kept yet: a sum or date is still open."))
REFERRALS_OPEN: Bar = (lambda f: f.referrals_open > 0, _("Another body has not answered yet."))
TRANSFERS_OPEN: Bar = (lambda f: f.transfers_open > 0, _("A transfer waits for its answer: revoke it first."))
TRACKS_OPEN: Bar = (
    lambda f: f.tracks_open > 0,
    _("A protection order, warning letter or other track is still under way."),
)
NOT_ASSESSED: Bar = (
    lambda f: f.danger >= Danger.MEDIUM and not f.assessed,
    _("There is danger: assess it before the case is closed."),
)
NO_SAFETY_PLAN: Bar = (
    lambda f: f.danger >= Danger.HIGH and not f.safety_plan,
    _("The danger is high: make a safety plan first."),
)
SEALED: Bar = (lambda f: f.sealed, _("A sealed case stays with those named on it: unseal it first."))
NOT_TIMED: Bar = (lambda f: f.way != TIMED, _("Only petition procedure (Art 31(6)) has this step."))
EXTENDED: Bar = (lambda f: f.extended, _("It can be extended once only (Art 34)."))

VERBS: Sequence[Verb] = (
    Verb("classify", _("Classify"), frozenset({State.REGISTERED, State.CLASSIFIED}), State.CLASSIFIED, group="first"),
    Verb(
        "accept", _("Accept"), frozenset({State.CLASSIFIED}), State.HANDLING, group="first",
        bars=((lambda f: not f.classed, _("Classify it first (Art 31).")),),
    ),
    Verb(
        "direct", _("Tell which body is competent"), frozenset({State.REGISTERED, State.CLASSIFIED}), State.DIRECTED,
        group="first", bars=(NOT_REPORTED, TRANSFERS_OPEN),
    ),
    Verb(
        "tell", _("Tell the petitioner in writing"), STANDING, group="first",
        bars=((lambda f: not f.classed, _("Classify it first: the notice says by which way it is handled (Art 23).")),),
    ),
    Verb("correct", _("Correct"), STANDING, group="first"),
    Verb("assign", _("Give to an officer"), OPEN, group="first"),
    Verb("urgent", _("Tell the Party committee and government"), OPEN, group="first"),
    Verb("note", _("Write down"), STANDING, needs="cases.log"),
    Verb("incident", _("It happened again"), STANDING, needs="cases.log"),
    Verb("party", _("Add somebody to the case"), STANDING, needs="cases.log"),
    Verb("attach", _("Add a file"), STANDING, needs="cases.log"),
    Verb("report", _("Report harm to a minor"), STANDING, needs="cases.log", group="protect",
         bars=((lambda f: not f.minor, _("No minor is concerned in this case.")),)),
    Verb("assess", _("Assess need and danger"), STANDING, group="protect"),
    Verb("safety", _("Safety plan"), OPEN, group="protect"),
    Verb("plan", _("Plan"), OPEN, group="protect"),
    Verb("service", _("Log a service"), STANDING, needs="cases.log", group="protect",
         bars=((lambda f: f.goals == 0, _("Make a plan first: a service stands against a goal.")),)),
    Verb("scene", _("Go to the scene"), OPEN, needs="cases.log"),
    Verb("meeting", _("Coordination meeting"), OPEN),
    Verb("agreement", _("Agreement"), OPEN),
    Verb("track", _("Protection order, warning letter and other tracks"), OPEN, group="protect"),
    Verb("refer", _("Letter to another body"), OPEN, group="others"),
    Verb("hand_down", _("Hand down"), OPEN, group="others", bars=(SEALED, TRANSFERS_OPEN)),
    Verb("transfer", _("Transfer to another office"), OPEN, group="others", bars=(SEALED, TRANSFERS_OPEN)),
    Verb("document", _("Official document"), STANDING, group="others"),
    Verb("extend", _("Extend by up to 30 days"), frozenset({State.HANDLING}), needs="cases.approve", group="end",
         bars=(NOT_TIMED, EXTENDED)),
    Verb(
        "ask_closure", _("Ask for closure"), frozenset({State.HANDLING}), State.CLOSING, group="end",
        bars=(NOT_REPORTED, GOALS_OPEN, PROMISES_OPEN, REFERRALS_OPEN, TRANSFERS_OPEN, TRACKS_OPEN, NOT_ASSESSED,
              NO_SAFETY_PLAN),
    ),
    Verb("take_back", _("Take the request for closure back"), frozenset({State.CLOSING}), State.HANDLING, group="end"),
    Verb(
        "approve_closure", _("Approve the closure"), frozenset({State.CLOSING}), State.CLOSED, "cases.approve", "end",
        bars=(NOT_REPORTED, GOALS_OPEN, PROMISES_OPEN, REFERRALS_OPEN, TRANSFERS_OPEN, TRACKS_OPEN),
    ),
    Verb(
        "return_closure", _("Give back for more work"), frozenset({State.CLOSING}), State.HANDLING,
        needs="cases.approve", group="end",
    ),
    Verb("follow_up", _("Follow up"), frozenset({State.HANDLING, State.CLOSED}), needs="cases.log", group="end"),
    Verb(
        "ask_review", _("Review asked for"), frozenset({State.CLOSED}), group="end",
        bars=(
            NOT_TIMED,
            (lambda f: f.review_open, _("A review waits for its decision.")),
            (lambda f: f.reviews >= 2, _("It was reviewed and re-reviewed: this way is at its end (Art 36).")),
            (lambda f: not f.in_review_time, _("The 30 days to ask for it are over (Arts 35, 36).")),
        ),
    ),
    Verb("decide_review", _("Decide the review"), frozenset({State.CLOSED}), needs="cases.approve", group="end",
         bars=((lambda f: not f.review_open, _("No review was asked for.")),)),
    Verb("reopen", _("Reopen"), ENDED, State.HANDLING, group="end"),
    Verb("withdraw", _("The petitioner takes it back"), WORKING, State.WITHDRAWN, group="end",
         bars=((lambda f: f.grave and f.minor, _("Harm to a minor is followed up even if nobody asks for it.")),)),
    Verb("merge", _("Join to another case"), WORKING, State.MERGED, group="end", bars=(TRANSFERS_OPEN, REFERRALS_OPEN)),
    Verb("unmerge", _("Take apart again"), frozenset({State.MERGED}), State.HANDLING, group="end"),
    Verb("split", _("Split off a matter"), OPEN, group="end"),
    Verb("confide", _("Confidentiality"), STANDING, group="others"),
)  # fmt: skip
"""In the order of the work. Whether a transfer, letter or track goes on is said by its own rules."""

BY_KEY = {verb.key: verb for verb in VERBS}


def barred(verb: Verb, facts: Facts, may: Callable[[str], bool]) -> list[str]:
    """Why a verb cannot be done now, as sentences; empty where it can.

    Args:
        may: whether the acting person has a permission (``Actor.may``).
    """
    if facts.state not in verb.start:
        return [str(_("Not in the state “%(state)s”.") % {"state": facts.state.label})]
    why = [] if may(verb.needs) else [str(_("Your role at this office does not include this step."))]
    return why + [str(sentence) for test, sentence in verb.bars if test(facts)]
