from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.web.forms.base import BalaiForm


class ParameterForm(BalaiForm):
    """holders: (id, name) of those for whom the actor may set this rule; an empty id is the network."""

    institution = forms.TypedChoiceField(label=_("Berlaku untuk"), required=False, coerce=int, empty_value=None)
    value = forms.CharField(label=_("Nilai"), max_length=500)
    valid_from = forms.DateField(label=_("Berlaku mulai"), help_text=_("hari-bulan-tahun, misalnya 01-01-2027"))
    valid_to = forms.DateField(label=_("Sampai"), required=False, help_text=_("kosongkan bila belum ada batasnya"))
    legal_basis = forms.CharField(
        label=_("Dasar aturan"),
        max_length=300,
        help_text=_("nomor peraturan, surat, atau petunjuk teknis yang menetapkannya"),
    )
    note = forms.CharField(label=_("Catatan"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, holders: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["institution"].choices = holders  # type: ignore[attr-defined]
        if "" not in dict(holders):
            self.fields["institution"].required = True
