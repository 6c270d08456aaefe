"""The form for a person of a case: what is masked on her page is masked there too."""

from uuid import uuid4

import pytest

from tests.factories.people import IDENTITY
from tonghu.people.keys import Told, keys_of, write_keys
from tonghu.people.models import MatchKey, Person

CLEAR = {"phone": "13912345678", "identity": IDENTITY, "address": "河湾乡柳树村3组12号"}


@pytest.fixture
def person(cast, scoped):
    """Somebody of a case of the county, with all three."""
    with scoped("lin_he"):
        made = Person(office=cast.county, place=cast.county.place_id, name="云小满", token=uuid4(), **CLEAR)
        made.save()
        write_keys([made])
        return made


def kept(person, scoped):
    with scoped("lin_he"):
        found = Person.objects.get(pk=person.pk)
        return {name: getattr(found, name) for name in CLEAR}


@pytest.mark.parametrize("who", ["lin_he", "gu_xin"])
def test_the_form_shows_no_number_in_clear(person, client_of, who):
    client, address = client_of(who), f"/people/{person.pk}/served/"
    for page in (client.get(address), client.post(address, {"name": "云小满", "sex": "9", "born": "明天"})):
        assert "云小满" in page.text
        assert [value for value in CLEAR.values() if value in page.text] == []
    assert "139****5678" in client.get(address).text


def test_what_is_left_blank_stays_and_what_is_taken_away_is_found_no_more(person, client_of, scoped):
    client, address = client_of("lin_he"), f"/people/{person.pk}/served/"
    assert client.post(address, {"name": "云小曼", "sex": "9"}).status_code == 302
    assert kept(person, scoped) == CLEAR
    taken = {"name": "云小曼", "sex": "9", "no_phone": "on", "address": "石桥乡5号"}
    assert client.post(address, taken).status_code == 302
    assert kept(person, scoped) == {**CLEAR, "phone": "", "address": "石桥乡5号"}
    with scoped("lin_he"):
        there = set(MatchKey.objects.filter(person=person).values_list("key", flat=True))
    assert not there & {key for _sort, key in keys_of(Told(phone=CLEAR["phone"], address=CLEAR["address"]))}
    assert {key for _sort, key in keys_of(Told(identity=IDENTITY))} <= there
