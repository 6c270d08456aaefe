from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tonghu.kit.text import normal
from tonghu.outreach.actions import add_material, change_material
from tonghu.outreach.checks import LONGEST_LINE, Wrong
from tonghu.outreach.models import Material
from tonghu.outreach.rules import MaterialForm
from tonghu.web.base import ActorRequest, needs

PAGE = 100


class MaterialEntry(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=LONGEST_LINE)
    name_en = forms.CharField(label=_("English name"), max_length=LONGEST_LINE, required=False)
    form = forms.ChoiceField(label=_("Counted as"), choices=MaterialForm.choices)
    active = forms.BooleanField(label=_("In use"), required=False, initial=True)


@needs("outreach.materials")
def materials(request: ActorRequest) -> HttpResponse:
    """All kinds of material, by form and name."""
    q = normal(request.GET.get("q", ""))[:60]
    found = Material.objects.all()
    if q:
        found = found.filter(Q(name__contains=q) | Q(pinyin__startswith=q.lower()))
    return render(request, "outreach/materials.html", {"materials": found, "word": q})


@needs("outreach.materials")
def material_new(request: ActorRequest) -> HttpResponse:
    form = MaterialEntry(request.POST or None)
    if form.is_valid():
        facts = form.cleaned_data
        if Material.objects.filter(name=normal(facts["name"])).exists():
            form.add_error("name", _("Another material has this name."))
        else:
            add_material(name=facts["name"], form=facts["form"], name_en=facts["name_en"], by=request.actor)
            return _saved(request, facts)
    return render(request, "outreach/material_form.html", {"form": form})


@needs("outreach.materials")
def material_edit(request: ActorRequest, pk: int) -> HttpResponse:
    material = Material.objects.filter(pk=pk).first()
    if material is None:
        raise Http404
    initial = {name: getattr(material, name) for name in ("name", "name_en", "form", "active")}
    form = MaterialEntry(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            change_material(material=material, by=request.actor, **form.cleaned_data)
        except Wrong as wrong:
            form.add_error("name", str(wrong))
        else:
            return _saved(request, form.cleaned_data)
    return render(request, "outreach/material_form.html", {"form": form, "material": material})


def _saved(request: ActorRequest, facts: dict[str, Any]) -> HttpResponse:
    messages.success(request, _("“%(title)s” is saved.") % {"title": facts["name"]})
    return HttpResponseRedirect(reverse("web:materials"))
