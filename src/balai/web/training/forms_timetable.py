from datetime import date, time
from typing import Any

from django import forms
from django.db.models import F
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from balai.institutions.models import Room
from balai.kernel.formats import tanggal
from balai.planning.models import Batch
from balai.training.models import TrainingSession
from balai.web.forms.base import BalaiForm
from balai.web.forms.once import OnceForm
from balai.web.training.forms import TimeField, UnitField, _teacher


class RoomField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Room) -> str:
        if obj.seats is None:
            return obj.name
        return str(_("%(room)s, muat %(seats)s orang") % {"room": obj.name, "seats": obj.seats})


class SlotForm(BalaiForm):
    held_on = forms.DateField(label=_("Tanggal"))
    starts_at = TimeField(label=_("Jam mulai"), initial=time(8))
    lesson_hours = forms.IntegerField(
        label=_("Jam pelajaran"), min_value=1, max_value=16, initial=8,
        help_text=_("satu jam pelajaran 45 menit; istirahat ditambahkan sendiri, jadi jam selesainya mengikuti"),
    )  # fmt: skip
    topic = forms.CharField(
        label=_("Materi"), required=False, max_length=200, help_text=_("kosongkan untuk memakai judul unitnya")
    )

    def __init__(self, *args: Any, batch: Batch, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = UnitField(
            label=_("Bagian kurikulum"), queryset=batch.curriculum.units.order_by("position"), required=False,
            empty_label=_("di luar kurikulum"),
        )  # fmt: skip
        rooms = batch.centre.rooms.filter(gone_on__isnull=True).order_by(F("seats").desc(nulls_last=True), "name")
        self.fields["room"] = RoomField(
            label=_("Ruang"), queryset=rooms, required=False, empty_label=_("belum ditentukan")
        )
        self.fields["instructor"] = _teacher(_("Instruktur"), batch, today)
        self.order_fields(["held_on", "starts_at", "lesson_hours", "unit", "room", "instructor", "topic"])


class NewSlotForm(OnceForm, SlotForm):
    pass


def written_slot(row: TrainingSession) -> dict[str, Any]:
    names = ("held_on", "starts_at", "lesson_hours", "topic")
    standing = {name: getattr(row, name) for name in names}
    return standing | {"unit": row.unit_id, "room": row.room_id, "instructor": row.instructor_id}


class CopyForm(BalaiForm):
    onto = forms.TypedChoiceField(label=_("Salin pekan ini ke"), coerce=parse_date)

    def __init__(self, *args: Any, mondays: list[date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["onto"]
        assert isinstance(field, forms.ChoiceField)  # declared above
        field.choices = [(day.isoformat(), _("pekan %(day)s") % {"day": tanggal(day)}) for day in mondays]
