"""Forms by which a case goes to another office of the federation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tonghu.cases.actions.transfer import TooMany, ask_for_case, offer_case
from tonghu.cases.models import Step
from tonghu.cases.queries.transfers import receivers
from tonghu.cases.rules.steps import TransferKind
from tonghu.places.models import Office
from tonghu.web.cases.steps.base import StepForm
from tonghu.web.fields import ComingField

LONGEST_WHY = 500


class Offering(StepForm):
    """What both ways have in common: to whom, and why."""

    below = False
    intro = _(
        "The case stays with your office until the other one accepts. Before that it sees the number, the kind of "
        "matter and your reason, so write it without names."
    )

    to_office = forms.ModelChoiceField(label=_("To"), queryset=Office.objects.none())
    why = forms.CharField(label=_("Why"), max_length=LONGEST_WHY, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_office"].queryset = receivers(self.by, below=self.below)  # type: ignore[attr-defined]

    def offer(self, kind: str, **more: Any) -> str:
        said = self.cleaned_data
        offer_case(
            case=self.case, kind=kind, to_office=said["to_office"], why=said["why"], by=self.by, seen=said["seen"],
            token=self.sent, **more,
        )  # fmt: skip
        return gettext("Offered. It moves when the other office accepts.")


class HandDownForm(Offering):
    """Handed down to an office below."""

    verb = "hand_down"
    below = True

    kind = forms.ChoiceField(
        label=_("How"), choices=[(one.value, one.label) for one in (TransferKind.FORWARD, TransferKind.ASSIGN)]
    )
    report_by = ComingField(
        label=_("Result to be reported back by"),
        required=False,
        help_text=_("Where the result is to be reported back."),
    )

    def do(self) -> str:
        return self.offer(self.cleaned_data["kind"], report_by=self.cleaned_data["report_by"])


class TransferForm(Offering):
    """Offered to any other office; who sees a case of another office asks for it instead."""

    verb = "transfer"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.asks:
            del self.fields["to_office"]

    @property
    def asks(self) -> bool:
        """Whether the case is another office's, so that it can only be asked for."""
        return self.by.office is None or self.by.office.pk != self.case.office_id

    @property
    def intro(self) -> str:  # type: ignore[override]
        """What the other office sees."""
        if self.asks:
            return gettext("Another office has this case. It is yours when that office agrees; it reads your reason.")
        return str(Offering.intro)

    @property
    def title(self) -> str:
        return gettext("Ask for this case") if self.asks else super().title

    def do(self) -> str:
        if not self.asks:
            return self.offer(TransferKind.TRANSFER)
        try:
            ask_for_case(
                office=self.case.numbered, year=self.case.year, serial=self.case.serial,
                why=self.cleaned_data["why"], by=self.by, token=self.sent,
            )  # fmt: skip
        except TooMany as many:
            raise ValidationError(str(many)) from many
        return gettext("Asked. It moves when the office that has it agrees.")


SENTENCES = {
    "offer": _("Offered to %(to)s"),
    "accept": _("%(to)s has taken the case over from %(from)s"),
    "decline": _("Declined; the case stays with %(from)s"),
    "report": _("The result was reported back to %(from)s"),
    "revoke": _("The offer was taken back"),
}


def of_transfer(step: Step) -> str:
    """A step of a transfer as a sentence."""
    names = {"to": step.data.get("to", ""), "from": step.data.get("from", "")}
    return str(SENTENCES[step.data["step"]]) % names


FORMS: dict[str, type[StepForm]] = {"hand_down": HandDownForm, "transfer": TransferForm}
SAID = {"hand_down": of_transfer, "transfer": of_transfer}
