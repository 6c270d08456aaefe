"""What stands before every page: sign in, a second factor, a password of one's own, the undertaking."""

from datetime import date
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone

from tonghu.access.actor import Actor
from tonghu.access.queries import bound_until
from tonghu.access.undertakings import VERSION

PUBLIC = frozenset({"sign-in", "language", "help", "help-petition", "help-report", "help-follow"})
"""Names of the pages that anybody may open."""

ALWAYS = PUBLIC | {"sign-out"}
"""Names of the pages that stay open to a signed-in person behind any gate."""

SECOND_FACTOR = frozenset({"second-factor", "second-factor-setup", "recovery-codes"})

UNDERTAKING = SECOND_FACTOR | {"undertaking", "password", "choose-office"}
"""What whoever has not undertaken confidentiality this year may open: herself, and nobody's case."""


def page_name(request: HttpRequest) -> str:
    """The URL name that the request's path leads to; empty where it leads nowhere."""
    try:
        return resolve(request.path_info).url_name or ""
    except Resolver404:
        return ""


def waived() -> bool:
    """Whether second factors are not asked for: only in the demo, whose pages say so in a banner."""
    return bool(settings.DEMO)


def gate(request: HttpRequest, actor: Actor, name: str) -> str:
    """The URL name of the page that must come first, or empty where the way is free.

    Args:
        request: a signed-in person's; actor: the same person; name: the URL name she asks for.
    """
    if name in ALWAYS:
        return ""
    if actor.needs_second_factor and not waived() and not request.user.is_verified():  # type: ignore[union-attr]
        return "" if name in SECOND_FACTOR else "second-factor"
    if actor.user.must_change_password:
        return "" if name == "password" else "password"
    if actor.needs_undertaking and name not in UNDERTAKING and not bound(request, actor):
        return "undertaking"
    return ""


def bound(request: HttpRequest, actor: Actor) -> bool:
    """Whether her undertaking of the present text holds today; once found, the session remembers until when."""
    version, day = request.session.get("bound", ("", ""))
    if version == VERSION and timezone.localdate().isoformat() <= day:
        return True
    until = bound_until(actor.user)
    if until is None or until < timezone.localdate():
        return False
    bind(request, until)
    return True


def bind(request: HttpRequest, until: date | None) -> None:
    """Let the session remember the last day of an undertaking of the present text."""
    request.session["bound"] = (VERSION, until.isoformat() if until else "")


def is_script(request: HttpRequest) -> bool:
    """Whether a script asked, which cannot follow a redirect to a page."""
    return bool(request.headers.get("HX-Request")) or "json" in request.headers.get("Accept", "")


def lead(request: HttpRequest, address: str) -> HttpResponse:
    """Bring a person to a page, and a script to know of it (401 and htmx's own header)."""
    if is_script(request):
        return HttpResponse(status=401, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


def to_gate(request: HttpRequest, first: str) -> HttpResponse:
    """The page that must come first; the undertaking leads on to where she wanted."""
    address = reverse(f"web:{first}")
    if is_script(request):
        wanted = request.htmx.current_url_abs_path or ""  # type: ignore[attr-defined]
    else:
        wanted = request.get_full_path() if request.method == "GET" else ""
    if first == "undertaking" and wanted not in ("", "/"):
        address = f"{address}?{urlencode({'next': wanted})}"
    return lead(request, address)


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page, which afterwards leads back; it says so where a session has ended by itself."""
    query = {"next": request.get_full_path()} if request.method == "GET" and not is_script(request) else {}
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        query["ended"] = "1"
    return lead(request, f"{reverse('web:sign-in')}?{urlencode(query)}" if query else reverse("web:sign-in"))
