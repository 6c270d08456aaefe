"""One real cluster for a whole test run; a migrated template; a copy of it for every worker.

The owner migrates, tests connect as the application. A test that commits gets a fresh copy
afterwards: the application may not truncate, and a copy costs less than truncating sixty tables.
"""

import os
import shutil
import tempfile
from pathlib import Path

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper
from filelock import FileLock
from psycopg import sql

TEMPLATE = "tonghu_template"
ALIASES = ("default", "aside", "owner")
_VARIABLE = "TONGHU_TEST_FOLDER"


def begin() -> None:
    """Name a throwaway data folder before settings are read; a worker uses that of its controller."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        os.environ[_VARIABLE] = tempfile.mkdtemp(prefix="tonghu-test-")
    os.environ["TONGHU_DATA"] = str(Path(os.environ[_VARIABLE]) / "data")
    os.environ["TONGHU_DEMO"] = "0"
    for name in ("DATABASE_URL", "OWNER_DATABASE_URL"):
        os.environ.pop(name, None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "tonghu.config.settings"


def end() -> None:
    """Stop the cluster and remove the folder; the controller's to do, after its workers."""
    from tonghu.engine.cluster import Cluster, leave
    from tonghu.engine.folder import DataFolder

    close()
    if "PYTEST_XDIST_WORKER" in os.environ:
        return
    folder = DataFolder(Path(os.environ["TONGHU_DATA"]).absolute())
    leave(folder)
    Cluster(folder).stop()
    shutil.rmtree(os.environ[_VARIABLE], ignore_errors=True)


def own_database() -> None:
    """Point every alias of this process at a fresh copy of the template."""
    with FileLock(Path(os.environ[_VARIABLE]) / "template.lock"):
        if not _exists(TEMPLATE):
            _make_template()
    refresh()


def refresh() -> None:
    """Throw this worker's database away and copy the template again."""
    close()
    mine = f"tonghu_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    with _server() as server:
        server.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(mine)))
        copy = sql.SQL("create database {} template {} owner tonghu_owner")
        server.execute(copy.format(sql.Identifier(mine), sql.Identifier(TEMPLATE)))
    _point(mine)


def mirror(aside_is_default: bool) -> None:
    """Within a test that is rolled back, "aside" is the same connection: it would commit for good."""
    store = connections._connections  # type: ignore[attr-defined]
    current = getattr(store, "aside", None)
    if aside_is_default:
        if current is not None and current is not connections["default"]:
            current.close()
        store.aside = connections["default"]
    elif current is connections["default"]:
        del store.aside


def environment() -> dict[str, str]:
    """What another program needs to work on this test's database (what it sees must be committed)."""

    def url(alias: str) -> str:
        found = connections[alias].settings_dict
        host = str(found["HOST"]).replace("/", "%2F")
        return f"postgresql://{found['USER']}:{found['PASSWORD']}@/{found['NAME']}?host={host}&port={found['PORT']}"

    return {**os.environ, "DATABASE_URL": url("default"), "OWNER_DATABASE_URL": url("owner")}


def close() -> None:
    """Let go of every connection; a pool remembers the database it was made for, so it goes too."""
    for alias in ALIASES:
        connections[alias].close()
    pools = DatabaseWrapper._connection_pools
    for pool in pools.values():
        pool.close()
    pools.clear()


def _make_template() -> None:
    from tests.factories import world

    half = f"{TEMPLATE}_half"
    with _server() as server:
        server.execute("alter system set fsync = off")
        server.execute("alter system set full_page_writes = off")
        server.execute("select pg_reload_conf()")
        server.execute(sql.SQL("drop database if exists {}").format(sql.Identifier(half)))
        server.execute(sql.SQL("create database {} owner tonghu_owner").format(sql.Identifier(half)))
    _point(half)
    call_command("migrate", database="owner", interactive=False, verbosity=0)
    world.build("owner")
    with connections["owner"].cursor() as cursor:
        cursor.execute("truncate trail_entry, trail_personal, trail_seal restart identity")
    close()
    with _server() as server:
        server.execute(sql.SQL("alter database {} rename to {}").format(sql.Identifier(half), sql.Identifier(TEMPLATE)))


def _point(name: str) -> None:
    for alias in ALIASES:
        settings.DATABASES[alias]["NAME"] = name
        connections[alias].settings_dict["NAME"] = name


def _exists(name: str) -> bool:
    with _server() as server:
        return server.execute("select 1 from pg_database where datname = %s", [name]).fetchone() is not None


def _server() -> psycopg.Connection:
    from tonghu.engine.cluster import Cluster
    from tonghu.engine.folder import DataFolder

    dsn = Cluster(DataFolder(Path(os.environ["TONGHU_DATA"]).absolute())).dsn("superuser", "postgres")
    return psycopg.connect(dsn, autocommit=True)
