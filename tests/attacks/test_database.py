"""The application's own database role, in the hands of somebody curious: no scope, another's scope, odd arguments."""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from tests.access.reach import SETS, fill_all
from tests.factories.records import Records
from tests.factories.world import Cast
from tonghu.kit.scope import Scoped as Walled

Scoped = Callable[[str], AbstractContextManager[None]]


@pytest.fixture
def everywhere(cast: Cast) -> dict[str, Records]:
    return fill_all(cast)


def ask(query: str, *values: Any) -> list[tuple[Any, ...]] | str:
    """The rows; or what the database says instead."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(query, values)
            return cursor.fetchall() if cursor.description else []
    except DatabaseError as error:
        return str(error)


def search(most: int | None = 1000, **wanted: Any) -> list[int] | str:
    found = ask("select outreach_search(%s, %s)", json.dumps({"sort": "day", "words": [], **wanted}), most)
    return found if isinstance(found, str) else [pk for (pk,) in found]


def walled() -> Iterator[str]:
    yield from (m._meta.db_table for m in apps.get_models() if issubclass(m, Walled))


SLIPS = (
    "day; select 1", "day desc, (select 1)", "county", "title", "id", None, "DAY", '"day"',
)  # fmt: skip


def test_the_search_function_answers_nothing_without_a_scope(everywhere: dict[str, Records]) -> None:
    assert search() == []
    connection.cursor().execute("select set_config('tonghu.counties', '{}', true)")
    assert search() == []


@pytest.mark.parametrize("sort", SLIPS)
def test_the_search_functions_order_is_one_of_three(
    sort: str | None, everywhere: dict[str, Records], scoped: Scoped
) -> None:
    own = {everywhere["neighbour_town"]["outreach_activity"].pk}
    with scoped("tian_yuan"):
        assert set(search()) == own
        found = search(sort=sort)
        assert isinstance(found, str) or set(found) <= own


QUOTES = ("' or true --", "') or true or ('", "%", "_", "\\", "'; drop table x; --", "$q$ or true $q$", "标记", "%1$L")


@pytest.mark.parametrize("word", QUOTES)
def test_no_word_leaves_its_quotes(word: str, everywhere: dict[str, Records], scoped: Scoped) -> None:
    own = {everywhere["neighbour_town"]["outreach_activity"].pk}
    with scoped("tian_yuan"):
        for wanted in (
            {"words": [{"letters": [], "infix": word, "prefix": f"{word}%"}]},
            {"words": [{"letters": [word], "infix": word}]},
            {"words": [{"letters": [], "infix": "", "prefix": "%"}]},
            {"kind": word}, {"topic": word}, {"office": word}, {"lo": word, "hi": word}, {"first": word},
            {"after": word, "after_id": 10**9}, {"after": None, "after_id": word}, {"lo": 0, "hi": 10**12},
            {"words": word}, {"office": "1 or true"},
        ):  # fmt: skip
            found = search(**wanted)
            assert isinstance(found, str) or set(found) <= own, wanted


def test_without_a_scope_no_table_shows_or_takes_a_row(everywhere: dict[str, Records]) -> None:
    for table in walled():
        assert ask(f"select * from {table}") == []
        for statement in (f"update {table} set place = place returning *", f"delete from {table} returning *"):
            assert ask(statement) in ([], f"permission denied for table {table}"), statement


def test_the_owners_functions_tell_nothing_of_another_county(everywhere: dict[str, Records], scoped: Scoped) -> None:
    marks = [mark for key, (_u, mark, _n) in SETS.items() if key != "neighbour_town"]
    theirs = everywhere["county"]["people_person"].pk
    with scoped("tian_yuan"):
        answers = [
            ask("select trail_head()"), ask("select trail_verify()"), ask("select trail_seal()"),
            ask("select figures_fold()"), ask("select trail_forget('people_person', %s, '试')", theirs),
            ask("select * from trail_personal"), ask("select * from trail_entry"), ask("select * from figures_cell"),
            ask("select * from figures_delta"), ask("select * from pg_stats"), ask("select * from pg_stats_ext"),
            ask("select * from pg_stat_activity where usename <> current_user"),
            ask("select trail_note('insert', 'people_person', %s, 'x', null, '{}', '')", theirs),
            ask("select trail_canonical(e) from trail_entry e"), ask("select pg_read_file('postgresql.conf')"),
            ask("select lo_import('/etc/passwd')"), ask("copy (select 1) to program 'true'"),
            ask("set role tonghu_owner"), ask("set session authorization tonghu_owner"),
            ask("set row_security = off; select * from people_person"),
            ask("alter table people_person disable row level security"),
            ask("create function public.x() returns int language sql as 'select 1'"),
            ask("select query_to_xml('select * from people_person', true, true, '')"),
        ]  # fmt: skip
    said = "\n".join(map(str, answers))
    assert [mark for mark in marks if mark in said] == []
    with scoped("lin_he"):
        kept = ask("select count(*) from trail_personal where root_table = 'people_person' and root_id = %s", theirs)
        assert kept == [(1,)], "the neighbour may not erase what the trail keeps of her"


def test_a_temporary_table_or_schema_fools_no_function_of_the_owner(
    everywhere: dict[str, Records], scoped: Scoped
) -> None:
    own = {everywhere["neighbour_town"]["outreach_activity"].pk}
    with scoped("tian_yuan"):
        for table in ("outreach_activity", "trail_entry", "trail_personal", "trail_seal", "figures_delta"):
            ask(f"create temporary table {table} (like public.{table})")
        ask("create temporary table sealing (id bigint, line text)")
        ask("set search_path = pg_temp, public")
        found = search()
        connection.cursor().execute("set search_path = public")
        assert set(found) <= own
        assert isinstance(ask("create schema mine"), str)


def test_no_error_quotes_a_row_that_is_not_ones_own(everywhere: dict[str, Records], scoped: Scoped) -> None:
    theirs = everywhere["county"]
    token, pk = theirs["people_person"].token, theirs["people_person"].pk
    columns = "name, pinyin, initials, sex, phone, phone_index, identity, identity_index, unit, skills, entered_at"
    values = "'甲', 'jia', 'j', 9, '', '', '', '', '', '', now()"
    office = everywhere["neighbour_town"].office
    with scoped("tian_yuan"):
        said = [
            ask(
                f"insert into people_person (office_id, place, token, {columns}) values (%s, %s, %s, {values})",
                office.pk, office.place_id, token,
            ),
            ask(
                f"insert into people_person (id, office_id, place, token, {columns}) "
                f"overriding system value values (%s, %s, %s, gen_random_uuid(), {values})",
                pk, office.pk, office.place_id,
            ),
            ask("insert into people_service (person_id, place, role) values (%s, %s, 'lecturer')", pk, office.place_id),
            ask("update people_person set place = %s", theirs.office.place_id),
        ]  # fmt: skip
    assert all(isinstance(one, str) for one in said[:2])
    text = "\n".join(map(str, said))
    assert str(token) not in text
    assert theirs.mark not in text


@pytest.mark.django_db(transaction=True)
def test_no_log_of_the_server_quotes_a_person(cast: Cast, elsewhere: dict[str, str], scoped: Scoped) -> None:
    """Errors that quote a value, a row or a statement reach the program, and neither log."""
    secret = "单雨晴13900004321"
    for statement in (
        f"select '{secret}'::bigint", f"insert into people_person (name) values ('{secret}')",
        f"select * from nowhere where name = '{secret}'", f"do $$ begin raise warning '{secret}'; end $$",
    ):  # fmt: skip
        ask(statement)
    log = Path(elsewhere["TONGHU_DATA"]) / "log" / "postgres.log"
    assert secret.encode() not in log.read_bytes()
