from django import forms
from django.utils.translation import gettext_lazy as _

from tonghu.accounts.models import User
from tonghu.kit.codes import parse_place
from tonghu.kit.errors import Unreadable
from tonghu.trail.words import VERBS
from tonghu.web.fields import DayField
from tonghu.web.trail.subjects import SUBJECTS

ALL = ("", _("all"))


class TrailFilters(forms.Form):
    """What an auditor asks the trail."""

    q = forms.CharField(
        label=_("Name of the record"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"placeholder": _("Name of the record"), "type": "search"}),
    )
    user = forms.ModelChoiceField(User.objects.all(), label=_("Who"), required=False, empty_label=_("all"))
    verb = forms.ChoiceField(label=_("What was done"), required=False, choices=[ALL, *VERBS.items()])
    table = forms.ChoiceField(label=_("To what"), required=False, choices=[ALL, *SUBJECTS.items()])
    object = forms.IntegerField(label=_("Number"), required=False, min_value=1)
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("To"), required=False)
    place = forms.CharField(label=_("Place code"), required=False, max_length=12)
    after = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean_place(self) -> int | None:
        code = self.cleaned_data["place"]
        if not code:
            return None
        try:
            return parse_place(code)
        except Unreadable as error:
            raise forms.ValidationError(str(error)) from error
