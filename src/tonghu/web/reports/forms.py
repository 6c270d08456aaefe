"""Forms of reports and templates."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.kit.periods import Period
from tonghu.reports.models import Template
from tonghu.reports.queries import Wanted, templates_of
from tonghu.reports.rules import SectionKind, State
from tonghu.web.fields import DayField

OTHER = "other"
YEARS = 4


class FilterForm(forms.Form):
    """What the list is narrowed by."""

    q = forms.CharField(
        label=gettext_lazy("Words"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"placeholder": gettext_lazy("Title, number, office, pinyin"), "type": "search"}),
    )
    state = forms.ChoiceField(
        label=gettext_lazy("State"), required=False, choices=[("", gettext_lazy("all")), *State.choices]
    )
    year = forms.IntegerField(label=gettext_lazy("Year"), required=False, min_value=1950, max_value=2200)
    own = forms.BooleanField(label=gettext_lazy("My office only"), required=False)
    oldest = forms.BooleanField(label=gettext_lazy("Earliest first"), required=False)

    def __init__(self, data: QueryDict, *, by: Actor) -> None:
        super().__init__(data)
        self.by, self.query = by, data

    def wanted(self) -> Wanted:
        """The conditions; those that could not be read are left out."""
        self.is_valid()
        return Wanted(**{name: value for name, value in self.cleaned_data.items() if value})

    def words(self) -> list[tuple[str, str]]:
        """Each filter as a removable word: a sentence, and the address without it."""
        found = []
        for name, value in self.cleaned_data.items():
            if value:
                label, shown = self.fields[name].label, dict(State.choices).get(value, value)
                word = str(label) if value is True else _("%(label)s: %(value)s") % {"label": label, "value": shown}
                found.append((word, "?" + self.address(without=name)))
        return found

    def address(self, *, without: str = "", **more: str) -> str:
        """The query of this list, the page left out."""
        query = self.query.copy()
        for name in ("after", without, *(name for name, value in self.query.items() if not value)):
            query.pop(name, None)
        for name, value in more.items():
            query[name] = value
        return query.urlencode()


class NewForm(forms.Form):
    """Begin a report: which period, from which template, to whom."""

    period = forms.ChoiceField(label=gettext_lazy("Period"))
    first = DayField(
        label=gettext_lazy("First day"), required=False, help_text=gettext_lazy("For another period only.")
    )
    last = DayField(label=gettext_lazy("Last day"), required=False)
    template = forms.ModelChoiceField(
        label=gettext_lazy("Template"),
        queryset=Template.objects.none(),
        required=False,
        empty_label=gettext_lazy("The half-year template"),
    )
    addressee = forms.CharField(
        label=gettext_lazy("Addressee"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("Whom the report is for; may stay empty."),
    )
    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, data: QueryDict | None = None, *, by: Actor) -> None:
        super().__init__(data)
        self.fields["period"].choices = _periods()  # type: ignore[attr-defined]
        self.fields["template"].queryset = templates_of(by)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Adds ``span``, the period itself."""
        found = super().clean() or {}
        code, first, last = found.get("period"), found.get("first"), found.get("last")
        if code and code != OTHER:
            found["span"] = Period.parse(code)
        elif code and not self.errors:
            if not first or not last:
                self.add_error("first", _("Please give the first and the last day of the period."))
            elif last < first:
                self.add_error("last", _("The period ends before it begins."))
            else:
                found["span"] = Period.between(first, last)
        return found


def _periods() -> list[tuple[str, str]]:
    today: date = timezone.localdate()
    halves = [Period.half(year, half) for year in range(today.year, today.year - YEARS, -1) for half in (2, 1)]
    years = [Period.year(year) for year in range(today.year, today.year - YEARS, -1)]
    language = get_language() or ""
    found = [(one.code, one.label(language)) for one in (*halves, *years) if one.start <= today]
    return [*found, (OTHER, _("Another period"))]


class HeadForm(forms.Form):
    """Title and addressee of a draft."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=120)
    addressee = forms.CharField(label=gettext_lazy("Addressee"), required=False, max_length=120)


class WordsForm(forms.Form):
    """A section: heading, sort and text."""

    heading = forms.CharField(label=gettext_lazy("Heading"), max_length=120)
    kind = forms.ChoiceField(label=gettext_lazy("Sort"), choices=SectionKind.choices, initial=SectionKind.WORK)
    body = forms.CharField(
        label=gettext_lazy("Text"),
        required=False,
        max_length=20_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "data-insert-here": "", "spellcheck": "false"}),
        help_text=gettext_lazy("Words, and figures by key such as [[outreach.publicity]]; one paragraph a line."),
    )


class SectionForm(WordsForm):
    """A report's section, with the edit that its writer saw."""

    seen_edit = forms.IntegerField(widget=forms.HiddenInput, initial=0)


class TemplateForm(forms.Form):
    """A template's head."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=60)
    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=120,
        help_text=gettext_lazy("[[office]] and [[period]] stand for the office and the period."),
    )
    addressee = forms.CharField(label=gettext_lazy("Addressee"), required=False, max_length=120)
    seen_version = forms.IntegerField(widget=forms.HiddenInput)


class PatternForm(WordsForm):
    """A section of a template; position and removal come from its form set."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].widget.attrs["rows"] = 5


PatternSet = forms.formset_factory(PatternForm, extra=1, can_order=True, can_delete=True, max_num=40)
