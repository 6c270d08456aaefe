from .person import Person
from .service import Service

__all__ = ["Person", "Service"]
