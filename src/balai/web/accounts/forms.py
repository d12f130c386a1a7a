from typing import Any

from allauth.account.forms import LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as MfaReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.utils.translation import gettext_lazy as _

from balai.accounts.queries import find_by_login
from balai.web.forms.base import plain_words

PASSWORD = _("Kata sandi")
CODE = _("Kode")
CODE_ATTRIBUTES = {"autocomplete": "one-time-code", "inputmode": "numeric", "autocapitalize": "off"}


class SignInForm(LoginForm):  # type: ignore[misc]
    """One field for whatever a person calls themselves by."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        login, password = self.fields["login"], self.fields["password"]
        login.label = _("Nama pengguna, nomor telepon, atau surel")
        login.widget = forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        )
        login.max_length = 254
        password.label = PASSWORD
        password.help_text = ""
        password.widget = forms.PasswordInput(attrs={"autocomplete": "current-password"})
        self.fields["remember"].label = _("Tetap masuk di perangkat ini (jangan dipilih di komputer bersama)")
        plain_words(self)

    def user_credentials(self) -> dict[str, str]:
        """Resolved to the user name before anything is counted or compared, so that every spelling meets one limit."""
        typed: str = self.cleaned_data["login"]
        user = find_by_login(typed)
        return {"username": user.username if user else typed, "password": self.cleaned_data["password"]}


class PasswordAgainForm(ReauthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = PASSWORD
        self.fields["password"].widget = forms.PasswordInput(attrs={"autocomplete": "current-password"})
        plain_words(self)


class _CodeWords:
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = CODE
        self.fields["code"].widget = forms.TextInput(attrs=CODE_ATTRIBUTES)
        plain_words(self)  # type: ignore[arg-type]


class SecondFactorForm(_CodeWords, AuthenticateForm):  # type: ignore[misc]
    pass


class SecondFactorAgainForm(_CodeWords, MfaReauthenticateForm):  # type: ignore[misc]
    pass


class SetUpForm(_CodeWords, ActivateTOTPForm):  # type: ignore[misc]
    pass
