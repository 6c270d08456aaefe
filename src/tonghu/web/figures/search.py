"""Figures found by name, in Chinese, pinyin or initials, or by key."""

from functools import cache

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.figures.catalogue import ALL
from tonghu.kit.text import initials_of, normal, pinyin_of
from tonghu.web.hits import Hit


def find(actor: Actor, q: str, limit: int) -> list[Hit]:
    """Figures whose name or key holds the words; nothing for those who may not see figures."""
    if not actor.may("figures.view"):
        return []
    words = normal(q).lower()
    spelled = _spelled(get_language() or "")
    keys = [key for key, text in spelled.items() if words in text][:limit]
    return [
        Hit(_("Figure"), str(ALL[key].label), str(ALL[key].definition), reverse("web:figure", args=[key]))
        for key in keys
    ]


@cache
def _spelled(language: str) -> dict[str, str]:
    """What a search reads of every figure, in the language in force."""
    labels = {key: str(figure.label) for key, figure in ALL.items()}
    return {key: f"{label} {pinyin_of(label)} {initials_of(label)} {key}".lower() for key, label in labels.items()}
