"""Tracks of a case with steps of their own: a protection order, a warning letter … as data. Pure: no database.

A track begins at its kind's first stage. A step can be taken at the stages it names, asks for some facts, leads to a
stage or ends the track, starts and ends clocks. From every stage a track can be ended: ``drop`` is open at all of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from tonghu.cases.rules.steps import TrackKind, TrackState


class AskKind(StrEnum):
    """What sort of fact a step asks for."""

    PAST = "past"
    COMING = "coming"
    MOMENT = "moment"
    CHOICE = "choice"
    YES = "yes"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Ask:
    """A fact that a step asks for beside its day and words; nothing personal.

    ``most`` is the greatest number, or the key of a term that sets the last day allowed.
    """

    key: str
    label: str | Promise
    kind: AskKind
    choices: tuple[tuple[str, str | Promise], ...] = ()
    required: bool = True
    most: int = 0
    within: str = ""


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock that a step starts.

    Attributes:
        kind: a term's key or a task of ``work``; label: what to do, a message, blank where the term says it.
        due: key of the fact that holds its last day; days: calendar days after the step's day where no term says it.
        since: key of the fact (a moment) it runs from, the step's day where blank.
        when, unless: it starts only where this fact is (not) said yes.
        before: calendar days by which it is due before the day in ``due``.
    """

    kind: str
    label: str = ""
    due: str = ""
    days: int = 0
    since: str = ""
    when: str = ""
    unless: str = ""
    before: int = 0


@dataclass(frozen=True, slots=True)
class TrackStepRule:
    """One step.

    Attributes:
        key: its name in addresses; label: what its button says; done: what the timeline says.
        start: the stages it can be taken at; to: the stage it leads to, blank where the track stays.
        ends: how the track ends with it, None where it goes on; needs: permission; source: the article.
        asks: facts beside day and words; clocks: started by it; stops: kinds of clocks of the track it ends.
        within: term whose clock must not have run out; after: steps one of which must have been taken before.
        words: words are required; valid: the fact that says until when the track's order holds.
    """

    key: str
    label: str | Promise
    start: tuple[str, ...]
    to: str = ""
    ends: TrackState | None = None
    needs: str = "cases.handle"
    source: str | Promise = ""
    asks: tuple[Ask, ...] = ()
    clocks: tuple[Clock, ...] = ()
    stops: tuple[str, ...] = ()
    within: str = ""
    after: tuple[str, ...] = ()
    words: bool = False
    valid: str = ""


@dataclass(frozen=True, slots=True)
class TrackRule:
    """A kind of track: its stages in order (the first is where it begins), what it is for, who decides, its steps."""

    kind: TrackKind
    source: str | Promise
    intro: str | Promise
    body: str | Promise
    stages: Mapping[str, str | Promise]
    steps: Sequence[TrackStepRule]
    clocks: tuple[Clock, ...] = field(default=())
    asks: tuple[Ask, ...] = ()

    @property
    def first(self) -> str:
        return next(iter(self.stages))

    @property
    def kinds(self) -> frozenset[str]:
        """Kinds of the clocks that its steps may start."""
        started = [*self.clocks, *(clock for step in self.steps for clock in step.clocks)]
        return frozenset(clock.kind for clock in started)

    @property
    def by_key(self) -> dict[str, TrackStepRule]:
        return {step.key: step for step in (*self.steps, drop_of(self))}


def drop_of(rule: TrackRule) -> TrackStepRule:
    """The step by which a track of that kind is given up, with a reason, at any stage."""
    return TrackStepRule(
        "drop", _("Give this track up"), tuple(rule.stages), ends=TrackState.DROPPED, words=True, stops=("*",)
    )


