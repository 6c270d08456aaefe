"""What a document can say of a case and of a letter, in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.cases.models import Agreement, Case, Letter
from tonghu.cases.queries.disclosing import offered, parties_of
from tonghu.cases.queries.letters import Told, told
from tonghu.cases.rules.kinds import CAME, Channel, Matter
from tonghu.cases.rules.papers import GROUND_OF_MINORS, GROUND_OF_WOMEN
from tonghu.cases.rules.steps import DocumentKind, LetterState
from tonghu.cases.rules.ways import TIMED, Class, Outcome, Way
from tonghu.kit.paper.writing import official_date
from tonghu.work.models import Obligation


def facts_of_paper(case: Case, kind: str, by: Actor, letter: Letter | None = None) -> dict[str, str]:
    """The facts for ``rules.papers.worded``, in the active language; of a letter that is given, its own too.

    Only what the kind asks for is read: a letter never carries the case's number or the petitioner's name.
    """
    if letter is not None:
        return _of_letter(case, letter, by)
    found = _of_case(case, by)
    return found | (_of_agreement(case, by) if kind == DocumentKind.AGREEMENT else {})


def _of_case(case: Case, by: Actor) -> dict[str, str]:
    kinds = dict(Matter.choices)
    came = [str(one.person) for one in parties_of(case, by) if CAME.intersection(one.roles) and one.person.name]
    return {
        "number": case.number,
        "day": official_date(case.day),
        "channel": str(Channel(case.channel).label),
        "matter": "、".join(str(kinds[one]) for one in case.kinds),
        "officer": f"{case.office} {case.officer_name}".strip(),
        "petitioner": "、".join(came),
        "classed": str(Class(case.classed).label) if case.classed else "",
        "way": str(Way(case.way).label) if case.way else "",
        "accepted": _day(case.accepted_on),
        "finish": _finish(case, by),
        "directed": case.directed_to,
        "outcome": str(Outcome(case.outcome).label) if case.outcome else "",
        "result": case.result,
        **({"timed": ""} if case.way == TIMED else {}),
    }


def _of_letter(case: Case, letter: Letter, by: Actor) -> dict[str, str]:
    if letter.state == LetterState.DRAFT:
        wanted = set(letter.fields)
        chosen = [one for one in offered(case, parties_of(case, by), by) if one.key in wanted]
        lines: Iterable[Told] = [Told(**one.snapshot()) for one in chosen]
    else:
        lines = told(letter)
    called = letter.called_110_at
    return {
        "code": letter.code,
        "body": letter.to_name,
        "asks": letter.asks,
        "disclosed": disclosed_text(lines),
        "receive_by": _day(letter.receive_by),
        "answer_by": _day(letter.answer_by),
        "sent_on": _day(letter.sent_on),
        "urged_on": _day(letter.urged_on),
        "urge_by": _due(letter, "referral.urge", by),
        "noticed": _day(case.noticed_on),
        "called": f"{timezone.localtime(called):%Y-%m-%d %H:%M}" if called else "",
        "ground": _(GROUND_OF_MINORS) if case.minor else _(GROUND_OF_WOMEN),
        "government": _("Office of the Party committee and government"),
    }


def disclosed_text(lines: Iterable[Told]) -> str:
    """The disclosed fields as paragraphs, person by person."""
    found: dict[str, list[str]] = {}
    for line in lines:
        found.setdefault(line.heading, []).append(f"{line.label}：{line.value}")
    return "\n\n".join(f"{heading}　{'；'.join(parts)}" for heading, parts in found.items())


def _of_agreement(case: Case, by: Actor) -> dict[str, str]:
    last = (
        Agreement.objects.visible_to(by).filter(case=case).prefetch_related("promises").order_by("-day", "-id").first()
    )
    if last is None:
        return {}
    promises = [
        "；".join(
            filter(
                None,
                (
                    one.words,
                    f"{number_format(one.amount, 2, force_grouping=True)}元" if one.amount is not None else "",
                    _("by %(day)s") % {"day": official_date(one.due)},
                ),
            )
        )
        for one in last.promises.all()
    ]
    return {
        "agreed_on": official_date(last.day),
        "venue": last.venue or "　",
        "present": last.present,
        "authority": last.authority,
        "agreed": last.words,
        "promises": "\n\n".join(f"（{number}）{line}" for number, line in enumerate(promises, 1)),
    }


def _finish(case: Case, by: Actor) -> str:
    return _day(_due_of(case.pk, "petition.finish", by)) if case.way == TIMED else ""


def _due(letter: Letter, kind: str, by: Actor) -> str:
    return _day(_due_of(letter.case_id, kind, by, letter.pk))


def _due_of(case: int, kind: str, by: Actor, ordinal: int | None = None) -> date | None:
    rows = Obligation.objects.visible_to(by).filter(subject_table="cases_case", subject_id=case, kind=kind)
    rows = rows if ordinal is None else rows.filter(ordinal=ordinal)
    return rows.order_by("-id").values_list("due", flat=True).first()


def _day(day: date | None) -> str:
    return official_date(day) if day else ""
