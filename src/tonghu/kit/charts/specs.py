"""Vega-Lite specifications in one look: direct labels, no legend, colour-blind-safe colours."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

Spec = dict[str, Any]

# Each differs from its neighbours in lightness too and keeps 4.5:1 against white paper.
PALETTE = ("#1f6b5a", "#b8560f", "#0b4f8a", "#9a3d7a", "#6b5d00", "#4d4d4d")
DASHES = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [1, 3], [4, 1])
FONT = "Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, WenQuanYi Zen Hei, sans-serif"
SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
LABEL_HEIGHT = 15
CONFIG: Spec = {
    "font": FONT,
    "aria": False,
    "view": {"stroke": None},
    "text": {"color": "currentColor", "fontSize": 12},
    "axis": {
        "labelColor": "currentColor", "labelFontSize": 12, "labelLimit": 260, "title": None,
        "domainColor": "#8a9694", "tickColor": "#8a9694", "gridColor": "#8a9694", "gridOpacity": 0.25,
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; a value of None (missing or too small to show) draws none, its ``note`` says why."""

    label: str
    value: float | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line with its name; ``values`` belong to the chart's steps, None leaves a gap."""

    name: str
    values: Sequence[float | None]


def bars(points: Sequence[Bar], *, description: str, width: int = 420) -> Spec:
    """Horizontal bars from zero, each with its value and note beside it; ``width`` in CSS pixels."""
    values = [
        {
            "order": order,
            "label": point.label,
            "value": point.value or 0,
            "text": " ".join(part for part in (_number(point.value), point.note) if part),
        }
        for order, point in enumerate(points)
    ]
    order = {"field": "order", "type": "ordinal", "axis": None}
    names = {"text": {"field": "label"}, "x": {"value": -8}}
    return _spec(
        description,
        values,
        width=width,
        height={"step": 28},
        encoding={
            "y": order,
            "x": {"field": "value", "type": "quantitative", "axis": None, "scale": {"zero": True, "nice": False}},
        },
        layer=[
            {"mark": {"type": "bar", "height": 16, "color": PALETTE[0]}},
            {"mark": {"type": "text", "align": "left", "dx": 6}, "encoding": {"text": {"field": "text"}}},
            {"mark": {"type": "text", "align": "right", "limit": 260}, "encoding": names},
        ],
    )


def lines(
    steps: Sequence[str], series: Sequence[Line], *, description: str, width: int = 520, height: int = 220
) -> Spec:
    """Lines over named steps (months, years) from zero, each named at its end; sizes in CSS pixels.

    Raises ``ValueError`` where a line has not one value a step or there are more lines than colours.
    """
    if len(series) > len(PALETTE) or any(len(line.values) != len(steps) for line in series):
        raise ValueError("a line needs one value a step, and a chart has at most six lines")
    highest = max((v for line in series for v in line.values if v is not None), default=0) or 1
    values = [
        {"order": order, "value": value, "name": line.name}
        for line in series
        for order, value in enumerate(line.values)
    ]
    names = [line.name for line in series]
    colours = {"domain": names, "range": list(PALETTE[: len(names)])}
    dashes = {"domain": names, "range": list(DASHES[: len(names)])}
    labels = _end_labels(series, highest / height)
    x = {
        "field": "order", "type": "ordinal", "scale": {"type": "point", "domain": list(range(len(steps)))},
        "axis": {"labelExpr": f"{json.dumps(list(steps))}[datum.value]", "labelAngle": 0, "labelOverlap": True},
    }  # fmt: skip
    whole = all(value == int(value) for line in series for value in line.values if value is not None)
    ticks = {"tickCount": min(4, int(highest)) if whole else 4}
    y = {"type": "quantitative", "scale": {"domain": [0, highest], "nice": False}, "axis": ticks}
    colour = {"field": "name", "type": "nominal", "scale": colours, "legend": None}
    drawn = {"x": x, "y": {**y, "field": "value"}, "color": colour}
    line_mark = {"type": "line", "strokeWidth": 2, "clip": False}
    return _spec(
        description,
        values,
        width=width,
        height=height,
        layer=[
            {
                "mark": line_mark,
                "encoding": {**drawn, "strokeDash": {"field": "name", "scale": dashes, "legend": None}},
            },
            {"mark": {"type": "point", "filled": True, "size": 22, "opacity": 1}, "encoding": drawn},
            {
                "data": {"values": labels},
                "mark": {"type": "text", "align": "left", "dx": 8},
                "encoding": {"x": x, "y": {**y, "field": "at"}, "text": {"field": "text"}},
            },
        ],
    )


def _spec(description: str, values: list[Spec], **parts: Any) -> Spec:
    return {
        "$schema": SCHEMA,
        "description": description,
        "background": None,
        "padding": 4,
        "data": {"values": values},
        "config": CONFIG,
        **parts,
    }


def _end_labels(series: Sequence[Line], unit: float) -> list[Spec]:
    """One label a line at its last value, moved up where two would touch; ``unit`` is one pixel."""
    ends: list[Spec] = []
    for line in series:
        known = [(order, value) for order, value in enumerate(line.values) if value is not None]
        if known:
            order, value = known[-1]
            ends.append({"order": order, "at": value, "text": f"{line.name} {_number(value)}"})
    ends.sort(key=lambda end: float(end["at"]))
    for below, above in pairwise(ends):
        above["at"] = max(above["at"], below["at"] + LABEL_HEIGHT * unit)
    return ends


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"
