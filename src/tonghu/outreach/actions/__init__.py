"""The verbs of the outreach desk."""

from .attach import attach_file, attach_pending, remove_attachment
from .correct import Overtaken, correct_activity
from .log import log_activities, log_activity
from .materials import add_material, add_materials, change_material
from .withdraw import withdraw_activity

__all__ = [
    "Overtaken",
    "add_material",
    "add_materials",
    "attach_file",
    "attach_pending",
    "change_material",
    "correct_activity",
    "log_activities",
    "log_activity",
    "remove_attachment",
    "withdraw_activity",
]
