from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.cases.models import Case, Document
from tonghu.web.cases.sections import Section

ORDER = 70
PARTS = (Document,)


def section(case: Case, by: Actor) -> Section | None:
    """Documents made from the case."""
    rows = Document.objects.visible_to(by).filter(case=case).select_related("letter").order_by("-id")
    found = list(rows)
    if not found:
        return None
    return Section(_("Documents"), "referrals/documents_section.html", {"documents": found}, len(found), "documents")
