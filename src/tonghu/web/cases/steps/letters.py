"""Forms of a letter to another body and of the mandatory report."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tonghu.cases.actions.letters import write_letter
from tonghu.cases.actions.report_harm import report_harm
from tonghu.cases.letter_drafts import HarmReport, LetterDraft
from tonghu.cases.models import Letter, Step
from tonghu.cases.queries.disclosing import masked, offered, parties_of, whom
from tonghu.cases.queries.letters import bodies
from tonghu.cases.rules.bodies import REPORTED_TO, Body, body_of
from tonghu.cases.rules.disclosing import ALWAYS, IN_A_REPORT, OF_A_REPORT, Offered, may_agree
from tonghu.cases.rules.steps import LetterKind
from tonghu.cases.rules.ways import Situation
from tonghu.places.models import Office
from tonghu.web.cases.steps.base import StepForm, day_field, words_field
from tonghu.web.fields import ComingField

LONGEST_NAME = 200


class Disclosing(StepForm):
    """What is common to both: the fields of the case that may be told, chosen one by one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parties = parties_of(self.case, self.by)
        self.able = offered(self.case, self.parties, self.by)
        self.fields["fields"] = forms.MultipleChoiceField(
            label=_("What is told"),
            required=False,
            choices=[(one.key, f"{one.label}：{masked(one)}") for one in self.able],
            widget=forms.CheckboxSelectMultiple,
            initial=list(self.chosen_first()),
        )

    def chosen_first(self) -> Iterable[str]:
        return ALWAYS

    @property
    def groups(self) -> list[tuple[str, list[Any]]]:
        """The boxes under the heading of the person they are about."""
        found: dict[str, list[Any]] = {}
        for one, box in zip(self.able, self["fields"], strict=True):
            found.setdefault(one.heading, []).append(box)
        return list(found.items())


