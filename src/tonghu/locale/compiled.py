"""The catalogue compiled, before Django reads it: a fresh checkout has none, and Django looks only once."""

import os
from pathlib import Path

import polib


def compile_changed(catalogue: Path) -> bool:
    """Compile a ``.po`` file where the compiled one beside it is older or missing; whether it was needed.

    The new file takes the old one's place in one step: several processes start at once.
    """
    compiled = catalogue.with_suffix(".mo")
    if not catalogue.exists():
        return False
    if compiled.exists() and compiled.stat().st_mtime_ns >= catalogue.stat().st_mtime_ns:
        return False
    if compiled.exists() and not os.access(catalogue.parent, os.W_OK):
        return False  # an installed package brings the compiled one, and its folder may not be ours
    half = compiled.with_name(f".{os.getpid()}.half")
    polib.pofile(str(catalogue)).save_as_mofile(str(half))
    half.replace(compiled)
    return True
