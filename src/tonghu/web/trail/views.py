from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from tonghu.people.actions import open_person
from tonghu.people.models import Person
from tonghu.trail import actions
from tonghu.trail.models import Entry, Verb
from tonghu.trail.queries import chain, search
from tonghu.trail.words import VERBS
from tonghu.web.base import ActorRequest, needs, visible_or_404
from tonghu.web.exports import workbook
from tonghu.web.listing import address, counted, page, pages, words
from tonghu.web.trail.forms import TrailFilters
from tonghu.web.trail.history import history_of
from tonghu.web.trail.subjects import ROOTS, SUBJECTS

HEADINGS = (
    gettext_lazy("When"),
    gettext_lazy("Who"),
    gettext_lazy("Office"),
    gettext_lazy("What was done"),
    gettext_lazy("To what"),
    gettext_lazy("Number"),
    gettext_lazy("Name of the record"),
    gettext_lazy("Place code"),
    gettext_lazy("Reason"),
    gettext_lazy("Columns"),
)


@needs("trail.record")
def record_trail(request: ActorRequest, table: str, pk: int) -> HttpResponse:
    """One record's history: a page, or for a script the list alone."""
    root = ROOTS.get(table)
    if root is None:
        raise Http404
    request.actor.must(root.needs)
    if root.guarded:
        _opened(request, root.guarded, pk)
    before = request.GET.get("before", "")
    told = history_of(request.actor, table, pk, before=int(before) if before.isdecimal() else None)
    if not told.events and not before:
        raise Http404
    if root.is_person:
        open_person(person=visible_or_404(Person.objects, request.actor, pk), by=request.actor)
    template = "trail/history.html" if request.headers.get("HX-Request") else "trail/record.html"
    subject, record = SUBJECTS[table], reverse(f"web:{root.url_name}", args=[pk])
    return render(request, template, {"history": told, "subject": subject, "record": record})


def _opened(request: ActorRequest, model: str, pk: int) -> None:
    """Raises Http404 where the record is not open to her; reading its history apart from its page is an opening."""
    record = visible_or_404(apps.get_model(model)._default_manager, request.actor, pk)
    if not request.headers.get("HX-Request"):
        actions.note(Verb.OPEN, table=record._meta.db_table, object_id=pk, label=str(record), place=record.place)


@needs("trail.audit")
def trail(request: ActorRequest) -> HttpResponse:
    """The auditor's search over all places."""
    form, asked, found = _found(request)
    after = asked.get("after")
    rows, more = page(found.filter(id__lt=after) if after else found)
    context = {
        "filters": form,
        "words": words(request, form),
        "clear": request.path,
        "rows": [_row(entry) for entry in rows],
        "count": counted(found),
        "chain": chain(request.actor),
        "export": address(request, after=None).replace(request.path, reverse("web:trail-export"), 1),
        "pages": pages(request, after=rows[-1].pk if more else None),
    }
    return render(request, "trail/trail.html", context)


@needs("trail.audit")
def trail_export(request: ActorRequest) -> HttpResponseBase:
    """The same entries as a workbook."""
    form, _asked, found = _found(request)
    said = " · ".join(word for word, _url in words(request, form))
    return workbook(
        actor=request.actor,
        table="trail_entry",
        title=_("Trail"),
        scope_line=said or _("All entries"),
        headings=HEADINGS,
        rows=_cells(found.iterator(chunk_size=2000)),
    )


@require_POST
@needs("trail.audit")
def trail_verify(request: ActorRequest) -> HttpResponse:
    """Recompute the whole chain and say whether it holds."""
    broken = actions.verify()
    actions.note(
        Verb.DECIDE, table="trail_seal", object_id=None, label=_("Chain verified"), detail={"broken_at": broken}
    )
    if broken is None:
        messages.success(request, _("The chain is whole: no sealed entry was changed or removed."))
    else:
        messages.error(
            request,
            _("The chain is broken at seal %(number)s. Keep the backups and tell the security administrator.")
            % {"number": broken},
        )
    return redirect("web:trail")


def _found(request: ActorRequest) -> tuple[TrailFilters, dict[str, Any], QuerySet[Entry]]:
    """The filters, what they ask, and the entries; a filter that cannot be read is said and left out."""
    form = TrailFilters(request.GET)
    form.is_valid()
    return form, form.cleaned_data, search(request.actor, form.cleaned_data)


def _row(entry: Entry) -> dict[str, Any]:
    root = ROOTS.get(entry.root_table)
    return {
        "entry": entry,
        "verb": VERBS[entry.verb],
        "subject": SUBJECTS.get(entry.table_name, entry.table_name),
        "columns": columns(entry),
        "same": f"?table={entry.root_table}&object={entry.root_id}" if root or entry.root_id else "",
    }


def columns(entry: Entry) -> list[str]:
    """Names of the columns that an entry tells of, without their values."""
    return sorted({*(entry.before or {}), *(entry.after or {})})


def _cells(entries: Iterable[Entry]) -> Iterator[list[Any]]:
    for entry in entries:
        yield [
            entry.at,
            entry.actor,
            entry.office,
            str(VERBS[entry.verb]),
            str(SUBJECTS.get(entry.table_name, entry.table_name)),
            entry.root_id,
            entry.label,
            str(entry.place or ""),
            entry.why,
            ", ".join(columns(entry)),
        ]
