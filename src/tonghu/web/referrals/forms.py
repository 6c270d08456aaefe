"""The small forms of letters, transfers and documents."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tonghu.places.models import Office
from tonghu.places.rules import OfficeKind
from tonghu.web.fields import DayField

LONGEST = 20_000
LONGEST_LINE = 200


def area(rows: int) -> forms.Textarea:
    """A field for several lines, so many high."""
    return forms.Textarea(attrs={"rows": rows})


class Once(forms.Form):
    """A form that is saved once, however often it is sent."""

    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class StepOfLetter(Once):
    """What a step of a letter asks: the day, words, what was looked at."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    looked_at = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    day = DayField(label=_("Date"), required=False, initial=timezone.localdate)
    words = forms.CharField(label=_("In words"), required=False, max_length=LONGEST, widget=area(3))

    def __init__(self, *args: Any, worded: bool = True, dated: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not worded:
            del self.fields["words"]
        if not dated:
            del self.fields["day"]


class Reply(Once):
    """What a liaison answers."""

    words = forms.CharField(label=_("In words"), required=False, max_length=LONGEST, widget=area(4))


class AnswerToOffer(Once):
    """Why an offer is declined, or what is said with the acceptance."""

    words = forms.CharField(label=_("In words"), required=False, max_length=500, widget=area(2))


class AskForm(Once):
    """A case asked for by its number."""

    office = forms.ModelChoiceField(
        label=_("Registered by"), queryset=Office.objects.filter(kind=OfficeKind.FEDERATION).order_by("place_id", "id")
    )
    number = forms.RegexField(
        r"^\d{4}-\d{1,6}$", label=_("Number of the case"), help_text=_("As on the receipt: 2026-0038")
    )
    why = forms.CharField(label=_("Why"), max_length=500, widget=area(3), help_text=_("Without names."))
    back = forms.BooleanField(label=_("Take this request back"), required=False)


class DocumentForm(forms.Form):
    """The words of a draft."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    title = forms.CharField(label=_("Title"), max_length=LONGEST_LINE)
    addressee = forms.CharField(label=_("To"), required=False, max_length=LONGEST_LINE)
    body = forms.CharField(
        label=_("Text"), max_length=100_000, widget=area(18), help_text=_("A blank line between paragraphs.")
    )


class IssueForm(forms.Form):
    """Issuing a draft; of one that was issued, its number alone."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    number = forms.CharField(
        label=_("Document number"), required=False, max_length=LONGEST_LINE,
        help_text=_("As your office's register gives it; it can be added later."),
    )  # fmt: skip
    day = DayField(label=_("Date"), required=False, initial=timezone.localdate)
