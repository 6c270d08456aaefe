"""The trail against everybody: the application may add, nobody may take away unseen."""

from threading import Thread

import pytest
from django.db import ProgrammingError, connection, connections, transaction

from tests.factories.people import person_draft
from tests.factories.places import office_draft
from tonghu.kit.scope import within
from tonghu.people.actions import add_person
from tonghu.places.actions import add_office
from tonghu.trail import actions
from tonghu.trail.models import Entry, Personal, Seal, Verb


def run(sql: str, *values: object, using: str = "default") -> None:
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute(sql, values)


@pytest.mark.parametrize("table", ["trail_entry", "trail_personal", "trail_seal"])
@pytest.mark.parametrize(
    "sql",
    [
        "delete from {table}",
        "truncate {table}",
        "drop table {table}",
        "alter table {table} disable row level security",
        "alter table {table} disable trigger all",
    ],
)
def test_the_application_cannot_alter_or_delete_the_trail(cast, scoped, table, sql):
    with scoped("lin_he"), pytest.raises(ProgrammingError, match=r"permission denied|must be owner"):
        run(sql.format(table=table))


@pytest.mark.parametrize(
    "sql",
    [
        "update trail_entry set actor = 'x'",
        "update trail_personal set place = 1",
        "update trail_seal set hash = 'x'",
        "insert into trail_entry (at, actor, office, request, verb, table_name, root_table, label, why,"
        " personal_digest) values (now(), 'x', '', '', 'update', 't', 't', '', '', '')",
        "insert into trail_seal (at, entries, previous, hash) values (now(), 0, '', 'x')",
        "create or replace function trail_verify() returns bigint language sql as 'select null::bigint'",
        "drop trigger trail_update on people_person",
        "set session_replication_role = replica",
        "set role tonghu_owner",
    ],
)
def test_nor_write_it_by_hand_nor_switch_it_off(cast, scoped, sql):
    with scoped("lin_he"), pytest.raises(ProgrammingError):
        run(sql)


def test_a_change_cannot_be_noted_as_if_a_trigger_had_seen_it(cast, scoped):
    with scoped("lin_he"):
        actions.note(Verb.UPDATE, table="people_person", object_id=1, place=cast.county.place_id)
        assert not Entry.objects.filter(verb=Verb.UPDATE).exists()


def test_whoever_writes_is_recorded_even_past_the_actions(cast, actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        run("update places_office set name = '改过' where id = %s", cast.station.pk)
        entry = Entry.objects.visible_to(lin).about("places_office", cast.station.pk).get()
    assert (entry.verb, entry.actor, entry.request) == (Verb.UPDATE, "林禾", "test-lin_he")
    assert (entry.before, entry.after) == ({"name": "河湾乡维权工作站"}, {"name": "改过"})


def test_entries_are_read_where_the_record_stands_and_by_the_auditor(cast, actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        person = add_person(draft=person_draft(cast.county.pk), by=lin)
    for who, entries, personal in (("lin_he", 2, 1), ("tian_yuan", 0, 0), ("zhou_sui", 0, 0), ("ding_shu", 2, 0)):
        with scoped(who):
            assert Entry.objects.filter(root_id=person.pk, root_table="people_person").count() == entries, who
            assert Entry.objects.visible_to(actor(who)).about("people_person", person.pk).count() == entries, who
            assert Personal.objects.filter(root_id=person.pk).count() == personal, who


def test_the_chain_grows_and_holds(cast, actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        assert actions.seal() == ""
        add_office(draft=office_draft(cast.town.place_id), by=lin)
        first = actions.seal()
        assert actions.seal() == first
        add_person(draft=person_draft(cast.county.pk), by=lin)
        second = actions.seal()
        assert actions.verify() is None
        assert list(Seal.objects.order_by("id").values_list("previous", "hash")) == [("", first), (first, second)]
        assert not Entry.objects.filter(seal=None).exists()


@pytest.fixture
def sealed(transactional_db, cast, actor):
    """One sealed entry with personal values and one without, committed."""
    lin = actor("lin_he")
    with within(lin.scope):
        add_office(draft=office_draft(cast.town.place_id), by=lin)
        actions.seal()
        add_person(draft=person_draft(cast.county.pk), by=lin)
        actions.seal()
        assert actions.verify() is None
    return lin


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "sql",
    [
        "update trail_entry set actor = '别人' where id = (select min(id) from trail_entry)",
        "update trail_entry set after = jsonb_set(after, '{name}', '\"x\"') where table_name = 'places_office'",
        "update trail_entry set at = at + interval '1 second'",
        "update trail_entry set seal_id = null where id = (select min(id) from trail_entry)",
        "delete from trail_entry where table_name = 'places_office'",
        "update trail_seal set hash = previous where id = (select max(id) from trail_seal)",
        "update trail_seal set entries = entries + 1",
        "update trail_entry set seal_id = (select max(id) from trail_seal)",
        "update trail_personal set after = jsonb_set(after, '{name}', '\"x\"')",
    ],
)
def test_even_the_owner_cannot_change_a_sealed_entry_unseen(sealed, sql):
    run(sql, using="owner")
    with within(sealed.scope):
        assert actions.verify() is not None


@pytest.mark.django_db(transaction=True)
def test_a_refused_opening_survives_the_rollback_of_its_request(cast, actor):
    tian = actor("tian_yuan")
    with within(tian.scope):
        actions.note(Verb.OPEN, table="people_person", object_id=7)
        actions.note_aside(tian.scope, Verb.REFUSED, table="people_person", object_id=7)
        transaction.set_rollback(True)
    with within(actor("ding_shu").scope):
        assert list(Entry.objects.values_list("verb", "actor")) == [(Verb.REFUSED, "田园")]


@pytest.mark.django_db(transaction=True)
def test_sealing_at_once_with_writers_and_other_sealers_loses_nothing(cast, actor):
    lin = actor("lin_he")
    scope, errors = lin.scope, []

    def write(number: int) -> None:
        try:
            for step in range(5):
                with within(scope):
                    actions.note(Verb.OPEN, table="people_person", object_id=number * 10 + step)
                with within(scope):
                    actions.seal()
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert errors == []
    with within(actor("ding_shu").scope):
        actions.seal()
        assert Entry.objects.filter(verb=Verb.OPEN).exclude(seal=None).count() == 20
        assert actions.verify() is None
        assert sum(Seal.objects.values_list("entries", flat=True)) == Entry.objects.count()


def test_a_scope_is_needed_to_read_anything(cast, scoped):
    with scoped("lin_he"):
        actions.note(Verb.OPEN, table="people_person", object_id=1, place=cast.county.place_id)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select count(*) from trail_entry")
        assert cursor.fetchone() == (0,)
