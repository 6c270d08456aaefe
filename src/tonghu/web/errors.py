"""What went wrong, as a page: what happened, what was kept, what to do. None of them asks the database."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from tonghu.web.gates import is_script, to_sign_in


def page(request: HttpRequest, status: int, **said: str) -> HttpResponse:
    """A page of sentences; a script gets the same as a fragment that fits where it asked.

    Args:
        status: HTTP status; said: happened, kept and todo, each a sentence.
    """
    template = "errors/fragment.html" if is_script(request) else "errors/page.html"
    return render(request, template, {"status": status, **said}, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return unreadable(request)


def unreadable(request: HttpRequest) -> HttpResponse:
    """An address or form that no page of ours sends."""
    return page(
        request,
        400,
        happened=_("This address or form could not be read."),
        kept=_("Nothing was changed."),
        todo=_("Please go back and try again."),
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(
        request,
        403,
        happened=str(exception) or _("Your role at this office does not include this step."),
        kept=_("Nothing was changed."),
        todo=_("If your work needs it, ask the security administrator for the role, or choose another office above."),
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(
        request,
        404,
        happened=_("There is no such page, or it does not belong to the office you work for."),
        kept=_("Nothing was changed."),
        todo=_("Check the address, choose another office above, or look for it by name."),
    )


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's answer to a form without its token: mostly one that stood open across a sign-in."""
    return page(
        request,
        403,
        happened=_("This form was opened before you signed in, so it can no longer be sent."),
        kept=_("What you typed was not saved."),
        todo=_("Go back, copy what you typed, reload the page and send it again."),
    )


def session_ended(request: HttpRequest) -> HttpResponse:
    """A form sent after the session ended by itself; a script is led to the sign-in page."""
    if is_script(request):
        return to_sign_in(request)
    return page(
        request,
        401,
        happened=_("You were signed out because nothing happened here for a while."),
        kept=_("What you typed was not saved, but it is still in the form."),
        todo=_("Sign in in another tab, come back here with the browser's back button and send the form again."),
    )


def undertaking_ended(request: HttpRequest) -> HttpResponse:
    """A form sent by somebody whose yearly undertaking of confidentiality has run out meanwhile."""
    return page(
        request,
        403,
        happened=_("Your yearly undertaking of confidentiality has run out."),
        kept=_("What you typed was not saved, but it is still in the form."),
        todo=_("Accept it in another tab, come back here with the browser's back button and send the form again."),
    )


def too_large(request: HttpRequest) -> HttpResponse:
    """An upload over the limit, answered before its body is read."""
    return page(
        request,
        413,
        happened=_("The file is larger than %(most)s and was not taken.")
        % {"most": filesizeformat(settings.TONGHU_UPLOAD_MOST)},
        kept=_("Nothing was changed; what you typed is still in the form."),
        todo=_("Go back with the browser's back button and choose a smaller file, or send several."),
    )


def broken(request: HttpRequest) -> HttpResponse:
    """The page at status 500, without the frame: the database itself may be what is gone."""
    return HttpResponse(render_to_string("errors/500.html"), status=500)
