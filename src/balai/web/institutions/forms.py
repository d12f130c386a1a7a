from collections.abc import Sequence

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from balai.institutions.actions.register import Particulars
from balai.institutions.enums import Function, HostKind, InstitutionKind, Sector, Standing, Tier
from balai.institutions.models import Institution
from balai.web.forms.base import BalaiForm
from balai.web.institutions.fields import InstitutionField, PhonesField, RegionField

Choices = Sequence[tuple[str, str | Promise]]
PLACE_HELP = _("Tulis dari yang terkecil, dipisah koma, misalnya: Baringin, Lima Kaum, Kab. Tanah Datar.")


def or_none(choices: Choices, nothing: str | Promise) -> list[tuple[str, str | Promise]]:
    return [("", nothing), *choices]


class FilterForm(BalaiForm):
    q = forms.CharField(label=_("Nama, juga nama lama atau nama lain"), required=False, max_length=200)
    kind = forms.ChoiceField(
        label=_("Jenis"), required=False, choices=or_none(list(InstitutionKind.choices), _("Semua jenis"))
    )
    region = RegionField(label=_("Wilayah"), required=False, help_text=_("Misalnya: Kab. Tanah Datar."), max_length=200)
    standing = forms.ChoiceField(
        label=_("Keadaan"), required=False, choices=or_none(list(Standing.choices), _("Semua keadaan"))
    )


class ParticularsForm(BalaiForm):
    later = ("licence", "tax_number", "parent", "tier", "founding_instrument", "host_kind", "cohort_year",
             "vocational_field", "functions")  # fmt: skip
    kind = forms.ChoiceField(label=_("Jenis lembaga"), choices=or_none(list(InstitutionKind.choices), _("Pilih satu")))
    sector = forms.ChoiceField(label=_("Sektor"), choices=or_none(list(Sector.choices), _("Pilih satu")))
    region = RegionField(label=_("Wilayah"), help_text=PLACE_HELP, required=False, max_length=300)
    street = forms.CharField(
        label=_("Alamat"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    phones = PhonesField(label=_("Nomor telepon"), required=False, help_text=_("Boleh lebih dari satu, dipisah koma."))
    email = forms.EmailField(label=_("Surat elektronik (surel)"), required=False)
    licence = forms.CharField(label=_("Nomor izin"), required=False, max_length=200)
    tax_number = forms.CharField(
        label=_("Nomor pokok wajib pajak (NPWP) lembaga"), required=False, max_length=32,
        help_text=_("Hanya milik lembaga. Nomor perorangan sama dengan NIK, jangan ditulis di sini."),
    )  # fmt: skip
    parent = InstitutionField(label=_("Lembaga induk"), required=False, help_text=_("Nama lembaga di atasnya."))
    tier = forms.ChoiceField(
        label=_("Tingkat unit"), required=False, choices=or_none(list(Tier.choices), _("Bukan unit pemerintah"))
    )
    founding_instrument = forms.CharField(label=_("Dasar pembentukan"), required=False, max_length=300)
    host_kind = forms.ChoiceField(
        label=_("Lembaga induk BLK Komunitas"),
        required=False,
        choices=or_none(list(HostKind.choices), _("Tidak berlaku")),
    )
    cohort_year = forms.IntegerField(
        label=_("Tahun angkatan atau berdiri"), required=False, min_value=1945, max_value=2100
    )
    vocational_field = forms.CharField(label=_("Kejuruan utama"), required=False, max_length=120)
    functions = forms.MultipleChoiceField(
        label=_("Peran dalam kerja sama"), required=False, choices=list(Function.choices),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def particulars(self) -> Particulars:
        said = dict(self.cleaned_data)
        for name in ("functions", "name", "claim_desk"):
            said.pop(name, None)
        return Particulars(**said)

    def clean_tax_number(self) -> str:
        digits = "".join(c for c in self.cleaned_data["tax_number"] if c.isdigit())
        if len(digits) == 16 and digits[0] == "0":
            digits = digits[1:]
        if digits and len(digits) != 15:
            raise forms.ValidationError(_("NPWP lembaga berisi 15 angka, atau 16 angka yang diawali 0."))
        return digits


class RegisterForm(ParticularsForm):
    name = forms.CharField(label=_("Nama lembaga"), max_length=300)
    claim_desk = forms.BooleanField(label=_("Saya bekerja di lembaga ini dan berbicara atas namanya."), required=False)
    field_order = ("name", "kind", "sector", "region", "claim_desk")


class EditForm(ParticularsForm):
    @classmethod
    def started(cls, institution: Institution) -> dict[str, object]:
        names = [name for name in cls.base_fields if name != "functions"]
        values: dict[str, object] = {name: getattr(institution, name) for name in names}
        return values | {"functions": list(institution.functions.values_list("function", flat=True))}


class RenameForm(BalaiForm):
    name = forms.CharField(label=_("Nama baru"), max_length=300)
    on_day = forms.DateField(label=_("Berlaku sejak"))
    source = forms.CharField(label=_("Dasar perubahan"), required=False, max_length=200)


class AliasForm(BalaiForm):
    name = forms.CharField(label=_("Nama lain atau ejaan lain"), max_length=300)
    source = forms.CharField(label=_("Ditemukan di"), required=False, max_length=200)


class ReasonForm(BalaiForm):
    reason = forms.CharField(
        label=_("Alasan"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Dibaca oleh lembaga yang bersangkutan."),
    )  # fmt: skip
