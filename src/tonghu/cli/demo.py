"""``tonghu demo``: the fictional prefecture, built once and served."""

from __future__ import annotations

import argparse
import os
import time
from datetime import date
from typing import TYPE_CHECKING

from tonghu.cli.serve import require_safe_role, serve
from tonghu.engine.folder import DataFolder
from tonghu.engine.lock import alone, serving

if TYPE_CHECKING:
    from tonghu.demo.build import Built

NAME = "demo"
HELP = "建一个虚构的云溪市并打开 / build the fictional prefecture and serve it"
NEEDS = "nothing"


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--once", action="store_true", help="只建数据、写总结，不启动服务 / all but serving")
    parser.add_argument("--host", default="127.0.0.1", help="地址 / address (127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, help="端口 / port (8000)")
    parser.add_argument("--today", type=date.fromisoformat, default=None, help="以哪天为今天 / the day taken as today")


def run(args: argparse.Namespace) -> int:
    """Start the database, migrate, build, write the report; then serve unless told not to."""
    os.environ["TONGHU_DEMO"] = "1"
    folder = DataFolder.here()
    if args.once:
        with alone(folder, "demo --once"):
            _prepare(args.today)
        return 0
    with serving(folder, args.port, args.host):
        _prepare(args.today)
        serve(args.host, args.port)
    return 0


def _prepare(today: date | None) -> None:
    began = time.monotonic()
    _say("启动数据库 / starting the database")
    require_safe_role()
    import django  # noqa: PLC0415  the settings ask the database where it is, which has just been started

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connections  # noqa: PLC0415

    from tonghu.demo.build import build  # noqa: PLC0415

    _say("建表 / migrating")
    call_command("migrate", database="owner", interactive=False, verbosity=0)
    built = build(today=today, say=_say)
    # server processes are started from here and open connections of their own
    connections.close_all()
    _tell(built, time.monotonic() - began)


def _tell(built: Built, seconds: float) -> None:
    from tonghu.demo.cast import password  # noqa: PLC0415

    print()
    for line in _sign_ins():
        print(line)
    print(f"\n口令都是 / everybody's password: {password(DataFolder.here())}")
    print("演示中不需要动态口令 / no authenticator is asked for in the demonstration")
    print(f"\n可导入的表格 / a sheet to import: {built.sheet}")
    for path in reversed(built.reports):
        print(f"总结 / report: {path}")
    print(f"用时 {seconds:.1f} 秒 / took {seconds:.1f} s", flush=True)


def _sign_ins() -> list[str]:
    from tonghu.demo.cast import CAST  # noqa: PLC0415
    from tonghu.demo.tour import table  # noqa: PLC0415

    return table([member for member in CAST if member.try_zh])


def _say(sentence: str) -> None:
    print(f"· {sentence}", flush=True)
