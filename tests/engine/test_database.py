"""The two roles: what the application may do, what it may not, and whose key the fields have."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from tonghu.engine.cluster import Cluster, using
from tonghu.engine.connect import urls
from tonghu.engine.database import Urls, note, prepare
from tonghu.engine.errors import EngineError
from tonghu.engine.folder import DataFolder


@pytest.fixture(scope="module")
def shared(mould: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """One server for the tests that only look at rights."""
    place = tmp_path_factory.mktemp("shared") / "data"
    shutil.copytree(mould, place)
    with using(DataFolder(place)) as cluster:
        yield cluster


@pytest.fixture
def table(shared: Cluster) -> Urls:
    """A table and a function that a migration of the owner made."""
    database = prepare(shared, shared.folder)
    with psycopg.connect(database.owner) as connection:
        connection.execute("DROP TABLE IF EXISTS child")
        connection.execute("DROP FUNCTION IF EXISTS two()")
        connection.execute("CREATE TABLE child (id serial PRIMARY KEY, name text)")
        connection.execute("CREATE FUNCTION two() RETURNS int LANGUAGE sql AS 'SELECT 2'")
    return database


def test_the_application_reads_and_writes_what_the_owner_made(table: Urls) -> None:
    with psycopg.connect(table.app) as connection:
        connection.execute("INSERT INTO child (name) VALUES ('测试甲')")
        connection.execute("UPDATE child SET name = '李小雨'")
        assert connection.execute("SELECT name, two() FROM child").fetchall() == [("李小雨", 2)]
        connection.execute("DELETE FROM child")


@pytest.mark.parametrize(
    "forbidden",
    [
        "CREATE TABLE mine (a int)",
        "ALTER TABLE child ADD COLUMN b int",
        "ALTER TABLE child DISABLE TRIGGER ALL",
        "DROP TABLE child",
        "TRUNCATE child",
        "CREATE INDEX ON child (name)",
        "CREATE FUNCTION three() RETURNS int LANGUAGE sql AS 'SELECT 3'",
        "CREATE SCHEMA mine",
        "CREATE DATABASE mine",
        "CREATE ROLE mine",
        "SET ROLE tonghu_owner",
        "SET SESSION AUTHORIZATION postgres",
        "SELECT pg_read_file('/etc/hostname')",
        "COPY child TO PROGRAM 'cat'",
    ],
)
def test_the_application_may_not(table: Urls, forbidden: str) -> None:
    with (
        psycopg.connect(table.app, autocommit=True) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute(forbidden)


def test_functions_are_not_everybodys(table: Urls) -> None:
    with psycopg.connect(table.owner, autocommit=True) as connection:
        connection.execute("REVOKE EXECUTE ON FUNCTION two() FROM tonghu_app")
    with (
        psycopg.connect(table.app) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute("SELECT two()")


def test_the_owner_is_no_superuser(database: Urls) -> None:
    query = "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = %s"
    with psycopg.connect(database.owner) as connection:
        assert connection.execute(query, ["tonghu_owner"]).fetchone() == (False, False, False, True)
        assert connection.execute(query, ["tonghu_app"]).fetchone() == (False, False, False, False)


def test_a_new_database_is_furnished_like_the_first(database: Urls) -> None:
    with psycopg.connect(database.owner, autocommit=True) as connection:
        connection.execute("CREATE DATABASE test_tonghu")
    other = Urls(*(make_conninfo("", **{**conninfo_to_dict(url), "dbname": "test_tonghu"}) for url in
                   (database.app, database.owner)))  # fmt: skip
    with psycopg.connect(other.owner) as connection:
        connection.execute("CREATE TABLE child (name text)")
    with psycopg.connect(other.app) as connection:
        connection.execute("INSERT INTO child VALUES ('王小满')")
        assert connection.execute("SELECT similarity('王小满', '王小满')").fetchone() == (1.0,)


def test_asking_again_changes_nothing(database: Urls) -> None:
    before = note(database.owner)
    assert urls() == database
    assert note(database.owner) == before


def test_passwords_that_were_replaced_are_set_again(database: Urls, folder: DataFolder) -> None:
    (folder.secrets / "app.password").unlink()
    (folder.secrets / "owner.password").unlink()
    renewed = urls()
    assert renewed.app != database.app
    with psycopg.connect(renewed.app) as connection:
        assert connection.execute("SELECT current_user").fetchone() == ("tonghu_app",)


def test_another_key_is_refused(database: Urls, folder: DataFolder) -> None:
    (folder.secrets / "fields.key").write_text("some-other-key")
    with pytest.raises(EngineError, match="is not the key this database's fields were encrypted with"):
        urls()


def test_errors_leave_no_personal_data_in_the_log(table: Urls, shared: Cluster) -> None:
    with psycopg.connect(table.app, autocommit=True) as connection:
        connection.execute("INSERT INTO child VALUES (1, '测试甲')")
        for wrong in (
            ("INSERT INTO child VALUES (1, %s)", ["测试甲"]),
            ("SELECT %s::int", ["测试甲"]),
            ("SELECT '测试甲' FROM nowhere WHERE name = %s", ["测试甲"]),
        ):
            with pytest.raises(psycopg.Error):
                connection.execute(*wrong)
    assert "测试甲" not in shared.log.read_text()
