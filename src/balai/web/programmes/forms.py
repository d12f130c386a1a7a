from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from balai.institutions.models import Institution
from balai.programmes.actions import NewProgramme
from balai.programmes.enums import Delivery, PrioritySector
from balai.programmes.models import Programme
from balai.web.forms.base import BalaiForm


class ProgrammeForm(BalaiForm):
    owner: "forms.ModelChoiceField[Institution]" = forms.ModelChoiceField(
        label=_("Lembaga"), queryset=None, empty_label=None
    )
    title = forms.CharField(label=_("Nama program"), max_length=200, help_text=_("Misalnya “Operator Garmen”."))
    field_name = forms.CharField(label=_("Kejuruan"), max_length=120, help_text=_("Misalnya “Menjahit”."))
    subfield_name = forms.CharField(label=_("Sub-kejuruan"), max_length=120, required=False)
    description = forms.CharField(
        label=_("Apa yang dipelajari"), widget=forms.Textarea, required=False, help_text=_("Dua atau tiga kalimat.")
    )
    entry_note = forms.CharField(label=_("Syarat peserta"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    level = forms.IntegerField(
        label=_("Jenjang Kerangka Kualifikasi Nasional Indonesia (KKNI)"), required=False, min_value=1, max_value=9
    )
    sector = forms.ChoiceField(label=_("Sektor"), choices=PrioritySector.choices, initial=PrioritySector.OTHER)
    delivery = forms.ChoiceField(label=_("Cara belajar"), choices=Delivery.choices, initial=Delivery.ON_SITE)
    free_of_charge = forms.BooleanField(label=_("Gratis bagi peserta"), required=False, initial=True)

    def __init__(self, *args: Any, owners: QuerySet[Institution] | None, **kwargs: Any) -> None:
        """owners: None when the programme exists and its owner stays."""
        super().__init__(*args, **kwargs)
        if owners is None:
            del self.fields["owner"]
        else:
            self.fields["owner"].queryset = owners  # type: ignore[attr-defined]

    def stated(self) -> NewProgramme:
        return NewProgramme(**{name: value for name, value in self.cleaned_data.items() if name != "owner"})


def written_programme(programme: Programme) -> dict[str, Any]:
    names = ("title", "description", "entry_note", "level", "sector", "delivery", "free_of_charge")
    field = programme.field
    return {name: getattr(programme, name) for name in names} | {
        "field_name": field.parent.name if field.parent else field.name,
        "subfield_name": field.name if field.parent else "",
    }


class CurriculumForm(BalaiForm):
    units = forms.CharField(
        label=_("Unit dan materi"),
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_(
            "Satu baris satu unit: kode; judul; jam teori; jam praktik. Materi tanpa kode cukup judul dan jamnya. "
            "Kelas campuran boleh menambah tahapnya: teori, daring, simulasi, simulasi daring, tatap muka, atau praktik daring. "
            "Materi tanpa kode boleh menambah jenisnya: orientasi, soft skills, atau pelatihan di tempat kerja."
        ),
    )
    needs = forms.CharField(
        label=_("Ruang dan alat yang harus ada"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "Satu baris satu hal, untuk satu kelas: bengkel praktik, ruang kelas, atau alat dengan jumlahnya, misalnya “Mesin jahit; 16”."
        ),
    )
    valid_from = forms.DateField(label=_("Berlaku mulai"))
    legal_basis = forms.CharField(
        label=_("Dasar"),
        max_length=300,
        required=False,
        help_text=_("Misalnya nomor keputusan Standar Kompetensi Kerja Nasional Indonesia (SKKNI)."),
    )
    phases_in_order = forms.BooleanField(
        label=_("Setiap tahap harus lulus sebelum tahap berikutnya"),
        required=False,
        help_text=_(
            "Untuk kelas campuran: yang belum lulus disebut di halaman kelas dan daftar hadir; petugas tetap memutuskan."
        ),
    )
