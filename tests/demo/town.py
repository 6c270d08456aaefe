"""A data folder of its own in which the demonstration is built, and what can be asked of it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import psycopg

from tonghu.engine.cluster import Cluster, using
from tonghu.engine.folder import DataFolder

TODAY = "2025-10-15"


class Town:
    """The demonstration in ``folder``, built by the command itself; ``output`` is what it printed."""

    def __init__(self, folder: Path) -> None:
        self.folder = DataFolder(folder)
        kept = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "OWNER_DATABASE_URL", "TONGHU_DEMO")}
        self.environment = {**kept, "TONGHU_DATA": str(folder)}
        self.output = ""

    def build(self, *words: str) -> Town:
        done = self.run("demo", "--once", *(words or ("--today", TODAY)))
        assert done.returncode == 0, done.stdout + done.stderr
        self.output = done.stdout
        return self

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """``tonghu`` with these words on this folder."""
        command = [sys.executable, "-m", "tonghu", *words]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)

    def started(self) -> subprocess.Popen[str]:
        """The build in a program of its own, to be watched line by line."""
        command = [sys.executable, "-m", "tonghu", "demo", "--once", "--today", TODAY]
        return subprocess.Popen(command, env=self.environment, stdout=subprocess.PIPE, text=True)

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        """Rows of a query, read past every wall."""
        with using(self.folder) as cluster, psycopg.connect(cluster.dsn("superuser")) as connection:
            return connection.execute(sql.encode()).fetchall()

    def close(self) -> None:
        Cluster(self.folder).stop()
