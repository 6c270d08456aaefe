"""People whom cases are about: found, looked at with their numbers masked, corrected. No export."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST

from tonghu.kit.crypto import mask_address, mask_id, mask_phone
from tonghu.people import queries
from tonghu.people.actions import ServedDraft, change_served, open_person, tie_guardian
from tonghu.people.actions.sightings import read_sightings
from tonghu.people.codes import NATION_CHOICES, Kinship
from tonghu.people.models import Child, Guardian, Person, Sighting
from tonghu.people.rules import Sex
from tonghu.web.base import ActorRequest, needs, visible_or_404
from tonghu.web.fields import DayField
from tonghu.web.listing import PAGE, address, page
from tonghu.web.rooms import offered
from tonghu.web.trail.history import history_of

MASKS = {"phone": mask_phone, "identity": mask_id, "address": mask_address}
"""What is shown in clear only for a reason that the trail keeps."""


class ServedForm(forms.Form):
    """What is known of somebody. What is masked on her page is not shown here; left blank it stays."""

    name = forms.CharField(label=pgettext_lazy("person", "Name"), required=False, max_length=60)
    also = forms.CharField(
        label=gettext_lazy("Also called"), required=False, max_length=120,
        help_text=gettext_lazy("Nicknames and other spellings, separated by “、”."),
    )  # fmt: skip
    sex = forms.TypedChoiceField(label=gettext_lazy("Sex"), choices=Sex.choices, coerce=int, initial=Sex.UNSTATED)
    born = DayField(label=gettext_lazy("Born"), required=False)
    born_year_only = forms.BooleanField(label=gettext_lazy("Only the year of birth is known"), required=False)
    phone = forms.CharField(label=gettext_lazy("Phone"), required=False, max_length=40)
    identity = forms.CharField(label=gettext_lazy("Identity number"), required=False, max_length=20)
    address = forms.CharField(label=gettext_lazy("Address"), required=False, max_length=200)
    unit = forms.CharField(label=gettext_lazy("Works at"), required=False, max_length=120)
    nation = forms.ChoiceField(label=gettext_lazy("Ethnic group"), choices=[("", "…"), *NATION_CHOICES], required=False)
    is_child = forms.BooleanField(label=gettext_lazy("Has a file as a child"), required=False)
    school = forms.CharField(label=gettext_lazy("School"), required=False, max_length=120)
    carer = forms.CharField(label=gettext_lazy("Who cares for the child"), required=False, max_length=120)

    no_phone = forms.BooleanField(label=gettext_lazy("Take the number away"), required=False)
    no_identity = forms.BooleanField(label=gettext_lazy("Take the identity number away"), required=False)
    no_address = forms.BooleanField(label=gettext_lazy("Take the address away"), required=False)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        for name, mask in MASKS.items():
            if there := getattr(person, name):
                self.fields[name].help_text = _("Leave it blank to keep %(masked)s.") % {"masked": mask(there)}
            else:
                del self.fields[f"no_{name}"]

    def draft(self) -> ServedDraft:
        """What was typed, with the numbers and the address that stay."""
        facts = {name: value for name, value in self.cleaned_data.items() if not name.startswith("no_")}
        for name in MASKS:
            if not facts[name] and not self.cleaned_data.get(f"no_{name}"):
                facts[name] = getattr(self.person, name)
        return ServedDraft(**facts)


class GuardianForm(forms.Form):
    """A tie between two people of the same case."""

    person = forms.TypedChoiceField(label=gettext_lazy("Guardian"), coerce=int)
    kinship = forms.ChoiceField(label=gettext_lazy("Relation to the child"), choices=Kinship.choices)
    lives_with = forms.BooleanField(label=gettext_lazy("Lives with the child"), required=False)

    def __init__(self, *args: Any, beside: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [(one.pk, str(one)) for one in beside]  # type: ignore[attr-defined]


@needs("cases.view")
def people_served(request: ActorRequest) -> HttpResponse:
    """By name, pinyin, phone, identity number or address; what is looked for never stands in the trail."""
    q = request.GET.get("q", "")[:100]
    found = queries.served(request.actor, q=q).select_related("office").defer("identity", "address")
    after = request.GET.get("after", "")
    rows, more = page(found.filter(pk__lt=int(after)) if after.isdecimal() and len(after) < 19 else found, size=PAGE)
    context = {
        "q": q,
        "rows": rows,
        "next": address(request, after=rows[-1].pk) if more else "",
        "sub": _("%(place)s and below") % {"place": request.actor.office.place} if request.actor.office else "",
    }
    return render(request, "people/served.html", context)


def served_page(request: ActorRequest, found: Person, clear: dict[str, str]) -> HttpResponse:
    """Somebody's page: masked numbers, her guardians or wards, the cases the reader may see."""
    by = request.actor
    cases = [case for tell in offered("of_person", "cases_of") for case in tell(by, found)]
    context = {
        "person": found,
        "child": Child.objects.visible_to(by).filter(person=found).first(),
        "guardians": Guardian.objects.visible_to(by).filter(child=found, until=None).select_related("person"),
        "wards": Guardian.objects.visible_to(by).filter(person=found, until=None).select_related("child"),
        "sightings": Sighting.objects.visible_to(by).filter(person=found).select_related("office")[:20],
        "cases": cases,
        "clear": clear,
        "guardian_form": GuardianForm(beside=_beside(request, found)),
        "history": history_of(by, "people_person", found.pk) if by.may("trail.record") else None,
        "may_change": by.may("cases.log"),
        "may_unmask": by.may("cases.unmask"),
    }
    read_sightings(person=found, by=by)
    return render(request, "people/served_person.html", context)


@needs("cases.log")
def served_edit(request: ActorRequest, pk: int) -> HttpResponse:
    """Correct what is known; opening the form is opening the file."""
    found: Person = visible_or_404(Person.objects.served(), request.actor, pk)
    form = ServedForm(request.POST or None, initial=_facts(found), person=found)
    if request.method != "POST":
        open_person(person=found, by=request.actor)
    elif form.is_valid():
        try:
            change_served(person=found, draft=form.draft(), by=request.actor)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The change is saved."))
            return HttpResponseRedirect(reverse("web:person", args=[pk]))
    status = 422 if form.is_bound else 200
    return render(request, "people/served_form.html", {"form": form, "person": found}, status=status)


@require_POST
@needs("cases.log")
def guardian_add(request: ActorRequest, pk: int) -> HttpResponse:
    """Note a guardian among the people of the same cases."""
    found: Person = visible_or_404(Person.objects.served(), request.actor, pk)
    beside = _beside(request, found)
    form = GuardianForm(request.POST, beside=beside)
    if not form.is_valid():
        messages.error(request, _("Choose a person of the same cases, and the relation from the list."))
        return HttpResponseRedirect(reverse("web:person", args=[pk]))
    facts = form.cleaned_data
    person = next(one for one in beside if one.pk == facts["person"])
    try:
        tie_guardian(
            child=found, person=person, kinship=facts["kinship"], lives_with=facts["lives_with"], by=request.actor
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The guardian is noted."))
    return HttpResponseRedirect(reverse("web:person", args=[pk]))


def _beside(request: ActorRequest, person: Person) -> list[Person]:
    return [one for tell in offered("of_person", "beside") for one in tell(request.actor, person)]


def _facts(person: Person) -> dict[str, Any]:
    child = Child.objects.filter(person=person).first()
    plain = ("name", "also", "sex", "born", "born_year_only", "unit", "nation")
    return {name: getattr(person, name) for name in plain} | {
        "is_child": child is not None,
        "school": child.school if child else "",
        "carer": child.carer if child else "",
    }
