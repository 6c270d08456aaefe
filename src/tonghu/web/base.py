"""What every view uses: who acts, what she may do, and how a record outside her scope looks (it does not)."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from django.db import models
from django.http import Http404, HttpRequest, HttpResponseBase

from tonghu.access.actor import Actor

P = ParamSpec("P")
M = TypeVar("M", bound=models.Model)


class ActorRequest(HttpRequest):
    """A request after the scope middleware: it knows who acts."""

    actor: Actor


View = Callable[Concatenate[ActorRequest, P], HttpResponseBase]


def needs(what: str) -> Callable[[View[P]], Callable[Concatenate[HttpRequest, P], HttpResponseBase]]:
    """The permission a view asks for; without it the answer is a sentence and a line in the trail.

    Raises:
        PermissionDenied: none of the actor's roles permits it.
    """

    def decorate(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        @wraps(view)
        def checked(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            asking = cast(ActorRequest, request)
            asking.actor.must(what)
            return view(asking, *args, **kwargs)

        checked.needs = what  # type: ignore[attr-defined]
        return cast("Callable[Concatenate[HttpRequest, P], HttpResponseBase]", checked)

    return decorate


def visible_or_404(queryset: Any, actor: Actor, pk: int) -> Any:
    """One record inside the actor's scope; outside it looks exactly like one that does not exist."""
    found = queryset.visible_to(actor).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
