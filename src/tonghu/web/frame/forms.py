from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.utils.translation import gettext_lazy as _


class SignInForm(AuthenticationForm):
    error_messages = {
        "invalid_login": _("This name and password do not belong together. After five wrong tries the name is "
                           "locked for half an hour."),
        "inactive": _("This account is closed. Please ask your security administrator."),
    }  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("Sign-in name")
        self.fields["username"].widget.attrs.update(autocapitalize="none", spellcheck="false")


class PasswordForm(PasswordChangeForm):
    error_messages = {
        "password_incorrect": _("This is not your present password."),
        "password_mismatch": _("The two new passwords are not the same."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = _("Present password")
        self.fields["new_password1"].help_text = _("At least 8 characters, no common word, not your own name.")
        self.fields["new_password2"].label = _("The new one again")
        self.fields["new_password2"].help_text = ""


class CodeForm(forms.Form):
    """Six digits from the authenticator, or one of the recovery codes."""

    code = forms.CharField(
        label=_("Code"),
        max_length=16,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "autofocus": True, "spellcheck": "false"}
        ),
    )

    def clean_code(self) -> str:
        return "".join(str(self.cleaned_data["code"]).split()).lower()
