"""The tiers as pyproject.toml states them, and the picture that is drawn from them."""

import tomllib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PICTURE = ROOT / "docs" / "architecture.md"
BEGIN, END = "<!-- tiers: begin -->\n", "<!-- tiers: end -->\n"

SAYS = {
    "cli": "the command `tonghu`",
    "web": "pages",
    "jobs": "background work",
    "demo": "the fictional prefecture",
    "reports": "the report that is written and signed",
    "figures": "what may be counted: catalogue, evaluation, drill-down, roll-up",
    "outreach": "the desk of publicity and family education",
    "cases": "the desk of petitions, casework and reception days",
    "people": "who serves and who is served",
    "work": "what is owed by a day, its terms, climbing, reminders",
    "intake": "imports row by row",
    "files": "stored files",
    "access": "who may see and do what",
    "places": "divisions, offices, the network",
    "accounts": "users",
    "trail": "who changed and opened what, append-only",
    "kit": "periods, dates, codes, text, encrypted fields, scope, sheets, charts, paper",
    "engine": "PostgreSQL in a data folder; starts before Django",
}


@cache
def tiers() -> list[list[str]]:
    """Modules by tier, highest first, from the contract that import-linter checks."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contract = next(c for c in settings["tool"]["importlinter"]["contracts"] if c["id"] == "tiers")
    return [[name.strip() for name in layer.split("|")] for layer in contract["layers"]]


def height(module: str) -> int:
    """The tier of a module of tonghu, counted from the ground."""
    return next(len(tiers()) - 1 - number for number, tier in enumerate(tiers()) if module in tier)


def picture() -> str:
    """The tiers as lines of text, highest first."""
    lines = []
    for number, tier in enumerate(tiers()):
        names = "  ".join(f"{name}/" for name in tier)
        said = "; ".join(SAYS[name] for name in tier)
        lines.append(f"{len(tiers()) - 1 - number:>2}  {names:<24}  {said}")
    return "```\n" + "\n".join(lines) + "\n```\n"


def drawn() -> str:
    """The picture that the document holds now."""
    return PICTURE.read_text("utf-8").partition(BEGIN)[2].partition(END)[0]


def draw() -> None:
    """Write the picture into the document, between its two marks."""
    before, _, rest = PICTURE.read_text("utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    PICTURE.write_text(before + BEGIN + picture() + END + after, "utf-8")


if __name__ == "__main__":
    draw()
