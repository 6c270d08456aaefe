"""What stands before every page: who must sign in, confirm with a second factor, or change a password."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, resolve, reverse

from tonghu.access.actor import Actor

PUBLIC = frozenset({"sign-in", "language"})
"""Names of the pages that anybody may open."""

ALWAYS = PUBLIC | {"sign-out"}
"""Names of the pages that stay open to a signed-in person behind any gate."""

SECOND_FACTOR = frozenset({"second-factor", "second-factor-setup", "recovery-codes"})


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
    return ""


def is_script(request: HttpRequest) -> bool:
    """Whether a script asked, which cannot follow a redirect to a page."""
    return bool(request.headers.get("HX-Request")) or "json" in request.headers.get("Accept", "")


def lead(request: HttpRequest, address: str) -> HttpResponse:
    """Bring a person to a page, and a script to know of it (401 and htmx's own header)."""
    if is_script(request):
        return HttpResponse(status=401, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page, which afterwards leads back; it says so where a session has ended by itself."""
    query = {"next": request.get_full_path()} if request.method == "GET" and not is_script(request) else {}
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        query["ended"] = "1"
    return lead(request, f"{reverse('web:sign-in')}?{urlencode(query)}" if query else reverse("web:sign-in"))
