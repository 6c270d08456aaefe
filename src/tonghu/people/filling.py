"""From what somebody wrote down to the columns of a person; each refusal is a sentence beside its field."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from tonghu.kit.codes import Identity, parse_identity
from tonghu.kit.crypto import blind_index
from tonghu.kit.errors import Unreadable
from tonghu.kit.text import normal
from tonghu.places.checks import check_name, check_phone

from .drafts import PersonDraft, ServiceDraft
from .models import Person
from .rules import ServiceRole, Sex

SEXES = frozenset(Sex.values)


def fill(person: Person, draft: PersonDraft, *, place: int) -> Person:
    """Put a draft's values into a person who serves, unsaved, with everything a search reads.

    Raises:
        ValidationError: by field, the first value that cannot be.
    """
    read = identity_of(draft.identity)
    identity = read.number if read else ""
    person.serves = True
    person.office_id, person.place = draft.office_id, place
    person.name, person.phone, person.identity = check_name(draft.name), check_phone(draft.phone), identity
    person.phone_index, person.identity_index = index_of("phone", person.phone), index_of("identity", identity)
    person.sex = _sex(draft, identity)
    person.unit, person.skills = normal(draft.unit), draft.skills.strip()
    if draft.left_on and draft.left_on > timezone.localdate():
        raise ValidationError({"left_on": _("This day is still to come. Please check the date.")})
    person.left_on = draft.left_on
    check_services(draft.services)
    person.spell()
    return person


def index_of(field: str, value: str) -> str:
    """The blind index of a phone (digits alone) or identity number; blank for a blank."""
    if field == "phone":
        value = "".join(character for character in normal(value) if character.isdigit())
    return blind_index(value, purpose=field) if value else ""


def check_services(services: Iterable[ServiceDraft]) -> None:
    """Raises ValidationError for an unknown service, the same one twice, or days that run backwards."""
    seen = set()
    for service in services:
        if service.role not in ServiceRole.values or service.role in seen:
            raise ValidationError({"services": _("Choose each service once, from the list.")})
        seen.add(service.role)
        if service.since and service.until and service.until < service.since:
            raise ValidationError({"services": _("A service cannot end before it begins.")})


def identity_of(text: str) -> Identity | None:
    """An identity number as typed, read and checked; None where nothing was typed.

    Raises:
        ValidationError: under ``identity``, what cannot be read.
    """
    try:
        return parse_identity(text) if normal(text) else None
    except Unreadable as error:
        raise ValidationError({"identity": str(error)}) from error


def _sex(draft: PersonDraft, identity: str) -> int:
    if draft.sex not in SEXES:
        raise ValidationError({"sex": _("Choose the sex from the list.")})
    if draft.sex in (Sex.UNKNOWN, Sex.UNSTATED) and identity:
        return parse_identity(identity).sex
    return draft.sex
