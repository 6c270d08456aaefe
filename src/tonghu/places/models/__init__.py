from .contact import Contact
from .duty import Duty
from .office import Office
from .place import Place

__all__ = ["Contact", "Duty", "Office", "Place"]
