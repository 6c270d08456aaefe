"""A server that the office runs itself: played by a cluster in another folder."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tonghu.engine.cluster import Cluster, using
from tonghu.engine.connect import urls
from tonghu.engine.database import OWNER, Urls, note
from tonghu.engine.errors import EngineError
from tonghu.engine.folder import DataFolder


@pytest.fixture
def external(folder: DataFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Urls]:
    """Roles and an empty database that an administrator has made; DATABASE_URL names them."""
    with using(DataFolder(tmp_path / "elsewhere")) as cluster:
        with psycopg.connect(cluster.dsn("superuser", "postgres"), autocommit=True) as server:
            for role in ("owner", "app"):
                password = cluster.folder.secret(f"{role}.password")
                server.execute(f"CREATE ROLE tonghu_{role} LOGIN PASSWORD '{password}'")
            server.execute("CREATE DATABASE office OWNER tonghu_owner")
        made = Urls(app=cluster.dsn("app", "office"), owner=cluster.dsn("owner", "office"))
        monkeypatch.setenv("DATABASE_URL", made.app)
        monkeypatch.setenv("OWNER_DATABASE_URL", made.owner)
        yield made


def test_the_offices_server_is_furnished_and_ours_is_not_started(external: Urls, folder: DataFolder) -> None:
    assert urls() == external
    assert urls() == external
    assert not folder.pg.exists()
    with psycopg.connect(external.owner) as connection:
        connection.execute("CREATE TABLE child (name text)")
    with psycopg.connect(external.app) as connection:
        connection.execute("INSERT INTO child VALUES ('王小满')")
        assert connection.execute("SELECT similarity('王小满', '王小满')").fetchone() == (1.0,)


def test_the_database_remembers_its_key_when_the_folder_is_new(
    external: Urls, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    urls()
    monkeypatch.setenv("TONGHU_DATA", str(tmp_path / "new machine"))
    with pytest.raises(EngineError, match="is not the key this database's fields were encrypted with"):
        urls()
    assert urls(any_key=True) == external


def test_the_owners_address_is_needed_too(external: Urls, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OWNER_DATABASE_URL")
    with pytest.raises(EngineError, match="OWNER_DATABASE_URL is not"):
        urls()


def test_the_roles_have_their_names(external: Urls, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OWNER_DATABASE_URL", external.app)
    with pytest.raises(EngineError, match=f"must be {OWNER}"):
        urls()


def test_an_owner_without_rights_is_a_sentence(external: Urls, tmp_path: Path) -> None:
    with psycopg.connect(
        Cluster(DataFolder(tmp_path / "elsewhere")).dsn("superuser", "postgres"), autocommit=True
    ) as server:
        server.execute("ALTER DATABASE office OWNER TO postgres")
    with pytest.raises(EngineError, match="lacks rights on this server"):
        urls()
    assert note(external.owner) == {}
