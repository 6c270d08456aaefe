"""A petition as it is registered."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from tonghu.access.actor import Actor
from tonghu.cases.drafts import CaseDraft
from tonghu.cases.models import Contact
from tonghu.cases.rules.kinds import Role, Talk
from tonghu.kit.scope import Confidentiality
from tonghu.web.cases.forms import ParticularsForm
from tonghu.web.cases.parties import PartySet

FIRST_ROLES = ([Role.PETITIONER], [Role.MINOR], [Role.COMPLAINED_OF])
"""What the three empty rows are proposed to be."""


class CaseForm(ParticularsForm):
    """The particulars, the people, and what is folded; :meth:`draft` once it is valid."""

    from_outside = forms.BooleanField(
        label=_("Handed down by the petition office or from above: five working days to object"), required=False
    )
    urgent = forms.BooleanField(label=_("Major or urgent: Party committee and government are told"), required=False)
    level = forms.TypedChoiceField(
        label=_("Confidentiality"),
        choices=Confidentiality.choices,
        coerce=int,
        initial=Confidentiality.ORDINARY,
        empty_value=Confidentiality.ORDINARY,  # type: ignore[arg-type]  # the stubs know text alone
        required=False,
    )
    repeats = forms.IntegerField(required=False, min_value=0, max_value=2**62, widget=forms.HiddenInput)
    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, by: Actor, contact: Contact | None = None, **kwargs: Any) -> None:
        self.by, self.contact = by, contact
        kwargs["initial"] = _from(contact) | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        first = {"name": contact.caller, "phone": contact.phone} if contact else {}
        rows = [{"roles": roles} for roles in FIRST_ROLES]
        rows[0] |= first
        self.parties = PartySet(
            self.data if self.is_bound else None,
            initial=None if self.is_bound else rows,  # an unchanged row would count as an empty one
            prefix="who",
        )
        self.parties.extra = 0 if not self.is_bound else self.parties.extra

    @property
    def more_how(self) -> bool:
        return self.filled(("from_outside", "urgent")) or bool(self["level"].value() not in ("", "0", 0))

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        if not self.parties.is_valid():
            self.add_error(None, _("Please check the people."))
        return facts

    def draft(self) -> CaseDraft:
        """The case of a valid form; only she herself can read a sealed one until she names others."""
        facts = self.cleaned_data
        sealed = facts["level"] == Confidentiality.SEALED
        return CaseDraft(
            **self.particulars(),
            persons=tuple(self.parties.drafts(facts["token"])),  # type: ignore[attr-defined]
            from_outside=facts["from_outside"],
            urgent=facts["urgent"],
            level=facts["level"],
            readers=(self.by.user.pk,) if sealed else (),
            repeats_id=facts["repeats"] or None,
            reception=self.contact is not None and self.contact.slot_id is not None,
            token=facts["token"],
        )


def _from(contact: Contact | None) -> dict[str, Any]:
    """What a talk already says."""
    if contact is None:
        return {}
    return {
        "channel": contact.channel,
        "day": contact.day,
        "people": contact.people,
        "words": contact.words,
        "matter": contact.matter,
        "minor": contact.minor or contact.talk == Talk.NOTICE,
    }
