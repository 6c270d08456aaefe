from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tonghu.access.actor import Actor
from tonghu.kit.crypto import mask_phone
from tonghu.places.drafts import ContactDraft, OfficeDraft
from tonghu.places.models import Contact, Office, Place
from tonghu.places.rules import Level, OfficeKind
from tonghu.web.fields import DayField

HIGHER = (OfficeKind.FEDERATION, OfficeKind.RIGHTS_CENTRE, OfficeKind.LEADING_GROUP, OfficeKind.MEMBER_UNIT)
"""Kinds that other offices belong to."""


class NetworkFilters(forms.Form):
    """What of the network is shown."""

    q = forms.CharField(
        label=_("Name"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"placeholder": _("Name, pinyin, initials")}),
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("all")), *OfficeKind.choices])
    place = forms.IntegerField(required=False, widget=forms.HiddenInput)


class OfficeForm(forms.Form):
    """An office as it is opened and corrected; the place is asked for only at the opening."""

    place = forms.ModelChoiceField(Place.objects.none(), label=_("Place"))
    kind = forms.ChoiceField(label=_("Kind"), choices=OfficeKind.choices)
    name = forms.CharField(label=_("Name"), max_length=120)
    short = forms.CharField(label=_("Short name"), max_length=60, required=False)
    name_en = forms.CharField(label=_("English name"), max_length=120, required=False)
    parent = forms.ModelChoiceField(Office.objects.none(), label=_("Belongs to"), required=False, empty_label=_("none"))
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    opened_on = DayField(label=_("Opened on"))
    duties = forms.CharField(
        label=_("Duties"), required=False, widget=forms.Textarea(attrs={"rows": 4}), help_text=_("One duty a line.")
    )

    def __init__(self, *args: Any, actor: Actor, office: Office | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.office = office
        parents = self.fields["parent"]
        assert isinstance(parents, forms.ModelChoiceField)
        parents.queryset = _parents(actor, office)
        if office is not None:
            del self.fields["place"]
        else:
            places = self.fields["place"]
            assert isinstance(places, forms.ModelChoiceField)
            places.queryset = _places(actor)

    def draft(self) -> OfficeDraft:
        """What was typed; the days of an office that is closed already stay."""
        facts = self.cleaned_data
        parent = facts["parent"]
        return OfficeDraft(
            place_id=self.office.place_id if self.office else facts["place"].pk,
            kind=facts["kind"],
            name=facts["name"],
            name_en=facts["name_en"],
            short=facts["short"],
            parent_id=parent.pk if parent else None,
            address=facts["address"],
            opened_on=facts["opened_on"],
            closed_on=self.office.closed_on if self.office else None,
        )


class CloseForm(forms.Form):
    """The last day of an office, and why."""

    on = DayField(label=_("Last day"))
    why = forms.CharField(label=_("Reason"), max_length=200)


class ContactForm(forms.Form):
    """A person to reach. A number that is already there is not shown; left blank it stays."""

    name = forms.CharField(label=pgettext_lazy("person", "Name"), max_length=60)
    post = forms.CharField(label=_("Post"), max_length=60, required=False)
    phone = forms.CharField(
        label=_("Phone"), max_length=40, required=False, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    no_phone = forms.BooleanField(label=_("Take the number away"), required=False)
    is_staff = forms.BooleanField(label=_("On the office's staff"), required=False, initial=True)
    reached_on = DayField(label=_("Last reached on"), required=False)

    def __init__(self, *args: Any, contact: Contact | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.contact = contact
        if contact is not None and contact.phone:
            self.fields["phone"].help_text = _("Leave it blank to keep %(masked)s.") % {
                "masked": mask_phone(contact.phone)
            }
        else:
            del self.fields["no_phone"]

    def draft(self, office: Office) -> ContactDraft:
        facts = self.cleaned_data
        kept = self.contact.phone if self.contact and not facts.get("no_phone") else ""
        return ContactDraft(
            office_id=office.pk,
            name=facts["name"],
            post=facts["post"],
            phone=facts["phone"] or kept,
            is_staff=facts["is_staff"],
            reached_on=facts["reached_on"],
        )


class WhyForm(forms.Form):
    """The reason for seeing a number in clear."""

    why = forms.CharField(label=_("Reason"), max_length=200)


def _places(actor: Actor) -> QuerySet[Place]:
    own = actor.office.place.level if actor.office else Level.VILLAGE
    # all villages of a city would make a list that nobody reads
    finest = Level.VILLAGE if own >= Level.COUNTY else Level.TOWN
    return Place.objects.visible_to(actor).filter(level__lte=finest)


def _parents(actor: Actor, office: Office | None) -> QuerySet[Office]:
    there = Office.objects.visible_to(actor).open_on(timezone.localdate()).filter(kind__in=HIGHER)
    there = there.filter(place__level__lte=Level.TOWN)
    chosen = {"pk__in": there.values("pk")}
    return Office.objects.filter(Q(**chosen) | Q(pk=office.parent_id if office else None)).order_by("place_id", "id")
