"""The people of a case as a form asks for them: everything may be left blank."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tonghu.cases.drafts import PartyDraft
from tonghu.cases.rules.kinds import Role
from tonghu.people.rules import Sex
from tonghu.web.fields import DayField

FACTS = ("name", "phone", "identity", "address", "born", "sex", "relation")
ROWS = 3
MOST_ROWS = 40


class PartyForm(forms.Form):
    """One person: known already (``person``), or what was said of a new one."""

    person = forms.IntegerField(required=False, min_value=0, max_value=2**62, widget=forms.HiddenInput)
    roles = forms.MultipleChoiceField(
        label=_("Is"), choices=Role.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    name = forms.CharField(label=pgettext_lazy("person", "Name"), required=False, max_length=60)
    phone = forms.CharField(label=_("Phone"), required=False, max_length=40)
    address = forms.CharField(label=_("Address"), required=False, max_length=200)
    identity = forms.CharField(label=_("Identity number"), required=False, max_length=20)
    born = DayField(label=_("Born"), required=False)
    sex = forms.TypedChoiceField(
        label=_("Sex"),
        choices=Sex.choices,
        coerce=int,
        initial=Sex.UNSTATED,
        empty_value=Sex.UNSTATED,  # type: ignore[arg-type]  # the stubs know text alone
        required=False,
    )
    relation = forms.CharField(label=_("Relation to the minor"), required=False, max_length=60)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known: Any = None
        self.fields["phone"].widget.attrs["inputmode"] = "tel"
        for name in ("name", "phone", "address", "identity", "relation"):
            self.fields[name].widget.attrs["autocomplete"] = "off"

    @property
    def more(self) -> bool:
        """Whether something stands in, or is wrong with, what is folded."""
        return any(self[name].value() or self.errors.get(name) for name in ("identity", "born", "relation"))

    @property
    def typed(self) -> dict[str, str]:
        """What was typed, read or not; for the hint."""
        return {name: str(self[name].value() or "") for name in FACTS}

    @property
    def says(self) -> bool:
        """Whether anything was typed, or is wrong, so that the row must not stay folded."""
        return bool(self.errors) or any(value for name, value in self.typed.items() if name != "sex")

    @property
    def proposed(self) -> str:
        """What the row is proposed to be, as the line that unfolds it."""
        roles = self["roles"].value() or []
        return "、".join(str(Role(role).label) for role in roles if role in Role.values) or str(_("Another person"))

    def says_something(self) -> bool:
        """Whether this row is about anybody; roles alone are not."""
        facts = self.cleaned_data
        return bool(facts.get("person")) or any(facts.get(name) for name in FACTS if name != "sex")

    def draft(self, token: UUID) -> PartyDraft:
        """The person of a valid row; ``token`` is that of the whole form."""
        facts = self.cleaned_data
        own = uuid5(token, str(self.prefix))
        if facts.get("person"):
            return PartyDraft(roles=facts["roles"], person_id=facts["person"], relation=facts["relation"], token=own)
        return PartyDraft(roles=facts["roles"], token=own, **{name: facts[name] for name in FACTS})


if TYPE_CHECKING:
    _Rows = forms.BaseFormSet[PartyForm]
else:
    _Rows = forms.BaseFormSet


class BasePartySet(_Rows):
    """The rows of people."""

    def clean(self) -> None:
        for form in self.forms:
            if form.is_valid() and form.says_something() and not form.cleaned_data["roles"]:
                form.add_error("roles", _("Please say what this person is in the case."))

    def drafts(self, token: UUID) -> list[PartyDraft]:
        """The people of a valid set."""
        return [form.draft(token) for form in self.forms if form.says_something()]


PartySet = forms.formset_factory(PartyForm, formset=BasePartySet, extra=ROWS, max_num=MOST_ROWS, absolute_max=MOST_ROWS)
