from .grant import Grant
from .undertaking import Undertaking

__all__ = ["Grant", "Undertaking"]
