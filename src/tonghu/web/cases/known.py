"""Whether the people of a registration are known: here with the reasons, elsewhere only whom to ask."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from tonghu.access.actor import Actor
from tonghu.cases.queries.known import Earlier, earlier
from tonghu.people.keys import Told
from tonghu.people.matching import Alike, TooManyQuestions, known_elsewhere, match_all
from tonghu.web.base import ActorRequest, needs
from tonghu.web.cases.fields import matter_named
from tonghu.web.cases.parties import PartyForm, PartySet


@dataclass(frozen=True)
class HintRow:
    """Who may be meant by one row: ``name`` of its field, ``chosen`` the id picked, ``called`` what was typed."""

    name: str
    called: str
    alike: list[Alike]
    chosen: str


@dataclass(frozen=True)
class Hint:
    """What is known of the people of a form.

    Attributes:
        rows: of those who are alike to somebody; cases: earlier cases of these people, the same matter first.
        elsewhere: names of offices that know one of them; refused: the sentence where too many questions were asked.
    """

    rows: list[HintRow] = field(default_factory=list)
    cases: list[Earlier] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    refused: str = ""

    @property
    def silent(self) -> bool:
        return not (self.rows or self.elsewhere or self.refused)


@require_POST
@needs("cases.log")
def case_known(request: ActorRequest) -> HttpResponse:
    """The hint as a fragment, for what stands in the form; nothing is saved."""
    parties = PartySet(request.POST, prefix="who")
    found = hint(parties, request.actor, matter=request.POST.get("matter", ""), beyond=True)
    context = {"hint": found, "looking": True, "repeats": request.POST.get("repeats", "")}
    return render(request, "cases/known.html", context)


def hint(parties: Iterable[PartyForm], by: Actor, *, matter: str = "", beyond: bool = False) -> Hint:
    """What is known of some rows of a form, typed right or wrong; the same statements for any number of rows.

    Args:
        matter: the kind as typed; beyond: whether other offices are asked too, which is a question that is counted.
    """
    rows = [form for form in parties if form.says]
    if not rows:
        return Hint()
    tolds = [told(form) for form in rows]
    found = match_all(tolds, by=by)
    reasons = {one.person.pk: [str(reason.label) for reason in one.reasons] for alike in found for one in alike}
    elsewhere, refused = _beyond(tolds, by) if beyond else ([], "")
    return Hint(
        [
            HintRow(form.add_prefix("person"), form.typed["name"], alike, str(form["person"].value() or ""))
            for form, alike in zip(rows, found, strict=True)
            if alike
        ],
        earlier(by, reasons, matter=_matter(matter)) if reasons else [],
        elsewhere,
        refused,
    )


def told(form: PartyForm) -> Told:
    """What a row says of somebody; a birth date that cannot be read is left out."""
    typed = form.typed
    return Told(
        name=typed["name"],
        phone=typed["phone"],
        identity=typed["identity"],
        address=typed["address"],
        born=_born(form, typed["born"]),
    )


def _beyond(tolds: list[Told], by: Actor) -> tuple[list[str], str]:
    try:
        return known_elsewhere(tolds, by=by), ""
    except TooManyQuestions as refused:
        return [], str(refused)


def _born(form: PartyForm, typed: str) -> date | None:
    try:
        found: date | None = form.fields["born"].clean(typed)
    except ValidationError:
        return None
    return found


def _matter(typed: str) -> str:
    try:
        return matter_named(typed) if typed else ""
    except ValidationError:
        return ""
