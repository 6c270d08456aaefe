"""Whose history may be read where, and what the rows of each table are called."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

SUBJECTS: dict[str, Promise] = {
    "accounts_user": _("Account"),
    "access_grant": _("Grant"),
    "access_undertaking": _("Undertaking of confidentiality"),
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
    "people_child": _("Child"),
    "people_guardian": _("Guardian"),
    "work_term": _("Term"),
    "work_closedday": _("Closed day"),
    "work_obligation": _("Obligation"),
    "work_channel": _("Reminder address"),
    "cases_case": _("Case"),
    "cases_contact": pgettext_lazy("talk", "Contact"),
    "cases_party": _("Person in the case"),
    "cases_incident": _("Occurrence"),
    "cases_step": _("Line of the timeline"),
    "cases_assessment": _("Assessment"),
    "cases_goal": _("Goal"),
    "cases_service": _("Service given"),
    "cases_safetyplan": _("Safety plan"),
    "cases_agreement": _("Agreement"),
    "cases_promise": _("Thing agreed"),
    "cases_track": _("Track"),
    "cases_trackstep": _("Step of a track"),
    "cases_letter": _("Letter"),
    "cases_transfer": _("Transfer"),
    "cases_document": _("Document"),
    "cases_attachment": _("File of the case"),
    "cases_followup": _("Follow-up"),
    "cases_review": _("Review"),
    "cases_breakglass": _("Emergency opening"),
    "cases_filing": _("Filed on the public page"),
    "cases_receptionday": _("Lawyer reception day"),
    "cases_slot": _("Consultation"),
    "cases_exportcolumn": _("Column of the state export"),
    "reports_template": _("Report template"),
    "reports_templatesection": _("Section of a template"),
    "reports_report": _("Report"),
    "reports_section": _("Section"),
    "trail_seal": _("Trail"),
}


@dataclass(frozen=True)
class Root:
    """A kind of record with a history of its own: the permission to see it, and its page.

    ``guarded`` names the model of what is confidential: its history is read only where the record itself is.
    """

    needs: str
    url_name: str
    is_person: bool = False
    guarded: str = ""


ROOTS: dict[str, Root] = {
    "places_office": Root("places.view", "office"),
    "people_person": Root("people.view", "person", is_person=True),
    "outreach_activity": Root("outreach.view", "activity"),
    "cases_case": Root("cases.view", "case", guarded="cases.Case"),
    "cases_contact": Root("cases.view", "contact", guarded="cases.Contact"),
    "reports_report": Root("reports.view", "report"),
}
