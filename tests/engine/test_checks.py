"""Whom the pages may not be served as."""

import psycopg

from tonghu.engine.checks import application_role_is_safe
from tonghu.engine.cluster import Cluster
from tonghu.engine.database import Urls
from tonghu.engine.folder import DataFolder


def test_the_prepared_role_is_safe(database: Urls) -> None:
    with psycopg.connect(database.owner) as connection:
        connection.execute("CREATE TABLE child (name text)")
    assert application_role_is_safe(database.app) == []


def test_each_danger_is_named(database: Urls, folder: DataFolder) -> None:
    superuser = Cluster(folder).dsn("superuser")
    with psycopg.connect(database.owner) as connection:
        connection.execute("CREATE TABLE child (name text)")
    with psycopg.connect(superuser, autocommit=True) as server:
        server.execute("ALTER ROLE tonghu_app BYPASSRLS")
        assert "BYPASSRLS" in "".join(application_role_is_safe(database.app))
        server.execute("ALTER ROLE tonghu_app NOBYPASSRLS")
        server.execute("GRANT tonghu_owner TO tonghu_app")
        assert "a member of the owner tonghu_owner" in "".join(application_role_is_safe(database.app))
        server.execute("REVOKE tonghu_owner FROM tonghu_app")
        server.execute("ALTER TABLE child OWNER TO tonghu_app")
        assert "owns 1 tables" in "".join(application_role_is_safe(database.app))
    assert any("is a superuser" in reason for reason in application_role_is_safe(superuser))


def test_the_owner_must_not_serve(database: Urls) -> None:
    with psycopg.connect(database.owner) as connection:
        connection.execute("CREATE TABLE child (name text)")
    assert application_role_is_safe(database.owner) != []
