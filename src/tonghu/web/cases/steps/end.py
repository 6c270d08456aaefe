"""How a case ends, is looked at again and goes on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from tonghu.cases.actions.closure import approve_closure, ask_closure, return_closure, take_back_closure
from tonghu.cases.actions.extend import MOST_DAYS, extend_case
from tonghu.cases.actions.follow_up import follow_up
from tonghu.cases.actions.reopen import reopen_case
from tonghu.cases.actions.withdraw import withdraw_case
from tonghu.cases.models import FollowUp, Goal, Step
from tonghu.cases.rules.states import State
from tonghu.cases.rules.ways import TIMED, Outcome, Satisfaction
from tonghu.web.cases.steps.base import StepForm, day_field, words_field


class ExtendForm(StepForm):
    verb = "extend"
    intro = gettext_lazy("Once only, by at most 30 days, with the reasons told to the petitioner (Art 34).")
    days = forms.IntegerField(label=gettext_lazy("Days"), min_value=1, max_value=MOST_DAYS, initial=MOST_DAYS)
    why = words_field(gettext_lazy("Reasons"), required=True, rows=3)
    told_on = day_field(gettext_lazy("Petitioner told on"), required=True)

    def do(self) -> str:
        facts = self.cleaned_data
        extend_case(**self.upon, days=facts["days"], why=facts["why"], told_on=facts["told_on"])
        return _("Extended. The new last day stands on the case.")


class AskClosureForm(StepForm):
    verb = "ask_closure"
    intro = gettext_lazy("A leader approves it against the plan. Until then the case stays with you.")
    outcome = forms.ChoiceField(label=gettext_lazy("How it ended"), choices=[("", "…"), *Outcome.choices])
    result = words_field(gettext_lazy("What was reached"), required=True)
    satisfaction = forms.TypedChoiceField(
        label=gettext_lazy("What the petitioner says of the handling"),
        choices=[("", gettext_lazy("not asked yet")), *Satisfaction.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )
    day = day_field()

    def do(self) -> str:
        facts = self.cleaned_data
        names = ("outcome", "result", "satisfaction", "day")
        ask_closure(**self.upon, **{name: facts[name] for name in names})
        return _("Asked. The leader finds it on her desk.")


class TakeBackForm(StepForm):
    verb = "take_back"
    words = words_field(gettext_lazy("Why"), rows=2)

    def do(self) -> str:
        take_back_closure(**self.upon, words=self.cleaned_data["words"])
        return _("Taken back; the case is being handled again.")


class ApproveForm(StepForm):
    verb = "approve_closure"
    template = "cases/approve.html"
    day = day_field(pgettext_lazy("case", "Closed on"))
    told_on = day_field(gettext_lazy("Petitioner told on"))
    words = words_field(rows=2)

    def context(self) -> dict[str, Any]:
        """What was proposed, and the plan it is held against."""
        return {
            "goals": list(Goal.objects.visible_to(self.by).filter(case=self.case)),
            "looks": list(FollowUp.objects.visible_to(self.by).filter(case=self.case)[:5]),
        }

    def do(self) -> str:
        facts = self.cleaned_data
        approve_closure(**self.upon, day=facts["day"], told_on=facts["told_on"], words=facts["words"])
        return _("Closed. The next follow-up is set.")


class ReturnForm(StepForm):
    verb = "return_closure"
    why = words_field(gettext_lazy("What is still to be done"), required=True)

    def do(self) -> str:
        return_closure(**self.upon, why=self.cleaned_data["why"])
        return _("Given back.")


class FollowUpForm(StepForm):
    verb = "follow_up"
    day = day_field()
    how = forms.ChoiceField(label=gettext_lazy("How"), choices=FollowUp._meta.get_field("how").flatchoices)
    missed = forms.BooleanField(label=gettext_lazy("Nobody was reached"), required=False)
    safe = forms.TypedChoiceField(
        label=gettext_lazy("The child is safe"),
        choices=[("", gettext_lazy("not seen")), ("yes", gettext_lazy("yes")), ("no", gettext_lazy("no"))],
        coerce=lambda value: value == "yes",
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Where she is not: call 110 first, then report."),
    )
    words = words_field(gettext_lazy("How things stand"))
    last = forms.BooleanField(label=gettext_lazy("No further follow-up is needed"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.case.state != State.CLOSED:
            del self.fields["last"]

    def do(self) -> str:
        facts = self.cleaned_data
        names = ("day", "how", "safe", "words", "token")
        said = {name: facts[name] for name in names}
        again = not facts.get("last", False)
        follow_up(case=self.case, by=self.by, reached=not facts["missed"], again=again, **said)
        return _("Written down.")


class ReopenForm(StepForm):
    verb = "reopen"
    why = words_field(gettext_lazy("Why it is taken up again"), required=True, rows=3)
    day = day_field()

    @property
    def intro(self) -> str:  # type: ignore[override]
        """Which clock begins anew."""
        if self.case.way == TIMED:
            return _("The 60 days of petition procedure begin anew on this day.")
        return _("The case comes up again by the danger in it.")

    def do(self) -> str:
        reopen_case(**self.upon, why=self.cleaned_data["why"], day=self.cleaned_data["day"])
        return _("Reopened.")


class WithdrawForm(StepForm):
    verb = "withdraw"
    intro = gettext_lazy("Only where the petitioner herself says so, of her own will. It can be reopened.")
    words = words_field(gettext_lazy("What she said"), rows=3)
    day = day_field()

    def do(self) -> str:
        withdraw_case(**self.upon, words=self.cleaned_data["words"], day=self.cleaned_data["day"])
        return _("Noted. The case ends here; it can be reopened.")


def _asked(step: Step) -> str:
    outcome = step.data.get("outcome")
    named = str(Outcome(outcome).label) if outcome in Outcome.values else ""
    return _("Closure asked for: %(outcome)s") % {"outcome": named}


def _looked(step: Step) -> str:
    how = dict(FollowUp._meta.get_field("how").flatchoices).get(step.data.get("how"), "")
    said = _("Follow-up: %(how)s") % {"how": how}
    return said if step.data.get("reached", True) else said + " · " + _("nobody was reached")


SAID = {
    "ask_closure": _asked,
    "follow_up": _looked,
    "extend": lambda step: _("Extended by %(days)s days") % {"days": step.data.get("days", "")},
}

FORMS: dict[str, type[StepForm]] = {
    form.verb: form
    for form in (
        ExtendForm,
        AskClosureForm,
        TakeBackForm,
        ApproveForm,
        ReturnForm,
        FollowUpForm,
        ReopenForm,
        WithdrawForm,
    )
}
