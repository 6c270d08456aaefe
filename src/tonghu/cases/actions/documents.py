"""Official documents made from a case: drafted, edited, issued; what is issued stays as it is."""

from __future__ import annotations

from datetime import date
from typing import BinaryIO
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.cases.actions import clocks
from tonghu.cases.actions.frame import Overtaken, begin, locked, sent_before, write_step
from tonghu.cases.models import Case, Document, Letter
from tonghu.cases.queries.disclosing import PAPER_LANGUAGE
from tonghu.cases.queries.papers import facts_of_paper
from tonghu.cases.rules.papers import OF_LETTERS, worded
from tonghu.cases.rules.steps import DocumentKind
from tonghu.kit.paper import Paper, Paragraph, write_docx
from tonghu.kit.text import tidy

TITLE_WIDTH = 20
"""Characters of 22 pt between the margins."""


def draft_document(
    *, case: Case, kind: str, by: Actor, letter: Letter | None = None, seen: int | None = None,
    token: UUID | None = None,
) -> Document:  # fmt: skip
    """Draft a document from the case as it stands; its text can be edited until it is issued.

    Args:
        letter: the letter it belongs to, for the kinds that have one.

    Raises:
        ValidationError: a kind that has a letter without one. PermissionDenied, Overtaken: as ``frame.begin``.
    """
    before = sent_before(token, by)
    if before is not None:
        return Document.objects.visible_to(by).get(pk=before.about_id or 0)
    if (kind in OF_LETTERS) != (letter is not None):
        raise ValidationError({"kind": _("This document is made from the letter it belongs to.")})
    with transaction.atomic():
        case = begin(case, "document", by=by, seen=seen)
        if kind == DocumentKind.AGREEMENT and not case.agreement_set.exists():
            raise ValidationError({"kind": _("No agreement is written down yet. Please write it down first.")})
        document = paper_for(case, letter, kind, by=by)
        write_step(case, "document", by=by, data={"step": "draft", "kind": kind}, about=document, token=token)
        return document


def paper_for(case: Case, letter: Letter | None, kind: str, *, by: Actor) -> Document:
    """The draft of that kind: of a letter the one there is, else a new one; the step is the caller's."""
    if letter is not None:
        standing = Document.objects.visible_to(by).filter(letter=letter, kind=kind, issued_on=None).first()
        if standing is not None:
            return standing
    title, addressee, body = wording_of(case, letter, kind, by)
    return Document.objects.create(
        case=case, place=case.place, kind=kind, title=title, addressee=addressee, body=body, letter=letter,
        entered_by=by.user.pk, entered_name=by.user.name,
    )  # fmt: skip


def wording_of(case: Case, letter: Letter | None, kind: str, by: Actor) -> tuple[str, str, str]:
    """Title, addressee and text that the case as it stands gives, in the language of papers."""
    with translation.override(PAPER_LANGUAGE):
        return worded(kind, facts_of_paper(case, kind, by, letter))


def edit_document(
    *, document: Document, title: str, addressee: str, body: str, by: Actor, seen: int | None = None
) -> Document:
    """Change the words of a draft.

    Raises:
        ValidationError: it was issued, or nothing is left of it. Overtaken: somebody else changed it meanwhile.
    """
    by.must("cases.handle")
    if not tidy(title):
        raise ValidationError({"title": _("A document has a title.")})
    if not tidy(body):
        raise ValidationError({"body": _("The text is empty. Please write at least one sentence.")})
    with transaction.atomic():
        current = _held(document, by, seen)
        if current.issued_on is not None:
            raise ValidationError(_("This document was issued: it stays as it is. Draft a new one instead."))
        current.title, current.addressee = tidy(title), tidy(addressee)
        current.body = body.replace("\r\n", "\n").strip()
        current.version += 1
        current.save(update_fields=["title", "addressee", "body", "version"])
        return current


def issue_document(
    *, document: Document, by: Actor, number: str = "", day: date | None = None, seen: int | None = None
) -> Document:
    """Issue a document: from now on it stays as it is.

    Args:
        number: document number from the office's own register; can be added later (:func:`number_document`).

    Raises:
        ValidationError: issued before, or a day ahead. Overtaken: somebody else changed it meanwhile.
    """
    by.must("cases.handle")
    with transaction.atomic():
        current = _held(document, by, seen)
        if current.issued_on is not None:
            raise ValidationError(_("This document was issued already."))
        on = day or clocks.today()
        current.number = tidy(number)
        issue_for(current.letter, current, by=by, on=on)
        data = {"step": "issue", "kind": current.kind}
        write_step(current.case, "document", by=by, day=on, data=data, about=current)
        return current


def issue_for(letter: Letter | None, document: Document, *, by: Actor, on: date | None = None) -> None:
    """Freeze a document; one of a letter carries the day the letter went out where none is given."""
    document.issued_on = on or (letter.sent_on if letter and letter.sent_on else clocks.today())
    document.version += 1
    document.save(update_fields=["issued_on", "number", "version"])


def number_document(*, document: Document, number: str, by: Actor) -> Document:
    """Write down the number that the office's own register gave an issued document; nothing else of it changes."""
    by.must("cases.handle")
    if not tidy(number):
        raise ValidationError({"number": _("Type the number as it stands on the document.")})
    with transaction.atomic():
        current = _held(document, by, None)
        current.number = tidy(number)
        current.version += 1
        current.save(update_fields=["number", "version"])
        return current


def write_document(document: Document, file: BinaryIO) -> None:
    """Write a document as .docx after GB/T 9704-2012."""
    write_docx(as_paper(document), file)


def as_paper(document: Document) -> Paper:
    """The document without a file format."""
    return Paper(
        title_lines=title_lines(document.title),
        addressee=document.addressee or None,
        number=document.number,
        blocks=[Paragraph.of(line) for line in document.body.splitlines() if line.strip()],
        signature_office=document.case.office.name,
        signed_on=document.issued_on,
        footer_note="" if document.issued_on else "草稿，未印发。",
    )


def title_lines(title: str) -> list[str]:
    """A title in lines of at most 20 characters of about the same length."""
    lines = max(1, -(-len(title) // TITLE_WIDTH))
    width = max(1, -(-len(title) // lines))
    return [title[at : at + width] for at in range(0, len(title), width)]


def file_name(document: Document) -> str:
    """Kind and number of the case, and nobody's name."""
    with translation.override(PAPER_LANGUAGE):
        return f"{DocumentKind(document.kind).label}-{document.case.number}.docx"


def _held(document: Document, by: Actor, seen: int | None) -> Document:
    case = locked(document.case, by)
    rows = Document.objects.visible_to(by).select_for_update(of=("self",)).select_related("letter")
    current = rows.get(pk=document.pk)
    current.case = case
    if seen is not None and seen != current.version:
        raise Overtaken(case, case.step_set.order_by("-id").first())
    return current
