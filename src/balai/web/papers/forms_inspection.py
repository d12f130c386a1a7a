"""Forms of an inspection: the mandate, the draw, the finding."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from balai.institutions.models import Institution
from balai.papers.actions.inspect import Wish
from balai.papers.enums import Finding, MandateScope
from balai.papers.evidence import LINE_WORDS
from balai.papers.rules.inspection import MOST_LINES
from balai.planning.models import Batch
from balai.web.forms.base import BalaiForm
from balai.web.forms.once import OnceForm
from balai.web.institutions.fields import InstitutionField


class MandateForm(BalaiForm):
    giver: "forms.ModelChoiceField[Institution]" = forms.ModelChoiceField(
        queryset=None, label=_("Pemberi tugas"), empty_label=None
    )
    body = InstitutionField(
        label=_("Lembaga pemeriksa"), help_text=_("Misalnya inspektorat, auditor, atau lembaga Anda sendiri.")
    )
    scope = forms.ChoiceField(label=_("Yang diperiksa"), choices=MandateScope.choices)
    letter_number = forms.CharField(label=_("Nomor surat tugas"), max_length=80)
    valid_from = forms.DateField(label=_("Berlaku mulai"))
    valid_to = forms.DateField(label=_("Berlaku sampai"))

    def __init__(self, *args: Any, givers: QuerySet[Institution], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["giver"].queryset = givers.order_by("name")  # type: ignore[attr-defined]


class DrawForm(OnceForm):
    """Of one year; classes: those offered, or all of them."""

    batch: "forms.ModelChoiceField[Batch]" = forms.ModelChoiceField(
        queryset=None, label=_("Kelas"), required=False, empty_label=_("Semua kelas tahun ini")
    )
    kinds = forms.MultipleChoiceField(
        label=_("Jenis baris"), choices=list(LINE_WORDS.items()), widget=forms.CheckboxSelectMultiple,
        initial=list(LINE_WORDS),
    )  # fmt: skip
    lines = forms.IntegerField(label=_("Jumlah baris"), min_value=1, max_value=MOST_LINES, initial=20)
    seed = forms.RegexField(
        r"^[0-9]{1,40}$", label=_("Angka undian"), required=False, widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text=_("Kosongkan untuk diundi Balai, atau tulis angka yang diambil di depan saksi."),
        error_messages={"invalid": _("“Angka undian”: tulis angka saja, paling banyak 40 angka.")},
    )  # fmt: skip

    def __init__(self, *args: Any, classes: QuerySet[Batch], year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.year = year
        self.fields["batch"].queryset = classes  # type: ignore[attr-defined]

    def wish(self) -> Wish:
        said = self.filled()
        return Wish("".join(said["kinds"]), said["lines"], said["batch"], self.year, said["seed"])


class AnswerForm(BalaiForm):
    text = forms.CharField(
        label=_("Jawaban balai"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Dijawab satu kali dan tidak berubah lagi; jawaban ini tercetak di samping temuannya."),
    )  # fmt: skip
    file = forms.FileField(
        label=_("Lampiran"), required=False, help_text=_("Foto atau PDF, misalnya surat atau bukti lain.")
    )


class FindingForm(BalaiForm):
    finding = forms.ChoiceField(label=_("Temuan"), choices=Finding.choices, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("Catatan"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Wajib bila tidak sesuai atau tidak ditemukan."),
    )  # fmt: skip
