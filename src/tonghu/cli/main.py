"""The command ``tonghu``: finds the subcommand, runs it, and turns what goes wrong into a sentence."""

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from types import FrameType
from typing import Protocol

from tonghu.engine.errors import EngineError
from tonghu.engine.failures import sentence
from tonghu.engine.folder import DataFolder

# In the order ``tonghu --help`` shows them. Adding a command is adding its module here.
COMMANDS = (
    "demo",
    "setup",
    "serve",
    "migrate",
    "worker",
    "backup",
    "restore",
    "places",
    "figures",
    "report",
    "trail",
    "messages",
    "manage",
)


class Command(Protocol):
    """What a module in this package offers.

    ``NAME`` and ``HELP`` for the list; ``NEEDS`` is "nothing", "engine" (it calls the engine itself) or
    "django" (settings are loaded and apps are ready before ``run``).
    """

    NAME: str
    HELP: str
    NEEDS: str

    def add(self, parser: argparse.ArgumentParser) -> None:
        """Declare the arguments."""

    def run(self, args: argparse.Namespace) -> int:
        """Do it; the number is the program's exit status."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one subcommand and return its exit status; 1 with a sentence when it cannot go on.

    Argument: ``argv``, the words after ``tonghu``; those of this process by default.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tonghu.config.settings")
    args = _parser().parse_args(argv)
    command: Command = args.command
    previous = signal.signal(signal.SIGTERM, _leave)
    try:
        if command.NEEDS == "django":
            import django  # noqa: PLC0415  loading it costs half a second that `--help` need not wait

            django.setup()
        return command.run(args)
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        said = sentence(error, DataFolder.here().path)
        if said is None:
            raise
        return complain(said)
    finally:
        signal.signal(signal.SIGTERM, previous)


def complain(error: EngineError) -> int:
    """Print the sentence in both languages, return the exit status 1."""
    print(error.zh, file=sys.stderr)
    print(error.en, file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="tonghu",
        description="童护：未成年人保护工作系统 / the working system for the protection of minors",
    )
    commands = parser.add_subparsers(metavar="命令/COMMAND", required=True)
    for name in COMMANDS:
        command: Command = import_module(f"tonghu.cli.{name}")
        one = commands.add_parser(command.NAME, help=command.HELP, description=command.HELP)
        command.add(one)
        one.set_defaults(command=command)
    return parser


def _leave(signum: int, frame: FrameType | None) -> None:
    """A polite end runs what was promised at exit; without this the database would be left running."""
    sys.exit(128 + signum)


if __name__ == "__main__":
    sys.exit(main())
