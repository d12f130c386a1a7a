"""Forms for what a body has inside: rooms, equipment, instructors, agreements, mandate."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.institutions.enums import (
    AgreementKind,
    CertificateKind,
    Condition,
    EquipmentKind,
    InstructorGrade,
    RoomKind,
)
from balai.institutions.models import Institution, Room
from balai.web.forms.base import BalaiForm
from balai.web.institutions.fields import InstitutionsField
from balai.web.institutions.forms import or_none

CONDITIONS = or_none(list(Condition.choices), _("Belum dilihat"))


class RoomForm(BalaiForm):
    name = forms.CharField(label=_("Nama ruang"), max_length=120)
    kind = forms.ChoiceField(label=_("Jenis ruang"), choices=list(RoomKind.choices))
    seats = forms.IntegerField(label=_("Muat berapa orang"), required=False, min_value=0, max_value=5000)
    condition = forms.ChoiceField(label=_("Keadaan"), required=False, choices=CONDITIONS)
    condition_on = forms.DateField(label=_("Dilihat pada"), required=False)
    note = forms.CharField(label=_("Catatan"), required=False, max_length=300)


class DayOffForm(BalaiForm):
    day = forms.DateField(label=_("Hari"), help_text=_("hari-bulan-tahun, misalnya 17-04-2027"))
    name = forms.CharField(label=_("Nama harinya"), max_length=120, help_text=_("misalnya Hari jadi kabupaten"))
    works = forms.BooleanField(label=_("Hari ini tetap masuk, walaupun kalender menyebutnya libur"), required=False)
    source = forms.CharField(
        label=_("Dasar"), max_length=200, required=False, help_text=_("surat edaran atau keputusan, bila ada")
    )
    is_for_area = forms.BooleanField(label=_("Berlaku untuk semua lembaga di wilayah kami"), required=False)

    def __init__(self, *args: Any, may_for_area: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_for_area:
            del self.fields["is_for_area"]


class EquipmentForm(BalaiForm):
    name = forms.CharField(label=_("Nama alat"), max_length=160)
    kind = forms.ChoiceField(label=_("Jenis"), choices=list(EquipmentKind.choices))
    room = forms.TypedChoiceField(label=_("Ada di ruang"), required=False, coerce=int, empty_value=None)
    quantity = forms.IntegerField(label=_("Jumlah"), required=False, min_value=0, max_value=1_000_000)
    condition = forms.ChoiceField(label=_("Keadaan"), required=False, choices=CONDITIONS)
    condition_on = forms.DateField(label=_("Dilihat pada"), required=False)
    note = forms.CharField(label=_("Catatan"), required=False, max_length=300)

    def __init__(self, institution: Institution, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.rooms = {room.pk: room for room in institution.rooms.filter(gone_on__isnull=True).order_by("name")}
        field = self.fields["room"]
        assert isinstance(field, forms.ChoiceField)  # declared above
        field.choices = or_none([(str(pk), room.name) for pk, room in self.rooms.items()], _("Tidak disebut"))

    def clean_room(self) -> Room | None:
        return self.rooms.get(self.cleaned_data["room"])


class InstructorForm(BalaiForm):
    full_name = forms.CharField(label=_("Nama instruktur"), max_length=200, help_text=_("Satu kata juga boleh."))
    field = forms.CharField(label=_("Mengajar"), required=False, max_length=160)
    grade = forms.ChoiceField(
        label=_("Jenjang jabatan fungsional"), required=False,
        choices=or_none(list(InstructorGrade.choices), _("Bukan pegawai negeri atau belum ada")),
    )  # fmt: skip
    joined_on = forms.DateField(label=_("Mengajar sejak"), required=False)
    left_on = forms.DateField(label=_("Berhenti pada"), required=False)


class CertificateForm(BalaiForm):
    kind = forms.ChoiceField(label=_("Jenis sertifikat"), choices=list(CertificateKind.choices))
    scheme = forms.CharField(label=_("Unit, skema, atau jenjang"), required=False, max_length=200)
    number = forms.CharField(label=_("Nomor sertifikat"), required=False, max_length=80)
    issuer = forms.CharField(label=_("Penerbit"), required=False, max_length=200)
    issued_on = forms.DateField(label=_("Terbit pada"), required=False)
    valid_until = forms.DateField(
        label=_("Berlaku sampai"), required=False, help_text=_("Kosongkan bila tidak berbatas waktu.")
    )


class AgreementForm(BalaiForm):
    kind = forms.ChoiceField(label=_("Jenis dokumen"), choices=list(AgreementKind.choices))
    title = forms.CharField(label=_("Judul"), max_length=400)
    number = forms.CharField(label=_("Nomor"), required=False, max_length=160)
    valid_from_text = forms.CharField(
        label=_("Berlaku sejak"), required=False, max_length=120,
        help_text=_("Seperti di sumber: 17-08-2019, 08-2019, atau 2019 saja."),
    )  # fmt: skip
    valid_to_text = forms.CharField(label=_("Berlaku sampai"), required=False, max_length=120)
    parties = InstitutionsField(label=_("Pihak lain"), required=False, help_text=_("Satu nama lembaga satu baris."))
    scan = forms.FileField(
        label=_("Pindaian naskah"), required=False, help_text=_("PDF atau foto, paling besar 5 megabita.")
    )
    source = forms.CharField(label=_("Sumber"), required=False, max_length=200)


class MandateForm(BalaiForm):
    text = forms.CharField(
        label=_("Tugas dan fungsi"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Apa yang menjadi bagian lembaga ini dalam pelatihan dan penempatan."),
    )  # fmt: skip
    legal_basis = forms.CharField(label=_("Dasar aturan"), required=False, max_length=300)
