"""The second factor: an authenticator app, and recovery codes for the day the phone is lost."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from django_otp import login
from django_otp.models import Device

from tonghu.access import second_factor
from tonghu.web.base import ActorRequest
from tonghu.web.frame.forms import CodeForm


@require_http_methods(["GET", "POST"])
def confirm(request: ActorRequest) -> HttpResponse:
    """Ask for a code after the password."""
    if not second_factor.has_device(request.actor.user):
        return redirect("web:second-factor-setup")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = second_factor.check(user=request.actor.user, code=form.cleaned_data["code"])
        if answer.device is not None:
            passed(request, answer.device)
            return redirect("web:home")
        form.add_error("code", refusal(answer.wait))
    return render(request, "frame/second_factor.html", {"form": form})


def passed(request: ActorRequest, device: Device) -> None:
    """Go on in a session of a new key: who knew the old one, from the password alone, has not passed."""
    request.session.cycle_key()
    login(request, device)


@require_http_methods(["GET", "POST"])
def setup(request: ActorRequest) -> HttpResponse:
    """Show the secret once as a QR code and as text, until a code proves that the app has it."""
    user = request.actor.user
    if second_factor.has_device(user) and not request.user.is_verified():  # type: ignore[union-attr]
        return redirect("web:second-factor")
    device = second_factor.new_device(user, request.session.get("authenticator"))
    request.session["authenticator"] = device.pk
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if second_factor.adopt(device, code=form.cleaned_data["code"], by=request.actor):
            passed(request, device)
            return show_codes(request)
        form.add_error("code", refusal(0))
    shown = {"drawing": second_factor.drawing(device), "secret": second_factor.secret(device)}
    return render(request, "frame/second_factor_setup.html", {"form": form, **shown})


@require_http_methods(["GET", "POST"])
def recovery_codes(request: ActorRequest) -> HttpResponse:
    """Make new recovery codes; the old ones end."""
    if not request.user.is_verified():  # type: ignore[union-attr]
        return redirect("web:second-factor")
    if request.method == "POST":
        return show_codes(request)
    return render(request, "frame/recovery_codes.html", {"codes": []})


def show_codes(request: ActorRequest) -> HttpResponse:
    codes = second_factor.new_recovery_codes(by=request.actor)
    messages.success(request, _("The second factor is set up. Print or copy these codes now."))
    return render(request, "frame/recovery_codes.html", {"codes": codes})


def refusal(wait: int) -> str:
    """The sentence for a wrong code, with the seconds to wait where there were several."""
    if wait:
        return ngettext(
            "Too many wrong codes. Please wait %(n)s second and try again.",
            "Too many wrong codes. Please wait %(n)s seconds and try again.",
            wait,
        ) % {"n": wait}
    return _("This code is not right or has run out. Codes change every 30 seconds; check your phone's clock.")
