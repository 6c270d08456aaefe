"""Steps on an account, each a form of one button."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tonghu.access.actions import close_user, open_user, reset_password, unlock
from tonghu.web.accounts.user import found, page
from tonghu.web.base import ActorRequest, needs


@require_POST
@needs("accounts.change")
def new_password(request: ActorRequest, pk: int) -> HttpResponse:
    """A new password, shown on the answering page alone."""
    user = found(request, pk)
    try:
        password = reset_password(user=user, by=request.actor, second_factor_too="factor" in request.POST)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("web:user", pk)
    return page(request, user, password=password)


@require_POST
@needs("accounts.change")
def unlocked(request: ActorRequest, pk: int) -> HttpResponse:
    unlock(user=found(request, pk), by=request.actor)
    messages.success(request, _("She can sign in again."))
    return redirect("web:user", pk)


@require_POST
@needs("accounts.change")
def closed(request: ActorRequest, pk: int) -> HttpResponse:
    try:
        close_user(user=found(request, pk), by=request.actor)
        messages.success(request, _("The account is closed. What she recorded stays."))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("web:user", pk)


@require_POST
@needs("accounts.change")
def opened(request: ActorRequest, pk: int) -> HttpResponse:
    open_user(user=found(request, pk), by=request.actor)
    messages.success(request, _("The account is open again."))
    return redirect("web:user", pk)
