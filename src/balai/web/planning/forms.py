"""Forms of the catalogue, the proposal and the class. Ages, seats and days are checked again by the rules."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from balai.funding.models import FundLine
from balai.institutions.models import Institution
from balai.kernel.clock import local
from balai.kernel.formats import rupiah, tanggal
from balai.people.enums import Education
from balai.planning.actions.batches import BatchPlan
from balai.planning.actions.propose import Revision
from balai.planning.enums import SpendingPost
from balai.planning.models import Batch
from balai.programmes.models import Curriculum
from balai.programmes.queries import fields_in_use
from balai.web.forms.base import BalaiForm
from balai.web.forms.fields import RupiahField, day_begins, day_ends
from balai.web.forms.once import OnceForm
from balai.web.planning.need_fields import NeedFields


class CatalogueFilter(BalaiForm):
    """places: (id of a regency, its name)."""

    q = forms.CharField(label=_("Kata kunci"), required=False, max_length=80)
    field = forms.ChoiceField(label=_("Kejuruan"), required=False)
    place = forms.ChoiceField(label=_("Daerah"), required=False)
    kapan = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, places: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = places
        self.fields["field"].choices = [("", _("Semua kejuruan")), *((n, n) for n in fields_in_use())]  # type: ignore[attr-defined]
        self.fields["place"].choices = [("", _("Semua daerah")), *places]  # type: ignore[attr-defined]


if TYPE_CHECKING:  # these are generic for the type checker only
    OneCurriculum = forms.ModelChoiceField[Curriculum]
    OneLine = forms.ModelChoiceField[FundLine]
else:
    OneCurriculum = OneLine = forms.ModelChoiceField


class CurriculumChoice(OneCurriculum):
    def label_from_instance(self, obj: Curriculum) -> str:
        return gettext("%(programme)s, kurikulum versi %(version)s") % {
            "programme": obj.programme,
            "version": obj.version,
        }


class LineChoice(OneLine):
    """Rows carry `committed` (planning.queries.with_committed)."""

    def label_from_instance(self, obj: FundLine) -> str:
        left = obj.ceiling - getattr(obj, "committed", 0)
        return gettext("%(title)s %(year)s, sisa %(left)s") % {
            "title": obj.title,
            "year": obj.year,
            "left": rupiah(left),
        }


class ProposalForm(OnceForm, NeedFields):
    field_order = (
        "centre",
        "curriculum",
        "title",
        "year",
        "seats",
        "cost",
        "funder",
        "needs",
        "job_orders",
        "no_need_why",
        "reason",
    )
    centre: "forms.ModelChoiceField[Institution]" = forms.ModelChoiceField(
        label=_("Balai pelatihan yang mengusulkan"), queryset=None, empty_label=None
    )
    curriculum = CurriculumChoice(
        label=_("Program dan kurikulum"),
        queryset=None,
        empty_label=_("Pilih program"),
        help_text=_("Program lain? Tambahkan dahulu di halaman Program."),
    )
    title = forms.CharField(
        label=_("Nama usulan"),
        max_length=200,
        help_text=_("Seperti akan dibaca orang, misalnya “Operator Garmen angkatan I”."),
    )
    year = forms.IntegerField(label=_("Tahun anggaran"))
    seats = forms.IntegerField(label=_("Jumlah kursi"), min_value=1, max_value=2000)
    cost = RupiahField(label=_("Biaya seluruhnya (rupiah)"), help_text=_("Misalnya 96.000.000."))
    funder: "forms.ModelChoiceField[Institution]" = forms.ModelChoiceField(
        label=_("Pendana yang dituju"), queryset=None, empty_label=_("Pilih pendana")
    )
    reason = forms.CharField(
        label=_("Alasan"),
        widget=forms.Textarea,
        help_text=_("Mengapa pelatihan ini, di sini, tahun ini. Satu atau dua kalimat."),
    )

    def __init__(
        self,
        *args: Any,
        centres: QuerySet[Institution],
        funders: QuerySet[Institution],
        curricula: QuerySet[Curriculum],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        found: dict[str, QuerySet[Any]] = {"centre": centres, "funder": funders, "curriculum": curricula}
        for name, rows in found.items():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]


class AnswerForm(BalaiForm):
    step = forms.ChoiceField(
        label=_("Jawaban"),
        widget=forms.RadioSelect,
        choices=[
            ("accept", _("Setujui seperti diusulkan")),
            ("change", _("Setujui dengan perubahan")),
            ("ask", _("Minta diperbaiki dahulu")),
            ("refuse", _("Tolak")),
        ],
    )
    fund_line = LineChoice(
        label=_("Dibiayai dari"),
        queryset=None,
        required=False,
        empty_label=_("Pilih dana"),
        help_text=_("Kosongkan bila usulan ditolak atau diminta diperbaiki."),
    )
    seats = forms.IntegerField(
        label=_("Kursi yang disetujui"), required=False, min_value=1, max_value=2000, help_text=_("Hanya bila diubah.")
    )
    cost = RupiahField(label=_("Biaya yang disetujui (rupiah)"), required=False, help_text=_("Hanya bila diubah."))
    answer = forms.CharField(
        label=_("Alasan"), widget=forms.Textarea, help_text=_("Dibaca pengusul. Jawaban apa pun perlu alasan.")
    )

    def __init__(self, *args: Any, lines: QuerySet[FundLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fund_line"].queryset = lines  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The answer and the figures must say the same: none is dropped in silence, none is missing."""
        filled = super().clean() or {}
        figures = [name for name in ("seats", "cost") if filled.get(name) is not None]
        if filled.get("step") == "accept" and figures:
            self.add_error(
                "step",
                _(
                    "Ada kursi atau biaya lain yang Anda tulis. Pilih “Setujui dengan perubahan”, atau kosongkan angkanya."
                ),
            )
        if filled.get("step") == "ask" and figures:
            self.add_error(
                "step", _("Tulis perbaikan yang Anda minta pada alasan, dan kosongkan kursi serta biayanya.")
            )
        if filled.get("step") == "change" and not figures and not self.errors:
            self.add_error(
                "seats",
                _(
                    "Tulis kursi atau biaya yang disetujui. Bila tidak ada yang berubah, pilih “Setujui seperti diusulkan”."
                ),
            )
        return filled


