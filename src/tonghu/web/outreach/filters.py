"""The filters above the list, from an address and back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tonghu.outreach.filters import Sort, Wanted
from tonghu.outreach.rules import ActivityKind, Topic
from tonghu.web.narrowing import NarrowingForm
from tonghu.web.outreach.fields import DayField


class FilterForm(NarrowingForm):
    """What a list is narrowed by. A filter that cannot be read is said and left out, never guessed."""

    q = forms.CharField(
        label=_("Words"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"placeholder": _("Name, venue, pinyin"), "type": "search", "size": 18}),
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("all")), *ActivityKind.choices])
    topic = forms.ChoiceField(label=_("Topic"), required=False, choices=[("", _("all")), *Topic.choices])
    place = forms.CharField(
        label=_("Division"), required=False, max_length=60, widget=forms.TextInput(attrs={"size": 8})
    )
    first = DayField(label=_("From"), required=False, widget=forms.TextInput(attrs={"size": 9}))
    last = DayField(label=_("Until"), required=False, widget=forms.TextInput(attrs={"size": 9}))
    sort = forms.ChoiceField(label=_("Order"), required=False, choices=Sort.choices)
    office = forms.IntegerField(required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput)

    def wanted(self) -> Wanted:
        """The conditions; those that could not be read are left out."""
        self.is_valid()
        facts = {name: value for name, value in self.cleaned_data.items() if value}
        return Wanted(**{**facts, "sort": Sort(facts.get("sort", Sort.DAY))})

    def words(self) -> list[tuple[str, str]]:
        """Each filter as a removable word: a sentence, and the address without it."""
        found = []
        for name, value in self.cleaned_data.items():
            if value and not (name == "sort" and value == Sort.DAY):
                label = _("Unit") if name == "office" else self.fields[name].label
                found.append((f"{label}：{self._shown(name, value)}", "?" + self.address(without=name)))
        return found

    def _shown(self, name: str, value: Any) -> str:
        if name == "office":
            return self.unit.called if self.unit else "–"
        return str(dict(getattr(self.fields[name], "choices", ())).get(value, value))
