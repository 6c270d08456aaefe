"""The instrument for need and danger: questions, points, thresholds. Pure: no database.

Ours, and no licensed scale: the questions ask for what the law names as harm or as a ground to act, and for the signs
that practice everywhere takes as warning of grave violence (choking, weapons, threats to kill, escalation). It supports
the officer's judgement and does not replace it: points and thresholds stand on the page, and she may set another
danger with a reason. Nobody has validated it statistically; the page says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tonghu.cases.rules.plans import Need
from tonghu.cases.rules.ways import Danger


class Answer(models.TextChoices):
    """What may be answered to a question of an assessment."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Not known")


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    Attributes:
        key: its name in the stored answers; text: as it is asked.
        points: what a "yes" adds to the sum, 0 to 4.
        source: the article it leans on; verified: that article was compared with the law's text.
        critical: a "yes" alone makes the danger high, "not known" at least medium.
        need: what a "yes" calls for; reports: with a minor it must be reported at once.
    """

    key: str
    text: str | Promise
    points: int
    source: str | Promise
    verified: bool = True
    critical: bool = False
    need: str = ""
    reports: bool = False


@dataclass(frozen=True, slots=True)
class Instrument:
    """An edition of the questions. A change of questions, points or thresholds is a new edition."""

    key: str
    edition: int
    title: str | Promise
    source: str | Promise
    questions: Sequence[Question]
    medium: int
    high: int

    @property
    def most(self) -> int:
        """The highest possible sum."""
        return sum(question.points for question in self.questions)


@dataclass(frozen=True, slots=True)
class Finding:
    """What the answers come to.

    Attributes:
        score: sum of the points; danger: by sum and critical questions.
        counted: questions answered "yes", which gave their points; critical: those of them that are critical.
        unknown: questions nobody could answer; needs: keys of ``rules.plans.Need``.
        reports: harm to a minor was found that must be reported.
    """

    score: int
    danger: Danger
    counted: tuple[Question, ...]
    critical: tuple[Question, ...]
    unknown: tuple[Question, ...]
    needs: tuple[str, ...]
    reports: bool


PRACTICE = _("Practice of danger questions")
VIOLENCE = _("Anti-Domestic Violence Law, Art 2")
WARNED = _("Anti-Domestic Violence Law, Arts 16, 23")
NINE = _("Opinion on mandatory reporting (2020), Art 4")
REPORT = _("Law on the Protection of Minors, Art 11")
CARE = _("Law on the Protection of Minors, Art 92")
FAMILY = _("Law on the Protection of Minors, Arts 16, 17")

QUESTIONS: Sequence[Question] = (
    Question("recent", _("Was anybody hurt, beaten or threatened in the last month?"), 3, VIOLENCE,
             verified=False, need=Need.SAFETY),
    Question("worse", _("Has it become more frequent or worse?"), 3, PRACTICE, need=Need.SAFETY),
    Question("weapon", _("Was a weapon or a dangerous thing used or held out as a threat?"), 4, PRACTICE,
             critical=True, need=Need.SAFETY),
    Question("choked", _("Was anybody choked, or was it tried?"), 4, PRACTICE, critical=True, need=Need.SAFETY),
    Question("kill", _("Did anybody threaten to kill somebody or himself?"), 4, PRACTICE, critical=True,
             need=Need.SAFETY),
    Question("harmed", _("Was a minor hurt, or is one of the nine situations there?"), 4, NINE,
             critical=True, need=Need.SAFETY, reports=True),
    Question("alone", _("Is a minor without anybody able to look after her now?"), 4, CARE,
             critical=True, need=Need.CARE, reports=True),
    Question("self_harm", _("Did the victim or a minor speak of harming herself, or try it?"), 4, REPORT,
             critical=True, need=Need.COUNSELLING),
    Question("sees", _("Do minors see or hear the violence?"), 2, FAMILY, verified=False,
             need=Need.COUNSELLING),
    Question("near", _("Does the person who does it live there, or can he come at any time?"), 2, PRACTICE,
             need=Need.SAFETY),
    Question("breach", _("Was a warning letter or a protection order disregarded?"), 3, WARNED,
             need=Need.LEGAL),
    Question("injury", _("Is an injury there that no doctor has seen?"), 2, NINE, need=Need.MEDICAL),
    Question("school", _("Does a minor stay away from school?"), 1, FAMILY, verified=False,
             need=Need.SCHOOLING),
    Question("means", _("Is she without money, phone, relatives or a place of her own?"), 2, PRACTICE,
             need=Need.LIVELIHOOD),
)  # fmt: skip

CURRENT = Instrument(
    key="tonghu.danger",
    edition=1,
    title=_("Questions on need and danger, edition 1"),
    source=_(
        "Made for Tonghu, no licensed scale. The questions lean on the articles named beside them and on the general "
        "practice of danger questions. The points are an agreement and have not been validated statistically."
    ),
    questions=QUESTIONS,
    medium=4,
    high=9,
)
EDITIONS: Mapping[tuple[str, int], Instrument] = {(CURRENT.key, CURRENT.edition): CURRENT}
"""Every edition that an assessment may have been made with: an old one is never changed."""


def judge(answers: Mapping[str, str], instrument: Instrument = CURRENT) -> Finding:
    """What the answers come to; a question without an answer counts as not known.

    The sum alone: below 1 no danger, below ``medium`` low, below ``high`` medium. A critical "yes" makes it high, a
    critical question that nobody can answer at least medium.
    """
    given = {question: answers.get(question.key, Answer.UNKNOWN) for question in instrument.questions}
    counted = tuple(question for question, answer in given.items() if answer == Answer.YES)
    unknown = tuple(question for question, answer in given.items() if answer not in (Answer.YES, Answer.NO))
    critical = tuple(question for question in counted if question.critical)
    score = sum(question.points for question in counted)
    danger = _by_sum(score, instrument)
    if critical:
        danger = Danger.HIGH
    elif any(question.critical for question in unknown):
        danger = max(danger, Danger.MEDIUM)
    needs = tuple(dict.fromkeys(question.need for question in counted if question.need))
    return Finding(score, danger, counted, critical, unknown, needs, any(one.reports for one in counted))


def _by_sum(score: int, instrument: Instrument) -> Danger:
    if score >= instrument.high:
        return Danger.HIGH
    if score >= instrument.medium:
        return Danger.MEDIUM
    return Danger.LOW if score else Danger.NONE
