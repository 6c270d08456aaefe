"""The scope of a request: one transaction around the whole response, in the name of who acts."""

import time
import uuid
from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.db import connection, transaction
from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils import translation

from tonghu.access.actor import Actor, actor_for
from tonghu.accounts.models import User
from tonghu.kit.scope import within
from tonghu.trail.actions import note_aside
from tonghu.trail.models import Verb
from tonghu.web import errors
from tonghu.web.base import ActorRequest
from tonghu.web.gates import PUBLIC, gate, is_script, page_name, to_gate, to_sign_in

ROOM_FOR_FIELDS = 1024 * 1024
"""Bytes that the words of a form may take beside an uploaded file."""


class ScopeMiddleware:
    """Gives every page but the public ones an actor, a scope and one transaction.

    Django renders a template response before the middleware sees it, so the rendering lies inside
    the transaction too. At status 500 and above nothing of the request is kept.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if int(request.META.get("CONTENT_LENGTH") or 0) > settings.TONGHU_UPLOAD_MOST + ROOM_FOR_FIELDS:
            return errors.too_large(request)
        name = page_name(request)
        if not request.user.is_authenticated:
            if name in PUBLIC:
                return self.get_response(request)
            return errors.session_ended(request) if request.method == "POST" else to_sign_in(request)
        return self.signed_in(cast(ActorRequest, request), name)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """A NUL is in nothing that people type, and PostgreSQL takes none: it is answered before it breaks a page."""
        sent = (value for data in (request.GET, request.POST) for _name, values in data.lists() for value in values)
        if "\x00" in request.path or any("\x00" in value for value in sent):
            return errors.unreadable(request)
        return None

    def signed_in(self, request: ActorRequest, name: str) -> HttpResponse:
        stay(request)
        user = cast(User, request.user)
        if user.language:
            translation.activate(user.language)
            request.LANGUAGE_CODE = user.language
        actor = actor_for(user, office_id=request.session.get("office"), request=uuid.uuid4().hex)
        request.actor = actor
        first = gate(request, actor, name)
        if first:
            if first == "undertaking" and request.method == "POST" and not is_script(request):
                return errors.undertaking_ended(request)
            return to_gate(request, first)
        response = self.scoped(request, actor)
        if response.status_code in (403, 404):
            refused(request, actor, response.status_code)
        response.headers.setdefault("Cache-Control", "no-store, private")
        return response

    def scoped(self, request: ActorRequest, actor: Actor) -> HttpResponse:
        """The response, made inside the actor's scope.

        Raises:
            RuntimeError: a view streams rows, which would be read after the scope has ended; or it
                hid a database error, so that what it calls saved is not.
        """
        with within(actor.scope):
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
            elif connection.needs_rollback:
                raise RuntimeError("the transaction failed, but the view answered as if it had not")
        if response.streaming and not isinstance(response, FileResponse):
            raise RuntimeError("a streamed response would be read outside the scope")
        return response


def stay(request: HttpRequest) -> None:
    """Put off the end of the session, at most once in a tenth of its length: a write costs more than a page."""
    now, seen = int(time.time()), request.session.get("seen", 0)
    if now - seen >= min(60, settings.SESSION_COOKIE_AGE // 10):
        request.session["seen"] = now
    if request.method == "POST":
        request.session.pop("waiting", None)


def refused(request: HttpRequest, actor: Actor, status: int) -> None:
    """A line in the trail for a record that was not opened; it names the address and nothing of the record."""
    match = request.resolver_match
    if match is None or not (match.kwargs or status == 403):
        return
    facts: dict[str, Any] = {"path": request.path, "method": request.method, "status": status}
    note_aside(actor.scope, Verb.REFUSED, table="", object_id=None, detail=facts)
