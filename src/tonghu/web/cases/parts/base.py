"""What the pages of a case's parts share: the part inside the scope or nowhere, a form, its refusal in sentences."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.cases.models import Case
from tonghu.web.base import ActorRequest
from tonghu.web.cases.finding import opened


class PartForm(forms.Form):
    """A form about one part of a case."""

    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    @property
    def sent(self) -> UUID:
        """The form's token."""
        token: UUID = self.cleaned_data["token"]
        return token


def part_of(model: Any, by: Actor, case_pk: int, pk: int) -> tuple[Case, Any]:
    """A case and one part of it; its opening is noted. Raises Http404 where it is not open to her."""
    case = opened(by, case_pk)
    found = model.objects.visible_to(by).filter(case=case.pk, pk=pk).first()
    if found is None:
        raise Http404
    found.case = case
    return case, found


def done(request: ActorRequest, form: PartForm, step: Callable[[], str], then: str) -> HttpResponse | None:
    """The answer to a form that was sent: where to go on, or None, and then the form says what is wrong."""
    try:
        if form.is_valid():
            messages.success(request, step())
            return HttpResponseRedirect(then)
    except ValidationError as refused:
        by_field = refused.message_dict if hasattr(refused, "error_dict") else {"": refused.messages}
        for name, sentences in by_field.items():
            form.add_error(name if name in form.fields else None, sentences)
    except PermissionDenied as refused:
        form.add_error(None, str(refused) or _("Your role at this office does not include this step."))
    return None


def shown(request: ActorRequest, template: str, form: PartForm | None, **context: Any) -> HttpResponse:
    """A page with a form; 422 where the form was refused."""
    status = 422 if form is not None and form.is_bound and form.errors else 200
    return render(request, template, {"form": form, **context}, status=status)