class RevisionForm(NeedFields):
    """counted: the day on which jobseekers and earlier classes were counted; a draft is counted again whenever it is saved.
    curricula: what the programme can be changed to; None where it stands."""

    field_order = (
        "curriculum",
        "title",
        "seats",
        "cost",
        "needs",
        "job_orders",
        "no_need_why",
        "counted_again",
        "reason",
    )
    curriculum = CurriculumChoice(label=_("Program dan kurikulum"), queryset=None, required=False, empty_label=None)
    title = forms.CharField(label=_("Nama usulan"), max_length=200)
    seats = forms.IntegerField(label=_("Jumlah kursi"), min_value=1, max_value=2000)
    cost = RupiahField(label=_("Biaya seluruhnya (rupiah)"))
    counted_again = forms.BooleanField(
        label=_("Hitung lagi pencari kerja dan hasil kelas sebelumnya pada hari ini"), required=False
    )
    reason = forms.CharField(
        label=_("Alasan"), widget=forms.Textarea, help_text=_("Mengapa pelatihan ini, dan apa yang Anda perbaiki.")
    )

    def __init__(
        self,
        *args: Any,
        is_draft: bool,
        counted: date | None,
        curricula: QuerySet[Curriculum] | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if curricula is None:
            del self.fields["curriculum"]
        else:
            self.fields["curriculum"].queryset = curricula  # type: ignore[attr-defined]
        if is_draft:
            del self.fields["counted_again"]
        elif counted is not None:
            self.fields["counted_again"].help_text = gettext("Sekarang memakai hitungan %(day)s.") % {
                "day": tanggal(counted)
            }

    def revision(self) -> Revision:
        return Revision(**self.cleaned_data)


class AmendForm(BalaiForm):
    seats = forms.IntegerField(label=_("Kursi paket"), min_value=1, max_value=2000)
    cost = RupiahField(label=_("Biaya paket (rupiah)"))
    reason = forms.CharField(
        label=_("Alasan"), widget=forms.Textarea, help_text=_("Mengapa kursi atau biayanya diubah. Dibaca balai.")
    )


class PaymentForm(BalaiForm):
    amount = RupiahField(label=_("Jumlah (rupiah)"))
    paid_on = forms.DateField(label=_("Dibayar pada"))
    note = forms.CharField(
        label=_("Untuk apa"), max_length=300, help_text=_("Misalnya “Bahan praktik, kuitansi nomor 12”.")
    )
    post = forms.ChoiceField(label=_("Pos belanja"), choices=SpendingPost.choices)
    receipt = forms.FileField(
        label=_("Pindaian kuitansi"), required=False, help_text=_("PDF atau potret; boleh dipasang belakangan.")
    )


class ReasonForm(BalaiForm):
    reason = forms.CharField(label=_("Alasan"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000)


class BatchForm(BalaiForm):
    """seats and reserves are fixed once the class is announced."""

    title = forms.CharField(label=_("Nama kelas"), max_length=200, help_text=_("Seperti akan dibaca pelamar."))
    opens_on = forms.DateField(label=_("Pendaftaran dibuka"), help_text=_("Mulai pukul 00.00 di tempat kelas."))
    closes_on = forms.DateField(label=_("Pendaftaran ditutup"), help_text=_("Pukul 23.59 di tempat kelas."))
    starts_on = forms.DateField(label=_("Kelas mulai"))
    ends_on = forms.DateField(label=_("Kelas selesai"))
    seats = forms.IntegerField(label=_("Kursi"), min_value=1, max_value=2000)
    reserves = forms.IntegerField(label=_("Cadangan"), min_value=0, max_value=500)
    minimum_age = forms.IntegerField(label=_("Umur paling muda"), required=False, min_value=10, max_value=99)
    maximum_age = forms.IntegerField(label=_("Umur paling tua"), required=False, min_value=10, max_value=99)
    minimum_education = forms.ChoiceField(
        label=_("Pendidikan paling rendah"), required=False, choices=[("", _("Tidak disyaratkan")), *Education.choices]
    )
    residents_only = forms.BooleanField(label=_("Hanya untuk warga kabupaten/kota tempat balai ini"), required=False)
    entry_rules = forms.CharField(
        label=_("Syarat lain, seperti dibaca pelamar"),
        required=False,
        widget=forms.Textarea,
        help_text=_("Bila tidak ada syarat sama sekali, tulis “terbuka untuk semua”."),
    )
    announcement = forms.CharField(
        label=_("Tentang kelas ini"), required=False, widget=forms.Textarea, help_text=_("Apa yang didapat peserta.")
    )
    venue = forms.CharField(
        label=_("Tempat"), required=False, max_length=200, help_text=_("Kosongkan bila di alamat balai.")
    )

    def __init__(self, *args: Any, fixed_seats: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if fixed_seats:
            del self.fields["seats"], self.fields["reserves"]

    def filled(self) -> dict[str, Any]:
        return dict(self.cleaned_data)

    def plan(self, centre: Institution) -> BatchPlan:
        filled = self.filled()
        opens, closes = filled.pop("opens_on"), filled.pop("closes_on")
        here = centre.region.regency or centre.region if centre.region else None
        return BatchPlan(
            opens_at=day_begins(opens, centre.zone),
            closes_at=day_ends(closes, centre.zone),
            residents_of=here if filled.pop("residents_only") else None,
            **filled,
        )


class NewBatchForm(OnceForm, BatchForm):
    pass


def written_plan(batch: Batch) -> dict[str, Any]:
    """The class as its form shows it."""
    names = ("title", "starts_on", "ends_on", "seats", "reserves", "minimum_age", "maximum_age", "minimum_education",
             "entry_rules", "announcement", "venue")  # fmt: skip
    shown: dict[str, Any] = {name: getattr(batch, name) for name in names}
    return shown | {
        "opens_on": _day(batch.opens_at, batch.zone),
        "closes_on": _day(batch.closes_at, batch.zone),
        "residents_only": batch.residents_of_id is not None,
    }


def _day(moment: datetime, zone: str) -> Any:
    return local(moment, zone).date()
