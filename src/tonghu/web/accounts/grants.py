from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tonghu.access.actions import end_grant, grant
from tonghu.access.models import Grant
from tonghu.access.rules import Role
from tonghu.web.accounts.forms import GrantForm
from tonghu.web.accounts.user import found, near, page
from tonghu.web.base import ActorRequest, needs


@require_POST
@needs("accounts.change")
def add(request: ActorRequest, pk: int) -> HttpResponse:
    """Give a role; what bars it stands in the form."""
    user = found(request, pk)
    form = GrantForm(request.POST, near=near(request))
    if form.is_valid():
        given = form.cleaned_data
        try:
            grant(user=user, office=given["office"], role=Role(given["role"]), since=given["since"], by=request.actor)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The role holds from now on."))
            return redirect("web:user", pk)
    return page(request, user, form=form, status=422)


@require_POST
@needs("accounts.change")
def end(request: ActorRequest, pk: int) -> HttpResponse:
    ended = get_object_or_404(Grant.objects.select_related("user"), pk=pk)
    try:
        end_grant(grant=ended, by=request.actor)
        messages.success(request, _("The role has ended. The trail keeps that it was held."))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("web:user", ended.user_id)
