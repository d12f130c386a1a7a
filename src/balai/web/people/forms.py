"""Forms about people. Places are written by name and resolved within their parents, so no list of 83,000 is needed."""

from functools import lru_cache
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from balai.documents.enums import DocumentKind
from balai.people.enums import (
    Adjustment,
    Aim,
    CallOutcome,
    DisabilityKind,
    Education,
    RequestKind,
    RequestState,
    Sex,
    VulnerableGroup,
)
from balai.people.models import Person
from balai.people.rules.details import PersonDetails
from balai.regions.models import Region
from balai.regions.queries import Outcome, Place, resolve_many
from balai.web.forms.base import BalaiForm

_NONE = [("", _("belum dikatakan"))]
STEPS: tuple[tuple[str | Promise, tuple[str, ...]], ...] = (
    (_("Siapa orangnya?"), ("full_name", "nik", "birth_place", "birth_date", "sex")),
    (_("Di mana tinggal, dan bagaimana dihubungi?"),
     ("phone", "other_phone", "email", "home_village", "home_district", "home_regency", "home_street", "home_rt", "home_rw")),
    (_("Pendidikan dan tujuan"),
     ("education", "education_major", "graduation_year", "aim", "guardian_name", "guardian_phone")),
    (_("Apa yang bisa membantu?"), ("adjustments", "disabilities", "groups")),
)  # fmt: skip


ON_CARD = ("id_village", "id_district", "id_regency", "id_street", "id_rt", "id_rw")


class PlaceMixin(forms.Form):
    """Fields <prefix>_village, <prefix>_district, <prefix>_regency become one region."""

    def region(self, prefix: str) -> Region | None:
        said = {name: self.cleaned_data.get(f"{prefix}_{name}") or "" for name in ("village", "district", "regency")}
        if not any(said.values()):
            return None
        [answer] = resolve_many([Place("", said["regency"], said["district"], said["village"])])
        if answer.region is not None:
            return answer.region
        deepest = next(name for name in ("village", "district", "regency") if said[name])
        if answer.outcome == Outcome.SEVERAL:
            words = gettext("Ada beberapa tempat bernama itu. Isi juga kecamatan dan kabupaten atau kotanya.")
        else:
            near = ", ".join(s.name for s in answer.suggested[:3])
            words = gettext("Tempat ini tidak ditemukan. Periksa ejaannya.")
            words += " " + gettext("Mungkin: %(near)s.") % {"near": near} if near else ""
        self.add_error(f"{prefix}_{deepest}", words)
        return None


