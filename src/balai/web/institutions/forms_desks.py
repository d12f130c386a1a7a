"""Forms for desks and for acting on behalf of a body."""

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts
from django.utils.translation import gettext_lazy as _

from balai.access.roles import Role
from balai.institutions.models import Institution, Membership
from balai.institutions.rules.roles import roles_at
from balai.web.forms.base import BalaiForm
from balai.web.institutions.fields import PhonesField


class InviteForm(BalaiForm):
    role = forms.ChoiceField(label=_("Peran"))
    email = forms.EmailField(label=_("Surat elektronik (surel)"), required=False)
    phone = PhonesField(
        label=_("Nomor telepon"), required=False, help_text=_("Isi salah satu: surel atau nomor telepon.")
    )
    title = forms.CharField(label=_("Nama jabatan"), required=False, max_length=120)
    ends_on = forms.DateField(label=_("Meja berakhir pada"), required=False, help_text=_("Kosongkan bila belum tentu."))

    def __init__(self, institution: Institution, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        role = self.fields["role"]
        assert isinstance(role, forms.ChoiceField)  # declared above
        role.choices = [(str(r), Role(r).label) for r in roles_at(institution.kind)]

    def clean_phone(self) -> str:
        numbers = self.cleaned_data["phone"]
        return numbers[0] if numbers else ""


class EndForm(BalaiForm):
    last_day = forms.DateField(label=_("Hari terakhir"))


class DeputyForm(BalaiForm):
    deputy = forms.TypedChoiceField(label=_("Wakil"), coerce=int)
    first_day = forms.DateField(label=_("Hari pertama"))
    last_day = forms.DateField(label=_("Hari terakhir"))

    def __init__(self, colleagues: list[Membership], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _people(self.fields["deputy"], colleagues)


class HandoverForm(BalaiForm):
    to_user = forms.TypedChoiceField(
        label=_("Pengganti"),
        coerce=int,
        help_text=_("Orang yang sudah punya meja di sini. Undang dulu bila belum ada."),
    )
    on_day = forms.DateField(label=_("Mulai tanggal"))
    letter = forms.FileField(
        label=_("Surat mutasi"), required=False, help_text=_("PDF atau foto, paling besar 5 megabita.")
    )

    def __init__(self, colleagues: list[Membership], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _people(self.fields["to_user"], colleagues)


def _people(field: forms.Field, colleagues: list[Membership]) -> None:
    assert isinstance(field, forms.ChoiceField)  # declared by both forms
    seen = {desk.user_id: str(desk.user) for desk in colleagues}
    field.choices = [("", _("Pilih satu")), *((str(pk), name) for pk, name in seen.items())]


class AccountForm(BalaiForm):
    full_name = forms.CharField(label=_("Nama lengkap"), max_length=200, help_text=_("Satu kata juga boleh."))
    password = forms.CharField(
        label=_("Kata sandi baru"), widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}), strip=False
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = " ".join(password_validators_help_texts())


class ProxyForm(BalaiForm):
    acting = forms.TypedChoiceField(label=_("Bertindak sebagai petugas"), coerce=int)
    reason = forms.CharField(
        label=_("Mengapa lembaga ini perlu diwakili?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    letter = forms.FileField(
        label=_("Pindaian surat kuasa"), help_text=_("PDF atau foto surat dari lembaga itu, paling besar 5 megabita.")
    )
    valid_from = forms.DateField(label=_("Berlaku sejak"))
    valid_to = forms.DateField(label=_("Berlaku sampai"))

    def __init__(self, offices: list[tuple[int, str]], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        acting = self.fields["acting"]
        assert isinstance(acting, forms.ChoiceField)  # declared above
        acting.choices = [(str(pk), name) for pk, name in offices]
