"""One talk of the day: a few words, the rest folded."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tonghu.access.actor import Actor
from tonghu.cases.checks import LONGEST_WORDS, MOST_PEOPLE, WORDLESS
from tonghu.cases.drafts import ContactDraft
from tonghu.cases.models import Case, Contact
from tonghu.cases.queries.contacts import ContactsWanted
from tonghu.cases.queries.wanted import number_of
from tonghu.cases.rules.kinds import Channel, Talk
from tonghu.web.cases.fields import MatterField
from tonghu.web.fields import ComingField, DayField
from tonghu.web.outreach.fields import CountField

SPOKEN = (Channel.CALL, Channel.LINE_12345)
FOLDED = ("caller", "phone", "matter", "minor", "answer", "case", "order_number", "due")


class ContactForm(forms.Form):
    """A talk as typed. A silent call or wrong number asks for nothing else."""

    channel = forms.ChoiceField(label=gettext_lazy("How they came"), choices=Channel.choices, initial=Channel.VISIT)
    talk = forms.ChoiceField(label=gettext_lazy("What it was"), choices=Talk.choices, initial=Talk.ADVICE)
    people = CountField(label=gettext_lazy("Persons who came"), required=False, most=MOST_PEOPLE, initial=1)
    words = forms.CharField(
        label=gettext_lazy("In a few words"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    day = DayField(label=gettext_lazy("Date"), initial=timezone.localdate)
    caller = forms.CharField(label=gettext_lazy("Who"), required=False, max_length=60)
    phone = forms.CharField(
        label=gettext_lazy("Phone"), required=False, max_length=40, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    matter = MatterField(
        label=gettext_lazy("Kind"), required=False, help_text=gettext_lazy("Type characters or pinyin, or choose.")
    )
    minor = forms.BooleanField(label=gettext_lazy("A minor is concerned"), required=False)
    answer = forms.CharField(
        label=gettext_lazy("What was answered"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    case = forms.CharField(
        label=gettext_lazy("About the case"),
        required=False,
        max_length=20,
        help_text=gettext_lazy("Its number, like 2026-0038."),
    )
    order_number = forms.CharField(
        label=gettext_lazy("Work order or instruction number"), required=False, max_length=60
    )
    due = ComingField(label=gettext_lazy("To be answered by"), required=False)
    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, by: Actor, contact: Contact | None = None, **kwargs: Any) -> None:
        if contact is not None:
            kwargs["initial"] = _facts(contact)
        super().__init__(*args, **kwargs)
        self.by = by
        if contact is not None:
            del self.fields["case"]

    @property
    def more(self) -> bool:
        """Whether something stands in, or is wrong with, what is folded."""
        return any(self[name].value() or self.errors.get(name) for name in FOLDED if name in self.fields)

    def clean_people(self) -> int:
        people = self.cleaned_data["people"]
        return 1 if people is None else int(people)

    def clean_case(self) -> int | None:
        typed = self.cleaned_data["case"]
        return case_numbered(typed, self.by).pk if typed else None

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        if facts.get("talk") in WORDLESS and facts.get("channel") not in SPOKEN:
            facts["channel"] = Channel.CALL
        return facts

    def draft(self) -> ContactDraft:
        """The talk of a valid form."""
        facts = self.cleaned_data
        plain = ("day", "channel", "talk", "people", "words", "answer", "caller", "phone", "matter", "minor")
        return ContactDraft(
            **{name: facts[name] for name in (*plain, "order_number", "due", "token")}, case_id=facts.get("case")
        )


class ContactFilters(forms.Form):
    """What the log is narrowed by."""

    q = forms.CharField(
        label=gettext_lazy("Words"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"placeholder": gettext_lazy("Phone or order number"), "type": "search"}),
    )
    channel = forms.ChoiceField(
        label=gettext_lazy("Channel"), required=False, choices=[("", gettext_lazy("all")), *Channel.choices]
    )
    talk = forms.ChoiceField(
        label=gettext_lazy("What it was"), required=False, choices=[("", gettext_lazy("all")), *Talk.choices]
    )
    first = DayField(label=gettext_lazy("From"), required=False)
    last = DayField(label=gettext_lazy("Until"), required=False)
    waiting = forms.BooleanField(label=gettext_lazy("to be answered"), required=False)
    mine = forms.BooleanField(label=gettext_lazy("mine"), required=False)
    minor = forms.BooleanField(label=gettext_lazy("minors"), required=False)
    repeat = forms.BooleanField(label=gettext_lazy("came before"), required=False)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        for name in ("first", "last"):
            self.fields[name].widget.attrs["size"] = 9

    def wanted(self) -> ContactsWanted:
        """The conditions; those that could not be read are left out."""
        self.is_valid()
        return ContactsWanted(**{name: value for name, value in self.cleaned_data.items() if value})


class AnswerForm(forms.Form):
    """What was answered, and when."""

    answer = forms.CharField(
        label=gettext_lazy("What was answered"), max_length=LONGEST_WORDS, widget=forms.Textarea(attrs={"rows": 3})
    )
    day = DayField(label=gettext_lazy("Answered on"), initial=timezone.localdate)


class LinkForm(forms.Form):
    """The case a talk is about."""

    case = forms.CharField(
        label=gettext_lazy("About the case"), max_length=20, help_text=gettext_lazy("Its number, like 2026-0038.")
    )

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by

    def clean_case(self) -> Case:
        return case_numbered(self.cleaned_data["case"], self.by)


def case_numbered(text: str, by: Actor) -> Case:
    """The case of that number; her own office's first where several offices gave it.

    Raises:
        ValidationError: no number, none that is open to her, or one that several other offices gave.
    """
    number = number_of(text)
    if number is None:
        raise ValidationError(_("Write the number like 2026-0038."))
    found = list(
        Case.objects.visible_to(by)
        .select_related("office")
        .filter(year=number[0], serial=number[1])
        .order_by("pk")[:20]
    )
    own = [case for case in found if by.office is not None and case.office_id == by.office.pk] or found
    if not own:
        raise ValidationError(_("No case that is open to you has this number."))
    if len(own) > 1:
        raise ValidationError(_("Several offices have a case of this number. Open the case and write it there."))
    return own[0]


def _facts(contact: Contact) -> dict[str, Any]:
    names = (
        "channel",
        "talk",
        "people",
        "words",
        "day",
        "caller",
        "phone",
        "matter",
        "minor",
        "answer",
        "due",
        "token",
    )
    return {name: getattr(contact, name) for name in (*names, "order_number")} | {"seen": contact.version}
