"""A file for the case."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tonghu.cases.actions.attach import attach_file
from tonghu.cases.models import Step
from tonghu.web.cases.steps.base import StepForm, words_field


class AttachForm(StepForm):
    verb = "attach"
    intro = gettext_lazy(
        "Pictures, PDF, Word and workbooks up to 20 MB. Pictures lose place, time and camera. Only who sees this case "
        "sees them."
    )
    button = gettext_lazy("Add")
    file = forms.FileField(
        label=gettext_lazy("File"),
        widget=forms.FileInput(attrs={"accept": "image/*,.pdf,.docx,.xlsx"}),
        max_length=200,
    )
    words = words_field(gettext_lazy("What it is"), rows=2)

    def do(self) -> str:
        facts = self.cleaned_data
        attach_file(
            case=self.case,
            by=self.by,
            token=facts["token"],
            name=facts["file"].name or "",
            content=facts["file"].file,
            words=facts["words"],
        )
        return _("The file is added.")


def _attached(step: Step) -> str:
    return _("A file was taken off") if step.data.get("removed") else _("A file was added")


SAID = {"attach": _attached}

FORMS: dict[str, type[StepForm]] = {AttachForm.verb: AttachForm}
