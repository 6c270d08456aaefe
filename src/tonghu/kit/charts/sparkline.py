"""A line as small as a word."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH, HEIGHT, MARGIN = 96, 24, 2


def sparkline(values: Sequence[float | None], *, title: str) -> SafeString:
    """An inline SVG line over equally spaced values; None leaves a gap.

    The scale starts at zero. ``title`` says what the line shows. Colours come from the style sheet:
    classes ``sparkline``, ``sparkline-line`` and ``sparkline-last``.
    """
    highest = max((value for value in values if value is not None), default=0) or 1
    step = (WIDTH - 2 * MARGIN) / max(len(values) - 1, 1)
    points = [
        None
        if value is None
        else (MARGIN + index * step, HEIGHT - MARGIN - max(value, 0) / highest * (HEIGHT - 2 * MARGIN))
        for index, value in enumerate(values)
    ]
    paths = format_html_join("", '<polyline class="sparkline-line" points="{}"/>', ((p,) for p in _runs(points)))
    last = points[-1] if points else None
    dot = format_html('<circle class="sparkline-last" cx="{}" cy="{}" r="1.8"/>', *map(_rounded, last)) if last else ""
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="sparkline" role="img" width="{}" height="{}"'
        ' viewBox="0 0 {} {}" fill="none" stroke="currentColor"><title>{}</title>{}{}</svg>',
        WIDTH, HEIGHT, WIDTH, HEIGHT, title, paths, dot,
    )  # fmt: skip


def _rounded(number: float) -> str:
    return f"{number:.1f}"


def _runs(points: Sequence[tuple[float, float] | None]) -> list[str]:
    runs: list[list[str]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(",".join(map(_rounded, point)))
    return [" ".join(run) for run in runs if len(run) > 1]
