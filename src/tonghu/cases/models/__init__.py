from .agreement import Agreement, Promise
from .assessment import Assessment
from .breakglass import BreakGlass
from .case import Case
from .column import ExportColumn
from .contact import Contact
from .document import Attachment, Document
from .filing import Filing, FilingState
from .goal import Goal, GoalState, SafetyPlan, Service
from .incident import Incident
from .letter import Letter
from .part import CasePart
from .party import Party
from .reception import ReceptionDay, Slot
from .review import FollowUp, Review, ReviewResult
from .slip import CaseSlip, ContactSlip, EventSlip
from .step import Step
from .track import Track, TrackStep
from .transfer import Transfer

__all__ = [
    "Agreement",
    "Assessment",
    "Attachment",
    "BreakGlass",
    "Case",
    "CasePart",
    "CaseSlip",
    "Contact",
    "ContactSlip",
    "Document",
    "EventSlip",
    "ExportColumn",
    "Filing",
    "FilingState",
    "FollowUp",
    "Goal",
    "GoalState",
    "Incident",
    "Letter",
    "Party",
    "Promise",
    "ReceptionDay",
    "Review",
    "ReviewResult",
    "SafetyPlan",
    "Service",
    "Slot",
    "Step",
    "Track",
    "TrackStep",
    "Transfer",
]
