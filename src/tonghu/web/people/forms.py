from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tonghu.access.actor import Actor
from tonghu.kit.crypto import mask_id, mask_phone
from tonghu.people.drafts import PersonDraft, ServiceDraft
from tonghu.people.models import Person
from tonghu.people.queries import offices_of
from tonghu.people.rules import ServiceRole, Sex
from tonghu.places.models import Office
from tonghu.places.rules import Level
from tonghu.web.fields import DayField


class PeopleFilters(forms.Form):
    """Who is listed, and in which order."""

    q = forms.CharField(
        label=pgettext_lazy("person", "Name"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"placeholder": _("Name, pinyin, initials, workplace")}),
    )
    role = forms.ChoiceField(label=_("Serves as"), required=False, choices=[("", _("all")), *ServiceRole.choices])
    office = forms.ModelChoiceField(Office.objects.none(), label=_("Office"), required=False, empty_label=_("all"))
    left = forms.ChoiceField(label=_("Standing"), required=False, choices=[("", _("serving")), ("left", _("has left"))])
    sort = forms.ChoiceField(
        label=_("Order"), required=False, choices=[("", _("newest first")), ("name", _("by name"))]
    )

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        office = self.fields["office"]
        assert isinstance(office, forms.ModelChoiceField)
        office.queryset = offices_of(actor)

    def asked(self) -> dict[str, Any]:
        """The arguments of :func:`tonghu.people.queries.people`."""
        self.is_valid()
        facts = self.cleaned_data
        office = facts.get("office")
        return {
            "q": facts.get("q", ""),
            "role": facts.get("role", ""),
            "office": office.pk if office else None,
            "left": facts.get("left") == "left",
            "sort": facts.get("sort") or "new",
        }


class PersonForm(forms.Form):
    """An adult who serves. Numbers that are already there are not shown; left blank they stay."""

    name = forms.CharField(
        label=pgettext_lazy("person", "Name"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    services = forms.MultipleChoiceField(
        label=_("Serves as"), choices=ServiceRole.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    since = DayField(label=_("Since"), required=False, help_text=_("For services that begin with this entry."))
    office = forms.ModelChoiceField(Office.objects.none(), label=_("Office"))
    phone = forms.CharField(
        label=_("Phone"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    no_phone = forms.BooleanField(label=_("Take the number away"), required=False)
    identity = forms.CharField(
        label=_("Identity number"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    no_identity = forms.BooleanField(label=_("Take the identity number away"), required=False)
    sex = forms.TypedChoiceField(label=_("Sex"), choices=Sex.choices, coerce=int, initial=Sex.UNSTATED)
    unit = forms.CharField(label=_("Works at"), max_length=120, required=False)
    skills = forms.CharField(label=_("Skills"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, actor: Actor, person: Person | None = None, **options: Any) -> None:
        initial = {"token": uuid4(), "office": actor.office.pk if actor.office else None}
        options["initial"] = {**initial, **(options.get("initial") or {})}
        super().__init__(*args, **options)
        self.person = person
        office = self.fields["office"]
        assert isinstance(office, forms.ModelChoiceField)
        office.queryset = _offices(actor, person)
        for name, mask in (("phone", mask_phone), ("identity", mask_id)):
            there = getattr(person, name) if person else ""
            if there:
                self.fields[name].help_text = _("Leave it blank to keep %(masked)s.") % {"masked": mask(there)}
            else:
                del self.fields[f"no_{name}"]

    def draft(self) -> PersonDraft:
        """What was typed, with the numbers that stay and the days of services that go on."""
        facts = self.cleaned_data
        token: UUID = self.person.token if self.person else facts["token"]
        return PersonDraft(
            office_id=facts["office"].pk,
            name=facts["name"],
            sex=facts["sex"],
            phone=self._number("phone"),
            identity=self._number("identity"),
            unit=facts["unit"],
            skills=facts["skills"],
            services=self._services(),
            left_on=self.person.left_on if self.person else None,
            token=token,
        )

    def _number(self, name: str) -> str:
        kept = getattr(self.person, name) if self.person and not self.cleaned_data.get(f"no_{name}") else ""
        return str(self.cleaned_data[name] or kept)

    def _services(self) -> tuple[ServiceDraft, ...]:
        there = {service.role: service for service in self.person.services.all()} if self.person else {}
        today = timezone.localdate()
        drafts = []
        for role in self.cleaned_data["services"]:
            old = there.get(role)
            runs = old is not None and (old.until is None or old.until > today)
            since = old.since if old and runs else self.cleaned_data["since"]
            drafts.append(ServiceDraft(role=role, since=since, until=old.until if old and runs else None))
        return tuple(drafts)


class LeaveForm(forms.Form):
    """The last day of a person's service."""

    on = DayField(label=_("Last day"))
    why = forms.CharField(label=_("Reason"), max_length=200, required=False)


class WhyForm(forms.Form):
    """A reason that the trail keeps."""

    why = forms.CharField(label=_("Reason"), max_length=200)


def _offices(actor: Actor, person: Person | None) -> Any:
    own = actor.office.place.level if actor.office else Level.VILLAGE
    finest = Level.VILLAGE if own >= Level.COUNTY else Level.TOWN
    there = Office.objects.visible_to(actor).acting().open_on(timezone.localdate()).filter(place__level__lte=finest)
    if person is not None:
        there = there | Office.objects.visible_to(actor).filter(pk=person.office_id)
    return there.order_by("place_id", "id").distinct()
