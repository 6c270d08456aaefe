from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.cases.models import Attachment, Case
from tonghu.web.cases.sections import Section

ORDER = 90
PARTS = (Attachment,)


def section(case: Case, by: Actor) -> Section | None:
    """The files of a case."""
    found = list(Attachment.objects.visible_to(by).filter(case=case, removed_on=None).select_related("file"))
    if not found:
        return None
    lines = [{"file": one, "may_remove": by.may("cases.handle") or one.entered_by == by.user.pk} for one in found]
    return Section(_("Files"), "cases/attachments.html", {"lines": lines}, len(found), "files")
