"""Figures of casework (systems 3, 4 and 5): contacts, petitions, how they end, what was done in them.

Cases count by the day they were brought unless the definition says otherwise, at the office that handles them.
Sealed cases are not counted; a case joined to another counts with it. 件 are cases, 起 occurrences, 人 persons who
came, 人次 every time one of them came.
"""

from django.utils.translation import gettext_lazy as _

from tonghu.cases.rules.kinds import Matter
from tonghu.figures.catalogue import units
from tonghu.figures.figure import By, Caseload, Condition, Count, Figure, Median, Rate, Sum, Text, Unit
from tonghu.figures.reading_cases import CASES, CONTACTS, EVENTS

PLACE_AND_TIME: tuple[By, ...] = ("county", "town", "month")
MINOR: Condition = ("minor", "eq", True)
RECEPTION: Condition = ("reception", "eq", True)


def _cases(
    name: str, label: Text, definition: Text, *where: Condition, by: tuple[By, ...] = (), day: str = "day"
) -> Figure:
    return Figure(
        f"cases.{name}", label, definition, units.CASES, Count(), CASES, where, (*PLACE_AND_TIME, "case_kind", *by),
        day=day,
    )  # fmt: skip


def _sum(
    name: str, label: Text, definition: Text, unit: Unit, column: str, *where: Condition, by: tuple[By, ...] = ()
) -> Figure:
    return Figure(
        f"cases.{name}", label, definition, unit, Sum(column), CASES, where, (*PLACE_AND_TIME, "case_kind", *by)
    )


def _events(name: str, label: Text, definition: Text, unit: Unit, *where: Condition, by: tuple[By, ...] = ()) -> Figure:
    return Figure(
        f"cases.{name}", label, definition, unit, Sum("n"), EVENTS, where, (*PLACE_AND_TIME, "case_kind", *by)
    )


def _sort(name: str) -> Condition:
    return ("sort", "eq", name)


def _rate(name: str, label: Text, definition: Text, of: str, to: str, *by: By) -> Figure:
    return Figure(
        f"cases.{name}", label, definition, units.PER_CENT, Rate(f"cases.{of}", f"cases.{to}"),
        breakdowns=(*PLACE_AND_TIME, "case_kind", *by),
    )  # fmt: skip


LOG = (
    Figure(
        "cases.contacts",
        _("Contacts"),
        _("Talks in the contact log of every kind: advice, calls, visits, letters, work orders, wrong numbers too."),
        units.TIMES,
        Count(),
        CONTACTS,
        breakdowns=(*PLACE_AND_TIME, "case_kind", "channel", "talk"),
    ),
    Figure(
        "cases.contact_person_times",
        _("People spoken to"),
        _("Persons who came or called, each time counted, over all contacts."),
        units.PERSON_TIMES,
        Sum("people"),
        CONTACTS,
        breakdowns=(*PLACE_AND_TIME, "case_kind", "channel", "talk"),
    ),
    Figure(
        "cases.contacts_minors",
        _("Contacts concerning minors"),
        _("Talks in the contact log that concern a minor."),
        units.TIMES,
        Count(),
        CONTACTS,
        (MINOR,),
        (*PLACE_AND_TIME, "case_kind", "channel", "talk"),
    ),
    Figure(
        "cases.minors_received",
        _("Minors who came to lawyer reception days"),
        _("Minors who came to lawyers on duty, each time counted, where the number was recorded."),
        units.PERSON_TIMES,
        Sum("minors"),
        CONTACTS,
        (RECEPTION,),
        (*PLACE_AND_TIME, "case_kind"),
    ),
)

