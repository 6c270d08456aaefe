from .channel import Channel, ChannelKind
from .closed_day import ClosedDay
from .obligation import Obligation
from .reminder import Reminder
from .term import Term

__all__ = ["Channel", "ChannelKind", "ClosedDay", "Obligation", "Reminder", "Term"]