class PersonForm(PlaceMixin, BalaiForm):
    full_name = forms.CharField(
        label=_("Nama lengkap"), max_length=200, help_text=_("Seperti di KTP. Satu kata pun boleh.")
    )
    nik = forms.CharField(
        label=_("NIK (nomor induk kependudukan)"), required=False, max_length=40,
        help_text=_("16 angka di KTP (kartu tanda penduduk). Kosongkan bila belum ada; orangnya tetap dilayani."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    birth_place = forms.CharField(label=_("Tempat lahir"), required=False, max_length=120)
    birth_date = forms.DateField(label=_("Tanggal lahir"), required=False)
    sex = forms.ChoiceField(label=_("Jenis kelamin"), required=False, choices=_NONE + Sex.choices)
    phone = forms.CharField(
        label=_("Nomor telepon"),
        required=False,
        max_length=40,
        help_text=_("Boleh nomor keluarga, misalnya 0812 3456 7890."),
    )
    other_phone = forms.CharField(label=_("Nomor telepon lain"), required=False, max_length=40)
    email = forms.EmailField(label=_("Surel"), required=False)
    home_village = forms.CharField(
        label=_("Desa, kelurahan, atau nagari tempat tinggal"), required=False, max_length=120
    )
    home_district = forms.CharField(label=_("Kecamatan"), required=False, max_length=120)
    home_regency = forms.CharField(label=_("Kabupaten atau kota"), required=False, max_length=120)
    home_street = forms.CharField(label=_("Jalan dan nomor rumah"), required=False, max_length=300)
    home_rt = forms.CharField(label=_("RT (rukun tetangga)"), required=False, max_length=4)
    home_rw = forms.CharField(label=_("RW (rukun warga)"), required=False, max_length=4)
    id_village = forms.CharField(
        label=_("Desa, kelurahan, atau nagari di KTP"), required=False, max_length=120,
        help_text=_("Isi alamat di KTP (kartu tanda penduduk) bila lain dari tempat tinggal."),
    )  # fmt: skip
    id_district = forms.CharField(label=_("Kecamatan di KTP"), required=False, max_length=120)
    id_regency = forms.CharField(label=_("Kabupaten atau kota di KTP"), required=False, max_length=120)
    id_street = forms.CharField(label=_("Jalan dan nomor rumah di KTP"), required=False, max_length=300)
    id_rt = forms.CharField(label=_("RT di KTP"), required=False, max_length=4)
    id_rw = forms.CharField(label=_("RW di KTP"), required=False, max_length=4)
    education = forms.ChoiceField(label=_("Pendidikan terakhir"), required=False, choices=_NONE + Education.choices)
    education_major = forms.CharField(label=_("Jurusan"), required=False, max_length=120)
    graduation_year = forms.IntegerField(label=_("Tahun lulus"), required=False, min_value=1940, max_value=2100)
    aim = forms.ChoiceField(label=_("Yang ingin dicapai"), required=False, choices=_NONE + Aim.choices)
    guardian_name = forms.CharField(
        label=_("Nama orang tua atau wali"),
        required=False,
        max_length=200,
        help_text=_("Perlu diisi bila belum 18 tahun."),
    )
    guardian_phone = forms.CharField(label=_("Nomor telepon orang tua atau wali"), required=False, max_length=40)
    adjustments = forms.MultipleChoiceField(
        label=_("Penyesuaian yang membantu"), required=False, choices=Adjustment.choices,
        widget=forms.CheckboxSelectMultiple, help_text=_("Ditanyakan kepada semua orang."),
    )  # fmt: skip
    disabilities = forms.MultipleChoiceField(
        label=_("Ragam disabilitas"), required=False, choices=DisabilityKind.choices, widget=forms.CheckboxSelectMultiple,
        help_text=_("Sukarela. Tidak pernah ditunjukkan kepada pemberi kerja atau umum."),
    )  # fmt: skip
    groups = forms.MultipleChoiceField(
        label=_("Kelompok program"), required=False, choices=VulnerableGroup.choices, widget=forms.CheckboxSelectMultiple,
        help_text=_("Sukarela. Dipakai untuk program yang memang ditujukan bagi kelompok itu."),
    )  # fmt: skip

    def details(self, person: Person | None = None) -> PersonDetails:
        """What was written; fields that this form does not show keep what is on record."""
        told = PersonDetails.__dataclass_fields__
        said: dict[str, Any] = {name: getattr(person, name) or "" for name in told if name != "nik"} if person else {}
        for name in ("birth_date", "graduation_year", "id_region", "home_region"):
            if person is not None:
                said[name] = getattr(person, name)
        said |= {name: value for name, value in self.cleaned_data.items() if name in told}
        if "home_village" in self.fields:
            said["home_region"] = self.home
        if "id_village" in self.fields:
            said["id_region"] = self.on_card
        return PersonDetails(**said)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self.home = self.region("home") if "home_village" in self.fields else None
        self.on_card = self.region("id") if "id_village" in self.fields else None
        return cleaned

    def only(self, names: tuple[str, ...]) -> "PersonForm":
        for name in list(self.fields):
            if name not in names:
                del self.fields[name]
        return self


def initial_of(person: Person) -> dict[str, Any]:
    """Names of the places as they can be written back."""
    names = [
        f for f in PersonForm.base_fields if hasattr(person, f) and f not in ("adjustments", "disabilities", "nik")
    ]
    said = {name: getattr(person, name) for name in names if name not in ("home_regency",)}
    return said | place_of("home", person.home_region) | place_of("id", person.id_region)


def place_of(prefix: str, place: Region | None) -> dict[str, str]:
    """The fields of PlaceMixin that lead to that place again."""
    said = {}
    while place is not None:
        if level := {2: "regency", 3: "district", 4: "village"}.get(place.level):
            said[f"{prefix}_{level}"] = place.full_name
        place = place.parent
    return said


class SearchForm(BalaiForm):
    written = forms.CharField(
        label=_("Cari orang"), max_length=80, help_text=_("Awal nama, nomor telepon, atau NIK (16 angka).")
    )


class NationalIdForm(BalaiForm):
    nik = forms.CharField(
        label=_("NIK (nomor induk kependudukan)"), max_length=40, help_text=_("16 angka seperti di KTP."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip


class RevealForm(BalaiForm):
    reason = forms.CharField(
        label=_("Untuk apa NIK lengkap diperlukan?"), max_length=300,
        help_text=_("Paling sedikit 10 huruf. Alasan ini dicatat dan bisa dibaca pemilik data."),
    )  # fmt: skip


class InclusionForm(PersonForm):
    basis = forms.CharField(
        label=_("Dasar kelompok program"),
        required=False,
        max_length=200,
        help_text=_("Misalnya nomor surat atau daftar."),
    )


class PaperForm(BalaiForm):
    kind = forms.ChoiceField(label=_("Jenis berkas"), choices=DocumentKind.choices)
    file = forms.FileField(
        label=_("Foto atau PDF"), help_text=_("Paling besar 8 MB. Hanya dibuka petugas yang berwenang.")
    )


class ConsentTextForm(BalaiForm):
    text = forms.CharField(
        label=_("Teks yang ditanyakan"), max_length=4000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Tulis untuk apa data dipakai, siapa yang melihatnya, dan cara mencabut persetujuan."),
    )  # fmt: skip
    text_en = forms.CharField(
        label=_("Teks dalam bahasa Inggris"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 6})
    )


class RequestForm(BalaiForm):
    kind = forms.ChoiceField(label=_("Yang Anda minta"), choices=RequestKind.choices, widget=forms.RadioSelect)
    details = forms.CharField(
        label=_("Penjelasan"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Misalnya: tanggal lahir saya seharusnya 5 Juni 1990."),
    )  # fmt: skip


class AnswerForm(BalaiForm):
    state = forms.ChoiceField(
        label=_("Jawaban"),
        choices=[c for c in RequestState.choices if c[0] != RequestState.OPEN],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("Penjelasan untuk pemilik data"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Bila tidak dikabulkan seluruhnya: alasan dan apa yang masih bisa dilakukan."),
    )  # fmt: skip


class ClaimForm(PlaceMixin, BalaiForm):
    full_name = forms.CharField(label=_("Nama lengkap"), max_length=200)
    birth_date = forms.DateField(label=_("Tanggal lahir"))
    nik = forms.CharField(
        label=_("NIK (nomor induk kependudukan)"), required=False, max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    phone = forms.CharField(
        label=_("Nomor telepon yang dulu didaftarkan"), required=False, max_length=40,
        help_text=_("Isi NIK atau nomor telepon, mana yang Anda ingat."),
    )  # fmt: skip
    home_regency = forms.CharField(label=_("Kabupaten atau kota tempat Anda mendaftar"), required=False, max_length=120)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self.home = self.region("home")
        if not (cleaned.get("nik") or cleaned.get("phone")):
            self.add_error("nik", gettext("Isi NIK atau nomor telepon yang dulu didaftarkan."))
        return cleaned


class CodeForm(BalaiForm):
    code = forms.CharField(
        label=_("Kode enam angka"),
        max_length=10,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )


class ClaimDecisionForm(BalaiForm):
    reason = forms.CharField(label=_("Alasan bila ditolak"), required=False, max_length=300)


class CallForm(BalaiForm):
    outcome = forms.ChoiceField(label=_("Hasil telepon"), choices=[
        c for c in CallOutcome.choices if c[0] in (CallOutcome.NO_ANSWER, CallOutcome.GIVEN_UP)
    ])  # fmt: skip
    note = forms.CharField(label=_("Catatan"), required=False, max_length=200)


class ListForm(BalaiForm):
    file = forms.FileField(label=_("Berkas daftar orang"), help_text=_("XLSX, XLS, ODS, atau CSV, paling besar 64 MB."))


@lru_cache(maxsize=8)
def drawn_search(language: str | None) -> SafeString:
    """The search form before anything is typed: the same for everybody who reads that language, so drawn once."""
    return mark_safe(str(SearchForm()))
