from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """拟稿, 核稿, 签发."""

    DRAFT = "draft", _("Draft")
    CHECKED = "checked", _("Checked")
    SIGNED = "signed", _("Signed")
    REPLACED = "replaced", _("Replaced by a later version")


class SectionKind(models.TextChoices):
    WORK = "work", _("Work done")
    PROBLEMS = "problems", _("Problems")
    PROPOSALS = "proposals", _("Proposals")
    NEXT = "next", _("Next steps")


NEXT_STATES: dict[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.CHECKED}),
    State.CHECKED: frozenset({State.DRAFT, State.SIGNED}),
    State.SIGNED: frozenset({State.REPLACED}),
    State.REPLACED: frozenset(),
}

FROZEN = frozenset({State.SIGNED, State.REPLACED})
"""States in which a report shows what it was signed with."""

PAPER_LANGUAGE = "zh-hans"
"""The language of the document itself, whatever language its reader's pages have."""
