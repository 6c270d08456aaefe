"""The figures that a text may name, for the picker beside it."""

from __future__ import annotations

from dataclasses import dataclass

from tonghu.figures.catalogue import ALL


@dataclass(frozen=True)
class Pick:
    """What is put into the text, and what it stands for."""

    token: str
    label: str


def figure_keys() -> list[Pick]:
    """Every figure of the catalogue in its order, with label and unit, after the two names."""
    return [Pick(f"[[{key}]]", f"{figure.label} ({figure.unit})") for key, figure in ALL.items()]
