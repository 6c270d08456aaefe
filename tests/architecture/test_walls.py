"""The database's own walls: every table either stands behind one or is named here with its reason."""

import pytest
from django.apps import apps
from django.db import connection, models

from tests.factories.world import Cast
from tonghu.engine.checks import application_role_is_safe
from tonghu.kit.scope import Scoped

OPEN = {
    "places_place": "the state's own list of divisions",
    "places_office": "a name that hangs on a door",
    "places_duty": "what an office has to do, public like it",
    "accounts_user": "read at sign-in, before any scope is known: a work name and nothing more",
    "access_grant": "read to find the scope",
    "access_undertaking": "read before any scope is known: who accepted which text on which day",
    "outreach_material": "titles of printed matter",
    "work_term": "terms of law and of the house, nobody's data",
    "work_closedday": "on which days an office is closed hangs on its door",
    "cases_exportcolumn": "headings of an office's export, nothing about anybody",
    "trail_seal": "hashes",
}

UNTRACKED = {
    "intake_row": "a sheet's rows while they are checked; the batch and what they become are tracked",
    "people_sighting": "itself a note of who asked about a sealed person, written by people_match alone",
    "reports_frozenfigure": "written once by the signature, which is tracked; never changed",
    "cases_caseslip": "written by triggers from cases, which are tracked; cannot be written otherwise",
    "cases_contactslip": "written by triggers from contacts, which are tracked",
    "cases_eventslip": "written by triggers from letters, tracks and visits, which are tracked",
    "reports_frozenrecord": "written once by the signature, which is tracked; never changed",
}

ACROSS = {
    "trail_note": "writes an entry, reads none",
    "trail_forget": "erases personal values inside the scope",
    "trail_seal": "closes entries under a hash, answers the hash",
    "trail_head": "answers a hash",
    "trail_verify": "answers the number of a broken seal",
    "outreach_search": "answers ids of activities inside the scope, which it applies itself",
    "cases_letter_reply": "the addressed body's answer to its letter: answers its state, writes no other column",
    "cases_move": "the office that an offer waits for takes the case over; answers where its files lay",
    "cases_decline": "the office that an offer waits for says no; answers a state",
    "cases_report_back": "the office that was handed a case down tells the result; answers a state",
    "cases_ask": "asks an office for a case by number; answers the same whether or not there is one",
    "cases_unlogged": "answers whether a filing became no contact, also where that contact is hidden; nothing of it",
    "cases_next_serial": "answers the next number of an office's year, counted over sealed cases too",
    "work_climb": "writes which office a late obligation climbed to, answers how many; of sealed ones none",
    "people_match": "which offices know a person, for those who do casework; counted, trailed, silent on sealed ones",
    "cases_break_glass": "opens a case in an emergency with a reason and an end; trailed and reviewed",
    "cases_end_glass": "ends emergency openings whose time is over, and one of one's own; answers how many",
    "cases_file": "writes one filing of a citizen at a federation, answers whether it was taken",
    "cases_follow": "where one filing stands, for the keyed hash of its code; for any other nothing",
    "figures_fold": "sums what is inside the database, answers how many",
}
"""Functions that run as the owner and may be called by the application: the only sights across scopes."""

FROZEN = (
    "trail_entry", "trail_personal", "trail_seal", "figures_cell", "figures_delta", "cases_caseslip",
    "cases_contactslip", "cases_eventslip",
)  # fmt: skip


def ask(query: str, *values: object) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall()


def own_tables() -> list[str]:
    return sorted(m._meta.db_table for m in apps.get_models() if m.__module__.startswith("tonghu."))


def scoped_tables() -> list[str]:
    return sorted(m._meta.db_table for m in apps.get_models() if issubclass(m, Scoped))


@pytest.mark.parametrize("table", own_tables())
def test_a_table_is_walled_or_named_as_open(table: str, cast: Cast) -> None:
    [(walled,)] = ask("select relrowsecurity from pg_class where oid = %s::regclass", table)
    assert walled != (table in OPEN)


@pytest.mark.parametrize("table", scoped_tables())
def test_a_wall_has_a_gate_for_every_command(table: str, cast: Cast) -> None:
    commands = {command for (command,) in ask("select cmd from pg_policies where tablename = %s", table)}
    assert commands == {"SELECT", "INSERT", "UPDATE", "DELETE"}


@pytest.mark.parametrize("table", scoped_tables())
def test_every_change_is_trailed(table: str, cast: Cast) -> None:
    triggers = ask(
        """select p.proname from pg_trigger t join pg_proc p on p.oid = t.tgfoid
        where t.tgrelid = %s::regclass and p.proname like 'trail_record_%%'""",
        table,
    )
    found = {name for (name,) in triggers}
    every = {"trail_record_insert", "trail_record_update", "trail_record_delete"}
    assert found == (set() if table in UNTRACKED else every)


def test_no_open_table_has_a_reference_to_someone(cast: Cast) -> None:
    for model in apps.get_models():
        if model._meta.db_table in OPEN:
            fields = [f for f in model._meta.get_fields() if isinstance(f, models.ForeignKey)]
            assert not any(issubclass(f.related_model, Scoped) for f in fields), model


def test_the_application_is_a_plain_role(cast: Cast, elsewhere: dict[str, str]) -> None:
    assert application_role_is_safe(elsewhere["DATABASE_URL"]) == []
    assert ask("select count(*) from pg_class where relowner = 'tonghu_app'::regrole") == [(0,)]
    assert ask("select count(*) from pg_proc where proowner = 'tonghu_app'::regrole") == [(0,)]
    assert ask("select has_schema_privilege('tonghu_app', 'public', 'create')") == [(False,)]
    assert ask("select count(*) from pg_auth_members where member = 'tonghu_app'::regrole") == [(0,)]


def test_the_application_may_not_truncate_anything(cast: Cast) -> None:
    tables = ask(
        """select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
        and has_table_privilege('tonghu_app', oid, 'truncate')"""
    )
    assert tables == []


@pytest.mark.parametrize("table", FROZEN)
def test_the_application_may_not_write_what_triggers_write(table: str, cast: Cast) -> None:
    rights = ask(
        """select r from unnest(array['insert', 'update', 'delete', 'truncate']) as r
        where has_table_privilege('tonghu_app', %s, r)""",
        table,
    )
    assert rights == []


def test_sights_across_scopes_are_named(cast: Cast) -> None:
    functions = ask(
        """select proname from pg_proc where pronamespace = 'public'::regnamespace and prosecdef
        and prorettype <> 'trigger'::regtype and has_function_privilege('tonghu_app', oid, 'execute')"""
    )
    assert {name for (name,) in functions} == set(ACROSS)


def test_functions_of_the_owner_name_their_search_path(cast: Cast) -> None:
    loose = ask(
        """select proname from pg_proc where pronamespace = 'public'::regnamespace and prosecdef
        and not exists (select from unnest(proconfig) as c where c like 'search_path=%%')"""
    )
    assert loose == []