def barred_step(
    step: TrackStepRule, rule: TrackRule, *, stage: str, state: str, taken: Sequence[str], may: bool
) -> list[str]:
    """Why a step cannot be taken now, as sentences; empty where it can.

    Args:
        stage, state: of the track; taken: keys of the steps so far; may: her role includes it.
    """
    if state != TrackState.UNDER_WAY:
        return [str(_("This track has ended."))]
    why = []
    if stage not in step.start:
        at = "、".join(str(rule.stages[one]) for one in step.start)
        why.append(str(_("Only at the stage: %(stages)s.") % {"stages": at}))
    if step.after and not set(step.after) & set(taken):
        first = "、".join(str(rule.by_key[one].label) for one in step.after)
        why.append(str(_("First: %(steps)s.") % {"steps": first}))
    if not may:
        why.append(str(_("Your role at this office does not include this step.")))
    return why


def moved(step: TrackStepRule, stage: str) -> tuple[str, TrackState]:
    """The stage and state of a track after a step."""
    return step.to or stage, step.ends or TrackState.UNDER_WAY


D, P, C, M, CH, Y, N = (
    TrackState.DONE, AskKind.PAST, AskKind.COMING, AskKind.MOMENT, AskKind.CHOICE, AskKind.YES, AskKind.NUMBER,
)  # fmt: skip
TELL_BREACH = gettext_noop("Tell police and court of the breach")
ORDER_ENDS = gettext_noop("A protection order ends soon: extend it, or see that she is safe")
ASK_AGAIN = gettext_noop("Ask how it stands")
HEARING = gettext_noop("A hearing is due")
SESSION = gettext_noop("A session of family-education guidance is due")
BREACH_TOLD = Ask("told", _("Police and court have been told"), Y, required=False)
BREACH = (Clock("task.call", TELL_BREACH, days=0, unless="told"),)
NEXT = Ask("ask_on", _("Ask again on"), C, required=False)
AGAIN = (Clock("task.call", ASK_AGAIN, due="ask_on", when="ask_on"),)
HEARD = (
    TrackStepRule("hearing", _("Date of a hearing"), ("filed",), asks=(Ask("hearing_on", _("Hearing on"), C),),
                  clocks=(Clock("task.session", HEARING, due="hearing_on"),), stops=("task.call",)),
    TrackStepRule("heard", _("Hearing held"), ("filed",), after=("hearing",), stops=("task.session",),
                  asks=(NEXT,), clocks=AGAIN),
)  # fmt: skip

