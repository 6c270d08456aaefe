"""Charts drawn on the server: one Vega-Lite specification for page, print and .docx."""

from .cache import PictureCache
from .render import to_png, to_svg
from .sparkline import sparkline
from .specs import PALETTE, Bar, Line, Spec, bars, lines

__all__ = ["PALETTE", "Bar", "Line", "PictureCache", "Spec", "bars", "lines", "sparkline", "to_png", "to_svg"]
