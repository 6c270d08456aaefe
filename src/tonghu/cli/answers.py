"""Answers that a command needs: given as options, or asked for on a terminal."""

import sys
from collections.abc import Callable
from typing import TypeVar

from django.utils.translation import gettext as _

from tonghu.cli.spoken import spoken
from tonghu.engine.errors import EngineError
from tonghu.kit.errors import Unreadable

T = TypeVar("T")


class Answers:
    """Collects answers; without a terminal it remembers which options are missing, to name them all at once."""

    def __init__(self) -> None:
        self.missing: list[str] = []
        self.asks = sys.stdin.isatty()

    def need(self, given: str | None, option: str, prompt: str, read: Callable[[str], T]) -> T | None:
        """The answer as ``read`` understands it; None where it is missing and nobody can be asked.

        Args:
            given: the option's value; option: its name; prompt: the question.
            read: raises Unreadable with a sentence, after which a person at the terminal is asked again.

        Raises:
            EngineError: the option's value cannot be read.
        """
        if given is not None:
            return spoken(lambda: read(given))
        if not self.asks:
            self.missing.append(option)
            return None
        while True:
            typed = input(f"{prompt}: ")
            try:
                return spoken(lambda: read(typed))  # noqa: B023  called before the next is typed
            except EngineError as error:
                print(error)

    def complete(self) -> None:
        """Raises EngineError that names every missing option."""
        if self.missing:
            options = " ".join(self.missing)
            raise EngineError(
                f"还缺 {options}，什么都没有写入。请补上，或在终端里直接运行，会逐项询问。",
                f"{options} is missing; nothing was saved. Add it, or run the command on a terminal, which asks.",
            )


def words(text: str) -> str:
    """An answer that must not be blank. Raises Unreadable."""
    if not text.strip():
        raise Unreadable(_("This must not be blank."))
    return text.strip()


def pair(text: str) -> tuple[str, str]:
    """The two halves of an answer with a colon between them. Raises Unreadable."""
    left, _colon, right = text.replace("：", ":").partition(":")
    if not (left.strip() and right.strip()):
        raise Unreadable(_("Two parts with a colon between them are needed, for example A:B."))
    return left.strip(), right.strip()
