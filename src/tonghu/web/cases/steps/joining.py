"""Two registrations of one matter, and one that holds two: merge, unmerge, split."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from tonghu.cases.actions.merge import merge_case, unmerge_case
from tonghu.cases.actions.split import split_case
from tonghu.cases.checks import LONGEST_TITLE
from tonghu.cases.models import Case, Party, Step
from tonghu.cases.queries.wanted import number_of
from tonghu.cases.rules.kinds import Matter
from tonghu.web.cases.fields import MatterField, offered_matters
from tonghu.web.cases.steps.base import StepForm, words_field


class MergeForm(StepForm):
    verb = "merge"
    intro = gettext_lazy(
        "For a matter that was registered twice. People, occurrences and contacts of this case are shown from the "
        "one that is kept; taking them apart again restores both."
    )
    into = forms.CharField(
        label=gettext_lazy("Case that is kept"), max_length=20, help_text=gettext_lazy("Its number, like 2026-0038.")
    )
    words = words_field(gettext_lazy("Why"), rows=2)

    def clean_into(self) -> Case:
        number = number_of(self.cleaned_data["into"])
        if number is None:
            raise ValidationError(_("Write the number like 2026-0038."))
        same = Case.objects.visible_to(self.by).filter(year=number[0], serial=number[1]).exclude(pk=self.case.pk)
        found = same.filter(office=self.case.office).order_by("pk").first()
        if found is None:
            raise ValidationError(_("No other case of this office has this number."))
        return found

    def do(self) -> str:
        merge_case(**self.upon, into=self.cleaned_data["into"], words=self.cleaned_data["words"])
        return _("Joined. The kept case shows both.")


class UnmergeForm(StepForm):
    verb = "unmerge"
    intro = gettext_lazy("Both cases stand again as they were, with their clocks.")
    words = words_field(gettext_lazy("Why"), rows=2)

    def do(self) -> str:
        unmerge_case(**self.upon, words=self.cleaned_data["words"])
        return _("Taken apart again.")


class SplitForm(StepForm):
    verb = "split"
    template = "cases/split.html"
    intro = gettext_lazy("One matter of this case becomes a case of its own, with its own number and clocks.")
    matter = MatterField(label=gettext_lazy("Kind"), help_text=gettext_lazy("Not the leading one: that stays here."))
    title = forms.CharField(  # type: ignore[assignment]  # the metaclass takes fields out of the class
        label=gettext_lazy("In short"),
        max_length=LONGEST_TITLE,
        help_text=gettext_lazy("Stands in lists: no names, no school, no address."),
    )
    words = words_field(pgettext_lazy("case", "What happened"))
    parties = forms.TypedMultipleChoiceField(
        label=gettext_lazy("People in the new case too"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parties = Party.objects.visible_to(self.by).filter(case=self.case).select_related("person")
        self.fields["parties"].choices = [  # type: ignore[attr-defined]
            (party.pk, f"{party.person}（{party}）") for party in parties
        ]

    def context(self) -> dict[str, Any]:
        return {"matters": offered_matters()}

    def do(self) -> str:
        facts = self.cleaned_data
        names = ("matter", "title", "words", "parties")
        made = split_case(**self.upon, **{name: facts[name] for name in names})
        return _("Split off as %(number)s.") % {"number": made.number}


def _merged(step: Step) -> str:
    return _("Joined to %(number)s") % {"number": step.data.get("into", "")}


def _joined(step: Step) -> str:
    return _("%(number)s was joined to this case") % {"number": step.data.get("from", "")}


def _parted(step: Step) -> str:
    return _("%(number)s was taken apart again") % {"number": step.data.get("from", "")}


def _split(step: Step) -> str:
    matter = step.data.get("matter")
    return _("Split off: %(matter)s") % {"matter": str(Matter(matter).label) if matter in Matter.values else ""}


SAID = {"merge": _merged, "joined": _joined, "parted": _parted, "split": _split}

FORMS: dict[str, type[StepForm]] = {form.verb: form for form in (MergeForm, UnmergeForm, SplitForm)}
