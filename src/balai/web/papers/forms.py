from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.papers.contents.said import Said
from balai.web.forms.base import BalaiForm


def _line(label: Any, most: int = 200, **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=False, **kwargs)


def _rows(label: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(
        label=label, max_length=4000, required=False, widget=area, help_text=_("satu butir satu baris")
    )


ASKED = {
    "occasion": lambda: _line(_("Nama acara atau rapat")),
    "day": lambda: _line(_("Hari dan tanggal acara"), help_text=_("misalnya Senin, 7 September 2026; kosongkan untuk hari pertama kelas")),
    "clock": lambda: _line(_("Pukul"), 60),
    "venue": lambda: _line(_("Tempat acara")),
    "agenda": lambda: _rows(_("Acara atau catatan")),
    "writer": lambda: _line(_("Notulis")),
    "present": lambda: _line(_("Yang hadir"), 1000),
    "discussion": lambda: _rows(_("Pembahasan")),
    "decisions": lambda: _rows(_("Keputusan dan tindak lanjut")),
    "taker": lambda: _line(_("Yang menerima peralatan")),
    "taker_role": lambda: _line(_("Jabatan penerima")),
    "treasurer": lambda: _line(_("Bendahara yang membayarkan")),
    "problems": lambda: _rows(_("Masalah yang ditemui")),
    "advice": lambda: _rows(_("Saran")),
}  # fmt: skip
OWN = ("letter_number", "dated_on", "place", "signatory", "signatory_role", "signatory_number")


class PaperForm(BalaiForm):
    """Fields every paper has, and what this paper asks; an empty field is drawn as dots to fill in by hand."""

    letter_number = _line(_("Nomor surat"), 80, help_text=_("kosongkan untuk ditulis tangan"))
    dated_on = forms.DateField(label=_("Tanggal berkas"))
    place = _line(_("Tempat berkas dibuat"), 120)
    signatory = _line(_("Penanda tangan"))
    signatory_role = _line(_("Jabatan penanda tangan"))
    signatory_number = _line(_("NIP (nomor induk pegawai), bila ada"), 40)

    def __init__(self, *args: Any, asks: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key in asks:
            self.fields[key] = ASKED[key]()

    def said(self) -> Said:
        filled = dict(self.cleaned_data)
        own = {key: filled.pop(key) for key in OWN}
        return Said(texts={key: value for key, value in filled.items() if value}, **own)


class SignedForm(BalaiForm):
    file = forms.FileField(
        label=_("Pindaian bertanda tangan"), help_text=_("PDF atau potret (JPEG, PNG, WebP), paling besar 5 megabita")
    )


class SampleForm(BalaiForm):
    code = forms.RegexField(
        r"^[PTAUSB]-[0-9a-f-]+$", label=_("Kode baris"), max_length=60,
        help_text=_("tercetak di depan barisnya, misalnya P-12"),
        error_messages={"invalid": _("“Kode baris”: tulis huruf P, T, A, U, S, atau B, tanda hubung, lalu nomornya, misalnya P-12.")},
    )  # fmt: skip
