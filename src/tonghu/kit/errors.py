"""The errors that tell a person what to correct."""

from __future__ import annotations


class Unreadable(ValueError):
    """What somebody typed or uploaded cannot be read; the message is a sentence to show them."""
