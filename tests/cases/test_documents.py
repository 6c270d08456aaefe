"""Official documents: what they say, that an issued one stays, that they open as .docx."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from shutil import which
from subprocess import run

import docx
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone, translation

from tests.conftest import ActorOf
from tests.factories.cases import accepted, days_ago, registered
from tests.factories.letters import minors_case, sent
from tests.factories.world import Cast
from tonghu.cases.actions.documents import (
    draft_document,
    edit_document,
    file_name,
    issue_document,
    number_document,
    write_document,
)
from tonghu.cases.actions.frame import Overtaken
from tonghu.cases.actions.letter_steps import step_letter
from tonghu.cases.models import Agreement, Document, Promise
from tonghu.cases.queries.disclosing import PAPER_LANGUAGE
from tonghu.cases.rules.papers import OF_LETTERS, PLACEHOLDER, WORDINGS, worded
from tonghu.cases.rules.steps import DocumentKind
from tonghu.cases.rules.ways import Way

Scoped = Callable[..., AbstractContextManager[None]]


def lines_of(document: Document) -> list[str]:
    file = BytesIO()
    write_document(document, file)
    file.seek(0)
    return [paragraph.text for paragraph in docx.Document(file).paragraphs]


def test_every_kind_has_its_wording() -> None:
    assert set(WORDINGS) == set(DocumentKind)


@pytest.mark.parametrize("kind", DocumentKind)
def test_a_document_has_no_gap_whatever_is_unknown(kind: DocumentKind) -> None:
    for facts in ({}, {"number": "2026-0001"}, {"code": "ABCD-2345", "asks": "x"}):
        title, _addressee, body = worded(kind, facts)
        assert title
        assert not PLACEHOLDER.search(body)


def test_a_receipt_says_number_and_term(actor: ActorOf, scoped: Scoped) -> None:
    lin = actor("lin_he")
    with scoped(lin):
        case = registered(lin)
        paper = draft_document(case=case, kind=DocumentKind.RECEIPT, by=lin)
        lines = lines_of(paper)
        assert any(case.number in line for line in lines)
        assert any("15" in line for line in lines)
        assert any(line.startswith("单雨荷") for line in lines)
        assert any("青溪县妇女联合会" in line for line in lines)


def test_a_notice_tells_the_way_or_the_competent_body(actor: ActorOf, scoped: Scoped) -> None:
    lin = actor("lin_he")
    with scoped(lin):
        handled = draft_document(case=accepted(lin), kind=DocumentKind.NOTICE, by=lin)
        with translation.override(PAPER_LANGUAGE):
            assert str(Way.PETITION.label) in handled.body
        assert "34" in handled.body
        elsewhere = registered(lin)
        elsewhere.directed_to = "青溪县人民法院"
        elsewhere.save()
        told = draft_document(case=elsewhere, kind=DocumentKind.NOTICE, by=lin)
        assert "青溪县人民法院" in told.body
        assert "34" not in told.body


def test_a_closure_opinion_carries_result_and_outcome(actor: ActorOf, scoped: Scoped) -> None:
    lin = actor("lin_he")
    with scoped(lin):
        case = accepted(lin)
        case.outcome, case.result = "settled", "父亲补付了六个月抚养费"
        case.save()
        paper = draft_document(case=case, kind=DocumentKind.CLOSURE, by=lin)
        assert "父亲补付了六个月抚养费" in paper.body
        assert "35" in paper.body


def test_a_mediation_agreement_lists_sums_and_days(actor: ActorOf, scoped: Scoped) -> None:
    lin = actor("lin_he")
    with scoped(lin):
        case = accepted(lin)
        with pytest.raises(ValidationError):
            draft_document(case=case, kind=DocumentKind.AGREEMENT, by=lin)
        who = {"case": case, "place": case.place, "entered_by": 1, "entered_name": "林禾"}
        agreed = Agreement.objects.create(day=timezone.localdate(), present="双方及村委会", words="按月付清", **who)
        due = timezone.localdate() + timedelta(days=30)
        Promise.objects.create(agreement=agreed, words="第一笔", amount="8400", due=due, **who)
        paper = draft_document(case=case, kind=DocumentKind.AGREEMENT, by=lin)
        assert "8,400.00元" in paper.body
        assert "双方及村委会" in paper.body


def test_a_letter_of_urging_names_the_letter_and_the_article(actor: ActorOf, scoped: Scoped) -> None:
    lin = actor("lin_he")
    with scoped(lin):
        case = minors_case(lin, day=days_ago(90))
        letter = step_letter(letter=sent(case, lin, day=days_ago(60)), step="urge", by=lin)
        paper = Document.objects.get(letter=letter, kind=DocumentKind.URGING)
        assert letter.code in paper.body
        assert "11" in paper.body
        assert case.number not in paper.body
        assert paper.addressee == letter.to_name


def test_what_was_issued_stays(actor: ActorOf, scoped: Scoped) -> None:
    lin = actor("lin_he")
    with scoped(lin):
        paper = draft_document(case=accepted(lin), kind=DocumentKind.NOTICE, by=lin)
        words = {"title": "告知书", "addressee": "单雨荷", "body": "改后的正文。"}
        paper = edit_document(document=paper, by=lin, seen=1, **words)
        with pytest.raises(Overtaken):
            edit_document(document=paper, by=lin, seen=1, **words)
        with pytest.raises(ValidationError):
            edit_document(document=paper, by=lin, **{**words, "body": " "})
        paper = issue_document(document=paper, by=lin, seen=2)
        assert paper.issued_on == timezone.localdate()
        with pytest.raises(ValidationError):
            edit_document(document=paper, by=lin, **words)
        with pytest.raises(ValidationError):
            issue_document(document=paper, by=lin)
        paper = number_document(document=paper, number="青妇函〔2026〕3号", by=lin)
        assert "青妇函〔2026〕3号" in lines_of(paper)
        assert "改后的正文。" in lines_of(paper)


@pytest.mark.parametrize("kind", sorted(OF_LETTERS))
def test_papers_of_letters_are_made_from_letters(kind: str, actor: ActorOf, scoped: Scoped) -> None:
    lin = actor("lin_he")
    with scoped(lin), pytest.raises(ValidationError):
        draft_document(case=registered(lin), kind=kind, by=lin)


@pytest.mark.parametrize("who", ["gu_xin", "tian_yuan", "ning_zhou"])
def test_who_does_not_handle_drafts_nothing(who: str, actor: ActorOf, scoped: Scoped) -> None:
    lin, other = actor("lin_he"), actor(who)
    with scoped(lin):
        case = registered(lin)
        paper = draft_document(case=case, kind=DocumentKind.RECEIPT, by=lin)
    with scoped(other):
        if who != "gu_xin":
            assert not Document.objects.filter(pk=paper.pk).exists()
        with pytest.raises((PermissionDenied, type(case).DoesNotExist)):
            draft_document(case=case, kind=DocumentKind.RECEIPT, by=other)


def test_a_file_name_names_nobody(actor: ActorOf, scoped: Scoped) -> None:
    lin = actor("lin_he")
    with scoped(lin):
        case = registered(lin)
        paper = draft_document(case=case, kind=DocumentKind.RECEIPT, by=lin)
        paper.title = "单雨荷的回执"
        assert file_name(paper).endswith(f"-{case.number}.docx")
        assert "单雨荷" not in file_name(paper)


@pytest.mark.office
def test_an_office_program_opens_it(actor: ActorOf, scoped: Scoped, cast: Cast, tmp_path: Path) -> None:
    program = which("soffice")
    assert program, "LibreOffice is needed for tests of this mark"
    lin = actor("lin_he")
    with scoped(lin):
        letter = sent(minors_case(lin), lin, fields=("case.matter", "case.title"))
        paper = letter.documents.get()
        with (tmp_path / "letter.docx").open("wb") as file:
            write_document(paper, file)
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    run(
        [program, profile, "--headless", "--convert-to", "txt:Text", "--outdir", str(tmp_path), "letter.docx"],
        cwd=tmp_path, check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    text = (tmp_path / "letter.txt").read_text("utf-8-sig")
    assert letter.code in text
    assert "孩子被打伤" in text
