from .stored import Stored

__all__ = ["Stored"]
