from typing import Any

from django import forms
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tonghu.access.rules import Role
from tonghu.outreach.naming import units_named
from tonghu.places.models import Office
from tonghu.web.fields import DayField


class UserFilter(forms.Form):
    q = forms.CharField(
        label=pgettext_lazy("person", "Name"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Name or sign-in name")}),
    )
    role = forms.ChoiceField(label=_("Role"), required=False, choices=[("", _("any")), *Role.choices])
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("any")),
            ("open", pgettext_lazy("account", "open")),
            ("closed", pgettext_lazy("account", "closed")),
        ],
    )

    def wanted(self) -> dict[str, Any]:
        """The filters that could be read."""
        self.is_valid()
        return dict(self.cleaned_data)


class UserForm(forms.Form):
    """A new account; the first password is made by the system and shown once."""

    name = forms.CharField(label=pgettext_lazy("person", "Name"), max_length=40)
    username = forms.CharField(
        label=_("Sign-in name"),
        max_length=150,
        validators=[UnicodeUsernameValidator()],
        help_text=_("Letters, digits and _ . + - only, for example the name in pinyin."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )


class GrantForm(forms.Form):
    """A role at an office."""

    office = forms.CharField(
        label=_("Office"),
        max_length=100,
        help_text=_("Its full name, its short name, or the pinyin."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    since = DayField(label=_("From"), required=False, help_text=_("Blank: from today."))

    def __init__(self, *args: Any, near: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.near = near

    def clean_office(self) -> Office:
        """The office that is meant, of several the nearest to the administrator's own."""
        name = str(self.cleaned_data["office"])
        try:
            return units_named([name], near=self.near).get(name)
        except LookupError as error:
            raise forms.ValidationError(str(error)) from error
