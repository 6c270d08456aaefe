"""What may be done with a report, one verb a function."""

from .checking import another_checks, check_report, return_report
from .drafting import draft_report, standard_template
from .patterns import TemplateOvertaken, add_template, change_template
from .revising import drop_draft, number_report, revise_report
from .signing import sign_report
from .writing import Overtaken, add_section, change_head, change_section, move_section, remove_section

__all__ = [
    "Overtaken",
    "TemplateOvertaken",
    "add_section",
    "add_template",
    "another_checks",
    "change_head",
    "change_section",
    "change_template",
    "check_report",
    "draft_report",
    "drop_draft",
    "move_section",
    "number_report",
    "remove_section",
    "return_report",
    "revise_report",
    "sign_report",
    "standard_template",
]
