"""One file that holds everything but the secrets: the database and the uploaded files."""

import json
import os
import zipfile
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from tonghu.engine.connect import urls
from tonghu.engine.dumping import dump
from tonghu.engine.errors import EngineError, refused
from tonghu.engine.failures import sentence
from tonghu.engine.folder import DataFolder

FORMAT = 1
DATABASE = "database.dump"
FILES = "files/"
MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself.

    ``format`` of the file; ``tonghu``, the version that wrote it; ``made``, when (ISO, with offset); ``key``,
    the fingerprint of the ``fields.key`` its encrypted fields need; ``files``, how many uploads are in it.
    """

    format: int
    tonghu: str
    made: str
    key: str
    files: int


def backup(target: Path) -> Path:
    """Write a backup and return its path; work may go on meanwhile.

    Argument: ``target``, a directory (the file's name is then made from the time) or a file that does not
    exist yet. The secrets are never part of it: who finds a backup cannot read the encrypted fields.

    Raises EngineError: the file exists, the disk is full, no permission, the database refuses.
    """
    now = datetime.now().astimezone()
    if target.is_dir():
        target = target / f"tonghu-{now:%Y%m%d-%H%M%S}.zip"
    if target.exists():
        raise EngineError(
            f"{target} 已存在，没有覆盖。请换一个文件名。",
            f"{target} exists and was not overwritten. Choose another name.",
        )
    folder = DataFolder.here()
    owner = urls().owner
    half = target.with_name(f"{target.name}.half")
    try:
        with os.fdopen(os.open(half, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b") as stream:
            with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as parcel:
                _fill(parcel, owner, folder, now.isoformat(timespec="seconds"))
            stream.flush()
            os.fsync(stream.fileno())
        half.replace(target)
    except PermissionError as error:
        raise refused(target) from error
    except (FileNotFoundError, NotADirectoryError) as error:
        raise EngineError(
            f"没有 {target.parent} 这个文件夹，没有备份。请先建立它，或换一个位置。",
            f"There is no folder {target.parent}; nothing was backed up. Create it or choose another place.",
        ) from error
    except OSError as error:
        raise sentence(error, target.parent) or error from error
    finally:
        with suppress(OSError):
            half.unlink(missing_ok=True)
    return target


def read_manifest(source: Path) -> Manifest:
    """What the backup ``source`` says of itself.

    Raises EngineError when it is no backup, is damaged, or comes from a newer version.
    """
    try:
        with zipfile.ZipFile(source) as parcel:
            found = json.loads(parcel.read(MANIFEST))
            if found["format"] > FORMAT:
                raise EngineError(
                    f"{source} 由更新的版本({found['tonghu']})制作，没有改动。请先升级童护。",
                    f"{source} was made by a newer version ({found['tonghu']}); nothing was changed. "
                    "Upgrade Tonghu first.",
                )
            return Manifest(**found)
    except PermissionError as error:
        raise refused(source) from error
    except (OSError, zipfile.BadZipFile, KeyError, TypeError, ValueError) as error:
        raise not_a_backup(source) from error


def not_a_backup(source: Path) -> EngineError:
    """The sentence for a file that is no backup, or a damaged one."""
    return EngineError(
        f"{source} 不存在、已损坏或不是童护的备份；现有的数据没有改动。请换一份备份。",
        f"{source} does not exist, is damaged or is no backup of Tonghu; the present data was not changed. "
        "Choose another backup.",
    )


def _fill(parcel: zipfile.ZipFile, owner: str, folder: DataFolder, made: str) -> None:
    """The database first: a file stored while it is dumped is then at worst in the parcel without its row."""
    with parcel.open(DATABASE, "w", force_zip64=True) as sink:
        dump(owner, sink)
    count = 0
    for file in sorted(path for path in folder.files.rglob("*") if path.is_file()):
        parcel.write(file, FILES + file.relative_to(folder.files).as_posix())
        count += 1
    manifest = Manifest(FORMAT, version("tonghu"), made, folder.fingerprint(), count)
    parcel.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1))
