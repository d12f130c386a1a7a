"""One session on one screen: what happened, and each route with its reason beside it."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.counselling.enums import Route, SessionMode
from balai.counselling.rules import Advice, SessionFacts
from balai.web.forms.base import BalaiForm


class SessionForm(BalaiForm):
    held_on = forms.DateField(label=_("Tanggal sesi"), help_text=_("hari-bulan-tahun"))
    mode = forms.ChoiceField(label=_("Cara"), choices=SessionMode.choices)
    situation = forms.CharField(
        label=_("Keadaan orangnya sekarang"), required=False, max_length=4000, help_text=_("menurut ceritanya sendiri"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    notes = forms.CharField(
        label=_("Yang dibicarakan dan disepakati"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    routes = forms.MultipleChoiceField(
        label=_("Jalur yang disarankan"), choices=Route.choices, required=False, help_text=_("boleh lebih dari satu"),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Alasan jalur"), required=False, max_length=1000,
        help_text=_("Mengapa jalur ini cocok. Orangnya ikut membaca alasan ini."), widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    review_on = forms.DateField(
        label=_("Tinjau ulang pada"), required=False, help_text=_("hari-bulan-tahun; muncul di Meja Anda pada harinya")
    )

    def facts(self) -> SessionFacts:
        """One reason for all routes chosen here; a route with a reason of its own is one more session line."""
        filled = self.cleaned_data
        advice = [Advice(Route(r), filled["reason"], filled["review_on"]) for r in filled["routes"]]
        return SessionFacts(
            held_on=filled["held_on"], mode=SessionMode(filled["mode"]), situation=filled["situation"],
            notes=filled["notes"], advice=advice,
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        filled: dict[str, Any] = super().clean() or self.cleaned_data
        if filled.get("routes") and len(" ".join(filled.get("reason", "").split())) < 10:
            self.add_error("reason", _("Alasan jalur belum ditulis. Satu kalimat cukup, paling sedikit 10 huruf."))
        return filled


class CorrectForm(BalaiForm):
    situation = SessionForm.base_fields["situation"]
    notes = SessionForm.base_fields["notes"]


class GroupForm(BalaiForm):
    title = forms.CharField(
        label=_("Nama kegiatan"), max_length=200, help_text=_("misalnya: Bimbingan jabatan SMK Contoh")
    )
    routes = forms.MultipleChoiceField(
        label=_("Jalur bersama"), choices=Route.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    held_on = forms.DateField(label=_("Tanggal"), help_text=_("hari-bulan-tahun"))
    note = forms.CharField(
        label=_("Catatan bersama"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 2})
    )
    reason = forms.CharField(
        label=_("Alasan jalur bersama"), required=False, max_length=1000,
        help_text=_("dipakai untuk setiap orang yang kolom alasannya kosong"), widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    review_on = forms.DateField(label=_("Tinjau ulang pada"), required=False, help_text=_("hari-bulan-tahun"))


class RouteReasonForm(BalaiForm):
    reason = forms.CharField(
        label=_("Mengapa jalur ini tidak berlaku lagi?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )


class SummaryForm(BalaiForm):
    summary = forms.CharField(
        label=_("Ringkasan penutup"), max_length=2000, help_text=_("apa hasilnya, dan apa yang terjadi sesudah ini"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class SearchForm(BalaiForm):
    cari = forms.CharField(label=_("Nama"), required=False, max_length=100)


def read_day(text: str) -> date | None:
    try:
        found: date = forms.DateField(input_formats=["%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y"]).clean(text)
    except forms.ValidationError:
        return None
    return found


def many(sent: Any, name: str) -> list[str]:
    """All values of a name; for a plain mapping its one."""
    return list(sent.getlist(name)) if hasattr(sent, "getlist") else [sent[name]] if name in sent else []
