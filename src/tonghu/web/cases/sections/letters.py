from django.utils import timezone
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.cases.actions.report_harm import delay_of
from tonghu.cases.models import Case, Letter
from tonghu.cases.queries.letters import is_open, letters_of
from tonghu.cases.rules.steps import LetterKind
from tonghu.web.cases.sections import Section

ORDER = 30
PARTS = (Letter,)


def section(case: Case, by: Actor) -> Section | None:
    """Letters to other bodies and mandatory reports: to whom, how they stand, what is late."""
    found = list(letters_of(case, by))
    if not found:
        return None
    today = timezone.localdate()
    lines = [
        {
            "letter": one,
            "open": is_open(one),
            "late": is_open(one) and one.answer_by is not None and one.answer_by < today,
            "delay": delay_of(one, case) if one.kind == LetterKind.HARM_REPORT else None,
        }
        for one in found
    ]
    return Section(
        _("Letters to other bodies"), "referrals/letters_section.html", {"lines": lines}, len(lines), "letters"
    )
