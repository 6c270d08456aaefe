from __future__ import annotations

from tempfile import TemporaryFile

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tonghu.access.actor import Actor
from tonghu.figures.standing import standing
from tonghu.kit.numbers import grouped
from tonghu.kit.sheets import write_sheet
from tonghu.outreach import queries
from tonghu.outreach.filters import Wanted
from tonghu.outreach.models import Activity
from tonghu.trail.actions import note
from tonghu.trail.models import Verb
from tonghu.web.base import ActorRequest, needs
from tonghu.web.outreach import columns
from tonghu.web.outreach.filters import FilterForm
from tonghu.web.outreach.lines import lines, table
from tonghu.web.outreach.signed import changed_since

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CHUNK = 2000
MOST_PRINTED = 2000


def scope_line(by: Actor, counted: queries.Counted) -> str:
    """Whose activities and how many: "青溪县及以下 · 26 场 · 听众 12,040 人次"."""
    assert by.office is not None
    parts = [_("%(place)s and below") % {"place": by.office.place}]
    number = counted.number if counted.exact else f"{grouped(counted.number)}+"
    parts.append(
        ngettext("%(number)s activity", "%(number)s activities", counted.number)
        % {"number": grouped(number) if isinstance(number, int) else number}
    )
    if counted.audience:
        parts.append(_("audience %(number)s") % {"number": grouped(counted.audience)})
    return " · ".join(parts)


@needs("outreach.view")
def activities(request: ActorRequest) -> HttpResponse:
    """The list: one screen, the filters above it, where the next begins."""
    form = FilterForm(request.GET, by=request.actor)
    wanted = form.wanted()
    after = queries.Cursor.read(request.GET.get("after", ""), wanted.sort)
    rows, following = queries.page(request.actor, wanted, after=after)
    whole = after is None and following is None
    counted = queries.count_screen(rows, whole=whole) if whole else _counted(request, wanted)
    shown = lines(rows, changed_since(request.actor, rows))
    return render(
        request,
        "outreach/activities.html",
        {
            "form": form,
            "words": form.words(),
            "clear": reverse("web:activities"),
            "rows": shown,
            "table": table(shown),
            "sub": scope_line(request.actor, counted),
            "recount": "" if counted.exact else f"?{form.address(count='all')}",
            "query": form.address(without="count"),
            "first": f"?{form.address()}" if after else "",
            "next": f"?{form.address(after=str(following))}" if following else "",
            "may_log": request.actor.may("outreach.log"),
            "may_import": request.actor.may("outreach.import"),
            "may_materials": request.actor.may("outreach.materials"),
        },
    )


@needs("outreach.view")
def activities_export(request: ActorRequest) -> FileResponse:
    """Every row of the list as .xlsx, written inside the scope and sent after it."""
    form = FilterForm(request.GET, by=request.actor)
    wanted = form.wanted()
    found = queries.with_units(queries.listed(request.actor, wanted))
    file = TemporaryFile()  # noqa: SIM115  the response closes it
    number = write_sheet(
        file,
        title=_("Activities"),
        scope_line=_scope_of_sheet(request.actor, form),
        headings=columns.headings(),
        rows=columns.rows(found.iterator(chunk_size=CHUNK)),
    )
    _note_export(request.actor, number, form)
    file.seek(0)
    name = f"{_('Activities')}-{timezone.localdate().isoformat()}.xlsx"
    return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX)


@needs("outreach.view")
def activities_print(request: ActorRequest) -> HttpResponse:
    """The list on paper: all rows where they are at most two thousand, a sentence where they are more."""
    form = FilterForm(request.GET, by=request.actor)
    wanted = form.wanted()
    counted = queries.count(request.actor, wanted)
    rows = list(queries.with_units(queries.listed(request.actor, wanted, most=MOST_PRINTED)))
    return render(
        request,
        "outreach/print.html",
        {
            "rows": rows,
            "words": form.words(),
            "sub": scope_line(request.actor, counted),
            "shortened": len(rows) < counted.number,
            "printed": len(rows),
            "query": form.address(),
        },
    )


def _counted(request: ActorRequest, wanted: Wanted) -> queries.Counted:
    if request.GET.get("count") == "all":
        return queries.count(request.actor, wanted, all_of_them=True)
    if wanted.searches:
        return queries.count_screen((), whole=False)
    if wanted.narrows:
        return queries.count(request.actor, wanted)
    found = standing(request.actor.scope, "activity", "audience")
    return queries.Counted(found["activity"], exact=True, audience=found["audience"])


def _scope_of_sheet(by: Actor, form: FilterForm) -> str:
    assert by.office is not None
    words = [word for word, _address in form.words()]
    return " · ".join([_("%(place)s and below") % {"place": by.office.place}, *words])


def _note_export(by: Actor, number: int, form: FilterForm) -> None:
    note(
        Verb.EXPORT,
        table=Activity._meta.db_table,
        object_id=None,
        label=_("Activities"),
        place=by.office.place_id if by.office else None,
        detail={"rows": number, "query": form.address()},
    )
