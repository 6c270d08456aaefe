"""Cases on the way from one office to another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tonghu.access.actor import Actor
from tonghu.cases.actions.transfer import (
    TooMany,
    accept_offer,
    ask_for_case,
    decline_offer,
    matter_of,
    offer_for,
    report_back,
    revoke_offer,
)
from tonghu.cases.models import Case, Step, Transfer
from tonghu.cases.queries.transfers import answers, concerning
from tonghu.cases.rules.steps import TransferKind, TransferState
from tonghu.web.base import ActorRequest, needs
from tonghu.web.listing import page
from tonghu.web.referrals.forms import AnswerToOffer, AskForm
from tonghu.web.saving import saved

STEPS = frozenset({"accept", "decline", "revoke", "report"})


@dataclass(frozen=True)
class Row:
    """An offer on a list.

    Attributes:
        matter: in words; ours: her office answers it; mine: her office may take it back; reports: it reports back.
        form: for the words of any of these; case_pk: its case, where that is open to her.
    """

    offer: Transfer
    matter: str
    ours: bool
    mine: bool
    reports: bool
    form: AnswerToOffer
    case_pk: int | None


@needs("cases.view")
def transfers(request: ActorRequest) -> HttpResponse:
    """Offers from and to the office acted for, what waits first."""
    return _page(request)


@needs("cases.handle")
def transfer_ask(request: ActorRequest) -> HttpResponse:
    """A case asked for by its number; what is answered is the same whether or not there is one."""
    form = AskForm(request.POST or None)
    if form.is_valid() and saved(form, lambda: _ask(request.actor, form)):
        messages.success(request, _("Asked. If there is such a case, its office reads your reason and answers."))
        return redirect("web:transfers")
    return render(request, "referrals/ask.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@needs("cases.view")
def transfer_step(request: ActorRequest, pk: int, step: str) -> HttpResponse:
    """Accept, decline, take back, report back."""
    offer = offer_for(request.actor, pk) if step in STEPS else None
    if offer is None:
        if Transfer.objects.visible_to(request.actor).filter(pk=pk).exists():
            raise PermissionDenied(_("Only the two offices concerned answer an offer."))
        raise Http404
    form = AnswerToOffer(request.POST, prefix=str(pk))
    if form.is_valid():
        try:
            said = saved(form, lambda: _do(offer, step, form.cleaned_data, request.actor))
        except (Transfer.DoesNotExist, Case.DoesNotExist):
            raise Http404 from None
        if said:
            messages.success(request, said)
            seen = step == "accept" and Case.objects.visible_to(request.actor).filter(pk=offer.case_id).exists()
            return redirect("web:case", offer.case_id) if seen else redirect("web:transfers")
    return _page(request, failed=(pk, form), status=422)


def _do(offer: Transfer, step: str, said: dict[str, str], by: Actor) -> str:
    words, token = said["words"], said["token"]
    if step == "accept":
        accept_offer(offer=offer, by=by, words=words, token=token)  # type: ignore[arg-type]
        return _("Accepted. The case has moved with everything in it.")
    if step == "decline":
        decline_offer(offer=offer, why=words, by=by, token=token)  # type: ignore[arg-type]
        return _("Declined. The other office reads your reason.")
    if step == "revoke":
        revoke_offer(offer=offer, by=by, why=words)
        return _("Taken back. The case stays where it is.")
    report_back(offer=offer, words=words, by=by, token=token)  # type: ignore[arg-type]
    return _("The result was reported back.")


def _ask(by: Actor, form: AskForm) -> bool:
    said = form.cleaned_data
    year, serial = (int(part) for part in said["number"].split("-"))
    try:
        ask_for_case(
            office=said["office"], year=year, serial=serial, why=said["why"], by=by, back=said["back"],
            token=said["token"],
        )  # fmt: skip
    except TooMany as many:
        form.add_error(None, str(many))
        return False
    return True


def _page(request: ActorRequest, failed: tuple[int, AnswerToOffer] | None = None, status: int = 200) -> HttpResponse:
    offers, more = page(concerning(request.actor), size=200)
    rows = rows_of(offers, request.actor, failed)
    context = {
        "offers": [row for row in rows if row.offer.state == TransferState.OFFERED],
        "past": [row for row in rows if row.offer.state != TransferState.OFFERED],
        "more": more,
        "may_ask": request.actor.may("cases.handle"),
    }
    return render(request, "referrals/transfers.html", context, status=status)


def rows_of(offers: Sequence[Transfer], by: Actor, failed: tuple[int, AnswerToOffer] | None = None) -> list[Row]:
    """The offers as lists show them; two queries for any number of them."""
    wanted = {one.case_id for one in offers}
    seen = {} if not wanted else Case.objects.visible_to(by).filter(pk__in=wanted).in_bulk(field_name="pk")
    reported = set(
        Step.objects.visible_to(by)
        .filter(case__in=seen, about_table="cases_transfer", data__step="report")
        .values_list("about_id", flat=True)
    )
    owing = {pk for pk, case in seen.items() if by.office and case.office_id == by.office.pk and by.may("cases.handle")}
    return [
        Row(
            one,
            matter_of(one),
            answers(one, by) and (by.may("cases.handle") or by.may("cases.approve")),
            _takes_back(one, by),
            one.case_id in owing
            and one.kind == TransferKind.ASSIGN
            and one.state == TransferState.ACCEPTED
            and one.pk not in reported,
            failed[1] if failed and failed[0] == one.pk else AnswerToOffer(prefix=str(one.pk)),
            one.case_id if one.case_id in seen else None,
        )
        for one in offers
    ]


def _takes_back(offer: Transfer, by: Actor) -> bool:
    if offer.state != TransferState.OFFERED or by.office is None or not by.may("cases.handle"):
        return False
    asked = offer.kind == TransferKind.REQUEST
    return by.office.pk == (offer.to_office_id if asked else offer.from_office_id)
