"""Planning a reception day, booking an hour, writing down what was asked and advised."""

from __future__ import annotations

from datetime import date, time
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from tonghu.access.actor import Actor
from tonghu.cases.actions.reception import free_hours
from tonghu.cases.models import ReceptionDay
from tonghu.cases.queries.reception import lawyers
from tonghu.cases.rules.kinds import Matter
from tonghu.cases.rules.reception import MOST_MINORS, MOST_WEEKS
from tonghu.people.models import Person
from tonghu.web.cases.parts.base import PartForm
from tonghu.web.cases.parts.fields import hour_field
from tonghu.web.fields import ComingField

LINE = 200
MATTERS = [("", "…"), *Matter.choices]


def lawyer_field(label: Any, by: Actor) -> forms.TypedChoiceField:
    """A lawyer of the actor's area, with her office."""
    return forms.TypedChoiceField(label=label, coerce=int, choices=[(one.pk, called(one)) for one in lawyers(by)])


def called(person: Person) -> str:
    """A lawyer with what tells her from another of her name."""
    return f"{person.name}（{person.unit or person.office.called}）"


class DayForm(PartForm):
    """A reception day, once or for some weeks."""

    day = ComingField(label=_("Date"), help_text=_("You can write 3.8 or 2026-3-8."))
    begins = hour_field(_("From"), initial=time(9))
    ends = hour_field(_("To"), initial=time(11, 30))
    minutes = forms.IntegerField(label=_("Minutes a consultation"), min_value=10, max_value=240, initial=30)
    venue = forms.CharField(label=_("Where"), required=False, max_length=LINE)
    weeks = forms.IntegerField(
        label=_("Repeat for weeks"),
        min_value=0,
        max_value=MOST_WEEKS,
        initial=0,
        required=False,
        help_text=_("On the same weekday; 0 for this day only."),
    )

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lawyer"] = lawyer_field(_("Lawyer"), by)


class StandInForm(PartForm):
    """Another lawyer for a day."""

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lawyer"] = lawyer_field(_("Stands in"), by)


class MoveForm(PartForm):
    """Another date for a day."""

    day = ComingField(label=_("New date"))
    begins = hour_field(_("From"))
    ends = hour_field(_("To"))


class CancelForm(PartForm):
    """Why a day does not take place."""

    why = forms.CharField(label=_("Why"), max_length=500)


class SlotForm(PartForm):
    """Who wants to see the lawyer. Only the hour is required."""

    who = forms.CharField(label=_("Who"), required=False, max_length=LINE)
    phone = forms.CharField(
        label=_("Phone"), required=False, max_length=60, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    people = forms.IntegerField(label=_("Persons"), min_value=0, max_value=MOST_MINORS, initial=1)
    minors_present = forms.IntegerField(
        label=_("Minors among them"), min_value=0, max_value=MOST_MINORS, initial=0, required=False
    )
    minor = forms.BooleanField(label=_("A minor is concerned"), required=False)
    matter = forms.ChoiceField(label=_("Kind"), required=False, choices=MATTERS)


class BookForm(SlotForm):
    """Who comes, and at which of the free times."""

    def __init__(self, *args: Any, reception: ReceptionDay, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hours = [(f"{at:%H:%M}", f"{at:%H:%M}") for at in free_hours(reception)]
        self.fields["at"] = forms.TypedChoiceField(label=_("Hour"), choices=hours, coerce=time.fromisoformat)
        self.order_fields(["at"])


class ConsultForm(PartForm):
    """What was asked and advised."""

    came = forms.ChoiceField(
        label=_("Came"),
        choices=[("yes", _("Yes")), ("no", _("Nobody came"))],
        initial="yes",
        widget=forms.RadioSelect,
    )
    people = forms.IntegerField(label=_("Persons"), min_value=0, max_value=MOST_MINORS, initial=1)
    minors_present = forms.IntegerField(
        label=_("Minors among them"), min_value=0, max_value=MOST_MINORS, initial=0, required=False
    )
    minor = forms.BooleanField(label=_("A minor is concerned"), required=False)
    matter = forms.ChoiceField(label=_("Kind"), required=False, choices=MATTERS)
    asked = forms.CharField(
        label=_("What was asked"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 4})
    )
    advised = forms.CharField(
        label=_("What was advised"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 4})
    )


def day_initial(day: date | None) -> dict[str, Any]:
    """What a new day's form begins with."""
    return {"token": uuid4(), **({"day": day} if day else {})}
