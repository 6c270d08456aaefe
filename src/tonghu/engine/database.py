"""The database and its two roles: an owner that migrates and backs up, an application that owns nothing."""

import json
from dataclasses import dataclass

import psycopg
from psycopg import sql

from tonghu.engine.cluster import ROLES, Cluster, Role
from tonghu.engine.errors import EngineError
from tonghu.engine.folder import DataFolder

OWNER = ROLES["owner"]
APP = ROLES["app"]
# Raised when the steps below change, so that existing databases get them at their next start.
PREPARED = 1

# Before the first migration: tables made later would otherwise lack their grants.
# Functions are the application's to call (the job queue's are); a migration takes back what must stay closed.
FURNITURE = f"""
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gist;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO {APP};
ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {APP};
ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {APP};
ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} IN SCHEMA public GRANT EXECUTE ON FUNCTIONS TO {APP};
"""


@dataclass(frozen=True)
class Urls:
    """Where to connect: ``app`` as the application, ``owner`` as the owner; both ``postgresql://`` URLs."""

    app: str
    owner: str


def prepare(place: Cluster | Urls, folder: DataFolder, *, any_key: bool = False) -> Urls:
    """Make sure that roles, database, grants and extensions are there; cheap when they are.

    Arguments: ``place``, a running cluster of our own, or the URLs of a server that an office runs (its roles
    and the database must exist there); ``folder``, whose ``fields.key`` the database must go with,
    unless ``any_key``.

    Raises EngineError when the key is another than the one this database's fields were encrypted with, or
    when the external server lacks something that only its administrator may add.
    """
    if isinstance(place, Urls):
        _prepare_external(place)
        urls = place
    else:
        urls = Urls(app=place.dsn("app"), owner=place.dsn("owner"))
        if not _prepared(urls.owner):
            _prepare_embedded(place)
    if not any_key:
        _claim(urls.owner, folder)
    return urls


def note(owner_url: str) -> dict[str, object]:
    """What ``prepare`` wrote down about a database, in its comment; empty for a new one."""
    with psycopg.connect(owner_url, autocommit=True) as connection:
        return _note(connection)


def claim(owner_url: str, fingerprint: str) -> None:
    """Write down that this database's encrypted fields go with the key of ``fingerprint`` (32 hex digits)."""
    with psycopg.connect(owner_url, autocommit=True) as connection:
        text = json.dumps({"prepared": PREPARED, "key": fingerprint})
        name = sql.Identifier(connection.info.dbname)
        connection.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(name, sql.Literal(text)))


def _note(connection: psycopg.Connection) -> dict[str, object]:
    query = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
    row = connection.execute(query).fetchone()
    try:
        found = json.loads(row[0]) if row and row[0] else {}
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _prepared(owner_url: str) -> bool:
    try:
        return note(owner_url).get("prepared") == PREPARED
    except psycopg.OperationalError:
        return False


def _claim(owner_url: str, folder: DataFolder) -> None:
    """A database remembers its key's fingerprint: the folder alone cannot know that a server holds data."""
    found = note(owner_url)
    mine = folder.fingerprint()
    if found.get("key", mine) != mine:
        raise EngineError(
            f"{folder.secrets / 'fields.key'} 不是这个数据库加密时用的密钥；数据没有改动。"
            "请把保管的那一份密钥放回原处。",
            f"{folder.secrets / 'fields.key'} is not the key this database's fields were encrypted with; "
            "the data was not changed. Put your copy of the right key back.",
        )
    if found != {"prepared": PREPARED, "key": mine}:
        claim(owner_url, mine)


def _prepare_embedded(cluster: Cluster) -> None:
    with (
        cluster.folder.mutex(),
        psycopg.connect(cluster.dsn("superuser", "postgres"), autocommit=True) as server,
    ):
        _role(server, cluster, "owner", "CREATEDB")
        _role(server, cluster, "app", "NOCREATEDB")
        # New databases are copies of template1: a test's or a restored one is furnished without asking.
        with psycopg.connect(cluster.dsn("superuser", "template1"), autocommit=True) as template:
            template.execute(FURNITURE)
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = 'tonghu'").fetchone():
            server.execute(f"CREATE DATABASE tonghu OWNER {OWNER}")
    with psycopg.connect(cluster.dsn("superuser"), autocommit=True) as database:
        database.execute(FURNITURE)


def _role(server: psycopg.Connection, cluster: Cluster, role: Role, rights: str) -> None:
    name = sql.Identifier(ROLES[role])
    if not server.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLES[role]]).fetchone():
        server.execute(sql.SQL("CREATE ROLE {}").format(name))
    password = sql.Literal(cluster.folder.secret(f"{role}.password"))
    allowed = sql.SQL(f"LOGIN NOSUPERUSER NOCREATEROLE NOBYPASSRLS NOREPLICATION {rights}")
    server.execute(sql.SQL("ALTER ROLE {} WITH {} PASSWORD {}").format(name, allowed, password))


def _prepare_external(urls: Urls) -> None:
    for url, expected in ((urls.owner, OWNER), (urls.app, APP)):
        if psycopg.conninfo.conninfo_to_dict(url).get("user") != expected:
            raise EngineError(
                f"数据库地址里的用户应为 {expected}。请在服务器上建立该角色后改正地址。",
                f"The user in the database address must be {expected}. Create that role on the server and "
                "correct the address.",
            )
    if note(urls.owner).get("prepared") == PREPARED:
        return
    try:
        with psycopg.connect(urls.owner) as database:
            database.execute(FURNITURE)
    except psycopg.errors.InsufficientPrivilege as error:
        raise EngineError(
            f"{OWNER} 在这台服务器上的权限不够，没有改动。请让管理员把数据库的所有者设为 {OWNER}。",
            f"{OWNER} lacks rights on this server; nothing was changed. Ask its administrator to make "
            f"{OWNER} the owner of the database.",
        ) from error
