"""``tonghu backup``: everything but the secrets in one file."""

import argparse
from pathlib import Path

from tonghu.engine.backup import backup
from tonghu.engine.folder import DataFolder

NAME = "backup"
HELP = "备份到一个文件 / back up into one file"
NEEDS = "engine"


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("target", nargs="?", type=Path, default=Path(), help="文件或文件夹 / a file or folder (.)")


def run(args: argparse.Namespace) -> int:
    """Back up, then say where the file is and what it does not hold."""
    print(backup(args.target).resolve())
    key = DataFolder.here().secrets / "fields.key"
    print(f"密钥不在备份里，请另外妥善保管 / The key is not part of it, keep a copy elsewhere: {key}")
    return 0
