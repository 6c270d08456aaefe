"""A letter of a case as the office that wrote it sees it: the preview before it goes out, its steps after."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from tonghu.access.actor import Actor
from tonghu.cases.actions.documents import paper_for
from tonghu.cases.actions.letter_steps import WITH_WORDS, step_letter
from tonghu.cases.actions.letters import change_letter, fingerprint, override_consent, send_letter
from tonghu.cases.actions.report_harm import delay_of
from tonghu.cases.models import Letter
from tonghu.cases.queries.disclosing import MASKS, offered, parties_of
from tonghu.cases.queries.letters import Told, allowed, needs_override, told
from tonghu.cases.rules.disclosing import Offered
from tonghu.cases.rules.steps import LETTER_STEPS, DocumentKind, LetterKind, LetterState
from tonghu.web.base import ActorRequest, needs
from tonghu.web.cases.steps.letters import LetterForm
from tonghu.web.referrals.finding import part_of
from tonghu.web.referrals.forms import StepOfLetter
from tonghu.web.saving import saved

BUTTONS = {
    "send": gettext_lazy("Send it"),
    "receive": gettext_lazy("It has arrived"),
    "accept": gettext_lazy("They accept it"),
    "answer": gettext_lazy("They answered"),
    "return": gettext_lazy("They sent it back"),
    "remind": gettext_lazy("They were reminded"),
    "urge": gettext_lazy("Urge in writing"),
    "supervise": gettext_lazy("Ask for supervision"),
    "revoke": gettext_lazy("Revoke it"),
    "override": gettext_lazy("Let it go out without consent"),
}
UNWORDED = frozenset({"send", "receive", "accept"})
HINTS = {
    "answer": gettext_lazy("What they answered, in their words."),
    "return": gettext_lazy("Why they sent it back."),
    "revoke": gettext_lazy("Why it is revoked."),
    "override": gettext_lazy("Why it has to go out although nobody agreed; the trail keeps it."),
    "urge": gettext_lazy("The letter of urging is drafted; you can change its text before it goes out."),
    "supervise": gettext_lazy("The request is drafted; you can change its text before it goes out."),
}


@dataclass(frozen=True)
class Step:
    """One step that is offered: its name in the address, its button, its form."""

    key: str
    label: str
    hint: str
    form: StepOfLetter
    open: bool


@needs("cases.view")
def case_letter(request: ActorRequest, pk: int, letter_pk: int) -> HttpResponse:
    """The letter: what it tells, where it stands, what can be done."""
    return _page(request, part_of(request, Letter, pk, letter_pk, "to_office", "from_office"))


@needs("cases.handle")
def case_letter_edit(request: ActorRequest, pk: int, letter_pk: int) -> HttpResponse:
    """A draft written anew."""
    found = part_of(request, Letter, pk, letter_pk, "to_office")
    if found.state != LetterState.DRAFT:
        messages.error(request, _("This letter was sent: what it says stays as it is."))
        return redirect("web:case-letter", pk, letter_pk)
    data = request.POST if request.method == "POST" else None
    form = LetterForm(data, by=request.actor, case=found.case, initial=_initial(found))
    form.fields["seen"].initial = found.version
    if data is not None and form.is_valid():
        seen = form.cleaned_data["seen"]
        done = saved(form, lambda: change_letter(letter=found, draft=form.draft(), by=request.actor, seen=seen))
        if done is not None:
            return redirect("web:case-letter", pk, letter_pk)
    context = {"form": form, "case": found.case, "letter": found}
    return render(request, "referrals/letter_form.html", context, status=422 if form.errors else 200)


@require_POST
@needs("cases.handle")
def case_letter_document(request: ActorRequest, pk: int, letter_pk: int) -> HttpResponse:
    """The draft of a letter's document, so that its text can be changed before it goes out."""
    found = part_of(request, Letter, pk, letter_pk, "to_office")
    if found.state != LetterState.DRAFT:
        messages.error(request, _("This letter was sent: what it says stays as it is."))
        return redirect("web:case-letter", pk, letter_pk)
    document = paper_for(found.case, found, DocumentKind.LETTER, by=request.actor)
    return redirect("web:case-document", pk, document.pk)


