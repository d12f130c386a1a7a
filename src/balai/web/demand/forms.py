from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from balai.demand.actions import Wanted
from balai.demand.enums import NeedKind
from balai.demand.models import JobOrder
from balai.institutions.models import Institution
from balai.people.enums import Education, Sex
from balai.skills.models import CompetencyUnit
from balai.web.forms.base import BalaiForm
from balai.web.forms.once import OnceForm


class VacancyFilter(BalaiForm):
    """places: (id of a regency, its name)."""

    q = forms.CharField(label=_("Kata kunci"), required=False, max_length=80)
    place = forms.ChoiceField(label=_("Daerah"), required=False)

    def __init__(self, *args: Any, places: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = places
        self.fields["place"].choices = [("", _("Semua daerah")), *places]  # type: ignore[attr-defined]


class JobOrderForm(BalaiForm):
    later = ("minimum_education", "minimum_age", "maximum_age", "sex", "limits_reason")
    later_words = _("Syarat pendidikan, umur, atau jenis kelamin (boleh tidak ada)")
    employer: "forms.ModelChoiceField[Institution]" = forms.ModelChoiceField(
        label=_("Pemberi kerja"), queryset=None, empty_label=_("Pilih pemberi kerja")
    )
    title = forms.CharField(label=_("Pekerjaan"), max_length=200, help_text=_("Misalnya “Operator jahit”."))
    count = forms.IntegerField(label=_("Jumlah orang yang dibutuhkan"), min_value=1, max_value=100_000)
    description = forms.CharField(
        label=_("Tugas dan keterampilan"),
        widget=forms.Textarea,
        required=False,
        help_text=_("Dengan kata-kata Anda sendiri: apa yang dikerjakan, apa yang perlu dikuasai."),
    )
    place = forms.CharField(label=_("Tempat kerja"), max_length=200, required=False)
    wage = forms.CharField(
        label=_("Upah"), max_length=120, required=False, help_text=_("Misalnya “sesuai upah minimum kabupaten”.")
    )
    needed_from = forms.DateField(label=_("Dibutuhkan mulai"), required=False)
    valid_until = forms.DateField(label=_("Berlaku sampai"), required=False)
    minimum_education = forms.ChoiceField(
        label=_("Pendidikan paling rendah"), required=False, choices=[("", _("Tidak disyaratkan")), *Education.choices]
    )
    minimum_age = forms.IntegerField(label=_("Umur paling muda"), required=False, min_value=15, max_value=99)
    maximum_age = forms.IntegerField(label=_("Umur paling tua"), required=False, min_value=15, max_value=99)
    sex = forms.ChoiceField(label=_("Jenis kelamin"), required=False, choices=[("", _("Tidak dibatasi")), *Sex.choices])
    limits_reason = forms.CharField(
        label=_("Alasan batas umur atau jenis kelamin"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Batas seperti ini sebaiknya tidak ada. Bila perlu, tulis alasannya; batas tidak dipakai mencocokkan orang."
        ),
    )

    def __init__(self, *args: Any, employers: QuerySet[Institution] | None, **kwargs: Any) -> None:
        """employers: None when the order exists and its employer stays."""
        super().__init__(*args, **kwargs)
        if employers is None:
            del self.fields["employer"]
        else:
            self.fields["employer"].queryset = employers  # type: ignore[attr-defined]

    def wanted(self, employer: Institution) -> Wanted:
        filled = {name: value for name, value in self.cleaned_data.items() if name not in ("employer", "client_id")}
        here = employer.region.regency or employer.region if employer.region else None
        return Wanted(region=here, **filled)


class NewJobOrderForm(OnceForm, JobOrderForm):
    pass


def written_order(order: JobOrder) -> dict[str, Any]:
    names = ("title", "count", "description", "place", "wage", "needed_from", "valid_until", "minimum_education",
             "minimum_age", "maximum_age", "sex", "limits_reason")  # fmt: skip
    return {name: getattr(order, name) for name in names}


class NeedForm(BalaiForm):
    institution: "forms.ModelChoiceField[Institution]" = forms.ModelChoiceField(
        label=_("Lembaga yang mencatat"), queryset=None, empty_label=None
    )
    kind = forms.ChoiceField(label=_("Jenis bukti"), choices=NeedKind.choices)
    text = forms.CharField(
        label=_("Kebutuhan"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Siapa butuh apa, berapa, di mana. Misalnya “Tiga usaha garmen butuh 40 operator jahit sampai Desember”."
        ),
    )
    as_of = forms.DateField(label=_("Keadaan per tanggal"))
    source = forms.CharField(
        label=_("Sumber"), max_length=200, required=False, help_text=_("Surat, rapat, survei, atau laporan.")
    )
    job_order: "forms.ModelChoiceField[JobOrder]" = forms.ModelChoiceField(
        label=_("Lowongan yang mendasarinya"), queryset=None, required=False, empty_label=_("Tidak ada")
    )

    def __init__(
        self, *args: Any, institutions: QuerySet[Institution], orders: QuerySet[JobOrder], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["institution"].queryset = institutions  # type: ignore[attr-defined]
        self.fields["job_order"].queryset = orders  # type: ignore[attr-defined]


class MatchForm(BalaiForm):
    units = forms.TypedMultipleChoiceField(
        label=_("Unit kompetensi yang dibutuhkan pekerjaan ini"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Menurut kata-kata pemberi kerja di atas. Yang paling mirip berdiri di depan."),
    )

    def __init__(self, *args: Any, units: list[CompetencyUnit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["units"].choices = [(u.pk, f"{u.title} ({u.code})") for u in units]  # type: ignore[attr-defined]
