"""A PostgreSQL URL as Django's dictionary of settings."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


def django_database(url: str, *, pool: dict[str, int] | None = None, mirror: str = "") -> dict[str, Any]:
    """Settings of one database connection.

    Args:
        url: postgresql://user:password@host:port/name?host=/socket/folder
        pool: options of psycopg's pool (sizes in connections, timeout in seconds); None for no pool.
        mirror: the alias that tests use in this one's stead.
    """
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", None) or unquote(parts.hostname or ""),
        "PORT": str(query.pop("port", None) or parts.port or ""),
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": False,
        "DISABLE_SERVER_SIDE_CURSORS": False,
        "OPTIONS": {**query, **({"pool": pool} if pool else {})},
        "TEST": {"MIRROR": mirror} if mirror else {},
    }
