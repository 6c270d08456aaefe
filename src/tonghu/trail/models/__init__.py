from .entry import Entry, Verb
from .personal import Personal
from .seal import Seal

__all__ = ["Entry", "Personal", "Seal", "Verb"]
