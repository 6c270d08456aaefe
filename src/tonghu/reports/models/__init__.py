from .figure import FrozenFigure
from .record import FrozenRecord
from .report import Report
from .section import Section
from .template import Template, TemplateSection

__all__ = ["FrozenFigure", "FrozenRecord", "Report", "Section", "Template", "TemplateSection"]
