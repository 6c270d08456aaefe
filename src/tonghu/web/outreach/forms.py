"""记一场活动: one column, in the order people speak."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tonghu.access.actor import Actor
from tonghu.outreach import naming
from tonghu.outreach.checks import LONGEST_LINE, LONGEST_NOTE, Fault, faults_of
from tonghu.outreach.drafts import ActivityDraft
from tonghu.outreach.models import Activity
from tonghu.outreach.rules import MOST_PEOPLE, ActivityKind, AudienceSort, Festival, Topic
from tonghu.web.outreach.fields import CountField, DayField, PhotosField

FIELD_OF = {"handouts": "", "audiences": "audience", "media": "outlet"}
"""Where a fault is shown whose name is no field of the form."""


def _line(label: Any, **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=LONGEST_LINE, **kwargs)


def _names(label: Any, kind: str, **kwargs: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"data-names": kind, "autocomplete": "off"})
    return forms.CharField(label=label, required=False, max_length=1000, widget=widget, **kwargs)


class ActivityForm(forms.Form):
    """An activity as typed; :attr:`draft` once it is valid."""

    day = DayField(label=_("Date"), help_text=_("You can write 3.8 or 2026-3-8."))
    venue = forms.CharField(label=_("Venue"), max_length=LONGEST_LINE)
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", "…"), *ActivityKind.choices])
    last_day = DayField(label=_("Last day"), required=False, help_text=_("Only where it went on for several days."))
    held_at = _names(_("Division"), "places", help_text=_("Only where it was held in another township or village."))
    office = _names(_("Organising unit"), "own-units")
    title = _line(_("Name"), help_text=_("Left blank, it becomes the venue and the kind."))
    topics = forms.MultipleChoiceField(
        label=_("Topics"), required=False, choices=Topic.choices, widget=forms.CheckboxSelectMultiple
    )
    festival = forms.ChoiceField(label=_("Occasion"), required=False, choices=[("", "…"), *Festival.choices])
    outlet = _line(_("Media"))
    note = forms.CharField(
        label=_("What happened"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("No names of children."),
    )
    coorganisers = _names(_("Together with"), "units", help_text=_("Names or pinyin, several separated by “、”."))
    lecturers = _names(_("Lecturers"), "people", help_text=_("Names or pinyin, several separated by “、”."))
    consulted = CountField(label=_("People consulted"), required=False, most=MOST_PEOPLE)
    audience = CountField(label=_("Audience"), required=False, most=MOST_PEOPLE)
    photos = PhotosField(label=_("Photos"), help_text=_("Optional. They stay inside the federation."))
    token = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, by: Actor, activity: Activity | None = None, **kwargs: Any) -> None:
        assert by.office is not None  # who may log an activity works for an office
        self.by, self.here = by, activity.office if activity else by.office
        self.activity = activity
        self.draft: ActivityDraft | None = None
        kwargs["initial"] = self._initial() | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        for sort, label in AudienceSort.choices:
            self.fields[f"audience_{sort}"] = CountField(label=label, required=False, most=MOST_PEOPLE)
        self.handouts = HandoutSet(
            self.data if self.is_bound else None,
            initial=None if self.is_bound else self._handouts(),  # an unchanged row would count as an empty one
            prefix="handouts",
        )

    def _initial(self) -> dict[str, Any]:
        found = self.activity
        if found is None:
            return {"day": timezone.localdate(), "office": self.here.name, "token": uuid4()}
        plain = ("day", "last_day", "venue", "kind", "title", "topics", "festival", "note", "consulted")
        return {
            **{name: getattr(found, name) for name in (*plain, "audience", "token", "version")},
            "outlet": found.media,
            "held_at": found.held_at.name if found.held_at else "",
            "office": found.office.name,
            "coorganisers": "、".join(part.office.name for part in found.coorganisers.all()),
            # a lecturer of another office's list is not there for this reader; the action keeps her
            "lecturers": "、".join(
                naming.person_called(part.person) for part in found.lecturers.all() if hasattr(part, "person")
            ),
            **{f"audience_{part.sort}": part.people for part in found.audiences.all()},
        }

    def _handouts(self) -> list[dict[str, Any]]:
        if self.activity is None:
            return []
        return [{"material": str(part.material), "copies": part.copies} for part in self.activity.handouts.all()]

    @property
    def sorts(self) -> list[forms.BoundField]:
        """The fields that divide the audience."""
        return [self[f"audience_{sort}"] for sort in AudienceSort.values]

    def more(self, *names: str) -> bool:
        """Whether one of these fields holds something or is wrong, so that it must not stay folded."""
        return any(self[name].value() or self[name].errors for name in names)

    @property
    def more_when(self) -> bool:
        return self.more("last_day", "held_at") or self["office"].value() != self.here.name or "office" in self.errors

    @property
    def more_what(self) -> bool:
        return self.more("title", "festival", "outlet", "note", "topics")

    @property
    def more_people(self) -> bool:
        return self.more(*(field.name for field in self.sorts))

    @property
    def kept(self) -> UUID | None:
        """The token, where it can be read."""
        try:
            return UUID(str(self["token"].value()))
        except ValueError:
            return None

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        lines = self.handouts.lines() if self.handouts.is_valid() else None  # type: ignore[attr-defined]
        if lines is None:
            self.add_error(None, _("Please check the materials."))
        meant = {
            "office": self._one("office", naming.units_named, near=self.here.place_id, inside=self.by) or self.here.pk,
            "held_at": self._one("held_at", naming.places_named, by=self.by),
            "coorganisers": self._several("coorganisers", naming.units_named, near=self.here.place_id),
            "lecturers": self._several("lecturers", naming.people_named, by=self.by),
        }
        if not self.errors:
            self.draft = self._draft(facts, meant, lines or [])
            self.blame(faults_of(self.draft, today=timezone.localdate()))
        return facts

    def _draft(self, facts: dict[str, Any], meant: dict[str, Any], lines: list[tuple[int, int]]) -> ActivityDraft:
        plain = ("day", "last_day", "venue", "kind", "title", "festival", "note", "consulted", "audience")
        sorts = ((sort, facts.get(f"audience_{sort}")) for sort in AudienceSort.values)
        return ActivityDraft(
            **{name: facts[name] for name in (*plain, "token")},
            media=facts["outlet"],
            topics=tuple(facts["topics"]),
            office_id=meant["office"],
            held_at_id=meant["held_at"],
            coorganisers=tuple(meant["coorganisers"]),
            lecturers=tuple(meant["lecturers"]),
            handouts=tuple(lines),
            audiences=tuple((sort, people) for sort, people in sorts if people),
        )

    def blame(self, faults: list[Fault]) -> None:
        """Show faults beside their fields."""
        for fault in faults:
            name = FIELD_OF.get(fault.field, fault.field)
            self.add_error(name if name in self.fields else None, fault.sentence)

    def _several(self, name: str, look: Any, **where: Any) -> list[Any]:
        typed = naming.split(self.cleaned_data.get(name) or "")
        names = look(typed, **where)
        found = []
        for one in typed:
            try:
                found.append(names.get(one).pk)
            except LookupError as error:
                self.add_error(name, str(error.args[0]))
        return found

    def _one(self, name: str, look: Any, **where: Any) -> Any:
        found = self._several(name, look, **where)
        if len(found) > 1:
            self.add_error(name, _("Please write one only."))
        return found[0] if found else None


class HandoutForm(forms.Form):
    """One material and the copies given."""

    material = forms.CharField(label=_("Material"), required=False, max_length=LONGEST_LINE)
    copies = CountField(label=_("Copies"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["material"].widget.attrs.update({"list": "materials", "autocomplete": "off"})

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        if facts.get("material") and facts.get("copies") is None and "copies" not in self.errors:
            self.add_error("copies", _("Please say how many copies."))
        if facts.get("copies") and not facts.get("material") and "material" not in self.errors:
            self.add_error("material", _("Please say which material."))
        return facts


if TYPE_CHECKING:
    _Rows = forms.BaseFormSet[HandoutForm]
else:
    _Rows = forms.BaseFormSet


class BaseHandoutSet(_Rows):
    """The rows of materials, names resolved in one query."""

    def clean(self) -> None:
        if any(self.errors):
            return
        rows = [form for form in self.forms if form.cleaned_data.get("material")]
        names = naming.materials_named(form.cleaned_data["material"] for form in rows)
        for form in rows:
            try:
                form.cleaned_data["found"] = names.get(form.cleaned_data["material"]).pk
            except LookupError as error:
                form.add_error("material", str(error.args[0]))

    def lines(self) -> list[tuple[int, int]]:
        """Pairs of material and copies; only where it is valid."""
        return [
            (form.cleaned_data["found"], form.cleaned_data["copies"])
            for form in self.forms
            if form.cleaned_data.get("found")
        ]


HandoutSet = forms.formset_factory(HandoutForm, formset=BaseHandoutSet, extra=2, max_num=60, absolute_max=60)
