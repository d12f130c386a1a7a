from django import forms
from django.utils.translation import gettext_lazy as _

from balai.web.forms.base import BalaiForm


class EntryFilter(BalaiForm):
    actor = forms.RegexField(
        r"^[A-Za-z0-9_.:-]+$",
        label=_("Pelaku"),
        required=False,
        max_length=64,
        help_text=_("misalnya user:12, cli, worker, atau public"),
        error_messages={"invalid": _("“Pelaku”: tulis seperti user:12.")},
    )
    verb = forms.RegexField(
        r"^[A-Za-z0-9_.-]+$",
        label=_("Perbuatan"),
        required=False,
        max_length=64,
        help_text=_("awalnya saja sudah cukup, misalnya people."),
        error_messages={"invalid": _("“Perbuatan”: tulis seperti people.register.")},
    )
    subject = forms.RegexField(
        r"^[A-Za-z0-9_.:/-]+$",
        label=_("Mengenai"),
        required=False,
        max_length=128,
        help_text=_("jenis, atau jenis dan nomor, misalnya people.person:0197…"),
        error_messages={"invalid": _("“Mengenai”: tulis jenis dan nomor, misalnya institutions.institution:7.")},
    )
