"""One question group a screen for applicants; one screen for the clerk who helps."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balai.admissions.rules.claims import check_age, check_education, check_residence
from balai.kernel.refusal import Refused
from balai.people.enums import Aim, Education, Sex
from balai.people.rules.details import PersonDetails, read_nik, tidy
from balai.people.rules.phones import e164
from balai.planning.models import Batch
from balai.regions.models import Region
from balai.web.forms.base import BalaiForm, show_refusal

RULES_OF_THE_CLASS = frozenset({"too_young", "too_old", "education_too_low", "not_resident"})
NONE_CHOSEN = ("", _("pilih"))


class StepForm(BalaiForm):
    """A step knows the class, so that nobody fills in five screens to be refused on the sixth.

    refused_by_class: a rule of the class said no. What can be written better says nothing about other classes.
    """

    def __init__(self, *args: Any, batch: Batch, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.batch = batch
        self.refused_by_class = False

    def clean(self) -> dict[str, Any]:
        filled: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                self.check(filled)
            except Refused as no:
                self.refused_by_class = no.code in RULES_OF_THE_CLASS
                show_refusal(self, no)
        return filled

    def check(self, filled: dict[str, Any]) -> None:
        """Raises Refused."""


class WhoForm(StepForm):
    title = _("Siapa Anda?")
    full_name = forms.CharField(
        label=_("Nama seperti di KTP"), max_length=200, help_text=_("Kartu tanda penduduk. Satu kata pun boleh."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )  # fmt: skip
    birth_date = forms.DateField(
        label=_("Tanggal lahir"), help_text=_("hari-bulan-tahun, misalnya 17-08-2001"),
        widget=forms.DateInput(attrs={"autocomplete": "bday"}),
    )  # fmt: skip
    sex = forms.ChoiceField(label=_("Jenis kelamin"), choices=Sex.choices, widget=forms.RadioSelect)

    def check(self, filled: dict[str, Any]) -> None:
        tidy(PersonDetails(full_name=filled["full_name"], birth_date=filled["birth_date"]), timezone.localdate())
        check_age(self.batch, filled["birth_date"])


class PaperForm(StepForm):
    title = _("NIK dan ijazah")
    nik = forms.CharField(
        label=_("NIK"), required=False, max_length=40,
        help_text=_("Nomor induk kependudukan, 16 angka di KTP atau kartu keluarga. Belum punya? Kosongkan dan bawa surat "
                    "dari desa atau kelurahan saat seleksi."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    education = forms.ChoiceField(label=_("Pendidikan terakhir yang tamat"), choices=[NONE_CHOSEN, *Education.choices])

    def __init__(self, *args: Any, born: date | None = None, sex: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.born, self.sex = born, sex

    def check(self, filled: dict[str, Any]) -> None:
        read_nik(filled["nik"], self.born, self.sex)
        check_education(self.batch, filled["education"])


class HomeForm(StepForm):
    title = _("Di mana Anda tinggal?")
    region_code = forms.ChoiceField(label=_("Pilih tempat tinggal Anda"), widget=forms.RadioSelect, required=False)

    def __init__(self, *args: Any, places: list[tuple[str, str]], region: Region | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["region_code"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = places
        field.required = self.batch.residents_of_id is not None
        self.region = region

    def check(self, filled: dict[str, Any]) -> None:
        check_residence(self.batch, filled["region_code"], self.region)


class ReachForm(StepForm):
    title = _("Bagaimana kami menghubungi Anda?")
    phone = forms.CharField(
        label=_("Nomor telepon"), required=False, max_length=40,
        help_text=_("Kami mengirim kode pemeriksaan ke nomor ini; nomor keluarga boleh. Tidak punya? Kosongkan, lalu datang "
                    "ke balai dengan KTP."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )  # fmt: skip
    aim = forms.ChoiceField(label=_("Sesudah pelatihan, Anda ingin"), choices=Aim.choices, widget=forms.RadioSelect)
    motivation = forms.CharField(
        label=_("Mengapa Anda ingin ikut kelas ini?"), required=False, max_length=2000,
        help_text=_("Dengan kata-kata Anda sendiri, satu atau dua kalimat."), widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def check(self, filled: dict[str, Any]) -> None:
        if filled["phone"] and not e164(filled["phone"]):
            raise Refused("phone_unreadable", _("Nomor telepon tidak terbaca. Tulis seperti 0812 3456 7890."), "phone")


class SendForm(BalaiForm):
    consent = forms.BooleanField(
        label=_("Saya sudah membaca, dan yang saya tulis benar."),
    )


class AccountForm(SendForm):
    """For somebody whose record is known: only what is about this class."""

    aim = forms.ChoiceField(label=_("Sesudah pelatihan, Anda ingin"), choices=Aim.choices, widget=forms.RadioSelect)
    motivation = forms.CharField(
        label=_("Mengapa Anda ingin ikut kelas ini?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    field_order = ["aim", "motivation", "consent"]


class AssistedForm(BalaiForm):
    """The clerk has the person and the papers in front of them: everything on one screen."""

    full_name = forms.CharField(label=_("Nama seperti di KTP"), max_length=200)
    birth_date = forms.DateField(label=_("Tanggal lahir"), help_text=_("hari-bulan-tahun"))
    sex = forms.ChoiceField(label=_("Jenis kelamin"), choices=Sex.choices, widget=forms.RadioSelect)
    nik = forms.CharField(
        label=_("NIK"), required=False, max_length=40, help_text=_("nomor induk kependudukan, 16 angka"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    education = forms.ChoiceField(
        label=_("Pendidikan terakhir"), choices=[NONE_CHOSEN, *Education.choices], required=False
    )
    phone = forms.CharField(label=_("Nomor telepon"), required=False, max_length=40)
    place = forms.CharField(
        label=_("Desa, kelurahan, atau kecamatan tempat tinggal"), required=False, max_length=120,
        help_text=_("Bila ada beberapa yang sama namanya, Anda memilihnya sesudah menekan simpan."),
    )  # fmt: skip
    region_code = forms.ChoiceField(label=_("Yang mana?"), required=False, widget=forms.RadioSelect)
    aim = forms.ChoiceField(label=_("Sesudah pelatihan ingin"), choices=[NONE_CHOSEN, *Aim.choices], required=False)
    motivation = forms.CharField(
        label=_("Alasan ikut kelas ini"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    consent = forms.BooleanField(label=_("Pemberitahuan data pribadi sudah dibacakan dan disetujui."))

    def __init__(self, *args: Any, places: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["region_code"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = places
        if not places:
            del self.fields["region_code"]


class CodeForm(BalaiForm):
    code = forms.CharField(
        label=_("Kode dari pesan"), max_length=20, help_text=_("enam atau dua belas angka"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )  # fmt: skip


class FindForm(BalaiForm):
    code = forms.CharField(
        label=_("Kode pendaftaran"), max_length=20, help_text=_("dua belas huruf dan angka dari pesan atau kertas"),
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off"}),
    )  # fmt: skip


class ReasonForm(BalaiForm):
    reason = forms.CharField(label=_("Alasan"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class ConflictForm(BalaiForm):
    answer = forms.ChoiceField(
        label=_("Siapa pelamar ini?"), widget=forms.RadioSelect,
        choices=[
            ("same", _("Orang yang sama; hanya penulisannya berbeda")),
            ("other", _("Orang lain; NIK-nya salah tulis, ditanyakan lagi nanti")),
            ("double", _("Pendaftaran dobel; tutup yang ini")),
        ],
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Dasarnya"), max_length=500, help_text=_("misalnya: sudah dicocokkan dengan KTP"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
