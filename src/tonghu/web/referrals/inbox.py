"""What a liaison sees: the letters to her office, what each tells, and her answer; nothing else."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from tonghu.cases.actions.letter_steps import reply
from tonghu.cases.models import Letter
from tonghu.cases.queries.letters import inbox, is_open, told
from tonghu.cases.rules.steps import LETTER_STEPS, LetterState
from tonghu.trail.actions import note
from tonghu.trail.models import Verb
from tonghu.web.base import ActorRequest, needs
from tonghu.web.listing import page
from tonghu.web.referrals.forms import Reply
from tonghu.web.saving import saved

DONE = {
    "accept": gettext_lazy("Accepted. The federation sees it now."),
    "return": gettext_lazy("Sent back. The federation sees your reason now."),
    "answer": gettext_lazy("Answered. The federation sees your answer now."),
}


@needs("referrals.answer")
def letters(request: ActorRequest) -> HttpResponse:
    """All letters to the office acted for, what waits first."""
    rows, more = page(inbox(request.actor), size=200)
    context = {"letters": rows, "more": more, "today": timezone.localdate()}
    return render(request, "referrals/letters.html", context)


@needs("referrals.answer")
def letter(request: ActorRequest, code: str) -> HttpResponse:
    """One letter; opening it for the first time is its receipt."""
    found = _found(request, code)
    if found.state == LetterState.SENT:
        found = reply(letter=found, step="receive", by=request.actor)
    note(Verb.OPEN, table=Letter._meta.db_table, object_id=found.pk, label=found.code, place=found.place)
    return _page(request, found, Reply())


@require_POST
@needs("referrals.answer")
def letter_reply(request: ActorRequest, code: str, step: str) -> HttpResponse:
    """Accept, send back, answer; what is refused leaves the words as they were typed."""
    if step not in DONE:
        raise Http404
    found = _found(request, code)
    form = Reply(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        done = saved(
            form,
            lambda: reply(letter=found, step=step, words=said["words"], by=request.actor, token=said["token"]),
        )
        if done is not None:
            messages.success(request, str(DONE[step]))
            return redirect("web:letter", found.code)
    return _page(request, _found(request, code), form, status=422)


def _found(request: ActorRequest, code: str) -> Letter:
    found: Letter | None = inbox(request.actor).filter(code=code).first()
    if found is None:
        raise Http404
    return found


def _page(request: ActorRequest, found: Letter, form: Reply, status: int = 200) -> HttpResponse:
    context = {
        "letter": found,
        "told": told(found),
        "form": form,
        "open": is_open(found),
        "may_accept": found.state in LETTER_STEPS["accept"][0],
        "late": is_open(found) and found.answer_by is not None and found.answer_by < timezone.localdate(),
        "title": _("Letter %(code)s") % {"code": found.code},
    }
    return render(request, "referrals/letter.html", context, status=status)
