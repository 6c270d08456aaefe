from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.cases.models import Case, Transfer
from tonghu.cases.queries.transfers import transfers_of
from tonghu.web.cases.sections import Section
from tonghu.web.referrals.transfers import rows_of

ORDER = 60
PARTS = (Transfer,)


def section(case: Case, by: Actor) -> Section | None:
    """Offers of the case to other offices and what became of them."""
    rows = rows_of(list(transfers_of(case, by)), by)
    return (
        Section(_("Transfers"), "referrals/transfers_section.html", {"rows": rows}, len(rows), "transfers")
        if rows
        else None
    )
