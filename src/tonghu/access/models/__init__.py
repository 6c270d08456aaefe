from .grant import Grant

__all__ = ["Grant"]
