"""What every verb of a case begins and ends with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any, ParamSpec, cast
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models
from django.utils import timezone
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.cases.models import BreakGlass, Case, Step
from tonghu.cases.queries.facts import facts_of
from tonghu.cases.rules.states import BY_KEY, State, barred
from tonghu.kit.changes import save_changed
from tonghu.kit.text import tidy

P = ParamSpec("P")
NAMED_ALONE = frozenset({"confide", "split", "merge", "unmerge", "transfer", "hand_down"})
"""Verbs that change who sees a confidential case, or make another of it."""


class Overtaken(Exception):
    """Somebody else did a step meanwhile; ``case`` is as it stands now, ``step`` what was done last."""

    def __init__(self, case: Case, step: Step | None) -> None:
        self.case, self.step = case, step
        super().__init__(_("Somebody else did a step meanwhile. Nothing of yours is lost: look at it, then go on."))


def locked(case: Case, by: Actor) -> Case:
    """The case as it stands, held until the transaction ends. Raises Case.DoesNotExist where it is not open to her."""
    return Case.objects.visible_to(by).select_for_update(of=("self",)).select_related("office").get(pk=case.pk)


def begin(case: Case, verb: str, *, by: Actor, seen: int | None = None) -> Case:
    """Hold a case and see that a verb may be done now.

    Args:
        verb: key of ``rules.states.VERBS``; seen: the version she decided upon, None where it does not matter.

    Raises:
        PermissionDenied: not in her role.
        Case.DoesNotExist: the case is not open to her.
        Overtaken: another step came first.
        ValidationError: what bars it, as sentences.
    """
    by.must(BY_KEY[verb].needs)
    current = locked(case, by)
    if seen is not None and seen != current.version:
        raise Overtaken(current, current.step_set.order_by("-id").first())
    why = barred(BY_KEY[verb], facts_of(current), by.may)
    if verb in NAMED_ALONE and current.level and in_by_emergency(current, by):
        why.append(_("It is open to you in an emergency only: those named on it decide who else sees it."))
    if why:
        raise ValidationError(why)
    return current


def in_by_emergency(case: Case, by: Actor) -> bool:
    """Whether a case is open to somebody because she broke the glass."""
    return BreakGlass.objects.filter(case=case, user=by.user.pk, ended_at=None).exists()


def write_step(
    case: Case,
    verb: str,
    *,
    by: Actor,
    day: date | None = None,
    words: str = "",
    data: dict[str, Any] | None = None,
    about: models.Model | None = None,
    token: UUID | None = None,
    to: State | None = None,
) -> Step:
    """Put a verb into the timeline, move the case to the verb's state, and save it.

    Change other columns of ``case`` before the call: one save writes them all. What anybody may write down (a note,
    a contact) decides nothing: it leaves the version as it is, so that nobody's decision is overtaken by it.

    Args:
        day: when it happened, today where None; words: kept encrypted; data: nothing personal.
        about: the record the step made; token: of the form, so that a second click is found (``sent_before``).
        to: the state it leads to, where that is not the verb's own (a case taken apart is what it was).

    Raises:
        ValidationError: the day lies ahead, or before the case began.
    """
    on = _come(day)
    known = BY_KEY.get(verb)
    start = case.state
    case.state = to or (known.to if known else None) or case.state
    case.version += known is not None and known.needs != "cases.log"
    case.settle()
    _save(case)
    return Step.objects.create(
        case=case,
        place=case.place,
        verb=verb,
        day=on,
        words=tidy(words) if "\n" not in words else words.strip(),
        start=start,
        to=case.state,
        data=data or {},
        about_table=about._meta.db_table if about is not None else "",
        about_id=about.pk if about is not None else None,
        entered_by=by.user.pk,
        entered_name=by.user.name,
        token=token,
    )


def _come(day: date | None) -> date:
    today = timezone.localdate()
    if day is not None and day > today:
        raise ValidationError({"day": _("This day is still to come. Please check the date.")})
    return day or today


def _save(case: Case) -> None:
    # encrypted columns differ at every write: only those that changed, or the trail would call each step a change
    before = Case.objects.get(pk=case.pk)
    case.changed_at = timezone.now()
    save_changed(case, before=before)


def once(action: Callable[P, Case]) -> Callable[P, Case]:
    """A verb whose form is sent twice is done once: the second click, also while the first runs, gets the case."""

    @wraps(action)
    def run(*args: P.args, **kwargs: P.kwargs) -> Case:
        case, by, token = cast(tuple[Case, Actor, UUID | None], [kwargs.get(name) for name in ("case", "by", "token")])
        if sent_before(token, by) is None:
            try:
                return action(*args, **kwargs)
            except (Overtaken, ValidationError, IntegrityError):
                if sent_before(token, by) is None:
                    raise
        return Case.objects.visible_to(by).select_related("office").get(pk=case.pk)

    return run


def sent_before(token: UUID | None, by: Actor) -> Step | None:
    """The step that the same form made already: the second click returns what the first did."""
    return Step.objects.visible_to(by).filter(token=token).first() if token else None
