"""The verbs of what is owed. The desk's own action has asked for the permission; the wall holds all the same."""

from tonghu.work.drafts import ObligationDraft, Subject

from .end import discharge, drop
from .move import move
from .oblige import oblige, oblige_all
from .postpone import postpone

__all__ = ["ObligationDraft", "Subject", "discharge", "drop", "move", "oblige", "oblige_all", "postpone"]
