from .ask import Ask
from .child import Child
from .guardian import Guardian
from .match_key import MatchKey
from .person import Person, seen
from .service import Service
from .sighting import Sighting

__all__ = ["Ask", "Child", "Guardian", "MatchKey", "Person", "Service", "Sighting", "seen"]
