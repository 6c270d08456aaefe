"""What of a case may be told to another body, field by field, and on what ground. Pure: no database."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from tonghu.cases.rules.kinds import Role
from tonghu.kit.text import normal


@dataclass(frozen=True, slots=True)
class Item:
    """One sort of field.

    Attributes:
        personal: says something of a person, so that it goes out with consent, by duty or by override only.
        masked: shown masked while it is chosen; choosing it is an unmasking and stands in the trail.
    """

    label: str | Promise
    personal: bool = True
    masked: bool = False


OF_CASE: Mapping[str, Item] = {
    "matter": Item(gettext_lazy("Kind of matter"), personal=False),
    "day": Item(gettext_lazy("Day it was brought"), personal=False),
    "title": Item(gettext_lazy("In short, without names"), personal=False),
    "noticed": Item(gettext_lazy("Day it was noticed"), personal=False),
    "danger": Item(gettext_lazy("Danger")),
    "situations": Item(gettext_lazy("Situations of the mandatory report")),
    "words": Item(gettext_lazy("What happened, in her words")),
    "incidents": Item(gettext_lazy("What happened again, with days")),
}
OF_PERSON: Mapping[str, Item] = {
    "name": Item(pgettext_lazy("person", "Name")),
    "sex": Item(gettext_lazy("Sex")),
    "age": Item(gettext_lazy("Age")),
    "born": Item(gettext_lazy("Day of birth")),
    "relation": Item(gettext_lazy("Relation to the minor")),
    "phone": Item(gettext_lazy("Phone"), masked=True),
    "identity": Item(gettext_lazy("Identity number"), masked=True),
    "address": Item(gettext_lazy("Address"), masked=True),
    "school": Item(gettext_lazy("School")),
    "unit": Item(gettext_lazy("Works at")),
}
IMPERSONAL = tuple(f"case.{key}" for key, item in OF_CASE.items() if not item.personal)
ALWAYS = ("case.matter",)
"""Chosen on a fresh form: nothing that says who it is about."""

OF_A_REPORT = ("case.matter", "case.day", "case.noticed", "case.situations", "case.words", "case.incidents")
IN_A_REPORT = frozenset({"name", "sex", "age", "relation", "phone", "address", "school"})
"""Chosen on a fresh mandatory report, of the case and of each person in it."""


@dataclass(frozen=True, slots=True)
class Offered:
    """One field of a case that may be disclosed, with its value; ``about`` is the party's id, None for the case."""

    key: str
    label: str
    about: int | None
    heading: str
    value: str
    personal: bool
    masked: bool = False

    def snapshot(self) -> dict[str, Any]:
        """What of it goes out: nothing that leads back into the case."""
        sort = self.key.rpartition(".")[2]
        return {"sort": sort, "label": self.label, "heading": self.heading, "value": self.value}


@dataclass(frozen=True, slots=True)
class Who:
    """A person of a case as consent sees her."""

    roles: frozenset[str]
    minor: bool

    @property
    def complained_of(self) -> bool:
        return Role.COMPLAINED_OF in self.roles


def may_agree(who: Who) -> bool:
    """Whether somebody can agree at all: never the person complained of, for a minor her guardian instead."""
    return not who.complained_of and not who.minor


def missing_consent(
    chosen: Sequence[Offered], agreed: Collection[int], people: Mapping[int, Who], *, minor: bool
) -> str:
    """Whose consent is missing for the chosen fields, as a sentence; blank where none is.

    A grown person agrees for herself, a guardian for a minor (个人信息保护法 Arts 29, 31). What is said of the
    person complained of belongs to the story of those who agree.

    Args:
        agreed: ids of the parties who agreed; people: every party of the case; minor: a minor is concerned.
    """
    personal = [one for one in chosen if one.personal]
    if not personal:
        return ""
    if any(not may_agree(people[one]) for one in agreed):
        return _("A minor or the person complained of cannot agree: choose a guardian or the person herself.")
    if not agreed:
        return _("What you chose is personal: say who agreed.")
    guardian = any(Role.GUARDIAN in people[one].roles for one in agreed)
    for one in personal:
        who = None if one.about is None else people[one.about]
        of_a_minor = minor if who is None else who.minor
        if of_a_minor and not guardian:
            return _("What you chose concerns a minor: a guardian has to agree.")
        if who and not who.minor and not who.complained_of and one.about not in agreed:
            return _("“%(field)s”: this person has not agreed herself.") % {"field": f"{one.heading} · {one.label}"}
    return ""


def squeezed(name: str) -> str:
    """A name without what people leave out or add: blanks, full-width forms, invisible characters."""
    return "".join(normal(name).split()).casefold()


def same_unit(name: str, others: Collection[str]) -> bool:
    """Whether a body is one of the others by its name."""
    wanted = squeezed(name)
    return bool(wanted) and any(wanted == squeezed(other) for other in others)
