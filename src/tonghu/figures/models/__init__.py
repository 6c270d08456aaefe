from .cell import Cell
from .delta import Delta

__all__ = ["Cell", "Delta"]
