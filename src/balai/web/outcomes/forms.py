from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.outcomes.actions.state import Told
from balai.outcomes.enums import ContactChannel, ContactResult, StatementSource, Status
from balai.web.forms.base import BalaiForm

RELATED = [("ya", _("ya")), ("tidak", _("tidak"))]
_RELATED_VALUES: dict[str, bool | None] = {"ya": True, "tidak": False}


class OwnWordForm(BalaiForm):
    """Under a minute: one question; the rest may stay empty."""

    status = forms.ChoiceField(
        label=_("Apa kegiatan utama Anda sekarang?"), widget=forms.RadioSelect, choices=Status.choices
    )
    occupation = forms.CharField(label=_("Pekerjaan atau usaha Anda"), max_length=200, required=False)
    employer_name = forms.CharField(label=_("Di mana"), max_length=300, required=False)
    related = forms.ChoiceField(
        label=_("Sesuai dengan pelatihan Anda?"), widget=forms.RadioSelect, choices=RELATED, required=False
    )

    def told(self, today: date) -> Told:
        return _told(self.cleaned_data, StatementSource.SELF, today)


class StatementForm(BalaiForm):
    status = forms.ChoiceField(label=_("Kegiatan utamanya"), widget=forms.RadioSelect, choices=Status.choices)
    source = forms.ChoiceField(
        label=_("Kata siapa"),
        choices=[(s.value, s.label) for s in StatementSource if s != StatementSource.SELF],
        initial=StatementSource.PHONE,
    )
    as_of = forms.DateField(label=_("Keadaan pada tanggal"))
    occupation = forms.CharField(label=_("Pekerjaan atau usahanya"), max_length=200, required=False)
    employer_name = forms.CharField(label=_("Di mana"), max_length=300, required=False)
    related = forms.ChoiceField(
        label=_("Sesuai dengan pelatihannya?"), widget=forms.RadioSelect, choices=RELATED, required=False
    )
    note = forms.CharField(
        label=_("Catatan"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def told(self) -> Told:
        return _told(self.cleaned_data, self.cleaned_data["source"], self.cleaned_data["as_of"])


class CorrectionForm(StatementForm):
    reason = forms.CharField(label=_("Mengapa diperbaiki"), max_length=300)


class AttemptForm(BalaiForm):
    channel = forms.ChoiceField(label=_("Cara"), choices=ContactChannel.choices, initial=ContactChannel.CALL)
    result = forms.ChoiceField(label=_("Hasilnya"), widget=forms.RadioSelect, choices=ContactResult.choices)
    note = forms.CharField(label=_("Catatan"), max_length=300, required=False)


class ReasonForm(BalaiForm):
    reason = forms.CharField(label=_("Alasan"), max_length=300, help_text=_("Satu kalimat cukup."))


def _told(filled: dict[str, Any], source: str, as_of: date) -> Told:
    return Told(
        status=filled["status"],
        source=source,
        as_of=as_of,
        occupation=filled["occupation"],
        employer_name=filled["employer_name"],
        related_to_training=_RELATED_VALUES.get(filled["related"]),
        note=filled.get("note", ""),
    )
