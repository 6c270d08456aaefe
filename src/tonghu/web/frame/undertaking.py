"""The yearly undertaking of confidentiality, which stands before the desk of whoever reads cases."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tonghu.access.actions import undertake
from tonghu.access.queries import bound_until
from tonghu.access.undertakings import PROMISES, VERSION
from tonghu.web.base import ActorRequest
from tonghu.web.frame.session import back
from tonghu.web.gates import bind


@require_http_methods(["GET", "POST"])
def undertaking(request: ActorRequest) -> HttpResponse:
    """Show the text, and take its acceptance; then she goes on to where she wanted."""
    refusal, status = "", 200
    if request.method == "POST":
        try:
            undertake(version=request.POST.get("version", ""), by=request.actor)
        except ValidationError as refused:
            refusal, status = refused.messages[0], 422
        else:
            bind(request, bound_until(request.actor.user))
            messages.success(request, _("Thank you. Your undertaking holds for a year."))
            return redirect(back(request))
    context = {
        "promises": PROMISES,
        "version": VERSION,
        "holds_until": bound_until(request.actor.user),
        "refusal": refusal,
        "next": request.POST.get("next") or request.GET.get("next") or "",
    }
    return render(request, "frame/undertaking.html", context, status=status)
