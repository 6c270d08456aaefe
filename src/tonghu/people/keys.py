"""Match keys: by what a person is found again under another spelling, on another phone, in another sheet.

Each is a keyed fingerprint of a folded value; nothing can be read from it without the key of encrypted fields.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from tonghu.kit.crypto import blind_index
from tonghu.kit.text import normal, person_pinyin
from tonghu.kit.variants import folded_address, folded_name, simplified

from .models import MatchKey, Person
from .rules import KeySort

BATCH = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is known or was said of somebody; every part may be missing.

    ``also`` holds other names, separated by 、 or commas or spaces.
    """

    name: str = ""
    also: str = ""
    phone: str = ""
    identity: str = ""
    address: str = ""
    born: date | None = None
    born_year_only: bool = False

    @classmethod
    def of(cls, person: Person) -> Told:
        return cls(
            name=person.name,
            also=person.also,
            phone=person.phone,
            identity=person.identity,
            address=person.address,
            born=person.born,
            born_year_only=person.born_year_only,
        )


def keys_of(told: Told) -> set[tuple[str, str]]:
    """Sort and key of all that can be compared of somebody."""
    return {(sort, blind_index(value, purpose=f"match:{purpose}")) for sort, purpose, value in _values(told)}


def write_keys(persons: Iterable[Person]) -> None:
    """Give saved persons who are served the keys of what is known of them now, in place of earlier ones."""
    served = [person for person in persons if not person.serves]
    MatchKey.objects.filter(person__in=[person.pk for person in served]).delete()
    MatchKey.objects.bulk_create(
        [
            MatchKey(person=person, place=person.place, sort=sort, key=key)
            for person in served
            for sort, key in sorted(keys_of(Told.of(person)))
        ],
        batch_size=BATCH,
    )


def _values(told: Told) -> Iterator[tuple[KeySort, str, str]]:
    """Sort, purpose of the fingerprint, folded value. Equal purposes meet: a nickname here may be the name there."""
    digits = "".join(character for character in normal(told.phone) if character.isdigit())
    identity = normal(told.identity).upper().replace(" ", "")
    name, address = folded_name(told.name), folded_address(told.address)
    born = told.born.isoformat() if told.born and not told.born_year_only else ""
    sound = person_pinyin(simplified(told.name)) if len(name) > 1 else ""
    whole = name if len(name) > 1 else ""
    yield from (
        (sort, purpose, value)
        for sort, purpose, value in (
            (KeySort.IDENTITY, "identity", identity),
            (KeySort.PHONE, "phone", digits if len(digits) >= 7 else ""),
            (KeySort.ADDRESS, "address", address),
            (KeySort.NAME, "name", whole),
            (KeySort.PINYIN, "pinyin", sound),
            (KeySort.BORN, "born", born),
            (KeySort.PINYIN_BORN, "pinyin_born", f"{sound} {born}" if sound and born else ""),
            (KeySort.NAME_BORN, "name_born", f"{whole} {born}" if whole and born else ""),
            (KeySort.NAME_ADDRESS, "name_address", f"{whole} {address}" if whole and address else ""),
        )
        if value
    )
    for other in {folded_name(one) for one in told.also.replace("，", "、").replace(",", "、").split("、")}:
        if len(other) > 1 and other != whole:
            yield KeySort.ALSO, "name", other
