from .batch import Batch, BatchState
from .row import Row, RowState

__all__ = ["Batch", "BatchState", "Row", "RowState"]
