"""What an action refuses, said in both languages: on a terminal nobody has chosen one."""

from collections.abc import Callable
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.utils.translation import override

from tonghu.engine.errors import EngineError
from tonghu.kit.errors import Unreadable

T = TypeVar("T")
LANGUAGES = ("zh-hans", "en")


def spoken(step: Callable[[], T]) -> T:
    """Do an all-or-nothing step; where it is refused, again in the other language for its words.

    Raises:
        EngineError: what ValidationError or Unreadable said.
    """
    said = []
    for language in LANGUAGES:
        with override(language):
            try:
                return step()
            except ValidationError as error:
                said.append(" ".join(error.messages))
            except Unreadable as error:
                said.append(str(error))
    raise EngineError(said[0], said[1])
