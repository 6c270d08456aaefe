"""The pages of this desk, as tabs above its lists: those that exist and that her roles permit."""

from django.utils.translation import gettext_lazy as _

from tonghu.web.navigation import Way

TABS = (
    Way(_("Cases"), "cases", "cases.view"),
    Way(_("Contact log"), "contacts", "cases.view", root="/contacts/"),
    Way(_("Transfers"), "transfers", "cases.view"),
    Way(_("Lawyer reception days"), "reception", "cases.view"),
    Way(_("Filed online"), "filings", "cases.handle"),
    Way(_("People served"), "people-served", "cases.view"),
    Way(_("What is late"), "late", "cases.view"),
)
