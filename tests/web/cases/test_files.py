"""Files of a case: taken by what is in them, served with the case alone, taken off with a reason."""

from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from tests.conftest import ActorOf
from tests.factories.cases import registered
from tonghu.cases.models import Attachment, Case
from tonghu.files.documents import recognised
from tonghu.files.models import Stored
from tonghu.kit.errors import Unreadable
from tonghu.kit.scope import within

ClientOf = Callable[[str], Client]
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF"


def package(*names: str) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as packed:
        for name in names:
            packed.writestr(name, "x")
    return out.getvalue()


def picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (8, 8)).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("raw", "ending"),
    [
        (picture(), "jpg"),
        (PDF, "pdf"),
        (package("[Content_Types].xml", "word/document.xml"), "docx"),
        (package("[Content_Types].xml", "xl/workbook.xml"), "xlsx"),
    ],
)
def test_a_file_is_what_is_in_it(raw: bytes, ending: str) -> None:
    assert recognised(BytesIO(raw)).ending == ending


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"<html><script>alert(1)</script>",
        b"MZ\x90\x00",
        b"PK\x03\x04broken",
        b"\x89PNGbroken",
        package("readme.txt"),
        package("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
    ],
)
def test_anything_else_is_refused_in_a_sentence(raw: bytes) -> None:
    with pytest.raises(Unreadable):
        recognised(BytesIO(raw))


def test_more_than_twenty_megabytes_is_refused() -> None:
    with pytest.raises(Unreadable):
        recognised(BytesIO(PDF + b"0" * 20 * 1024 * 1024))


def uploaded(actor: ActorOf, browser: Client, name: str = "某某的诊断书.pdf", raw: bytes = PDF) -> Case:
    by = actor("lin_he")
    with within(by.scope):
        case = registered(by)
    url = reverse("web:case-step", args=[case.pk, "attach"])
    token = str(browser.get(url).context["form"]["token"].value())
    sent = {"token": token, "seen": case.version, "words": "医院的"}
    for _click in range(2):
        answer = browser.post(url, {**sent, "file": SimpleUploadedFile(name, raw)})
        assert answer.status_code == 302, answer.context["form"].errors
    return case


def test_a_file_is_added_once_under_a_name_that_says_nothing(actor: ActorOf, client_of: ClientOf) -> None:
    browser = client_of("lin_he")
    case = uploaded(actor, browser)
    with within(actor("lin_he").scope):
        one = Attachment.objects.get(case=case)
        assert one.name == "某某的诊断书.pdf"
        assert Stored.objects.get(pk=one.file_id).name == "附件.pdf"
    answer = browser.get(reverse("web:case-file", args=[case.pk, one.pk]))
    assert answer.content == PDF
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{case.number}-{one.pk}.pdf"'
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert "某某的诊断书.pdf" in browser.get(reverse("web:case", args=[case.pk])).content.decode()


def test_nobody_else_is_served(actor: ActorOf, client_of: ClientOf) -> None:
    case = uploaded(actor, client_of("lin_he"))
    with within(actor("lin_he").scope):
        url = reverse("web:case-file", args=[case.pk, Attachment.objects.get(case=case).pk])
    for who in ("tian_yuan", "he_qing", "ning_zhou", "xi_yuan"):
        assert client_of(who).get(url).status_code in (403, 404)


def test_what_is_no_document_is_said_beside_the_field(actor: ActorOf, client_of: ClientOf) -> None:
    by = actor("lin_he")
    with within(by.scope):
        case = registered(by)
    browser = client_of("lin_he")
    url = reverse("web:case-step", args=[case.pk, "attach"])
    token = str(browser.get(url).context["form"]["token"].value())
    sent = {"token": token, "seen": case.version, "file": SimpleUploadedFile("信.pdf", b"<html>")}
    answer = browser.post(url, sent)
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]


def test_a_file_is_taken_off_with_a_reason(actor: ActorOf, client_of: ClientOf) -> None:
    browser = client_of("lin_he")
    case = uploaded(actor, browser)
    with within(actor("lin_he").scope):
        one = Attachment.objects.get(case=case)
    url = reverse("web:case-file-remove", args=[case.pk, one.pk])
    browser.post(url, {"why": " "})
    assert browser.get(reverse("web:case-file", args=[case.pk, one.pk])).status_code == 200
    browser.post(url, {"why": "传错了"})
    assert browser.get(reverse("web:case-file", args=[case.pk, one.pk])).status_code == 404
