"""Signing in and out, the office one works for, the language, one's own password."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from tonghu.access.actions import change_own_password
from tonghu.access.actor import actor_for
from tonghu.accounts.models import User
from tonghu.kit.scope import within
from tonghu.trail.actions import note
from tonghu.trail.models import Verb
from tonghu.web.base import ActorRequest
from tonghu.web.frame.forms import PasswordForm, SignInForm


class SignIn(LoginView):
    """Name and password; five wrong ones lock the name for a while (django-axes)."""

    authentication_form = SignInForm
    template_name = "frame/sign_in.html"
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(ended="ended" in self.request.GET, **kwargs)

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        response = super().form_valid(form)
        user = form.get_user()
        if isinstance(user, User):
            with within(actor_for(user).scope):
                note(Verb.SIGN_IN, table="accounts_user", object_id=user.pk, label=user.name)
        return response


@require_POST
def sign_out(request: ActorRequest) -> HttpResponse:
    logout(request)
    return redirect("web:sign-in")


@require_POST
def choose_office(request: ActorRequest) -> HttpResponse:
    """Work for another of one's own offices; any other id changes nothing."""
    wanted = request.POST.get("office", "")
    if wanted in {str(office.pk) for office in request.actor.offices}:
        request.session["office"] = int(wanted)
        request.session.pop("waiting", None)
    else:
        messages.error(request, _("You hold no role at that office. You still work for the same one."))
    return redirect("web:home")


@require_POST
def language(request: ActorRequest) -> HttpResponseBase:
    """Switch the language, for a signed-in person also the next time she signs in."""
    chosen = request.POST.get("language", "")
    response = set_language(request)
    if request.user.is_authenticated and chosen in {"zh-hans", "en"}:
        User.objects.filter(pk=request.user.pk).update(language=chosen)
    return response


def password(request: ActorRequest) -> HttpResponse:
    """Change one's own password; whoever got hers from somebody else must, before anything else."""
    form = PasswordForm(request.actor.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        change_own_password(password=form.cleaned_data["new_password1"], by=request.actor)
        update_session_auth_hash(request, request.actor.user)
        messages.success(request, _("Your password was changed."))
        return redirect(back(request))
    return render(request, "frame/password.html", {"form": form, "must": request.actor.user.must_change_password})


def back(request: ActorRequest) -> str:
    """The address to go on to: ``next`` where it is one of ours, else the desk."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return wanted if url_has_allowed_host_and_scheme(wanted, {request.get_host()}) else "web:home"
