from django.forms.renderers import DjangoTemplates


class Renderer(DjangoTemplates):
    """Forms as one column: label, field, what is wrong or helpful beside it; all errors named at the top."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
