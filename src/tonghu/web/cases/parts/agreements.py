from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tonghu.cases.actions.agreement import (
    confirm_agreement,
    keep_partly,
    keep_promise,
    leave_unconfirmed,
    waive_promise,
)
from tonghu.cases.models import Agreement, Promise
from tonghu.web.base import ActorRequest, needs
from tonghu.web.cases.parts.base import PartForm, done, part_of, shown
from tonghu.web.cases.steps.base import day_field, words_field
from tonghu.web.fields import ComingField

KEPT, PARTLY, WAIVED = "kept", "partly", "waived"
CONFIRMED, LEFT = "confirmed", "left"


class PromiseEnd(PartForm):
    how = forms.ChoiceField(
        label=gettext_lazy("It was"),
        choices=[
            (KEPT, gettext_lazy("Kept")),
            (PARTLY, gettext_lazy("Kept in part")),
            (WAIVED, gettext_lazy("Given up")),
        ],
        widget=forms.RadioSelect,
    )
    day = day_field()
    amount = forms.DecimalField(
        label=gettext_lazy("Paid (yuan)"),
        required=False,
        min_value=0,
        max_digits=14,
        decimal_places=2,
        help_text=gettext_lazy("Only where a part was paid."),
    )
    rest_by = ComingField(
        label=gettext_lazy("The rest by"), required=False, help_text=gettext_lazy("Only where a part was kept.")
    )
    why = words_field(gettext_lazy("How, or why it is given up and who agrees"))


class ConfirmForm(PartForm):
    how = forms.ChoiceField(
        label=gettext_lazy("Court confirmation"),
        choices=[
            (CONFIRMED, gettext_lazy("The court confirmed it; both sides asked together")),
            (LEFT, gettext_lazy("The court is not asked")),
        ],
        widget=forms.RadioSelect,
    )
    day = day_field()
    why = words_field(gettext_lazy("Why the court is not asked"), rows=2)


@needs("cases.handle")
def promise(request: ActorRequest, pk: int, promise: int) -> HttpResponse:
    """A promise was kept, kept in part, or given up."""
    case, found = part_of(Promise, request.actor, pk, promise)
    form = PromiseEnd(request.POST or None)
    then = reverse("web:case", args=[pk]) + "#agreements"
    sent = done(request, form, lambda: _end(found, form, request), then) if request.method == "POST" else None
    ended = found.kept_on or found.waived_on
    return sent or shown(request, "cases/parts/promise.html", form, case=case, promise=found, ended=ended)


@needs("cases.view")
def agreement(request: ActorRequest, pk: int, agreement: int) -> HttpResponse:
    """An agreement with its promises; a committee's is confirmed by the court, or not."""
    case, found = part_of(Agreement, request.actor, pk, agreement)
    waits = found.committee and found.confirmed_on is None and request.actor.may("cases.handle")
    form = ConfirmForm(request.POST or None)

    def step() -> str:
        facts = form.cleaned_data
        if facts["how"] == CONFIRMED:
            confirm_agreement(agreement=found, day=facts["day"], by=request.actor)
            return _("The court's confirmation is written down.")
        leave_unconfirmed(agreement=found, why=facts["why"], by=request.actor)
        return _("Written down: the court is not asked.")

    then = reverse("web:case", args=[pk]) + "#agreements"
    sent = done(request, form, step, then) if request.method == "POST" else None
    return sent or shown(
        request, "cases/parts/agreement.html", form if waits or form.is_bound else None, case=case, agreement=found,
        promises=found.promises.order_by("due", "id"), may_handle=request.actor.may("cases.handle"),
    )  # fmt: skip


def _end(promise: Promise, form: PromiseEnd, request: ActorRequest) -> str:
    facts, by = form.cleaned_data, request.actor
    if facts["how"] == KEPT:
        keep_promise(promise=promise, day=facts["day"], words=facts["why"], by=by)
        return _("Written down: it was kept.")
    if facts["how"] == WAIVED:
        waive_promise(promise=promise, day=facts["day"], why=facts["why"], by=by)
        return _("Written down: it is given up.")
    if facts["rest_by"] is None:
        raise ValidationError({"rest_by": _("By which day is the rest to be kept?")})
    keep_partly(
        promise=promise, amount=facts["amount"], rest_by=facts["rest_by"], day=facts["day"], words=facts["why"], by=by
    )
    return _("Written down: a part was kept; the rest has its own day.")
