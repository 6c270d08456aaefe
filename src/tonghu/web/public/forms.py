"""The forms of the public page: few fields, and only the words must be filled."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tonghu.cases.public import FilingDraft
from tonghu.cases.rules.ways import Situation
from tonghu.places.models import Office
from tonghu.places.rules import Level, OfficeKind

LONGEST = 5000
OPEN_FOR = 24 * 3600
SOONEST = timedelta(seconds=3)
"""A person reads before she sends."""


def signer() -> TimestampSigner:
    """Signs the moment a form was shown, so that one filled in faster than anybody types is known."""
    return TimestampSigner(salt="tonghu.public")


def offices() -> Any:
    """The federations that take what is filed: those of counties and cities, by name."""
    found = Office.objects.filter(kind=OfficeKind.FEDERATION, closed_on=None, place__level__lte=Level.COUNTY)
    return found.select_related("place").order_by("place_id", "id")


class FilingForm(forms.Form):
    """What happened, where, and how she can be reached if she wants to be."""

    office = forms.ModelChoiceField(
        label=gettext_lazy("Which county or city"), queryset=Office.objects.none(), empty_label="…"
    )
    words = forms.CharField(
        label=gettext_lazy("What happened, in your own words"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    where = forms.CharField(label=gettext_lazy("Where"), max_length=200, required=False)
    minor = forms.BooleanField(label=gettext_lazy("A child or young person under 18 is concerned"), required=False)
    name = forms.CharField(
        label=gettext_lazy("How we may call you"), max_length=60, required=False,
        help_text=gettext_lazy("You may leave it blank."),
    )  # fmt: skip
    phone = forms.CharField(
        label=gettext_lazy("Phone"), max_length=40, required=False,
        help_text=gettext_lazy("Only if we may call you there. Somebody else may pick up."),
    )  # fmt: skip
    stamp = forms.CharField(widget=forms.HiddenInput)
    website = forms.CharField(required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = offices()  # type: ignore[attr-defined]
        self.fields["stamp"].initial = lambda: signer().sign(str(uuid4()))
        for name in ("name", "phone", "where"):
            self.fields[name].widget.attrs["autocomplete"] = "off"

    @property
    def asked(self) -> list[forms.BoundField]:
        """The fields a person sees."""
        return [field for field in self.visible_fields() if field.name != "website"]

    def clean_stamp(self) -> str:
        stamp = self.cleaned_data["stamp"]
        try:
            token = signer().unsign(stamp, max_age=OPEN_FOR)
        except SignatureExpired as error:
            self._restamp()
            raise forms.ValidationError(
                _("This page was open for more than a day. Please send it once more.")
            ) from error
        except BadSignature as error:
            self._restamp()
            raise forms.ValidationError(_("This page could not be read. Please send it once more.")) from error
        if too_soon(stamp):
            raise forms.ValidationError(_("That was very quick. Please look over it and send it once more."))
        return token

    def clean_website(self) -> str:
        if self.cleaned_data.get("website"):
            raise forms.ValidationError(_("Please leave this field blank and send it once more."))
        return ""

    def _restamp(self) -> None:
        data = {name: self.data[name] for name in self.data}
        self.data = {**data, "stamp": signer().sign(str(uuid4()))}

    def draft(self, *, report: bool) -> FilingDraft:
        facts = self.cleaned_data
        return FilingDraft(
            office_id=facts["office"].pk,
            words=facts["words"],
            token=UUID(facts["stamp"]),
            report=report,
            name=facts["name"],
            phone=facts["phone"],
            where=facts["where"],
            unit=facts.get("unit", ""),
            situations=[int(one) for one in facts.get("situations", ())],
            minor=report or facts["minor"],
        )


class ReportForm(FilingForm):
    """A mandatory report of a unit that works with minors (未成年人保护法 Art 11)."""

    unit = forms.CharField(label=gettext_lazy("Your unit"), max_length=120)
    situations = forms.MultipleChoiceField(
        label=gettext_lazy("Which of the nine situations"),
        choices=Situation.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ("office", "unit", "words", "where", "situations", "name", "phone")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["minor"]


class FollowForm(forms.Form):
    """The code by which a citizen sees where her petition stands."""

    code = forms.CharField(
        label=gettext_lazy("Your code"), max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )


def too_soon(stamp: str) -> bool:
    """Whether a page was sent sooner than anybody can read it."""
    try:
        signer().unsign(stamp, max_age=SOONEST)
    except SignatureExpired:
        return False
    return True
