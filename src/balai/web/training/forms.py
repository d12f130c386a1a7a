from datetime import date, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.accounts.models import User
from balai.planning.models import Batch
from balai.programmes.enums import Delivery, Phase
from balai.programmes.models import CurriculumUnit
from balai.training.enums import LeaveKind
from balai.training.queries import teachers_of
from balai.web.forms.base import BalaiForm
from balai.web.forms.once import OnceForm

HOURS = ["%H.%M", "%H:%M", "%H,%M"]
DAYS = [(0, _("Senin")), (1, _("Selasa")), (2, _("Rabu")), (3, _("Kamis")), (4, _("Jumat")), (5, _("Sabtu")), (6, _("Minggu"))]  # fmt: skip


class TimeField(forms.TimeField):
    """Hours as people write them: 08.00; a colon is read too, and the comma, which may be all a telephone's keys offer."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            input_formats=HOURS,
            widget=forms.TimeInput(format="%H.%M", attrs={"placeholder": "08.00", "inputmode": "decimal"}),
            **kwargs,
        )


class TeacherField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: User) -> str:
        return obj.full_name or obj.username


class UnitField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: CurriculumUnit) -> str:
        return obj.title


def _teacher(label: Any, batch: Batch, today: date) -> TeacherField:
    return TeacherField(
        label=label,
        queryset=teachers_of(batch.deliverer_id, today),
        required=False,
        empty_label=_("belum ditentukan"),
    )


class PlanForm(BalaiForm):
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Hari pelatihan"),
        choices=DAYS,
        coerce=int,
        initial=[0, 1, 2, 3, 4],
        widget=forms.CheckboxSelectMultiple,
    )
    starts_at = TimeField(label=_("Jam mulai"), initial=time(8))
    ends_at = TimeField(label=_("Jam selesai"), initial=time(15, 15))
    count = forms.IntegerField(
        label=_("Jumlah pertemuan"), required=False, min_value=1, max_value=400,
        help_text=_("kosongkan untuk memakai semua hari dari tanggal mulai sampai selesai"),
    )  # fmt: skip
    skip_holidays = forms.BooleanField(
        label=_("Lewati hari libur nasional dan cuti bersama"), required=False, initial=True
    )

    def __init__(self, *args: Any, batch: Batch, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["instructor"] = _teacher(_("Instruktur"), batch, today)


class SessionForm(BalaiForm):
    later = ("join_url", "reason")
    later_words = _("Daring, dipindah, atau diganti")

    held_on = forms.DateField(label=_("Tanggal"))
    starts_at = TimeField(label=_("Jam mulai"), required=False)
    ends_at = TimeField(label=_("Jam selesai"), required=False)
    lesson_hours = forms.IntegerField(
        label=_("Jam pelajaran"), required=False, min_value=1, max_value=16,
        help_text=_("kosongkan agar dihitung dari jam mulai dan selesai; satu jam pelajaran 45 menit, istirahat tidak ikut"),
    )  # fmt: skip
    topic = forms.CharField(label=_("Materi"), required=False, max_length=200)
    note = forms.CharField(
        label=_("Catatan"), required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=2000,
        help_text=_("misalnya alat yang rusak atau materi yang tertunda"),
    )  # fmt: skip
    phase = forms.ChoiceField(
        label=_("Tahap"), required=False, choices=[("", _("menurut bagian kurikulumnya")), *Phase.choices],
        help_text=_("isi bila pertemuan ini di luar kurikulum atau di tahap lain"),
    )  # fmt: skip
    mode = forms.ChoiceField(label=_("Cara bertemu"), choices=Delivery, required=False, initial=Delivery.ON_SITE)
    join_url = forms.URLField(
        label=_("Tautan ruang daring"), required=False, max_length=500, assume_scheme="https",
        help_text=_("dibuka peserta dari halaman kelasnya"),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Alasan dipindah atau diganti"), required=False, max_length=300,
        help_text=_("tanggal dan instruktur semula tetap terbaca"),
    )  # fmt: skip

    def __init__(self, *args: Any, batch: Batch, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = UnitField(
            label=_("Bagian kurikulum"),
            queryset=batch.curriculum.units.order_by("position"),
            required=False,
            empty_label=_("di luar kurikulum"),
        )
        self.fields["instructor"] = _teacher(_("Instruktur atau penggantinya"), batch, today)
        if not batch.curriculum.units.exclude(phase="").exists():
            del self.fields["phase"]
        self.order_fields(
            [
                "held_on",
                "starts_at",
                "ends_at",
                "lesson_hours",
                "unit",
                "phase",
                "topic",
                "instructor",
                "mode",
                "note",
                *self.later,
            ]
        )


class NewSessionForm(OnceForm, SessionForm):
    pass


class ReasonForm(BalaiForm):
    reason = forms.CharField(
        label=_("Alasan"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("satu kalimat yang bisa dibaca lagi nanti"),
    )  # fmt: skip


class LeaveForm(ReasonForm):
    kind = forms.ChoiceField(label=_("Sebab berhenti"), choices=LeaveKind, initial=LeaveKind.OTHER)
    left_on = forms.DateField(label=_("Hari terakhir ikut"), required=False, help_text=_("kosongkan bila hari ini"))
    field_order = ("kind", "left_on", "reason")


class IssueForm(BalaiForm):
    issued_on = forms.DateField(label=_("Tanggal terbit"))
    signatory = forms.CharField(
        label=_("Penanda tangan"), max_length=200, help_text=_("nama dan jabatan, seperti akan tercetak")
    )


class ReplaceForm(IssueForm):
    reason = forms.CharField(
        label=_("Yang diperbaiki"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("misalnya nama keliru satu huruf; nama diambil dari catatan orang yang sudah dibetulkan"),
    )  # fmt: skip