BROUGHT = (
    _cases("petitions", _("Petitions"), _("Petitions and requests for help that were registered."),
           by=("matter", "channel")),
    _cases("petitions_minors", _("Petitions concerning minors"), _("Those of them that concern a minor."), MINOR,
           by=("matter", "channel")),
    _cases("lawyer_day", _("Petitions from lawyer reception days"),
           _("Petitions that were brought to a lawyer on duty."), RECEPTION, by=("matter", "channel")),
    _sum("incidents", _("Occurrences"), _("What happened: a case in which it happened again has several."),
         units.OCCURRENCES, "incidents", by=("matter",)),
    _sum("incidents_minors", _("Occurrences in petitions concerning minors"),
         _("What happened in cases that concern a minor: a case in which it happened again has several."),
         units.OCCURRENCES, "incidents", MINOR, by=("matter",)),
    _sum("people", _("Petitioners"), _("Persons who brought a petition."), units.PEOPLE, "people", by=("channel",)),
    _sum("person_times", _("Petitioners, each time"),
         _("Persons who brought a petition, and again each time they came or called about it."),
         units.PERSON_TIMES, "person_times", by=("channel",)),
    _sum("person_times_minors", _("Petitioners in matters of minors, each time"),
         _("Persons who brought a petition concerning a minor, and again each time they came or called about it."),
         units.PERSON_TIMES, "person_times", MINOR, by=("channel",)),
    _sum("minors", _("Minors concerned"),
         _("Different minors in each petition, at least one where a minor is concerned and none is named; "
           "a minor in two petitions counts twice. Ages are those of the day it was brought."),
         units.PEOPLE, "minors", by=("sex", "age")),
)  # fmt: skip

MINORS_LABELS: dict[Matter, Text] = {
    Matter.DOMESTIC_VIOLENCE: _("Occurrences with minors: domestic violence"),
    Matter.RAPE: _("Occurrences with minors: rape"),
    Matter.SEXUAL_ASSAULT: _("Occurrences with minors: sexual assault"),
    Matter.BREAK_UP: _("Occurrences with minors: family break-up"),
    Matter.CUSTODY: _("Occurrences with minors: custody and support"),
    Matter.ABUSE: _("Occurrences with minors: abuse"),
    Matter.INJURY: _("Occurrences with minors: personal injury"),
    Matter.ABANDONMENT: _("Occurrences with minors: abandonment"),
    Matter.TRAFFICKING: _("Occurrences with minors: trafficking"),
    Matter.BULLYING: _("Occurrences with minors: school bullying"),
    Matter.MISSING: _("Occurrences with minors: missing or running away"),
}
LAWYER_LABELS: dict[Matter, Text] = {
    Matter.DOMESTIC_VIOLENCE: _("Lawyer reception days: domestic violence"),
    Matter.CUSTODY: _("Lawyer reception days: custody and support"),
    Matter.ABANDONMENT: _("Lawyer reception days: abandonment"),
    Matter.INJURY: _("Lawyer reception days: personal injury"),
    Matter.TRAFFICKING: _("Lawyer reception days: trafficking"),
}
MATTERS = (
    *(
        Figure(
            f"cases.minors_{matter.value}", label,
            _("What happened in cases that concern a minor and have this kind as the leading one."),
            units.OCCURRENCES, Sum("incidents"), CASES, (MINOR, ("matter", "eq", matter.value)), PLACE_AND_TIME,
        )
        for matter, label in MINORS_LABELS.items()
    ),
    *(
        Figure(
            f"cases.lawyer_day_{matter.value}", label,
            _("Petitions from lawyer reception days that have this kind as the leading one."),
            units.CASES, Count(), CASES, (RECEPTION, ("matter", "eq", matter.value)), PLACE_AND_TIME,
        )
        for matter, label in LAWYER_LABELS.items()
    ),
)  # fmt: skip

