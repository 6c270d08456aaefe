"""The one entry: where the database is, started if need be."""

import os

from tonghu.engine.database import Urls, prepare
from tonghu.engine.errors import EngineError
from tonghu.engine.folder import DataFolder


def urls(*, any_key: bool = False) -> Urls:
    """The URLs of the office's own server when DATABASE_URL is set, else of the data folder's cluster.

    Argument: ``any_key``, whether the database may belong to another ``fields.key`` (it is about to be
    replaced). The cluster is started or joined and stays until this program ends.
    Raises EngineError when that is not possible.
    """
    folder = DataFolder.here()
    application = os.environ.get("DATABASE_URL")
    if application:
        return prepare(Urls(app=application, owner=_owner_url()), folder, any_key=any_key)
    if os.name != "posix":
        raise EngineError(
            "自带的数据库目前只在 Linux 和 macOS 上运行。请用 DATABASE_URL 指定服务器。",
            "The bundled database runs on Linux and macOS only. Name a server in DATABASE_URL.",
        )
    from tonghu.engine.cluster import join  # noqa: PLC0415  locks as Unix has them

    return prepare(join(folder), folder, any_key=any_key)


def _owner_url() -> str:
    owner = os.environ.get("OWNER_DATABASE_URL")
    if not owner:
        raise EngineError(
            "设置了 DATABASE_URL，但没有设置 OWNER_DATABASE_URL。请补上所有者角色的地址。",
            "DATABASE_URL is set but OWNER_DATABASE_URL is not. Add the address of the owner's role.",
        )
    return owner
