"""What must hold before an office or a contact is written; each refusal is a sentence beside its field."""

import re
from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tonghu.kit.dates import FOUNDING
from tonghu.kit.text import normal

from .drafts import OfficeDraft
from .models import Office, Place
from .rules import OfficeKind

MOST_LETTERS = 120
PHONE = re.compile(r"\+?[0-9]{2,4}(?:[- ]?[0-9]{2,8}){1,4}")


def check_office(
    draft: OfficeDraft, *, places: Mapping[int, Place], parents: Mapping[int, Office], today: date
) -> None:
    """Raises ValidationError by field for the first thing that cannot be."""
    if draft.place_id not in places:
        raise ValidationError({"place": _("There is no such place. Choose one from the list.")})
    if draft.kind not in OfficeKind.values:
        raise ValidationError({"kind": _("There is no such kind of office. Choose one from the list.")})
    check_name(draft.name)
    if not FOUNDING <= draft.opened_on <= today:
        raise ValidationError({"opened_on": _("The opening lies between 1949-10-01 and today.")})
    if draft.closed_on and not draft.opened_on <= draft.closed_on <= today:
        raise ValidationError({"closed_on": _("The last day lies between the opening and today.")})
    if draft.parent_id:
        _check_parent(draft, parents.get(draft.parent_id))


def check_name(name: str) -> str:
    """The name in its normal form; raises ValidationError where it is blank or far too long."""
    name = normal(name)
    if not name:
        raise ValidationError({"name": _("The name is missing.")})
    if len(name) > MOST_LETTERS:
        raise ValidationError({"name": _("The name is longer than %(most)s characters.") % {"most": MOST_LETTERS}})
    return name


def check_phone(phone: str) -> str:
    """The phone number in its normal form, blank where there is none; raises ValidationError."""
    phone = normal(phone)
    digits = sum(character.isdigit() for character in phone)
    if phone and not (PHONE.fullmatch(phone) and 5 <= digits <= 15):
        raise ValidationError({"phone": _("A phone number has 5 to 15 digits, such as 0990-1234567.")})
    return phone


def _check_parent(draft: OfficeDraft, parent: Office | None) -> None:
    if parent is None:
        raise ValidationError({"parent": _("There is no such office. Choose one from the list.")})
    if parent.closed_on and not draft.closed_on:
        raise ValidationError({"parent": _("“%(name)s” is closed. Choose another office.") % {"name": parent}})
