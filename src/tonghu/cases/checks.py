"""What makes a draft wrong, field by field, as sentences. No database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tonghu.cases.drafts import CaseDraft, ContactDraft, Particulars, PartyDraft
from tonghu.cases.rules.kinds import CAME, CRIMES, Channel, Matter, Role, Talk
from tonghu.cases.rules.ways import MOST_REPRESENTATIVES, Danger, Situation
from tonghu.kit.dates import FOUNDING

LONGEST_TITLE = 120
LONGEST_WORDS = 20_000
MOST_PEOPLE = 100_000
IN_PERSON = frozenset({Channel.VISIT, Channel.WINDOW, Channel.LAWYER_DAY})
"""Channels of those who come themselves, for whom the number of representatives is limited (Art 20)."""

WORDLESS = frozenset({Talk.SILENT, Talk.WRONG_NUMBER})

Fault = tuple[str, str]
"""A field of the draft, and a sentence that says what to do."""


def must_be_right(faults: Iterator[Fault]) -> None:
    """Raises ValidationError by field where something is wrong."""
    by_field: dict[str, list[str]] = {}
    for name, sentence in faults:
        by_field.setdefault(name, []).append(sentence)
    if by_field:
        raise ValidationError(by_field)


def faults_of_case(draft: CaseDraft, *, today: date) -> Iterator[Fault]:
    """Everything that is wrong with a case to be registered."""
    yield from faults_of_particulars(draft, today=today)
    yield from faults_of_persons(draft.persons)
    if draft.happened_on is not None:
        yield from _past("happened_on", draft.happened_on, today)
    came = [one for one in draft.persons if set(one.roles) & {Role.PETITIONER}]
    if draft.channel in IN_PERSON and len(came) > MOST_REPRESENTATIVES:
        yield (
            "persons",
            _(
                "A group that comes together names at most %(most)s representatives (Petition Work Regulations, "
                "Art 20). Please enter those as petitioners and the number of all who came beside them."
            )
            % {"most": MOST_REPRESENTATIVES},
        )


def faults_of_particulars(draft: Particulars, *, today: date) -> Iterator[Fault]:
    """Everything that is wrong with what a case is about."""
    yield from _past("day", draft.day, today)
    if draft.noticed_on is not None:
        yield from _past("noticed_on", draft.noticed_on, today)
    if draft.channel not in Channel.values:
        yield "channel", _("Please choose how they came.")
    if draft.matter not in Matter.values:
        yield "matter", _("Please choose the kind.")
    if set(draft.also) - set(Matter.values):
        yield "also", _("Please choose kinds from the list.")
    if draft.danger not in Danger.values:
        yield "danger", _("Please choose the danger from the list.")
    if set(draft.situations) - set(Situation.values):
        yield "situations", _("Please choose from the nine situations.")
    if not draft.title.strip():
        yield "title", _("Please say in a few words what it is about, without names.")
    yield from _lengths(draft)
    yield from _people(draft.people)


def _lengths(draft: Particulars) -> Iterator[Fault]:
    for name, most in (("title", LONGEST_TITLE), ("state_number", LONGEST_TITLE), ("words", LONGEST_WORDS)):
        if len(getattr(draft, name)) > most:
            yield name, _("This is longer than %(most)s characters.") % {"most": most}


def faults_of_persons(persons: Sequence[PartyDraft]) -> Iterator[Fault]:
    """Everything that is wrong with the roles of people; what is known of them is checked with the people."""
    known = [one.person_id for one in persons if one.person_id is not None]
    if len(known) != len(set(known)):
        yield "persons", _("The same person stands here twice. Please give one line all her roles.")
    for one in persons:
        if not one.roles or set(one.roles) - set(Role.values):
            yield "persons", _("Please say what each person is in the case.")
        if set(one.roles) & CAME and Role.COMPLAINED_OF in one.roles:
            yield "persons", _("Nobody can bring a matter and be complained of in it.")


def faults_of_contact(draft: ContactDraft, *, today: date) -> Iterator[Fault]:
    """Everything that is wrong with a contact."""
    yield from _past("day", draft.day, today)
    if draft.channel not in Channel.values:
        yield "channel", _("Please choose how they came.")
    if draft.talk not in Talk.values:
        yield "talk", _("Please choose what it was.")
    if draft.matter and draft.matter not in Matter.values:
        yield "matter", _("Please choose the kind.")
    if draft.talk not in WORDLESS and not draft.words.strip():
        yield "words", _("Please write a few words on what it was about.")
    for name in ("words", "answer"):
        if len(getattr(draft, name)) > LONGEST_WORDS:
            yield name, _("This is longer than %(most)s characters.") % {"most": LONGEST_WORDS}
    if draft.due is not None and draft.due < draft.day:
        yield "due", _("The last day lies before the day it came.")
    if draft.case_id is not None and draft.talk in WORDLESS:
        yield "talk", _("A silent call or a wrong number belongs to no case.")
    yield from _people(draft.people)


def concerns_minor(draft: CaseDraft | Particulars) -> bool:
    """Whether a minor is concerned: said so, by one of the nine situations, or by a person's role."""
    persons: Sequence[PartyDraft] = getattr(draft, "persons", ())
    return draft.minor or bool(draft.situations) or any(Role.MINOR in one.roles for one in persons)


def is_grave(matters: Sequence[str], situations: Sequence[int]) -> bool:
    """Whether it is one of the nine situations or a crime: reported first, never closed by mediation."""
    return bool(situations) or bool(CRIMES.intersection(matters))


def _people(people: int) -> Iterator[Fault]:
    if not 0 <= people <= MOST_PEOPLE:
        yield "people", _("The number of persons lies between 0 and 100,000.")


def _past(name: str, day: date, today: date) -> Iterator[Fault]:
    if day > today:
        yield name, _("This day is still to come. Please check the date.")
    elif day < FOUNDING:
        yield name, _("%(day)s is before 1949-10-01. Please check the year.") % {"day": day.isoformat()}