@require_POST
@needs("cases.view")
def case_letter_step(request: ActorRequest, pk: int, letter_pk: int, step: str) -> HttpResponse:
    """One step; what is refused leaves the words as they were typed."""
    if step not in BUTTONS:
        raise Http404
    found = part_of(request, Letter, pk, letter_pk, "to_office", "from_office")
    request.actor.must("cases.override" if step == "override" else "cases.handle")
    form = _form(step, found, request.POST)
    if form.is_valid() and saved(form, lambda: _do(found, step, form.cleaned_data, request.actor)) is not None:
        messages.success(request, _("Written down."))
        return redirect("web:case-letter", pk, letter_pk)
    fresh = Letter.objects.visible_to(request.actor).select_related("to_office", "from_office").get(pk=letter_pk)
    fresh.case = found.case
    return _page(request, fresh, failed=(step, form), status=422)


def _do(letter: Letter, step: str, said: dict[str, Any], by: Actor) -> Letter:
    seen, token, day = said["seen"], said["token"], said.get("day")
    doing: dict[str, Callable[[], Letter]] = {
        "override": lambda: override_consent(letter=letter, why=said["words"], by=by, seen=seen),
        "send": lambda: send_letter(letter=letter, by=by, looked_at=said["looked_at"], day=day, seen=seen, token=token),
    }
    words = said.get("words", "")
    plain = lambda: step_letter(letter=letter, step=step, by=by, words=words, day=day, seen=seen, token=token)  # noqa: E731
    return doing.get(step, plain)()


def _form(step: str, letter: Letter, data: Any = None, looked_at: str = "") -> StepOfLetter:
    form = StepOfLetter(
        data,
        worded=step not in UNWORDED,
        dated=step != "override",
        initial={"seen": letter.version, "looked_at": looked_at},
        auto_id=f"id_{step}_%s",
    )
    if "words" in form.fields:
        form.fields["words"].required = step in WITH_WORDS or step == "override"
        form.fields["words"].help_text = HINTS.get(step, "")
    return form


def _page(
    request: ActorRequest, letter: Letter, *, failed: tuple[str, StepOfLetter] | None = None, status: int = 200
) -> HttpResponse:
    by = request.actor
    chosen: list[Offered] = []
    if letter.state == LetterState.DRAFT:
        wanted = set(letter.fields)
        chosen = [one for one in offered(letter.case, parties_of(letter.case, by), by) if one.key in wanted]
    lines = [Told(**one.snapshot()) for one in chosen] or told(letter)
    steps = _steps(letter, by, fingerprint(chosen, letter), failed)
    context = {
        "letter": letter,
        "case": letter.case,
        "told": lines if by.may("cases.unmask") else [_hidden(line) for line in lines],
        "steps": steps,
        "waits": needs_override(letter),
        "may_edit": letter.state == LetterState.DRAFT and by.may("cases.handle"),
        "documents": letter.documents.order_by("id"),
        "delay": delay_of(letter, letter.case) if letter.kind == LetterKind.HARM_REPORT else None,
        "late": _late(letter, timezone.localdate()),
    }
    return render(request, "referrals/case_letter.html", context, status=status)


def _steps(letter: Letter, by: Actor, looked_at: str, failed: tuple[str, StepOfLetter] | None) -> list[Step]:
    keys = [step for step in allowed(letter) if by.may("cases.handle")]
    if needs_override(letter):
        keys = [step for step in keys if step != "send"] + (["override"] if by.may("cases.override") else [])
    if failed is not None and failed[0] not in keys:
        keys.append(failed[0])
    return [
        Step(
            key,
            str(BUTTONS[key]),
            str(HINTS.get(key, "")),
            failed[1] if failed and failed[0] == key else _form(key, letter, looked_at=looked_at),
            bool(failed and failed[0] == key) or key in ("send", "override"),
        )
        for key in keys
    ]


def _hidden(line: Told) -> Told:
    mask = MASKS.get(line.sort)
    return Told(line.sort, line.heading, line.label, mask(line.value)) if mask else line


def _late(letter: Letter, today: date) -> bool:
    return letter.state in LETTER_STEPS["remind"][0] and letter.answer_by is not None and letter.answer_by < today


def _initial(letter: Letter) -> dict[str, Any]:
    return {
        "kind": letter.kind,
        "to_office": letter.to_office_id,
        "to_name": "" if letter.to_office_id else letter.to_name,
        "by_account": letter.by_account,
        "asks": letter.asks,
        "fields": letter.fields,
        "agreed_on": letter.consent_on,
        "receive_by": letter.receive_by,
        "answer_by": letter.answer_by,
    }
