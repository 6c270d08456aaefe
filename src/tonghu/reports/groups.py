"""What the groups of a breakdown are called, in the order in which tables and charts show them."""

from __future__ import annotations

from collections.abc import Iterable

from tonghu.figures.labels import LABELS
from tonghu.outreach.models import Material
from tonghu.places.models import Place

DIGITS = {"county": 10**6, "town": 10**3}


def group_labels(by: str, groups: Iterable[str]) -> dict[str, str]:
    """Each group with its label in the current language.

    Args:
        by: a breakdown of the catalogue.
        groups: codes as the breakdown gives them: a place's leading digits, a month, a kind, an id.
    """
    asked = sorted(groups)
    if by in DIGITS:
        names = {place.code: str(place) for place in Place.objects.filter(code__in=_codes(by, asked))}
        return {at: names.get(int(at) * DIGITS[by], at) for at in asked}
    if by == "month":
        return {at: f"{int(at[5:])}月" if len({a[:4] for a in asked}) == 1 else at for at in asked}
    if by == "material":
        return {str(pk): name for pk, name in Material.objects.filter(pk__in=asked).values_list("pk", "name")} | {
            at: at for at in asked if not at.isdigit()
        }
    labels = {code: str(label) for known, names in LABELS.items() if known == by for code, label in names.items()}
    return {at: labels[at] for at in labels if at in asked} | {at: at for at in asked if at not in labels}


def _codes(by: str, groups: Iterable[str]) -> list[int]:
    return [int(at) * DIGITS[by] for at in groups]
