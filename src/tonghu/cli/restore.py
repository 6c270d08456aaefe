"""``tonghu restore``: a backup in the place of the present data."""

import argparse
import subprocess
import sys
from pathlib import Path

from tonghu.engine.restore import restore

NAME = "restore"
HELP = "从备份恢复 / restore a backup"
NEEDS = "engine"


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("source", type=Path, help="备份文件 / the backup file")
    parser.add_argument("--replace", action="store_true", help="替换现有数据 / replace the present data")
    parser.add_argument(
        "--without-key",
        action="store_true",
        help="密钥已丢失，放弃加密的内容 / the key is lost, give up the encrypted fields",
    )


def run(args: argparse.Namespace) -> int:
    """Restore, then bring an older backup up to this version."""
    manifest = restore(args.source, replace=args.replace, without_key=args.without_key)
    migrated = subprocess.run([sys.executable, "-m", "tonghu", "migrate", "--quiet"], check=False)
    if migrated.returncode == 0:
        print(f"已恢复到 {manifest.made} 的备份 / Restored the backup made at {manifest.made}")
    return migrated.returncode