DECIDE = ("protection.decide", "protection.decide_urgent")
UNTIL = Ask("until", _("Valid until"), C, within="protection.valid")
ENDS_SOON = (
    Clock("protection.valid", due="until"),
    Clock("task.visit", ORDER_ENDS, due="until", before=14),
)
PROTECTION = TrackRule(
    TrackKind.PROTECTION_ORDER,
    _("Anti-Domestic Violence Law, Arts 23–34"),
    _("The victim applies to the court; where she is afraid or unable to, the federation may apply for her."),
    _("Court"),
    {"preparing": _("Being prepared"), "applied": _("Applied for"), "granted": _("In force"),
     "refused": _("Refused by the court"), "reconsidering": _("Being reconsidered")},
    (
        TrackStepRule(
            "apply", _("Apply to the court"), ("preparing",), "applied", source=_("Anti-Domestic Violence Law, Art 23"),
            asks=(
                Ask("applied_at", _("Day and hour of the application"), M),
                Ask("applicant", _("Applied by"), CH, (
                    ("herself", _("The victim herself")), ("federation", _("The federation for her")),
                    ("relative", _("A near relative for her")), ("police", _("Police for her")),
                    ("village", _("The village or residents' committee for her")),
                    ("relief", _("A relief station for her")))),
                Ask("urgent", _("Urgent: the court decides within 24 hours"), Y, required=False),
            ),
            clocks=(Clock("protection.decide", since="applied_at", unless="urgent"),
                    Clock("protection.decide_urgent", since="applied_at", when="urgent")),
        ),
        TrackStepRule(
            "granted", _("The court granted it"), ("applied",), "granted",
            source=_("Anti-Domestic Violence Law, Arts 28, 30"), asks=(UNTIL,), stops=DECIDE, valid="until",
            clocks=ENDS_SOON,
        ),
        TrackStepRule("refused", _("The court refused it"), ("applied",), "refused",
                      source=_("Anti-Domestic Violence Law, Arts 28, 31"), stops=DECIDE,
                      clocks=(Clock("protection.reconsider"),)),
        TrackStepRule("served", _("Police and village committee know of it and help"), ("granted",),
                      source=_("Anti-Domestic Violence Law, Art 32")),
        TrackStepRule("visit", _("Visited"), ("granted",), needs="cases.log",
                      asks=(Ask("quiet", _("No new violence"), Y, required=False),)),
        TrackStepRule("breach", _("It was disregarded"), ("granted",), source=_("Anti-Domestic Violence Law, Art 34"),
                      needs="cases.log", asks=(BREACH_TOLD,), clocks=BREACH, words=True),
        TrackStepRule("breach_told", _("Police and court were told of the breach"), ("granted",), after=("breach",),
                      needs="cases.log", stops=("task.call",)),
        TrackStepRule("extended", _("The court extended it"), ("granted",), asks=(UNTIL,), valid="until",
                      source=_("Anti-Domestic Violence Law, Art 30"), stops=("protection.valid", "task.visit"),
                      clocks=ENDS_SOON),
        TrackStepRule("reconsider", _("Reconsideration asked for"), ("refused", "granted"), "reconsidering",
                      source=_("Anti-Domestic Violence Law, Art 31"), within="protection.reconsider",
                      stops=("protection.reconsider",)),
        TrackStepRule("reconsidered_granted", _("Reconsidered: it holds"), ("reconsidering",), "granted",
                      asks=(UNTIL,), valid="until", stops=("protection.valid", "task.visit"), clocks=ENDS_SOON),
        TrackStepRule("reconsidered_refused", _("Reconsidered: it does not hold"), ("reconsidering",), "refused",
                      stops=("protection.valid", "task.visit")),
        TrackStepRule("ended", _("It ended"), ("granted", "refused"), ends=D, stops=("*",)),
    ),
)  # fmt: skip

VISITED = Clock("warning.visit")
WARNING = TrackRule(
    TrackKind.WARNING_LETTER,
    _("Anti-Domestic Violence Law, Arts 16, 17"),
    _("Police issue it where the violence is slight; village committee and police visit and supervise."),
    _("Police station"),
    {"asked": _("Asked of police"), "in_force": _("Letter issued")},
    (
        TrackStepRule("issued", _("Police issued it"), ("asked",), "in_force", asks=(
            Ask("copies", _("Victim and village committee have copies"), Y, required=False),), clocks=(VISITED,),
            source=_("Anti-Domestic Violence Law, Arts 16, 17"), stops=("task.call",)),
        TrackStepRule("refused", _("Police did not issue it"), ("asked",), ends=D, words=True, stops=("*",)),
        TrackStepRule(
            "visit", _("Visited"), ("in_force",), needs="cases.log", source=_("Anti-Domestic Violence Law, Art 17"),
            asks=(
                Ask("by", _("Visited by"), CH, (
                    ("village", _("Village or residents' committee")), ("police", _("The police")),
                    ("both", _("Village committee and police")), ("federation", _("The federation")))),
                Ask("quiet", _("No new violence"), Y, required=False),
            ),
            stops=("warning.visit",), clocks=(VISITED,),
        ),
        TrackStepRule("breach", _("Violence again"), ("in_force",), needs="cases.log", asks=(BREACH_TOLD,),
                      clocks=BREACH, words=True),
        TrackStepRule("breach_told", _("Police and court were told of the breach"), ("in_force",), after=("breach",),
                      needs="cases.log", stops=("task.call",)),
        TrackStepRule("ended", _("The visits end"), ("in_force",), ends=D, after=("visit",), stops=("*",)),
    ),
    asks=(NEXT,),
    clocks=AGAIN,
)  # fmt: skip

