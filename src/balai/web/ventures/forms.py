from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.institutions.models import Institution, Membership
from balai.planning.models import Batch
from balai.ventures.actions.groups import GroupDetails
from balai.ventures.actions.visits import Found, NewAdvice
from balai.ventures.enums import GroupState, MemberRole
from balai.web.forms.base import BalaiForm, plain_words
from balai.web.people.forms import PlaceMixin

ADVICE_ROWS = 3


class GroupForm(PlaceMixin, BalaiForm):
    name = forms.CharField(label=_("Nama kelompok"), max_length=200)
    business = forms.CharField(
        label=_("Usahanya"), max_length=200, help_text=_("Misalnya keripik pisang, jahit seragam, ternak ayam.")
    )
    formed_on = forms.DateField(label=_("Dibentuk pada"))
    programme = forms.CharField(
        label=_("Program bantuan"), max_length=200, required=False, help_text=_("Misalnya tenaga kerja mandiri (TKM).")
    )
    batch = forms.ChoiceField(
        label=_("Dari kelas"), required=False, help_text=_("Kosongkan bila anggotanya tidak dari satu kelas.")
    )
    mentor = forms.ChoiceField(
        label=_("Pendamping"),
        required=False,
        help_text=_("Pendamping atau tenaga kerja sukarela yang bertugas di sini."),
    )
    place_village = forms.CharField(
        label=_("Desa, kelurahan, atau nagari tempat usaha"), required=False, max_length=120
    )
    place_district = forms.CharField(label=_("Kecamatan"), required=False, max_length=120)
    place_regency = forms.CharField(
        label=_("Kabupaten atau kota"),
        required=False,
        max_length=120,
        help_text=_("Kosong berarti wilayah kantor ini."),
    )
    address_note = forms.CharField(label=_("Tempat usaha"), max_length=300, required=False)

    def __init__(self, *args: Any, mentors: Sequence[Membership], batches: Sequence[Batch], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mentors = {str(desk.pk): desk for desk in mentors}
        self.batches = {str(one.pk): one for one in batches}
        seats = [(key, f"{desk.user}, {desk.institution.name}") for key, desk in self.mentors.items()]
        classes = [
            (key, f"{one.title}, {one.centre.name}, {one.starts_on:%d-%m-%Y}") for key, one in self.batches.items()
        ]
        mentor, batch = self.fields["mentor"], self.fields["batch"]
        mentor.choices = [("", _("belum ada")), *seats]  # type: ignore[attr-defined]
        batch.choices = [("", _("tidak dari satu kelas")), *classes]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        filled: dict[str, Any] = super().clean() or self.cleaned_data
        self.place = self.region("place")
        return filled

    def details(self, formed_on: date | None = None) -> GroupDetails:
        said = self.cleaned_data
        desk = self.mentors.get(said["mentor"])
        return GroupDetails(
            name=said["name"], business=said["business"], formed_on=formed_on or said["formed_on"],
            programme=said["programme"], batch=self.batches.get(said["batch"]), region=self.place,
            address_note=said["address_note"], mentor=desk.user if desk else None,
            mentoring_institution=desk.institution if desk else None,
        )  # fmt: skip


class MemberForm(BalaiForm):
    role = forms.ChoiceField(label=_("Peran"), choices=MemberRole.choices, initial=MemberRole.MEMBER)
    agreed = forms.BooleanField(label=_("Orangnya sudah menyatakan setuju menjadi anggota kepada saya"), required=False)


class StateForm(BalaiForm):
    state = forms.ChoiceField(label=_("Keadaan usaha"), choices=GroupState.choices)
    reason = forms.CharField(
        label=_("Alasan"), max_length=300, required=False, help_text=_("Wajib bila tersendat atau berhenti.")
    )


class ShowForm(BalaiForm):
    product_note = forms.CharField(
        label=_("Produk, dengan kata kelompok sendiri"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    contact = forms.CharField(
        label=_("Kontak usaha"),
        max_length=120,
        required=False,
        help_text=_("Nomor atau alamat usaha, bukan milik pribadi."),
    )
    agreed = forms.BooleanField(label=_("Kelompok setuju usahanya ditampilkan untuk umum"))


class VisitForm(BalaiForm):
    """One screen on a phone: what was found, what is asked of whom."""

    later = tuple(f"{part}_{n}" for n in range(2, ADVICE_ROWS + 1) for part in ("advice", "owner", "due"))
    later_words = _("Tambah saran lain")
    visited_on = forms.DateField(label=_("Tanggal kunjungan"))
    group_state = forms.ChoiceField(
        label=_("Keadaan usaha sekarang"),
        widget=forms.RadioSelect,
        required=False,
        choices=[(s.value, s.label) for s in GroupState if s != GroupState.FORMING],
    )
    reason = forms.CharField(label=_("Mengapa tersendat atau berhenti"), max_length=300, required=False)
    progress = forms.CharField(label=_("Kemajuan"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    problems = forms.CharField(label=_("Masalah"), required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, owners: Sequence[Institution], due_on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owners = {str(one.pk): one for one in owners}
        choices = [(str(one.pk), one.name) for one in owners]
        for number in range(1, ADVICE_ROWS + 1):
            words = {"number": number}
            self.fields[f"advice_{number}"] = forms.CharField(
                label=_("Saran %(number)s: apa yang harus dilakukan") % words, required=False, max_length=500
            )
            self.fields[f"owner_{number}"] = forms.ChoiceField(
                label=_("Pemilik tindakan %(number)s") % words, required=False, choices=choices
            )
            self.fields[f"due_{number}"] = forms.DateField(
                label=_("Selesai paling lambat %(number)s") % words, required=False, initial=due_on
            )
        plain_words(self)

    @property
    def later_open(self) -> bool:
        """Owners and days are filled in beforehand: only the advice itself counts."""
        return any(self[name].errors or (name.startswith("advice") and self[name].value()) for name in self.later)

    def clean(self) -> dict[str, Any]:
        filled: dict[str, Any] = super().clean() or self.cleaned_data
        for number in range(1, ADVICE_ROWS + 1):
            if filled.get(f"advice_{number}") and not filled.get(f"due_{number}"):
                self.add_error(f"due_{number}", _("Isi tanggal paling lambat, supaya saran ini tidak terlupa."))
        return filled

    def found(self) -> Found:
        filled = self.cleaned_data
        advice = [
            NewAdvice(filled[f"advice_{n}"], self.owners[filled[f"owner_{n}"]], filled[f"due_{n}"])
            for n in range(1, ADVICE_ROWS + 1)
            if filled[f"advice_{n}"] and filled[f"owner_{n}"]
        ]
        return Found(
            filled["visited_on"],
            filled["progress"],
            filled["problems"],
            filled["group_state"],
            filled["reason"],
            advice,
        )


class PlanForm(BalaiForm):
    planned_on = forms.DateField(label=_("Tanggal rencana"))


class ReasonForm(BalaiForm):
    reason = forms.CharField(label=_("Alasan"), max_length=300, help_text=_("Satu kalimat cukup."))


class ResultForm(BalaiForm):
    result = forms.CharField(
        label=_("Hasil"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Apa yang sudah dilakukan, atau mengapa tidak dilanjutkan."),
    )
