"""``tonghu serve``: the pages on this machine, with the background worker beside them."""

import argparse
import multiprocessing
import subprocess
import sys
from contextlib import nullcontext

import psycopg

from tonghu.cli.background import Background
from tonghu.engine.checks import application_role_is_safe
from tonghu.engine.connect import urls
from tonghu.engine.errors import EngineError
from tonghu.engine.folder import DataFolder
from tonghu.engine.lock import serving

NAME = "serve"
HELP = "启动服务 / serve the pages"
NEEDS = "engine"

# Pages are made by Python, one thread at a time: more of them would only queue for the same connections.
THREADS = 4


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--host", default="127.0.0.1", help="地址 / address (127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, help="端口 / port (8000)")
    parser.add_argument("--workers", type=int, default=2, help="进程数 / server processes (2)")
    parser.add_argument("--no-worker", action="store_true", help="不做后台任务 / without background work")


def run(args: argparse.Namespace) -> int:
    """Check, migrate, serve until told to stop."""
    with serving(DataFolder.here(), args.port, args.host):
        require_safe_role()
        migrated = subprocess.run([sys.executable, "-m", "tonghu", "migrate", "--quiet"], check=False)
        if migrated.returncode:
            return migrated.returncode
        _say_if_nobody_may_sign_in()
        serve(args.host, args.port, workers=args.workers, background=not args.no_worker)
    return 0


def require_safe_role() -> None:
    """Raise EngineError when row-level security would not hold the application back."""
    reasons = application_role_is_safe(urls().app)
    if reasons:
        listed = "；".join(reasons)
        raise EngineError(
            f"没有启动，因为数据库角色不安全：{listed}。数据没有改动。请让管理员改用普通角色。",
            f"Nothing was started, because the database role is not safe: {listed}. The data was not "
            "changed. Ask the administrator for a plain role.",
        )


def _say_if_nobody_may_sign_in() -> None:
    with psycopg.connect(urls().app) as connection:
        found = connection.execute("SELECT EXISTS (SELECT FROM accounts_user)").fetchone()
    if found == (False,):
        print(
            "还没有账号，谁也登录不了。请在另一个窗口运行 tonghu setup；想先看看，请运行 tonghu demo。\n"
            "There are no accounts yet, so nobody can sign in. Run tonghu setup in another window, or tonghu demo "
            "to look around.",
            flush=True,
        )


def serve(host: str, port: int, *, workers: int = 2, background: bool = True) -> None:
    """Serve until SIGINT or SIGTERM; the caller holds ``engine.lock.serving``.

    Arguments: ``workers``, the number of server processes; ``background``, whether ``tonghu worker``
    runs too.
    """
    from granian.constants import Interfaces  # noqa: PLC0415  a compiled server that `--help` need not load
    from granian.log import LogLevels  # noqa: PLC0415
    from granian.server import Server  # noqa: PLC0415

    # Forked processes would share this one's locks and connections.
    multiprocessing.set_start_method("spawn", force=True)
    server = Server(
        "tonghu.cli.pages:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        log_level=LogLevels.warning,
    )
    print(f"童护已启动，请打开 / Tonghu is running, open http://{host}:{port}/  (Ctrl+C)", flush=True)
    with Background() if background else nullcontext():
        server.serve()
