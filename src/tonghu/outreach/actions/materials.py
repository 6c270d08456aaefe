from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.kit.text import normal, pinyin_of
from tonghu.outreach.checks import LONGEST_LINE, Fault, Wrong
from tonghu.outreach.models import Material
from tonghu.outreach.rules import MaterialForm


def add_material(*, name: str, form: str, by: Actor, name_en: str = "") -> Material:
    """Add a kind of material; one of the same name is returned as it is.

    Raises PermissionDenied, and Wrong for a name that is empty or too long and an unknown form.
    """
    return add_materials(materials=[(name, form, name_en)], by=by)[0]


def add_materials(*, materials: Sequence[tuple[str, str, str]], by: Actor) -> list[Material]:
    """Add many by the rules of :func:`add_material`; each is a name, a form and an English name."""
    by.must("outreach.materials")
    for index, (name, form, _name_en) in enumerate(materials):
        _check(name, form, index)
    with transaction.atomic():
        Material.objects.bulk_create(
            [
                Material(name=normal(name), name_en=name_en.strip(), form=form, pinyin=pinyin_of(name))
                for name, form, name_en in materials
            ],
            ignore_conflicts=True,
        )
        found = {m.name: m for m in Material.objects.filter(name__in=[normal(name) for name, *_rest in materials])}
    return [found[normal(name)] for name, *_rest in materials]


def change_material(
    *, material: Material, name: str, form: str, active: bool, by: Actor, name_en: str = ""
) -> Material:
    """Rename a material, say how it is counted, take it out of use.

    Raises PermissionDenied, and Wrong for a bad name or one that another material has.
    """
    by.must("outreach.materials")
    _check(name, form, 0)
    with transaction.atomic():
        current = Material.objects.select_for_update().get(pk=material.pk)
        if Material.objects.filter(name=normal(name)).exclude(pk=current.pk).exists():
            raise Wrong([Fault("name", _("Another material has this name."))])
        current.name, current.name_en, current.form = normal(name), name_en.strip(), form
        current.pinyin, current.active = pinyin_of(name), active
        current.save()
        return current


def _check(name: str, form: str, index: int) -> None:
    if not normal(name):
        raise Wrong([Fault("name", _("Please give the material a name."))], index)
    if len(name) > LONGEST_LINE:
        raise Wrong([Fault("name", _("This is longer than %(most)s characters.") % {"most": LONGEST_LINE})], index)
    if form not in MaterialForm.values:
        raise Wrong([Fault("form", _("Please choose how it is counted."))], index)