class LetterForm(Disclosing):
    """A letter to another body; it is looked at before it goes out."""

    verb = "refer"
    button = _("Go on to the preview")
    template = "referrals/letter_form.html"

    kind = forms.ChoiceField(
        label=_("Kind of letter"),
        choices=[(one.value, one.label) for one in (LetterKind.REFERRAL, LetterKind.POLICE_LEAD)],
    )
    to_office = forms.ModelChoiceField(
        label=_("Body"), queryset=Office.objects.none(), required=False, empty_label=_("Another one, named below")
    )
    to_name = forms.CharField(label=_("Name of another body"), required=False, max_length=LONGEST_NAME)
    by_account = forms.BooleanField(
        label=_("It answers with its own account"),
        required=False,
        help_text=_("Else the letter goes on paper and the answer is entered here."),
    )
    asks = words_field(_("What is asked of it"), required=True, rows=3)
    agreed = forms.MultipleChoiceField(
        label=_("Who agreed"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("For a minor a guardian; never the person complained of."),
    )  # fmt: skip
    agreed_how = forms.CharField(
        label=_("How they agreed"),
        required=False,
        max_length=LONGEST_NAME,
        help_text=_("In writing, by word, by phone."),
    )
    agreed_on = day_field(_("Agreed on"))
    receive_by = ComingField(
        label=_("Receipt by"), required=False, help_text=_("Where it is blank, the term of the house holds.")
    )
    answer_by = ComingField(label=_("Answer by"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = [one.pk for one in bodies(self.case)]
        self.fields["to_office"].queryset = Office.objects.filter(pk__in=listed).order_by("-place_id", "id")  # type: ignore[attr-defined]
        people = whom(self.parties)
        self.fields["agreed"].choices = [  # type: ignore[attr-defined]
            (one.pk, f"{one.person}（{one}）") for one in self.parties if may_agree(people[one.pk])
        ]
        self.order_fields(["kind", "to_office", "to_name", "by_account", "asks", "fields"])

    def draft(self) -> LetterDraft:
        """What was filled in, as the action takes it."""
        said = self.cleaned_data
        office = said["to_office"]
        return LetterDraft(
            kind=said["kind"],
            to_office_id=office.pk if office else None,
            to_name=said["to_name"],
            by_account=said["by_account"],
            asks=said["asks"],
            fields=said["fields"],
            agreed=[int(one) for one in said["agreed"]],
            agreed_how=said["agreed_how"],
            agreed_on=said["agreed_on"],
            receive_by=said["receive_by"],
            answer_by=said["answer_by"],
        )

    def do(self) -> str:
        self.letter: Letter = write_letter(
            case=self.case, draft=self.draft(), by=self.by, seen=self.cleaned_data["seen"], token=self.sent
        )
        return gettext("The letter is written. Read what it tells, then send it.")

    @property
    def then(self) -> str:
        written = getattr(self, "letter", None)
        return reverse("web:case-letter", args=[self.case.pk, written.pk]) if written else super().then


def body_field(label: Any) -> forms.CharField:
    """The name of a body that a report goes to; blank where it goes to others."""
    widget = forms.TextInput(attrs={"list": "bodies", "autocomplete": "off"})
    return forms.CharField(label=label, required=False, max_length=LONGEST_NAME, widget=widget)


class HarmForm(Disclosing):
    """The mandatory report, on one page and sent at once."""

    verb = "report"
    button = _("Send the report now")
    template = "referrals/harm_form.html"

    situations = forms.TypedMultipleChoiceField(
        label=_("The nine situations"), choices=Situation.choices, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    noticed_on = day_field(_("Noticed on"), required=True)
    police = body_field(_("Police"))
    civil_affairs = body_field(_("Civil affairs"))
    education = body_field(_("Education"))
    called_110_at = forms.DateTimeField(
        label=_("110 called at"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("Where 110 was called."),
    )
    sent_on = day_field(_("Sent on"), required=True)
    asks = words_field(_("What is asked"), rows=2)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bodies = bodies(self.case)
        self.fields["situations"].initial = self.case.situations
        self.fields["noticed_on"].initial = self.case.noticed_on or timezone.localdate()
        for sort in REPORTED_TO:
            named = next((one.name for one in self.bodies if body_of(one.name) == sort), "")
            self.fields[sort].initial = named if sort == Body.POLICE else ""
        self.order_fields(["situations", "noticed_on", "police", "civil_affairs", "education"])

    def chosen_first(self) -> Iterable[str]:
        return [one.key for one in self.able if one.key in OF_A_REPORT or _of_a_person(one)]

    def report(self) -> HarmReport:
        """What was filled in, as the action takes it."""
        said = self.cleaned_data
        return HarmReport(
            bodies=[(said[sort], sort.value) for sort in REPORTED_TO if said[sort].strip()],
            situations=said["situations"],
            noticed_on=said["noticed_on"],
            sent_on=said["sent_on"],
            called_110_at=said["called_110_at"],
            asks=said["asks"],
            fields=said["fields"],
        )

    def do(self) -> str:
        report_harm(case=self.case, report=self.report(), by=self.by, seen=self.cleaned_data["seen"], token=self.sent)
        return gettext("Reported. The result is asked for until it is written down here.")

    @property
    def then(self) -> str:
        return super().then + "#letters"


def _of_a_person(one: Offered) -> bool:
    return one.about is not None and one.key.rpartition(".")[2] in IN_A_REPORT


SENTENCES = {
    "write": _("Letter %(code)s to %(body)s was written"),
    "override": _("Letter %(code)s to %(body)s: a leader decided that it goes out without consent"),
    "send": _("Letter %(code)s went to %(body)s"),
    "receive": _("%(body)s has received letter %(code)s"),
    "accept": _("%(body)s has accepted letter %(code)s"),
    "return": _("%(body)s has sent letter %(code)s back"),
    "answer": _("%(body)s has answered letter %(code)s"),
    "remind": _("%(body)s was reminded of letter %(code)s"),
    "urge": _("%(body)s was urged in writing to answer letter %(code)s"),
    "supervise": _("Supervision was asked for: %(body)s has not answered letter %(code)s"),
    "revoke": _("Letter %(code)s to %(body)s was revoked"),
}


def of_letter(step: Step) -> str:
    """A step of a letter as a sentence."""
    return str(SENTENCES[step.data["step"]]) % {"code": step.data["code"], "body": step.data["body"]}


def of_report(step: Step) -> str:
    """The mandatory report as a sentence, with its delay."""
    said = gettext("Harm to a minor was reported to %(body)s") % {"body": step.data["body"]}
    days = step.data.get("days")
    if not days:
        return said
    return gettext("%(said)s, %(days)s days after it was noticed") % {"said": said, "days": days}


FORMS: dict[str, type[StepForm]] = {"refer": LetterForm, "report": HarmForm}
SAID = {"refer": of_letter, "report": of_report}
