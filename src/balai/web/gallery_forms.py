"""Invented forms for the gallery page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.web.forms.base import BalaiForm


class ApplyForm(BalaiForm):
    full_name = forms.CharField(
        label=_("Nama lengkap"), help_text=_("Seperti di kartu tanda penduduk (KTP). Satu kata juga boleh.")
    )
    phone = forms.CharField(label=_("Nomor telepon"), widget=forms.TextInput(attrs={"inputmode": "tel"}))
    birth_date = forms.DateField(
        label=_("Tanggal lahir"),
        help_text=_("Hari-bulan-tahun, misalnya 17-08-2001."),
    )
    education = forms.ChoiceField(
        label=_("Pendidikan terakhir"),
        choices=[("", _("Pilih satu")), ("sd", _("Sekolah dasar")), ("sma", _("Sekolah menengah atas"))],
    )
    route = forms.ChoiceField(
        label=_("Apa yang Anda inginkan?"),
        widget=forms.RadioSelect,
        choices=[
            ("work", _("Bekerja di perusahaan")),
            ("own", _("Membuka usaha sendiri")),
            ("unsure", _("Belum tahu")),
        ],
    )
    motivation = forms.CharField(label=_("Mengapa kelas ini?"), widget=forms.Textarea, required=False)
    consent = forms.BooleanField(label=_("Saya setuju data ini dipakai untuk seleksi kelas ini."))


class FilterForm(BalaiForm):
    field = forms.ChoiceField(
        label=_("Kejuruan"), required=False, choices=[("", _("Semua")), ("garmen", _("Garmen")), ("las", _("Las"))]
    )
    state = forms.ChoiceField(
        label=_("Keadaan"), required=False, choices=[("", _("Semua")), ("open", _("Dibuka")), ("closed", _("Ditutup"))]
    )


class QuestionForm(BalaiForm):
    working = forms.ChoiceField(
        label=_("Apakah Anda bekerja minggu ini, walau hanya satu jam?"),
        widget=forms.RadioSelect,
        choices=[
            ("yes", _("Ya, dibayar atau untuk usaha sendiri")),
            ("no", _("Tidak")),
            ("skip", _("Tidak ingin menjawab")),
        ],
    )


class FileForm(BalaiForm):
    file = forms.FileField(label=_("Berkas orang"), help_text=_("Excel (XLSX) atau CSV, paling besar 20 megabita."))
