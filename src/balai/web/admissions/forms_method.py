"""Forms about how a class selects, draws and answers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.web.forms.base import BalaiForm


def _percent(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=100, required=False)


def _criteria(label: Any, example: Any) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=example,
    )  # fmt: skip


class PlanForm(BalaiForm):
    by_lot = forms.ChoiceField(
        label=_("Cara memilih"), widget=forms.RadioSelect,
        choices=[("score", _("Menurut nilai")), ("draw", _("Dengan undian terbuka di antara yang memenuhi syarat"))],
    )  # fmt: skip
    weight_documents = _percent(_("Bobot seleksi administrasi (persen)"))
    weight_test = _percent(_("Bobot tes tertulis (persen)"))
    weight_interview = _percent(_("Bobot wawancara (persen)"))
    pass_documents = _percent(_("Batas lulus seleksi administrasi"))
    pass_test = _percent(_("Batas lulus tes tertulis"))
    pass_interview = _percent(_("Batas lulus wawancara"))
    criteria_documents = _criteria(_("Yang dilihat pada berkas"), _("satu baris satu hal, misalnya: ijazah"))
    criteria_test = _criteria(_("Yang dinilai pada tes"), _("misalnya: berhitung"))
    criteria_interview = _criteria(_("Yang dinilai pada wawancara"), _("misalnya: bakat; minat; motivasi"))
    later = ("criteria_documents", "criteria_test", "criteria_interview")
    later_words = _("Lembar nilai: hal yang dinilai di setiap tahap (boleh dikosongkan)")

    def titles(self, stage: str) -> list[str]:
        lines = self.cleaned_data[f"criteria_{stage}"].replace(";", "\n").splitlines()
        return [title for title in (" ".join(line.split())[:60] for line in lines) if title]


class NumberForm(BalaiForm):
    number = forms.CharField(
        label=_("Angka undian"), max_length=40, help_text=_("semua angkanya berurutan, misalnya hasil enam lemparan dadu: 416253"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    source = forms.CharField(
        label=_("Dari mana angkanya"), max_length=300, help_text=_("misalnya: dadu, dilempar pelamar di aula balai")
    )
    at = forms.DateTimeField(
        label=_("Kapan angka diambil"), input_formats=["%d-%m-%Y %H.%M", "%d-%m-%Y %H:%M"],
        widget=forms.DateTimeInput(format="%d-%m-%Y %H.%M"), help_text=_("misalnya: 25-11-2026 09.30"),
    )  # fmt: skip
    witnesses = forms.CharField(
        label=_("Nama saksi"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("paling sedikit dua, satu nama satu baris; nama ini terbaca umum"),
    )  # fmt: skip


class AppealForm(BalaiForm):
    words = forms.CharField(
        label=_("Apa yang menurut Anda keliru?"), max_length=500, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Dengan kata Anda sendiri. Berkas bisa dibawa ke balai."),
    )  # fmt: skip


class AnswerForm(BalaiForm):
    answer = forms.ChoiceField(
        label=_("Jawaban"), widget=forms.RadioSelect,
        choices=[("accept", _("Banding benar: pelamar menjadi yang pertama mendapat kursi kosong")),
                 ("reject", _("Putusan tetap"))],
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Alasannya"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}), help_text=_("dibaca pelamar")
    )


class ReachForm(BalaiForm):
    first_name = forms.CharField(label=_("Nama orang pertama"), max_length=200)
    first_relation = forms.CharField(
        label=_("Siapanya Anda"), max_length=80, required=False, help_text=_("misalnya: kakak")
    )
    first_phone = forms.CharField(label=_("Nomor telepon orang pertama"), max_length=40)
    second_name = forms.CharField(label=_("Nama orang kedua"), max_length=200, required=False)
    second_relation = forms.CharField(label=_("Siapanya Anda (orang kedua)"), max_length=80, required=False)
    second_phone = forms.CharField(label=_("Nomor telepon orang kedua"), max_length=40, required=False)
    moving_to = forms.CharField(
        label=_("Mungkin pindah ke mana?"),
        max_length=200,
        required=False,
        help_text=_("kota atau kabupaten; boleh kosong"),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
    consent = forms.BooleanField(label=_("Saya setuju dengan kalimat di atas."))
