"""The verbs of what is owed. The desk's own action has asked for the permission; the wall holds all the same."""

from tonghu.work.drafts import ObligationDraft, Subject

from .channels import add_channel, remove_channel
from .climb import climb
from .end import discharge, drop
from .move import move
from .oblige import oblige, oblige_all
from .postpone import postpone
from .remind import remind
from .terms import TermDraft, add_closed_day, change_term, remove_closed_day

__all__ = [
    "ObligationDraft",
    "Subject",
    "TermDraft",
    "add_channel",
    "add_closed_day",
    "change_term",
    "climb",
    "discharge",
    "drop",
    "move",
    "oblige",
    "oblige_all",
    "postpone",
    "remind",
    "remove_channel",
    "remove_closed_day",
]
