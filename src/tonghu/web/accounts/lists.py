"""Who may sign in, with the roles she holds; the security administrator sees accounts and no record."""

from collections.abc import Iterator
from typing import Any

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from tonghu.access.queries import accounts
from tonghu.accounts.models import User
from tonghu.web.accounts.forms import UserFilter
from tonghu.web.base import ActorRequest, needs
from tonghu.web.exports import workbook
from tonghu.web.listing import address, counted, page, pages, words


@needs("accounts.change")
def users(request: ActorRequest) -> HttpResponse:
    form = UserFilter(request.GET)
    found = accounts(by=request.actor, **form.wanted())
    rows, more = page(found.filter(username__gt=request.GET.get("after", "")))
    count = counted(found)
    context = {
        "filters": form,
        "words": words(request, form),
        "clear": reverse("web:users"),
        "users": rows,
        "sub": ngettext("%(n)s account", "%(n)s accounts", 1 if count == "1" else 2) % {"n": count},
        "pages": pages(request, after=rows[-1].username if more else None),
        "export": address(request, after=None).replace(reverse("web:users"), reverse("web:users-export"), 1),
    }
    return render(request, "accounts/users.html", context)


@needs("accounts.change")
def users_export(request: ActorRequest) -> FileResponse:
    form = UserFilter(request.GET)
    found = accounts(by=request.actor, **form.wanted())
    return workbook(
        actor=request.actor,
        table="accounts_user",
        title=_("Accounts"),
        scope_line=" · ".join(word for word, _url in words(request, form)) or _("All accounts"),
        headings=[_("Sign-in name"), pgettext("person", "Name"), _("Roles"), _("Last sign-in"), _("State")],
        rows=_rows(found),
    )


def _rows(found: Any) -> Iterator[list[Any]]:
    user: User
    for user in found.iterator(chunk_size=2000):
        roles = "；".join(f"{grant.office} {grant.get_role_display()}" for grant in user.grants.all())
        last = date_format(user.last_login, "Y-m-d") if user.last_login else ""
        yield [
            user.username,
            user.name,
            roles,
            last,
            pgettext("account", "open") if user.is_active else pgettext("account", "closed"),
        ]
