"""The wording of official documents made from a case. Pure: no database.

A paragraph stands where every fact it names is known, so that a document never has a gap. The wording is ours
alone; numbers of articles are those of the sources named in the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext, gettext_noop

from tonghu.cases.rules.steps import DocumentKind

PLACEHOLDER = re.compile(r"%\((\w+)\)s")
OF_LETTERS = frozenset({DocumentKind.LETTER, DocumentKind.HARM_REPORT, DocumentKind.URGING, DocumentKind.SUPERVISION})
"""Documents that belong to a letter and are drafted from it."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Title, the fact that names the addressee, and the paragraphs of one kind of document."""

    title: str
    addressee: str
    paragraphs: Sequence[str]


_ENTERED = gettext_noop("The matter you brought on %(day)s is registered with us under number %(number)s.")
_KEPT = gettext_noop(
    "What we tell you here serves this purpose alone. It must not be passed to the person or unit complained of "
    "(Petition Work Regulations, Art 30), and nothing by which a minor could be recognised may be published (Law on "
    "the Protection of Minors, Art 103)."
)
_FAMILIAR = gettext_noop("Reference: our letter %(code)s of %(sent_on)s.")

WORDINGS: Mapping[str, Wording] = {
    DocumentKind.RECEIPT: Wording(
        gettext_noop("Receipt of a petition"),
        "petitioner",
        (
            gettext_noop("We received the matter you brought on %(day)s (%(channel)s). Its number is %(number)s."),
            gettext_noop("Kind of matter: %(matter)s."),
            gettext_noop(
                "Within 15 days from receipt we tell you by which way it is handled, or which body is competent "
                "(Petition Work Regulations, Art 23)."
            ),
            gettext_noop("It is with %(officer)s. Please keep this sheet and name the number when you ask about it."),
        ),
    ),
    DocumentKind.NOTICE: Wording(
        gettext_noop("Notice on the handling of a petition"),
        "petitioner",
        (
            _ENTERED,
            gettext_noop("Under Art 31 of the Petition Work Regulations it is: %(classed)s."),
            gettext_noop("It is handled by this way: %(way)s."),
            gettext_noop("We accepted it on %(accepted)s."),
            gettext_noop("We finish it by %(finish)s (Petition Work Regulations, Art 34)."),
            gettext_noop(
                "The matter does not lie with us. The competent body is: %(directed)s. Please bring it there; where "
                "you need help with it, come to us."
            ),
        ),
    ),
    DocumentKind.LETTER: Wording(
        gettext_noop("Letter on a matter to be handled"),
        "body",
        (
            gettext_noop(
                "In our work for the rights of women and children we met a matter that lies with you. We refer to it "
                "by letter number %(code)s and tell you the following:"
            ),
            "%(disclosed)s",
            gettext_noop("We ask you: %(asks)s"),
            gettext_noop("Please confirm receipt by %(receive_by)s."),
            gettext_noop("Please answer in writing by %(answer_by)s."),
            _KEPT,
        ),
    ),
    DocumentKind.HARM_REPORT: Wording(
        gettext_noop("Report of harm to a minor"),
        "body",
        (
            gettext_noop(
                "Under Art 11 of the Law on the Protection of Minors we report harm to a minor, or danger of it. Our "
                "reference is %(code)s."
            ),
            gettext_noop("It was noticed on %(noticed)s."),
            gettext_noop("110 was called on %(called)s."),
            "%(disclosed)s",
            gettext_noop("We ask you: %(asks)s"),
            gettext_noop("Please take it up at once and tell us the result in writing."),
            _KEPT,
        ),
    ),
    DocumentKind.URGING: Wording(
        gettext_noop("Letter of urging"),
        "body",
        (
            _FAMILIAR,
            gettext_noop("We asked for an answer by %(answer_by)s. None has reached us."),
            gettext_noop("We asked you: %(asks)s"),
            "%(ground)s",
            gettext_noop("Please answer in writing by %(urge_by)s."),
            _KEPT,
        ),
    ),
    DocumentKind.SUPERVISION: Wording(
        gettext_noop("Request for supervision"),
        "government",
        (
            gettext_noop(
                "On %(sent_on)s we wrote to %(body)s (letter %(code)s) and asked for an answer by %(answer_by)s."
            ),
            gettext_noop("On %(urged_on)s we urged it in writing. No answer has reached us until today."),
            gettext_noop("We asked: %(asks)s"),
            "%(ground)s",
            gettext_noop("We ask for supervision of this matter and for word of its outcome."),
        ),
    ),
    DocumentKind.AGREEMENT: Wording(
        gettext_noop("Mediation agreement"),
        "",
        (
            gettext_noop("Number of the matter: %(number)s."),
            gettext_noop("Day and place: %(agreed_on)s, %(venue)s."),
            gettext_noop("Present: %(present)s"),
            gettext_noop("Responsible authority: %(authority)s"),
            gettext_noop("Agreed of free will: %(agreed)s"),
            "%(promises)s",
            gettext_noop("Signatures of those present:"),
        ),
    ),
    DocumentKind.CLOSURE: Wording(
        gettext_noop("Opinion on the handling of a petition"),
        "petitioner",
        (
            _ENTERED,
            gettext_noop("Kind of matter: %(matter)s."),
            gettext_noop("Outcome: %(outcome)s."),
            gettext_noop("What was found and done: %(result)s"),
            gettext_noop(
                "If you do not agree, you may ask the superior federation for a review within 30 days from the day "
                "you received this opinion (Petition Work Regulations, Art 35).%(timed)s"
            ),
        ),
    ),
}

GROUND_OF_MINORS = gettext_noop(
    "Under Art 11 of the Law on the Protection of Minors a body that learns of harm to a minor takes it up in time and "
    "tells those who reported it. We urge you to handle it according to the law."
)
GROUND_OF_WOMEN = gettext_noop(
    "Under Art 73 of the Law on the Protection of Women's Rights the federation may urge a body to look into an "
    "infringement of women's rights and to answer. We urge you to handle it according to the law."
)


def worded(kind: str, facts: Mapping[str, str]) -> tuple[str, str, str]:
    """Title, addressee and text of a document, in the active language, a blank line between paragraphs.

    Args:
        kind: of ``DocumentKind``; facts: what is known, by the placeholders' names; a paragraph that names a fact
            which is not among them is left out.
    """
    wording = WORDINGS[kind]
    paragraphs = [
        (one if PLACEHOLDER.fullmatch(one) else gettext(one)) % facts
        for one in wording.paragraphs
        if all(name in facts and (facts[name] or name == "timed") for name in PLACEHOLDER.findall(one))
    ]
    return gettext(wording.title), facts.get(wording.addressee, ""), "\n\n".join(paragraphs)