GROUNDS = (
    ("harm", _("(1) acts that gravely harm the ward's body or mind")),
    ("neglect", _("(2) neglects the duty, or cannot do it and will not delegate it, so that the ward is in peril")),
    ("other", _("(3) other acts that gravely infringe the ward's rights")),
)
GUARDIANSHIP = TrackRule(
    TrackKind.GUARDIANSHIP,
    _("Civil Code, Art 36; Law on the Protection of Minors, Art 108"),
    _("The federation is one of those who may apply; where nobody does, civil affairs must."),
    _("Court"),
    {"preparing": _("Being prepared"), "filed": _("Applied for"), "revoked": _("Guardianship revoked"),
     "refused": _("Refused by the court")},
    (
        TrackStepRule("placement", _("Care until the decision"), ("preparing", "filed", "revoked"), asks=(
            Ask("with", _("The child is with"), CH, (
                ("parent", _("The other parent")), ("relative", _("A relative")),
                ("village", _("Village or residents' committee")), ("civil_affairs", _("Civil affairs department")),
                ("institution", _("A home for children")), ("foster", _("A foster family")))),)),
        TrackStepRule(
            "file", _("Application filed with the court"), ("preparing",), "filed",
            source=_("Civil Code, Art 36"), asks=(
                Ask("ground", _("Ground"), CH, GROUNDS),
                Ask("applicant", _("Applied by"), CH, (
                    ("federation", _("The federation")), ("civil_affairs", _("Civil affairs department")),
                    ("relative", _("Another person entitled to be guardian")),
                    ("village", _("Village or residents' committee")), ("school", _("The school")),
                    ("hospital", _("A medical institution")), ("other", _("Another organisation")))),
                NEXT), clocks=AGAIN),
        *HEARD,
        TrackStepRule("revoked", _("The court revoked the guardianship"), ("filed",), "revoked", asks=(
            Ask("guardian", _("New guardian"), CH, (
                ("parent", _("The other parent")), ("relative", _("A relative")),
                ("village", _("Village or residents' committee")), ("civil_affairs", _("Civil affairs department")),
                ("other", _("Another person or organisation")))),), stops=("task.session", "task.call")),
        TrackStepRule("refused", _("The court refused it"), ("filed",), "refused", words=True,
                      stops=("task.session", "task.call")),
        TrackStepRule("appeal", _("Filed again, or appealed"), ("refused",), "filed", asks=(NEXT,), clocks=AGAIN),
        TrackStepRule("settled", _("The child is in safe care; the track ends"), ("revoked", "refused"), ends=D,
                      stops=("*",), words=True),
    ),
)  # fmt: skip

SUIT = TrackRule(
    TrackKind.SUIT,
    _("Civil Procedure Law, Art 15; Law on Women's Rights, Art 72"),
    _("The federation supports her suit: a letter of opinion, a lawyer, somebody beside her in court."),
    _("Court"),
    {"preparing": _("Being prepared"), "filed": _("Before the court"), "decided": _("Decided")},
    (
        TrackStepRule("lawyer", _("A lawyer or legal aid was found"), ("preparing", "filed")),
        TrackStepRule("opinion", _("Letter of opinion in support issued"), ("preparing", "filed")),
        TrackStepRule("file", _("Suit filed"), ("preparing",), "filed", asks=(NEXT,), clocks=AGAIN),
        *HEARD,
        TrackStepRule("decided", _("The court decided"), ("filed",), "decided", asks=(
            Ask("result", _("Result"), CH, (
                ("won", _("Won")), ("partly", _("Won in part")), ("lost", _("Lost")),
                ("settled", _("Settled in court")), ("withdrawn", _("Suit withdrawn")))),
            Ask("enforce", _("It must be enforced"), Y, required=False)),
            stops=("task.session", "task.call"),
            clocks=(Clock("task.call", ASK_AGAIN, days=30, when="enforce"),)),
        TrackStepRule("appeal", _("Filed again, or appealed"), ("decided",), "filed", asks=(NEXT,), clocks=AGAIN,
                      stops=("task.call",)),
        TrackStepRule("ended", _("Nothing is left to be done"), ("decided",), ends=D, stops=("*",)),
    ),
)  # fmt: skip

