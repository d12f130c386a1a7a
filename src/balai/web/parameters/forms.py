from django import forms
from django.utils.translation import gettext_lazy as _

from balai.web.forms.base import BalaiForm


class ParameterForm(BalaiForm):
    value = forms.CharField(label=_("Nilai"), max_length=500)
    valid_from = forms.DateField(label=_("Berlaku mulai"), help_text=_("hari-bulan-tahun, misalnya 01-01-2027"))
    valid_to = forms.DateField(label=_("Sampai"), required=False, help_text=_("kosongkan bila belum ada batasnya"))
    legal_basis = forms.CharField(
        label=_("Dasar aturan"),
        max_length=300,
        help_text=_("nomor peraturan, surat, atau petunjuk teknis yang menetapkannya"),
    )
    note = forms.CharField(label=_("Catatan"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