ENDED = (
    _cases("closed", _("Petitions closed"), _("Petitions whose closure was approved, by the day of closing."),
           by=("outcome", "matter"), day="closed_on"),
    _cases("closed_minors", _("Petitions concerning minors closed"),
           _("Those of them that concern a minor, by the day of closing."), MINOR,
           by=("outcome", "matter"), day="closed_on"),
    _cases("finished", _("Petitions of the period that are finished"),
           _("Petitions brought in the period that are closed by now, withdrawn, or sent to the competent body."),
           ("ended_on", "set", True), by=("matter",)),
    _rate("closure_rate", _("Closure rate"),
          _("Finished petitions in per cent of the petitions brought in the period."), "finished", "petitions",
          "matter"),
    _cases("closed_timed", _("Petitions with a term closed"),
           _("Closed petitions that had 60 days to be finished (Arts 31(6), 34), by the day of closing."),
           ("in_time", "set", True), day="closed_on"),
    _cases("closed_in_time", _("Petitions closed in time"),
           _("Those of them that were closed by the last day, extensions included."),
           ("in_time", "eq", True), day="closed_on"),
    _cases("closed_late", _("Petitions closed late"), _("Those of them that were closed after the last day."),
           ("in_time", "eq", False), day="closed_on"),
    _rate("in_time_rate", _("Closed in time"), _("Petitions closed in time in per cent of those with a term."),
          "closed_in_time", "closed_timed"),
    Figure(
        "cases.open", _("Open petitions"),
        _("Petitions that were open on the period's last day, or are today where it is still to come."),
        units.CASES, Caseload(), CASES, breakdowns=(*PLACE_AND_TIME, "case_kind", "matter", "channel"),
    ),
    Figure(
        "cases.late", _("Late petitions"),
        _("Open petitions whose 60 days, with an extension, were over on that day."),
        units.CASES, Caseload(late=True), CASES, breakdowns=(*PLACE_AND_TIME, "case_kind", "matter", "channel"),
    ),
    Figure(
        "cases.days_to_close", _("Median days to closure"),
        _("The middle number of days from the day a petition was brought to its closing, by the day of closing."),
        units.DAYS, Median("days_open"), CASES, breakdowns=(*PLACE_AND_TIME, "case_kind", "matter"), day="closed_on",
    ),
)  # fmt: skip

DONE = (
    _events("reports", _("Mandatory reports sent"),
            _("Reports of harm to a minor (Protection of Minors Law, Art 11), by the day of sending."),
            units.REPORTS, _sort("reported"), by=("agency",)),
    _events("returns", _("Results of mandatory reports"),
            _("Mandatory reports whose result came back, by the day of the answer."),
            units.REPORTS, _sort("returned"), by=("agency",)),
    _rate("return_rate", _("Return rate of mandatory reports"),
          _("Results that came back in the period in per cent of the reports sent in it."), "returns", "reports"),
    Figure(
        "cases.report_delay", _("Median days to the mandatory report"),
        _("The middle number of days from noticing harm to the report, over cases brought in the period."),
        units.DAYS, Median("delay_days"), CASES, breakdowns=(*PLACE_AND_TIME, "case_kind", "matter"),
    ),
    _events("letters", _("Letters to other bodies"),
            _("Letters and leads sent to another body, by the day of sending."),
            units.SENT, _sort("referred"), by=("agency",)),
    _events("answers", _("Answers from other bodies"),
            _("Letters answered by another body, by the day of the answer."),
            units.SENT, _sort("answered"), by=("agency",)),
    _events("protection_orders", _("Protection orders applied for"),
            _("Applications for a protection order, by the day of applying."), units.ORDERS, _sort("track"),
            ("sub", "in", ("protection_order",))),
    _events("protection_orders_granted", _("Protection orders granted"),
            _("Protection orders that a court granted, by the day of its decision."), units.ORDERS, _sort("granted"),
            ("sub", "in", ("protection_order",))),
    _events("warning_letters", _("Warning letters"), _("Warning letters issued by police, by their day."),
            units.SENT, _sort("granted"), ("sub", "in", ("warning_letter",))),
    _events("tracks", _("Further tracks begun"),
            _("Protection orders, warning letters, guardianship, suits, public-interest leads, ordered guidance."),
            units.CASES, _sort("track"), by=("track",)),
    _events("visits", _("Visits in cases"),
            _("Going to the scene, visits after a warning letter or within a track, follow-up visits."),
            units.TIMES, _sort("visit"), by=("visit",)),
    _sum("goals", _("Goals of plans"), _("Goals in the plans of petitions brought in the period."), units.GOALS,
         "goals"),
    _sum("goals_reached", _("Goals reached"), _("Those of them that were reached."), units.GOALS, "goals_reached"),
    _rate("goals_rate", _("Goals reached rate"), _("Goals reached in per cent of all goals of plans."),
          "goals_reached", "goals"),
)  # fmt: skip

FIGURES = (*LOG, *BROUGHT, *MATTERS, *ENDED, *DONE)
