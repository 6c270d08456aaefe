"""``tonghu trail``: what it prints, and its exit status."""

import subprocess
import sys

import pytest
from django.db import connections

from tests.factories.people import person_draft
from tests.factories.places import office_draft
from tonghu.kit.scope import within
from tonghu.people.actions import add_person
from tonghu.places.actions import add_office, change_office

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def tonghu(elsewhere):
    """The command as a person runs it, on this test's database."""

    def run(*words):
        return subprocess.run(
            [sys.executable, "-m", "tonghu", "trail", *words],
            env=elsewhere, capture_output=True, text=True, check=False,
        )  # fmt: skip

    return run


@pytest.fixture
def office(cast, actor):
    """A station that was opened and renamed, and a person, committed."""
    lin = actor("lin_he")
    with within(lin.scope):
        add_person(draft=person_draft(cast.county.pk), by=lin)
        station = add_office(draft=office_draft(cast.town.place_id), by=lin)
        return change_office(office=station, draft=office_draft(cast.town.place_id, name="桃花站"), by=lin)


def test_the_chain_is_sealed_named_and_verified(tonghu, office):
    assert "not sealed yet" in tonghu("head").stdout
    head = tonghu("seal").stdout.strip()
    assert len(head) == 64
    assert tonghu("head").stdout.strip() == head
    assert tonghu("verify", "--head", head[:16]).returncode == 0
    assert tonghu("verify", "--head", "0" * 16).returncode == 1


def test_a_broken_chain_is_said_with_status_one(tonghu, office):
    tonghu("seal")
    with connections["owner"].cursor() as cursor:
        cursor.execute("update trail_entry set actor = '别人'")
    said = tonghu("verify")
    assert said.returncode == 1
    assert "broken at seal 1" in said.stderr


def test_entries_are_shown_without_personal_values(tonghu, office):
    said = tonghu("show", "--table", "places_office", "--id", str(office.pk)).stdout
    assert "杏花维权工作站 -> 桃花站" in said
    assert "林禾" in said
    everything = tonghu("show").stdout
    assert "people_person" in everything
    assert "单雨" not in everything
    assert len(tonghu("show", "--last", "1").stdout.splitlines()) == 1
