"""A Vega-Lite specification drawn as SVG or PNG."""

from __future__ import annotations

import hashlib
import json
import re
from importlib.metadata import version

import vl_convert
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from .cache import PictureCache
from .specs import Spec

RECENT = PictureCache()
DRAWER = version("vl-convert-python")
OPENING = re.compile(r"<svg\b[^>]*?(?= width=)")
INNER = re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')


def to_svg(spec: Spec, *, cache: PictureCache = RECENT) -> SafeString:
    """The chart as inline SVG: one picture to a screen reader, named by the spec's description.

    Text takes the page's own colour (``currentColor``). There are no ``style`` attributes, which a
    strict Content-Security-Policy would drop.
    """
    key = _key(spec, "svg")
    drawn = cache.get(key)
    if drawn is None:
        drawn = _accessible(vl_convert.vegalite_to_svg(spec), str(spec["description"])).encode()
        cache.put(key, drawn)
    return mark_safe(drawn.decode())  # noqa: S308  drawn by us, its texts escaped by the drawer


def to_png(spec: Spec, *, scale: float = 2, cache: PictureCache = RECENT) -> bytes:
    """The same chart as PNG on white, ``scale`` pixels a unit, for formats that refuse SVG."""
    key = _key(spec, f"png{scale}")
    drawn = cache.get(key)
    if drawn is None:
        drawn = bytes(vl_convert.vegalite_to_png({**spec, "background": "white"}, scale=scale))
        cache.put(key, drawn)
    return drawn


def _key(spec: Spec, form: str) -> str:
    content = json.dumps(spec, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(f"{DRAWER} {form} {content}".encode()).hexdigest()


def _accessible(svg: str, description: str) -> str:
    label = escape(description)
    # the whole is one picture: a mark with a role of its own would want a name of its own
    svg = INNER.sub("", svg)
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" aria-label="{label}"'
    return OPENING.sub(lambda _found: opening, svg, count=1)
