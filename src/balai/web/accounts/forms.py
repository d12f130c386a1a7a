from typing import Any

from allauth.account.forms import LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as MfaReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balai.accounts.enums import Paper
from balai.accounts.queries import find_all_by_login
from balai.accounts.rules.passwords import is_the_demonstrations
from balai.institutions.desks import actor_for
from balai.notifications.send import reaches_phones
from balai.web.accounts.adapter import WRONG
from balai.web.forms.base import BalaiForm, plain_words

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

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        """Whoever sees other people's data stays signed in for a working day at most."""
        response: HttpResponse = super().login(request, redirect_url)
        longest = settings.SESSION_COOKIE_AGE
        if request.session.get_expiry_age() > longest and actor_for(self.user, timezone.localdate()).sees_others:
            request.session.set_expiry(longest)
        return response

    def clean_password(self) -> str:
        """An account carried over from the demonstration cannot be entered with the password everybody knows."""
        password: str = self.cleaned_data["password"]
        if is_the_demonstrations(password):
            raise forms.ValidationError(WRONG)
        return password

    def user_credentials(self) -> dict[str, str]:
        """Resolved to the user name before anything is counted or compared, so that every spelling meets one limit.

        Where a household shares the number, the first name counts the attempts and the adapter tries the others.
        """
        typed: str = self.cleaned_data["login"]
        users = find_all_by_login(typed)
        names = [user.username for user in users] or [typed]
        return {"username": names[0], "password": self.cleaned_data["password"]} | (
            {"others": ",".join(names[1:])} if names[1:] else {}
        )


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


class _WhereTheCodeGoes(BalaiForm):
    """Says what is true where no message to a telephone can leave."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not reaches_phones():
            self.fields["address"].label = _("Surel")
            self.fields["address"].help_text = _(
                "misalnya nama@contoh.id; kode dikirim ke sana. Pesan ke telepon tidak dapat dikirim dari sini"
            )


class SignUpForm(_WhereTheCodeGoes):
    full_name = forms.CharField(
        label=_("Nama lengkap"),
        max_length=200,
        help_text=_("seperti di kartu identitas; satu kata saja juga boleh"),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    address = forms.CharField(
        label=_("Nomor telepon atau surel"),
        max_length=254,
        help_text=_("kami mengirim kode ke sana; misalnya 0812-3456-7890 atau nama@contoh.id"),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )


class WhoForm(BalaiForm):
    login = forms.CharField(
        label=_("Nama pengguna, nomor telepon, atau surel"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )


class AddressForm(_WhereTheCodeGoes):
    address = forms.CharField(
        label=_("Nomor telepon atau surel"),
        max_length=254,
        help_text=_("misalnya 0812-3456-7890 atau nama@contoh.id; kode dikirim ke sana"),
        widget=forms.TextInput(attrs={"autocapitalize": "none"}),
    )


class CodeForm(BalaiForm):
    code = forms.CharField(label=_("Kode enam angka"), max_length=12, widget=forms.TextInput(attrs=CODE_ATTRIBUTES))

    def clean_code(self) -> str:
        return "".join(sign for sign in str(self.cleaned_data["code"]) if sign.isdigit())


class FirstPasswordForm(BalaiForm):
    """One field: a password typed twice is typed shorter. It can be seen while typing with the browser's own eye."""

    password = forms.CharField(
        label=_("Kata sandi baru"),
        max_length=128,
        strip=False,
        help_text=_("paling sedikit 8 huruf atau angka; tiga atau empat kata yang Anda ingat sudah baik"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class CodeAndPasswordForm(CodeForm, FirstPasswordForm):
    field_order = ["code", "password"]


class ChangePasswordForm(BalaiForm):
    old = forms.CharField(
        label=_("Kata sandi sekarang"),
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    password = FirstPasswordForm.base_fields["password"]


class HelpForm(BalaiForm):
    paper = forms.ChoiceField(label=_("Surat yang Anda periksa"), choices=[("", _("pilih satu")), *Paper.choices])
    address = forms.CharField(
        label=_("Nomor telepon atau surel yang baru"),
        max_length=254,
        required=False,
        help_text=_("kosongkan bila nomor atau surelnya tetap"),
        widget=forms.TextInput(attrs={"autocapitalize": "none"}),
    )
    second_factor = forms.BooleanField(label=_("Lepas pengaman kedua, ponselnya hilang atau rusak"), required=False)
    printed_code = forms.BooleanField(
        label=_("Cetak kode untuk kata sandi baru"),
        required=False,
        help_text=_("untuk orang tanpa telepon dan surel sendiri, atau yang nomornya dipakai bersama"),
    )
    seen = forms.BooleanField(label=_("Saya melihat orangnya dan mencocokkan wajah dengan suratnya"))


class MakeAccountForm(BalaiForm):
    paper = HelpForm.base_fields["paper"]
    seen = HelpForm.base_fields["seen"]


class PrintedCodeForm(FirstPasswordForm):
    """What the paper from the counter says, and the password its owner thinks of."""

    username = forms.CharField(
        label=_("Nama pengguna"), max_length=150, help_text=_("seperti tertulis di kertas"),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )  # fmt: skip
    code = forms.CharField(
        label=_("Kode dari petugas"), max_length=20, help_text=_("sepuluh huruf dan angka"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )  # fmt: skip
    field_order = ["username", "code", "password"]
