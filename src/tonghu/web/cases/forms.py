"""What a case is about, as it is asked at registration and at correction."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tonghu.cases.checks import LONGEST_TITLE, LONGEST_WORDS, MOST_PEOPLE
from tonghu.cases.models import Case
from tonghu.cases.rules.kinds import Channel
from tonghu.cases.rules.ways import Danger, Situation
from tonghu.web.cases.fields import MatterField, MattersField
from tonghu.web.fields import DayField
from tonghu.web.outreach.fields import CountField

PLAIN = (
    "day", "channel", "people", "words", "title", "matter", "also", "minor", "danger", "situations", "noticed_on",
    "state_number",
)  # fmt: skip


class ParticularsForm(forms.Form):
    """In the order people speak: how they came, what happened, what it is, who is in danger."""

    channel = forms.ChoiceField(label=_("How they came"), choices=Channel.choices, initial=Channel.VISIT)
    day = DayField(label=_("Date"), initial=timezone.localdate)
    people = CountField(label=_("Persons who came"), required=False, most=MOST_PEOPLE, initial=1)
    words = forms.CharField(
        label=pgettext_lazy("case", "What happened"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("In her own words. Kept encrypted."),
    )
    title = forms.CharField(
        label=_("In short"),
        max_length=LONGEST_TITLE,
        help_text=_("Stands in lists: no names, no school, no address."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    matter = MatterField(label=_("Kind"), help_text=_("Type characters or pinyin, or choose."))
    also = MattersField(label=_("Further kinds"), required=False, help_text=_("Several separated by “、”."))
    minor = forms.BooleanField(label=_("A minor is concerned"), required=False)
    danger = forms.TypedChoiceField(
        label=_("Who is in danger, how great"),
        choices=Danger.choices,
        coerce=int,
        initial=Danger.NONE,
        empty_value=Danger.NONE,  # type: ignore[arg-type]  # the stubs know text alone
        required=False,
        widget=forms.RadioSelect,
    )
    situations = forms.TypedMultipleChoiceField(
        label=_("A minor is harmed: which of the nine situations"), choices=Situation.choices, coerce=int,
        required=False, widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    noticed_on = DayField(label=_("Noticed on"), required=False, help_text=_("The day on which the harm was noticed."))
    state_number = forms.CharField(
        label=_("Number in the state petition system"), required=False, max_length=LONGEST_TITLE
    )

    def clean_people(self) -> int:
        people = self.cleaned_data["people"]
        return 1 if people is None else int(people)

    def particulars(self) -> dict[str, Any]:
        """The arguments of ``cases.drafts.Particulars``; only where it is valid."""
        return {name: self.cleaned_data[name] for name in PLAIN}

    def filled(self, names: Iterable[str]) -> bool:
        """Whether one of these fields holds something or is wrong, so that it must not stay folded."""
        return any(self[name].value() or self[name].errors for name in names)

    @property
    def more_kind(self) -> bool:
        return self.filled(("also", "state_number"))

    @property
    def more_harm(self) -> bool:
        return self.filled(("situations", "noticed_on"))


def facts_of_case(case: Case) -> dict[str, Any]:
    """A case as the form shows it."""
    return {name: getattr(case, name) for name in PLAIN}
