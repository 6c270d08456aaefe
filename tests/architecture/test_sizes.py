"""Files and functions stay small enough to be read at one sitting."""

import ast
import statistics
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tiers import ROOT

LONGEST_FILE, MEDIAN_FILE, LONGEST_FUNCTION = 400, 80, 50


def files(*endings: str) -> list[Path]:
    """Files written by hand: Django writes a first migration, a translator's tool the catalogues."""
    found = [path for folder in ("src", "tests", "bench") for path in (ROOT / folder).rglob("*")]
    return [p for p in found if p.suffix in endings and "migrations" not in p.parts and "__pycache__" not in p.parts]


def lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def test_no_file_is_long() -> None:
    long = {str(p.relative_to(ROOT)): lines(p) for p in files(".py", ".html", ".css", ".js") if lines(p) > LONGEST_FILE}
    assert long == {}


def test_half_of_the_files_are_short() -> None:
    sizes = [lines(path) for path in files(".py") if path.is_relative_to(ROOT / "src") and lines(path)]
    assert statistics.median(sizes) < MEDIAN_FILE


def functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            yield node.name, node.end_lineno - node.lineno + 1


def test_no_function_is_long() -> None:
    long = {
        f"{path.relative_to(ROOT)}:{name}": length
        for path in files(".py")
        for name, length in functions(path)
        if length >= LONGEST_FUNCTION
    }
    assert long == {}
