"""The terms as the law and the house set them, with their sources. Data: an office corrects them without code.

Citations were read in the law's text where ``verified``; the others are from general knowledge and are marked on
the page. Terms without a law behind them are agreed in the house, and an office may set its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from tonghu.kit.workdays import Unit

PETITIONS = date(2022, 5, 1)
MINORS = date(2021, 6, 1)
VIOLENCE = date(2016, 3, 1)
WOMEN = date(2023, 1, 1)
FAMILY = date(2022, 1, 1)
MEDIATION = date(2011, 1, 1)
HOUSE = date(2011, 1, 1)
"""Days on which the sources came into force; of what is agreed in the house, the first of all."""

CLIMBING = "late.climb"
"""How many days late something climbs to the superior office, and again after as many."""


@dataclass(frozen=True)
class TermData:
    """One term: its length, what it is for, its article (a message of the catalogue, blank without a law)."""

    number: int
    unit: Unit
    text: Promise
    article: str = ""
    since: date = HOUSE
    verified: bool = True
    own: bool = False
    """Whether an office may set its own length."""


D, W, H, M = Unit.DAYS, Unit.WORKDAYS, Unit.HOURS, Unit.MONTHS


def _petition(number: int, unit: Unit, text: Promise, article: str) -> TermData:
    return TermData(number, unit, text, article, PETITIONS)


def _house(number: int, unit: Unit, text: Promise, article: str = "", since: date = HOUSE) -> TermData:
    return TermData(number, unit, text, article, since, own=True)


TERMS: dict[str, TermData] = {
    "petition.notice": _petition(
        15, D, _("Notify the petitioner of receipt and way"), gettext_noop("Petition Work Regulations, Art 23")
    ),
    "petition.object": _petition(
        5, W, _("Object that a petition is not ours"), gettext_noop("Petition Work Regulations, Art 23")
    ),
    "petition.finish": _petition(
        60, D, _("Finish the petition"), gettext_noop("Petition Work Regulations, Arts 31(6), 34")
    ),
    "petition.extension": _petition(
        30, D, _("Extension of a petition"), gettext_noop("Petition Work Regulations, Art 34")
    ),
    "petition.review_ask": _petition(30, D, _("Ask for a review"), gettext_noop("Petition Work Regulations, Art 35")),
    "petition.review": _petition(30, D, _("Decide the review"), gettext_noop("Petition Work Regulations, Art 35")),
    "petition.rereview_ask": _petition(
        30, D, _("Ask for a re-review"), gettext_noop("Petition Work Regulations, Art 36")
    ),
    "petition.rereview": _petition(30, D, _("Decide the re-review"), gettext_noop("Petition Work Regulations, Art 36")),
    "petition.urgent": _petition(
        0, D, _("Report a major or urgent matter"), gettext_noop("Petition Work Regulations, Art 25")
    ),
    "report.harm": TermData(
        0, D, _("Report harm to a minor"), gettext_noop("Law on the Protection of Minors, Art 11"), MINORS
    ),
    "report.result": TermData(
        3,
        D,
        _("Ask for the result of the report"),
        gettext_noop("Law on the Protection of Minors, Art 11"),
        MINORS,
        verified=False,
    ),
    "referral.receipt": _house(5, W, _("Receipt of our letter")),
    "referral.answer": _house(15, D, _("Answer to our letter")),
    "referral.urge": _house(
        10, W, _("Answer to the urging letter"), gettext_noop("Law on Women's Rights, Art 73"), WOMEN
    ),
    "referral.supervise": _house(
        15, W, _("Answer to the request for supervision"), gettext_noop("Law on Women's Rights, Art 73"), WOMEN
    ),
    "handing_down.answer": _house(30, D, _("Report on what was handed down")),
    "transfer.answer": _house(3, W, _("Answer an offered transfer")),
    "protection.decide": TermData(
        72, H, _("Court decides on the protection order"), gettext_noop("Anti-Domestic Violence Law, Art 28"), VIOLENCE
    ),
    "protection.decide_urgent": TermData(
        24,
        H,
        _("Court decides on the urgent protection order"),
        gettext_noop("Anti-Domestic Violence Law, Art 28"),
        VIOLENCE,
    ),
    "protection.valid": TermData(
        6, M, _("Protection order ends"), gettext_noop("Anti-Domestic Violence Law, Art 30"), VIOLENCE
    ),
    "protection.reconsider": TermData(
        5, D, _("Ask for reconsideration"), gettext_noop("Anti-Domestic Violence Law, Art 31"), VIOLENCE
    ),
    "warning.visit": _house(
        30, D, _("Visit after the warning letter"), gettext_noop("Anti-Domestic Violence Law, Arts 16, 17"), VIOLENCE
    ),
    "mediation.confirm": TermData(
        30,
        D,
        _("Ask the court to confirm the agreement"),
        gettext_noop("People's Mediation Law, Art 33"),
        MEDIATION,
    ),
    "guidance.return": _house(
        30, D, _("Report on the family-education guidance"), gettext_noop("Family Education Law, Art 49"), FAMILY
    ),
    "followup.low": _house(90, D, _("Follow-up, low danger")),
    "followup.medium": _house(30, D, _("Follow-up, medium danger")),
    "followup.high": _house(7, D, _("Follow-up, high danger")),
    "reassess.low": _house(180, D, _("Assess again, low danger")),
    "reassess.medium": _house(90, D, _("Assess again, medium danger")),
    "reassess.high": _house(30, D, _("Assess again, high danger")),
    "closure.approve": _house(5, W, _("Approve the closure")),
    "breakglass.review": _house(3, W, _("Review an emergency opening")),
    "order12345.answer": _house(5, W, _("Answer the work order of the 12345 line")),
    "contact.answer": _house(5, W, _("Answer the contact")),
    CLIMBING: _house(2, D, _("What is late climbs to the superior office")),
}
