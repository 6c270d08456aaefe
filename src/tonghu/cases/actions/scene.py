"""Going to where it happened."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.cases.actions.frame import begin, locked, sent_before, write_step
from tonghu.cases.actions.parts import come
from tonghu.cases.models import Case, Step
from tonghu.kit.text import tidy


def go_to_scene(
    *, case: Case, found: str, by: Actor, who: str = "", where: str = "", with_police: bool = False,
    safe: bool | None = None, day: date | None = None, token: UUID | None = None, seen: int | None = None,
) -> Step:  # fmt: skip
    """Write down what was found at the scene.

    Args:
        found: in words; who: was there; where: in words; these three are kept encrypted together.
        with_police: police went along; safe: nobody was in danger any more, None where that could not be told.

    Raises:
        ValidationError: nothing said of what was found, or a day ahead.
        PermissionDenied, Overtaken, Case.DoesNotExist: as ``frame.begin``.
    """
    with transaction.atomic():
        locked(case, by)
        if (step := sent_before(token, by)) is not None:
            return step
        current = begin(case, "scene", by=by, seen=seen)
        if not tidy(found):
            raise ValidationError({"found": _("Say in a few words what you found.")})
        words = said((_("What was found"), found), (_("Who was there"), who), (_("Where"), where))
        data = {"with_police": with_police, "safe": safe}
        return write_step(current, "scene", by=by, day=come(day), words=words, data=data, token=token)


def said(*parts: tuple[str, str]) -> str:
    """Headed lines of one text, the empty ones left out."""
    return "\n".join(f"{head}：{text.strip()}" for head, text in parts if text.strip())
