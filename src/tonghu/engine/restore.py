"""A backup put in the place of the present data, which stays until the new is complete."""

import os
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from tonghu.engine.backup import DATABASE, FILES, Manifest, not_a_backup, read_manifest
from tonghu.engine.connect import urls
from tonghu.engine.database import claim
from tonghu.engine.dumping import load
from tonghu.engine.errors import EngineError
from tonghu.engine.failures import sentence
from tonghu.engine.folder import DataFolder
from tonghu.engine.lock import alone


def restore(source: Path, *, replace: bool = False, without_key: bool = False) -> Manifest:
    """Put the backup ``source`` in the place of the present database and files.

    Arguments: ``replace``, whether present data may be given up once the new is complete; ``without_key``,
    whether to go on when the folder's ``fields.key`` is not the backup's, so that its encrypted fields stay
    unreadable.

    Raises EngineError, and the present data is unchanged: no backup, another key, data that may not be
    replaced, a program that is serving, a full disk.
    """
    folder = DataFolder.here()
    with alone(folder, "恢复备份 / restoring a backup"):
        manifest = read_manifest(source)
        if manifest.key != folder.fingerprint() and not without_key:
            raise _other_key(folder)
        owner = urls(any_key=True).owner
        if not replace and _holds_data(owner):
            raise EngineError(
                "数据库里已有数据，没有恢复。如果确实要用备份替换它，请加 --replace；可先用 tonghu backup 备份。",
                "The database holds data; nothing was restored. To put the backup in its place add "
                "--replace; back it up first with tonghu backup.",
            )
        try:
            _nobody_else(owner)
            _exchange(source, owner, folder)
        except psycopg.errors.ObjectInUse as error:
            raise _in_use() from error
        except (psycopg.Error, OSError) as error:
            raise sentence(error, folder.path) or error from error
    return manifest


def _exchange(source: Path, owner: str, folder: DataFolder) -> None:
    present = str(conninfo_to_dict(owner)["dbname"])
    with _staging(folder) as staging, psycopg.connect(_elsewhere(owner, "postgres"), autocommit=True) as server:
        _unpack(source, staging)
        new = f"{present}_restored"
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(new)))
        _create(server, present, new)
        try:
            load(_elsewhere(owner, new), staging / DATABASE)
            claim(_elsewhere(owner, new), folder.fingerprint())
            _swap(server, present, new, staging / FILES, folder.files)
        except BaseException:
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(new)))
            raise
        server.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(f"{present}_replaced")))


def _create(server: psycopg.Connection, present: str, new: str) -> None:
    """From template0: in a database with default privileges the restored tables would get them on top, and
    what a migration took from the application (changing the trail) would be given back to it."""
    query = "SELECT datcollate, datctype FROM pg_database WHERE datname = %s"
    collate, ctype = server.execute(query, [present]).fetchone() or ("C", "C.UTF-8")
    make = sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE {} LC_CTYPE {}")
    server.execute(make.format(sql.Identifier(new), sql.Literal(collate), sql.Literal(ctype)))


def _swap(server: psycopg.Connection, present: str, new: str, fresh: Path, files: Path) -> None:
    """Both names change in one transaction, the folders within it: all of it happens, or none."""
    rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    old = f"{present}_replaced"
    server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(old)))
    away = fresh.with_name("replaced")
    with server.transaction():
        server.execute(rename.format(sql.Identifier(present), sql.Identifier(old)))
        server.execute(rename.format(sql.Identifier(new), sql.Identifier(present)))
        files.rename(away)
        try:
            fresh.rename(files)
        except OSError:
            away.rename(files)
            raise


def _unpack(source: Path, staging: Path) -> None:
    try:
        with zipfile.ZipFile(source) as parcel:
            parcel.extract(DATABASE, staging)
            parcel.extractall(staging, [name for name in parcel.namelist() if name.startswith(FILES)])
    except (zipfile.BadZipFile, KeyError, EOFError) as error:
        raise not_a_backup(source) from error
    (staging / FILES).mkdir(mode=0o700, exist_ok=True)


@contextmanager
def _staging(folder: DataFolder) -> Iterator[Path]:
    """Beside the files, on the same disk, so that moving them into place is a rename."""
    staging = folder.path / "restoring"
    shutil.rmtree(staging, ignore_errors=True)
    before = os.umask(0o077)
    try:
        staging.mkdir(mode=0o700)
        yield staging
    finally:
        os.umask(before)
        shutil.rmtree(staging, ignore_errors=True)


def _elsewhere(url: str, dbname: str) -> str:
    """The same server and role, another database, as a connection string."""
    return make_conninfo("", **{**conninfo_to_dict(url), "dbname": dbname})


def _holds_data(owner: str) -> bool:
    """Whether the owner has made tables here; the server's own do not count."""
    with psycopg.connect(owner) as connection:
        query = "SELECT 1 FROM pg_class WHERE relkind = 'r' AND relowner = current_user::regrole LIMIT 1"
        return connection.execute(query).fetchone() is not None


def _nobody_else(owner: str) -> None:
    """Asked before the work; the exchange of names is refused by the server if somebody comes in meanwhile."""
    query = """
        SELECT count(*) FROM pg_stat_activity
        WHERE datname = current_database() AND usesysid IS NOT NULL AND pid <> pg_backend_pid()
    """
    with psycopg.connect(owner) as connection:
        if (connection.execute(query).fetchone() or (0,))[0]:
            raise _in_use()


def _in_use() -> EngineError:
    return EngineError(
        "还有程序连着数据库，没有恢复，现有的数据没有改动。请先结束它们再试。",
        "Programs are still connected to the database; nothing was restored, the present data was "
        "not changed. End them and try again.",
    )


def _other_key(folder: DataFolder) -> EngineError:
    key = folder.secrets / "fields.key"
    return EngineError(
        f"这份备份的加密内容要用另一把密钥才能读出，没有恢复，现有的数据没有改动。请把备份所属系统的 fields.key "
        f"放到 {key} 后再试；密钥确已丢失时，可加 --without-key 恢复其余内容。",
        "The encrypted fields of this backup need another key; nothing was restored, the present data was not "
        f"changed. Put the fields.key of the system it came from at {key} and try again; if that key is lost, "
        "add --without-key to restore everything else.",
    )
