"""Documents drafted from a case."""

from __future__ import annotations

from django import forms
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tonghu.cases.actions.documents import draft_document
from tonghu.cases.models import Document, Step
from tonghu.cases.rules.papers import OF_LETTERS
from tonghu.cases.rules.steps import DocumentKind
from tonghu.web.cases.steps.base import StepForm


class DocumentForm(StepForm):
    """Which document; its text can be edited before it is issued."""

    verb = "document"
    button = _("Draft it")
    intro = _("The text is drafted from the case. You can change it until it is issued.")

    kind = forms.ChoiceField(
        label=_("Document"),
        choices=[(one.value, one.label) for one in DocumentKind if one not in OF_LETTERS],
        help_text=_("Letters, letters of urging and requests for supervision are made from the letter they belong to."),
    )

    def do(self) -> str:
        said = self.cleaned_data
        self.document: Document = draft_document(
            case=self.case, kind=said["kind"], by=self.by, seen=said["seen"], token=self.sent
        )
        return gettext("Drafted. Read it, change what should be said otherwise, then issue it.")

    @property
    def then(self) -> str:
        made = getattr(self, "document", None)
        return reverse("web:case-document", args=[self.case.pk, made.pk]) if made else super().then


def of_document(step: Step) -> str:
    """A document's step as a sentence."""
    kind = DocumentKind(step.data["kind"]).label
    said = _("Issued: %(kind)s") if step.data["step"] == "issue" else _("Drafted: %(kind)s")
    return str(said) % {"kind": kind}


FORMS: dict[str, type[StepForm]] = {"document": DocumentForm}
SAID = {"document": of_document}
