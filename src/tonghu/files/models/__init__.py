from .pending import Pending
from .stored import FileKind, Stored

__all__ = ["FileKind", "Pending", "Stored"]
