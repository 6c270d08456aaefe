from datetime import date, timedelta
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, connections
from django.utils import timezone

from tests.factories.people import IDENTITY, person_draft
from tonghu.kit.scope import within
from tonghu.people.actions import add_people, add_person, change_person, forget, leave, open_person, unmask
from tonghu.people.drafts import ServiceDraft
from tonghu.people.models import Person, Service
from tonghu.people.rules import ServiceRole, Sex
from tonghu.trail import actions as trail
from tonghu.trail.models import Entry, Personal, Verb


def test_a_person_is_spelled_by_her_surname_and_keeps_no_number_in_clear(cast, actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        person = add_person(draft=person_draft(cast.county.pk, identity=IDENTITY), by=lin)
        with connection.cursor() as cursor:
            cursor.execute("select phone, identity from people_person where id = %s", [person.pk])
            stored = b"".join(bytes(value) for value in cursor.fetchone())
        again = Person.objects.visible_to(lin).get(pk=person.pk)
    assert (person.pinyin, person.initials, person.sex) == ("shanyu", "sy", Sex.FEMALE)
    assert b"13900000001" not in stored
    assert IDENTITY.encode() not in stored
    assert (again.phone, again.identity) == ("13900000001", IDENTITY)


def test_the_same_token_twice_is_one_person(cast, actor, scoped):
    lin, draft = actor("lin_he"), person_draft(cast.county.pk)
    with scoped(lin):
        first = add_person(draft=draft, by=lin)
        assert add_person(draft=draft, by=lin).pk == first.pk
        assert Service.objects.filter(person=first).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_double_click_at_the_same_moment_is_one_person(cast, actor):
    lin, draft = actor("lin_he"), person_draft(cast.county.pk)
    scope, together, ids = lin.scope, Barrier(2), []

    def save() -> None:
        with within(scope):
            together.wait(10)
            ids.append(add_person(draft=draft, by=lin).pk)
        connections.close_all()

    threads = [Thread(target=save) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(ids) == 2
    assert len(set(ids)) == 1


def test_many_people_are_saved_at_once_or_not_at_all(cast, actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        people = add_people(drafts=[person_draft(cast.town.pk, name=name) for name in ("甲梅", "乙兰")], by=lin)
        assert [person.name for person in people] == ["甲梅", "乙兰"]
        with pytest.raises(ValidationError):
            add_people(drafts=[person_draft(cast.town.pk), person_draft(cast.town.pk, identity="123")], by=lin)
        assert Person.objects.visible_to(lin).count() == 2


def test_nobody_is_registered_outside_the_scope(cast, actor, scoped):
    with scoped("lin_he"), pytest.raises(PermissionDenied):
        add_person(draft=person_draft(cast.neighbour.pk), by=actor("lin_he"))
    with scoped("gu_xin"), pytest.raises(PermissionDenied):
        add_person(draft=person_draft(cast.county.pk), by=actor("gu_xin"))


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("name", {"name": ""}),
        ("phone", {"phone": "电话"}),
        ("identity", {"identity": IDENTITY[:-1] + "7"}),
        ("sex", {"sex": 5}),
        ("left_on", {"left_on": date(2999, 1, 1)}),
        ("services", {"services": (ServiceDraft(role="spy"),)}),
        ("services", {"services": (ServiceDraft(role="lawyer"), ServiceDraft(role="lawyer"))}),
        ("services", {"services": (ServiceDraft(role="lawyer", since=date(2020, 2, 1), until=date(2020, 1, 1)),)}),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(cast, actor, scoped, field, changes):
    with scoped("lin_he"), pytest.raises(ValidationError) as refused:
        add_person(draft=person_draft(cast.county.pk, **changes), by=actor("lin_he"))
    assert list(refused.value.message_dict) == [field]


def test_a_service_that_is_left_out_ends_and_a_new_one_begins(cast, actor, scoped):
    lin = actor("lin_he")
    draft = person_draft(cast.county.pk)
    with scoped(lin):
        person = add_person(draft=draft, by=lin)
        changed = person_draft(
            cast.town.pk, name="单雨燕", services=(ServiceDraft(role=ServiceRole.LAWYER, since=date(2024, 1, 1)),)
        )
        change_person(person=person, draft=changed, by=lin)
        services = {service.role: service for service in Service.objects.filter(person=person)}
    assert services["lecturer"].until == timezone.localdate()
    assert services["lawyer"].until is None
    # moved with her to the township's office
    assert {service.place for service in services.values()} == {cast.town.place_id}


def test_who_leaves_ends_her_services_that_day(cast, actor, scoped):
    lin, day = actor("lin_he"), timezone.localdate() - timedelta(days=3)
    with scoped(lin):
        person = add_person(draft=person_draft(cast.county.pk), by=lin)
        with pytest.raises(ValidationError):
            leave(person=person, on=timezone.localdate() + timedelta(days=1), by=lin)
        person = leave(person=person, on=day, by=lin, why="调离")
        assert person.services.get().until == day
        entry = Entry.objects.visible_to(lin).about("people_person", person.pk).filter(table_name="people_person")[0]
    assert (person.left_on, entry.why) == (day, "调离")


def test_opening_and_unmasking_stand_in_the_trail_without_her_name(cast, actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        person = add_person(draft=person_draft(cast.county.pk, identity=IDENTITY), by=lin)
        open_person(person=person, by=lin)
        with pytest.raises(ValidationError):
            unmask(person=person, field="identity", why="", by=lin)
        with pytest.raises(KeyError):
            unmask(person=person, field="name", why="好奇", by=lin)
        assert unmask(person=person, field="identity", why="签协议", by=lin) == IDENTITY
        entries = Entry.objects.visible_to(lin).about("people_person", person.pk)
        seen = {entry.verb: entry for entry in entries}
        written = str([(entry.label, entry.before, entry.after, entry.why) for entry in entries])
    assert {Verb.OPEN, Verb.UNMASK} <= set(seen)
    assert seen["unmask"].after == {"field": "identity"}
    for secret in ("单雨", "shanyu", "13900000001", IDENTITY, "师范"):
        assert secret not in written


def test_a_chair_sees_no_number_in_clear(cast, actor, scoped):
    zhou = actor("zhou_sui")
    with scoped(zhou):
        person = add_person(draft=person_draft(cast.town.pk), by=zhou)
        with pytest.raises(PermissionDenied):
            unmask(person=person, field="phone", why="联系", by=zhou)


def test_the_neighbour_may_do_nothing_to_her(cast, actor, scoped):
    lin, tian = actor("lin_he"), actor("tian_yuan")
    with scoped(lin):
        person = add_person(draft=person_draft(cast.county.pk), by=lin)
    with scoped(tian):
        assert not Person.objects.filter(pk=person.pk).exists()
        for step in (
            lambda: open_person(person=person, by=tian),
            lambda: unmask(person=person, field="phone", why="好奇", by=tian),
            lambda: forget(person=person, why="好奇", by=tian),
        ):
            with pytest.raises(PermissionDenied):
                step()
        with pytest.raises(Person.DoesNotExist):
            change_person(person=person, draft=person_draft(cast.neighbour.pk), by=tian)


def test_erasing_takes_her_out_of_the_trail_and_leaves_the_chain_whole(cast, actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        person = add_person(draft=person_draft(cast.county.pk), by=lin)
        with pytest.raises(ValidationError):
            forget(person=person, why="本人要求", by=lin)
        leave(person=person, on=timezone.localdate(), by=lin)
        head = trail.seal()
        assert forget(person=person, why="本人要求", by=lin) == 2
        assert not Personal.objects.filter(root_table="people_person", root_id=person.pk).exists()
        person = Person.objects.get(pk=person.pk)
        noted = Entry.objects.visible_to(lin).about("people_person", person.pk)[0]
        assert trail.verify() is None
        assert trail.seal() != head
    assert (person.name, person.phone, person.phone_index) == ("（已删除）", "", "")
    assert (noted.verb, noted.why, noted.place) == (Verb.DECIDE, "本人要求", cast.county.place_id)


def test_a_township_cannot_erase_what_the_trail_keeps_of_another(cast, actor, scoped):
    with scoped("lin_he"):
        person = add_person(draft=person_draft(cast.other_town.pk, token=uuid4()), by=actor("lin_he"))
    with scoped("zhou_sui"):
        assert trail.forget(table="people_person", object_id=person.pk, why="猜到的编号") == 0
    with scoped("lin_he"):
        assert Personal.objects.filter(root_id=person.pk).exists()
