"""What the forms of all verbs have in common."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID, uuid4

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tonghu.access.actor import Actor
from tonghu.cases.models import Case
from tonghu.cases.rules.states import BY_KEY, Verb
from tonghu.web.fields import DayField

LONGEST = 20_000


def day_field(label: Any = None, *, required: bool = False, **options: Any) -> DayField:
    """A day, today where nothing else is typed."""
    return DayField(label=label or _("Date"), required=required, initial=timezone.localdate, **options)


def words_field(label: Any = None, *, required: bool = False, rows: int = 4, **options: Any) -> forms.CharField:
    """Free text of a step; kept encrypted."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label or _("In words"), required=required, max_length=LONGEST, widget=widget, **options
    )


class StepForm(forms.Form):
    """The form of one verb on one case.

    A subclass names its ``verb``, adds fields and writes :meth:`do`. Fields named like those of the action's
    ValidationError get its sentences beside them.

    Attributes:
        verb: key of ``rules.states.VERBS``; intro: sentences above the fields; button: what the button says, the
            verb's label where blank; template: of the page, ``cases/step.html`` extended where fields are not enough.
    """

    verb: ClassVar[str] = ""
    intro: ClassVar[str | Promise] = ""
    button: ClassVar[str | Promise] = ""
    template: ClassVar[str] = "cases/step.html"

    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    def __init__(self, *args: Any, by: Actor, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by, self.case = by, case
        self.fields["seen"].initial = case.version

    @property
    def of(self) -> Verb:
        return BY_KEY[self.verb]

    @property
    def sent(self) -> UUID | None:
        """The token of the form that was sent; the second click has the same."""
        try:
            return UUID(str(self.data.get(self.add_prefix("token"), "")))
        except ValueError:
            return None

    @property
    def title(self) -> str:
        return str(self.of.label)

    @property
    def heading(self) -> str:
        """The title as templates ask for it: to them ``title`` may be a field of the form."""
        return self.title

    @property
    def then(self) -> str:
        """The page that follows: the case's own."""
        return reverse("web:case", args=[self.case.pk])

    @property
    def upon(self) -> dict[str, Any]:
        """What every action takes: the case, who acts, the version she decided upon, the form's token."""
        facts = self.cleaned_data
        return {"case": self.case, "by": self.by, "seen": facts["seen"], "token": facts["token"]}

    def context(self) -> dict[str, Any]:
        """What a template of its own needs beside the form."""
        return {}

    def do(self) -> str:
        """Call the action with ``cleaned_data`` and return the sentence of success, which names nobody.

        Raises:
            ValidationError, PermissionDenied, Overtaken: as the action; the page shows them, nothing typed is lost.
        """
        raise NotImplementedError
