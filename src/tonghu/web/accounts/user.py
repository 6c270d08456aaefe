from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from tonghu.access.actions import add_user, new_password
from tonghu.access.queries import accounts
from tonghu.access.second_factor import has_device
from tonghu.accounts.models import User
from tonghu.web.accounts.forms import GrantForm, UserForm
from tonghu.web.accounts.locks import minutes_left
from tonghu.web.base import ActorRequest, needs


@needs("accounts.change")
def new(request: ActorRequest) -> HttpResponse:
    form = UserForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        password = new_password()
        try:
            user = add_user(password=password, by=request.actor, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return page(request, user, password=password)
    return render(request, "accounts/user_new.html", {"form": form})


@needs("accounts.change")
def show(request: ActorRequest, pk: int) -> HttpResponse:
    return page(request, found(request, pk))


def found(request: ActorRequest, pk: int) -> User:
    users: QuerySet[User] = accounts(by=request.actor)
    return get_object_or_404(users, pk=pk)


def page(
    request: ActorRequest, user: User, *, form: GrantForm | None = None, password: str = "", status: int = 200
) -> HttpResponse:
    """An account's page; ``password`` is the new one, shown this once."""
    context = {
        "user_shown": user,
        "grants": user.grants.select_related("office").order_by("office__place_id", "role"),
        "form": form or GrantForm(near=near(request)),
        "password": password,
        "minutes": minutes_left(user.username),
        "has_device": has_device(user),
        "own": user.pk == request.actor.user.pk,
    }
    return render(request, "accounts/user.html", context, status=status)


def near(request: ActorRequest) -> int:
    """The 12-digit code of the administrator's own place."""
    office = request.actor.office
    return office.place_id if office else 0
