"""Spans of days that a count or a report covers."""

from .period import Period, month_end

__all__ = ["Period", "month_end"]
