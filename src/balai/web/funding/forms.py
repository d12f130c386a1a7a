from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from balai.funding.enums import Bearer, FundSource
from balai.institutions.models import Institution
from balai.web.forms.base import BalaiForm
from balai.web.forms.fields import RupiahField

_BASIS = _("Nomor peraturan, dokumen anggaran, atau surat.")


class FundLineForm(BalaiForm):
    funder: "forms.ModelChoiceField[Institution]" = forms.ModelChoiceField(
        label=_("Pendana"), queryset=None, empty_label=None
    )
    title = forms.CharField(
        label=_("Nama dana"), max_length=200, help_text=_("Misalnya “Pelatihan berbasis kompetensi, BLK”.")
    )
    source = forms.ChoiceField(
        label=_("Sumber dana"),
        choices=FundSource.choices,
        help_text=_("APBN: anggaran negara. APBD: anggaran daerah. Sumber menentukan siapa yang menyeleksi peserta."),
    )
    year = forms.IntegerField(label=_("Tahun anggaran"))
    ceiling = RupiahField(label=_("Pagu (rupiah)"), help_text=_("Jumlah paling banyak, misalnya 480.000.000."))
    budget_code = forms.CharField(label=_("Kode anggaran"), max_length=60, required=False)
    legal_basis = forms.CharField(label=_("Dasar"), max_length=300, required=False, help_text=_BASIS)

    def __init__(self, *args: Any, funders: QuerySet[Institution], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["funder"].queryset = funders  # type: ignore[attr-defined]


class CeilingForm(BalaiForm):
    ceiling = RupiahField(label=_("Pagu baru (rupiah)"))
    legal_basis = forms.CharField(label=_("Dasar perubahan"), max_length=300, help_text=_BASIS)


class DutyForm(BalaiForm):
    bearer = forms.ChoiceField(label=_("Dilakukan oleh"), choices=Bearer.choices)
    legal_basis = forms.CharField(label=_("Dasar aturan"), max_length=300, help_text=_BASIS)


class GuideForm(BalaiForm):
    number = forms.CharField(label=_("Nomor petunjuk"), max_length=120, help_text=_("Seperti tertulis di suratnya."))
    handed_by = forms.CharField(label=_("Diserahkan oleh"), max_length=200)
    received_on = forms.DateField(label=_("Diterima pada"))
    changes = forms.CharField(
        label=_("Yang berubah dari versi sebelumnya"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kosongkan pada versi pertama."),
    )