PUBLIC_INTEREST = TrackRule(
    TrackKind.PUBLIC_INTEREST,
    _("Law on the Protection of Minors, Art 106; Law on Women's Rights, Art 77"),
    _("Where the rights of many are infringed, the procuratorate is given the lead and answers."),
    _("Procuratorate"),
    {"preparing": _("Being prepared"), "sent": _("With the procuratorate"), "accepted": _("Taken up")},
    (
        TrackStepRule("send", _("Lead sent to the procuratorate"), ("preparing",), "sent",
                      clocks=(Clock("task.return", ASK_AGAIN, days=30),)),
        TrackStepRule("accepted", _("The procuratorate took it up"), ("sent",), "accepted", stops=("task.return",),
                      asks=(NEXT,), clocks=AGAIN),
        TrackStepRule("declined", _("The procuratorate did not take it up"), ("sent",), ends=D, words=True,
                      stops=("*",)),
        TrackStepRule("progress", _("Asked how it stands"), ("sent", "accepted"), asks=(NEXT,), clocks=AGAIN,
                      stops=("task.call", "task.return")),
        TrackStepRule("result", _("Its result"), ("accepted",), ends=D, stops=("*",), asks=(
            Ask("result", _("Result"), CH, (
                ("suggestion", _("A procuratorial suggestion, followed")), ("suit", _("A public-interest suit")),
                ("other", _("Another way")))),)),
    ),
)  # fmt: skip

GUIDANCE = TrackRule(
    TrackKind.GUIDANCE,
    _("Family Education Promotion Law, Art 49"),
    _("Police, procuratorate or court order it; the federation gives the sessions and reports back to that body."),
    _("Name of that body"),
    {"ordered": _("Ordered"), "running": _("Sessions are held")},
    (
        TrackStepRule("session", _("Date of a session"), ("ordered", "running"), asks=(
            Ask("session_on", _("Session on"), C),), clocks=(Clock("task.session", SESSION, due="session_on"),)),
        TrackStepRule("held", _("Session held"), ("ordered", "running"), "running", needs="cases.log", asks=(
            Ask("hours", _("Hours"), N, most=24), Ask("came", _("The parents came"), Y, required=False)),
            stops=("task.session",)),
        TrackStepRule("missed", _("The parents did not come"), ("ordered", "running"), needs="cases.log",
                      stops=("task.session",)),
        TrackStepRule("returned", _("Reported back to the body that ordered it"), ("ordered", "running"), ends=D,
                      after=("held", "missed"), stops=("*",), words=True, asks=(
            Ask("result", _("Result"), CH, (
                ("done", _("Guidance completed")), ("partly", _("Completed in part")),
                ("refused", _("The parents refused")))),)),
    ),
    clocks=(Clock("guidance.return", due="return_on", when="return_on"), Clock("guidance.return", unless="return_on")),
    asks=(
        Ask("ordered_by", _("Ordered by"), CH, (
            ("police", _("The police")), ("procuratorate", _("Procuratorate")), ("court", _("Court")))),
        Ask("sessions", _("Sessions planned"), N, most=60),
        Ask("return_on", _("Report back by"), C, required=False),
    ),
)  # fmt: skip

TRACKS: Mapping[TrackKind, TrackRule] = {
    rule.kind: rule for rule in (PROTECTION, WARNING, GUARDIANSHIP, SUIT, PUBLIC_INTEREST, GUIDANCE)
}
