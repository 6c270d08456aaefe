"""The filters above the list of cases, from an address and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tonghu.access.actor import Actor
from tonghu.cases.queries.wanted import Sort, Wanted
from tonghu.cases.rules.kinds import KIND_OF, Channel, Kind, Matter
from tonghu.cases.rules.states import State
from tonghu.web.fields import DayField
from tonghu.web.narrowing import NarrowingForm

OPEN = "open"
GROUP = "kind-"
ALL = ("", _("all"))


def matters() -> list[tuple[str, list[tuple[str, str | Promise]]]]:
    """Matters under their kinds, as a select draws groups."""
    return [
        (str(kind.label), [(matter.value, matter.label) for matter in Matter if KIND_OF[matter] == kind])
        for kind in Kind
    ]


def _kinds() -> list[Any]:
    whole = {kind: (f"{GROUP}{kind.value}", _("All of this kind")) for kind in Kind}
    return [ALL, *((label, [whole[kind], *inside]) for kind, (label, inside) in zip(Kind, matters(), strict=True))]


class FilterForm(NarrowingForm):
    """What the list is narrowed by. A filter that cannot be read is said and left out, never guessed."""

    q = forms.CharField(
        label=_("Words"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"placeholder": _("Number, name, pinyin, phone"), "type": "search", "size": 18}),
    )
    state = forms.ChoiceField(label=_("State"), required=False, choices=[ALL, (OPEN, _("not ended")), *State.choices])
    what = forms.ChoiceField(label=_("Kind"), required=False, choices=_kinds)
    channel = forms.ChoiceField(label=_("Channel"), required=False, choices=[ALL, *Channel.choices])
    place = forms.CharField(
        label=_("Division"), required=False, max_length=60, widget=forms.TextInput(attrs={"size": 8})
    )
    first = DayField(label=_("From"), required=False)
    last = DayField(label=_("Until"), required=False)
    sort = forms.ChoiceField(label=_("Order"), required=False, choices=Sort.choices)
    late = forms.BooleanField(label=_("late"), required=False)
    mine = forms.BooleanField(label=_("mine"), required=False)
    minor = forms.BooleanField(label=_("minors"), required=False)
    repeat = forms.BooleanField(label=_("came before"), required=False)
    office = forms.IntegerField(required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict, *, by: Actor) -> None:
        super().__init__(data, by=by)
        for name in ("first", "last"):
            self.fields[name].widget.attrs["size"] = 9

    def wanted(self) -> Wanted:
        """The conditions; those that could not be read are left out."""
        self.is_valid()
        facts: dict[str, Any] = {name: value for name, value in self.cleaned_data.items() if value}
        what, state = facts.pop("what", ""), facts.pop("state", "")
        if what:
            facts["kind" if what.startswith(GROUP) else "matter"] = what.removeprefix(GROUP)
        if state:
            facts |= {"open": True} if state == OPEN else {"state": state}
        return Wanted(**{**facts, "sort": Sort(facts.get("sort", Sort.DAY))})

    def words(self) -> list[tuple[str, str]]:
        """Each filter as a removable word: a sentence, and the address without it."""
        found = []
        for name, value in self.cleaned_data.items():
            if value and not (name == "sort" and value == Sort.DAY):
                found.append((self._said(name, value), "?" + self.address(without=name)))
        return found

    def _said(self, name: str, value: Any) -> str:
        field = self.fields[name]
        if name == "office":
            return self.unit.called if self.unit else "–"
        if isinstance(field, forms.BooleanField):
            return str(field.label)
        return f"{field.label}：{_named(field).get(value, value)}"


def drawn(form: FilterForm, clear: str) -> SafeString:
    """The filters as HTML; with none set they are the same for everybody, and drawn once a language."""
    if form.query:
        return _draw(form, clear)
    language = get_language() or ""
    if language not in _unset:
        _unset[language] = _draw(form, clear)
    return _unset[language]


_unset: dict[str, SafeString] = {}


def _draw(form: FilterForm, clear: str) -> SafeString:
    return SafeString(render_to_string("parts/filters.html", {"filters": form, "words": form.words(), "clear": clear}))


def _named(field: forms.Field) -> Mapping[Any, Any]:
    """The choices of a field by their values; a whole kind by the name of its group."""
    found: dict[Any, Any] = {}
    for value, label in getattr(field, "choices", ()):
        if isinstance(label, list | tuple):
            found |= dict(label)
            found |= {one: value for one, _label in label if one.startswith(GROUP)}
        else:
            found[value] = label
    return found
