from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.people.enums import ConsentMeans
from balai.placement.actions.place import Work
from balai.placement.enums import PlacementKind, Says
from balai.placement.queries import employer_named
from balai.web.forms.base import BalaiForm

MEANS = [
    ("", _("belum ditanya atau belum setuju")),
    (ConsentMeans.SPOKEN.value, _("setuju, lisan")),
    (ConsentMeans.PAPER.value, _("setuju, tertulis")),
]


class ReferForm(BalaiForm):
    note = forms.CharField(
        label=_("Pesan untuk pemberi kerja"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class ReferAskingForm(ReferForm):
    """For somebody whose consent is not on record."""

    consent_means = forms.ChoiceField(
        label=_("Apa jawabannya?"), required=False, widget=forms.RadioSelect, choices=MEANS
    )


class AnswerForm(BalaiForm):
    reason = forms.CharField(
        label=_("Alasan atau pesan"), required=False, max_length=500, help_text=_("Wajib diisi bila tidak diterima.")
    )


class ReasonForm(BalaiForm):
    reason = forms.CharField(label=_("Alasan"), max_length=300, help_text=_("Satu kalimat cukup."))


class PlaceForm(BalaiForm):
    """One field for the employer: a name that is on file is taken from there, another is kept as told."""

    employer_name = forms.CharField(
        label=_("Pemberi kerja"),
        max_length=300,
        help_text=_("Pilih dari saran bila ada. Nama lain dicatat seperti yang dikatakan."),
        widget=forms.TextInput(attrs={"list": "pemberi-kerja", "autocomplete": "off"}),
    )
    title = forms.CharField(label=_("Pekerjaan"), max_length=200, required=False)
    starts_on = forms.DateField(label=_("Mulai bekerja"))
    kind = forms.ChoiceField(label=_("Jenis penempatan"), choices=PlacementKind.choices, initial=PlacementKind.LOCAL)

    def work(self) -> Work:
        filled: dict[str, Any] = self.cleaned_data
        employer = employer_named(filled["employer_name"])
        name = "" if employer else filled["employer_name"]
        return Work(filled["starts_on"], employer, name, filled["title"], filled["kind"])


class WordForm(BalaiForm):
    as_of = forms.DateField(label=_("Keadaan pada tanggal"))
    says = forms.ChoiceField(label=_("Keadaannya"), widget=forms.RadioSelect, choices=Says.choices)
    note = forms.CharField(label=_("Catatan"), required=False, max_length=500)


class EndForm(BalaiForm):
    ends_on = forms.DateField(label=_("Berhenti pada"))


class AddressForm(BalaiForm):
    address = forms.CharField(
        label=_("Kirim ke"), max_length=254, help_text=_("Nomor telepon atau alamat surel orang yang bisa menjawab.")
    )
