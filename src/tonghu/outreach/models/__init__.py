from .activity import Activity
from .attachment import Attachment
from .audience import Audience
from .coorganiser import CoOrganiser
from .handout import Handout
from .lecturer import Lecturer
from .material import Material

__all__ = ["Activity", "Attachment", "Audience", "CoOrganiser", "Handout", "Lecturer", "Material"]
