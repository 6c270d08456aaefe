"""Whose history may be read where, and what the rows of each table are called."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SUBJECTS: dict[str, Promise] = {
    "accounts_user": _("Account"),
    "access_grant": _("Grant"),
    "places_place": _("Division"),
    "places_office": _("Office"),
    "places_contact": _("Contact"),
    "places_duty": _("Duty"),
    "people_person": _("Person"),
    "people_service": _("Service"),
    "files_stored": _("File"),
    "files_pending": _("Photo not saved yet"),
    "intake_batch": _("Import"),
    "outreach_activity": _("Activity"),
    "outreach_handout": _("Material given"),
    "outreach_audience": _("Audience"),
    "outreach_coorganiser": _("Co-organiser"),
    "outreach_lecturer": _("Lecturer"),
    "outreach_attachment": _("Photo or file"),
    "outreach_material": _("Material"),
    "reports_template": _("Report template"),
    "reports_templatesection": _("Section of a template"),
    "reports_report": _("Report"),
    "reports_section": _("Section"),
    "trail_seal": _("Trail"),
}


@dataclass(frozen=True)
class Root:
    """A kind of record with a history of its own: the permission to see it, and its page."""

    needs: str
    url_name: str
    is_person: bool = False


ROOTS: dict[str, Root] = {
    "places_office": Root("places.view", "office"),
    "people_person": Root("people.view", "person", is_person=True),
    "outreach_activity": Root("outreach.view", "activity"),
    "reports_report": Root("reports.view", "report"),
}
