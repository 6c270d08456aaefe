"""One demonstration for all tests of a run that only read it, whichever worker they land on."""

import os
from pathlib import Path

import pytest
from filelock import FileLock

from tests.demo.town import Town


@pytest.fixture(scope="session")
def town() -> Town:
    """The demonstration as of TODAY. Read it only: others read it at the same time."""
    shared = Path(os.environ["TONGHU_TEST_FOLDER"])
    found = Town(shared / "demo")
    said = shared / "demo.txt"
    with FileLock(shared / "demo.lock"):
        if said.exists():
            found.output = said.read_text("utf-8")
        else:
            said.write_text(found.build().output, "utf-8")
    return found
