"""``tonghu worker``: the background work (imports, folding of counts, reminders)."""

import argparse
import os
import signal
import threading

NAME = "worker"
HELP = "后台任务 / the background worker"
NEEDS = "django"


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "--until-eof",
        action="store_true",
        help="标准输入关闭时结束 / end when standard input closes (used by serve)",
    )


def run(args: argparse.Namespace) -> int:
    """Work until told to stop."""
    from tonghu.jobs.run import main  # noqa: PLC0415  it imports models, for which Django must be ready

    if args.until_eof:
        threading.Thread(target=_end_with_parent, daemon=True).start()
    main()
    return 0


def _end_with_parent() -> None:
    """A killed parent cannot say goodbye, but the system closes its end of the pipe."""
    # not through sys.stdin, whose lock this thread would still hold when the interpreter shuts down
    while os.read(0, 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
