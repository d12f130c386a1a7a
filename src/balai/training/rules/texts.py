"""Sentences people must write, and dates that must fit."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from balai.kernel.refusal import Refused
from balai.planning.models import Batch

SHORTEST_REASON = 5


def check_reason(reason: str, field: str = "reason") -> str:
    text = " ".join(reason.split())
    if len(text) < SHORTEST_REASON:
        raise Refused("reason_missing", _("Tulis alasannya dalam beberapa kata, supaya bisa dibaca lagi nanti."), field)
    return text


def check_within_class(batch: Batch, day: date, field: str) -> None:
    if not batch.starts_on <= day <= batch.ends_on:
        raise Refused(
            "outside_class",
            _("Tanggalnya di luar masa kelas (%(first)s sampai %(last)s). Perbaiki tanggalnya.")
            % {"first": batch.starts_on.strftime("%d-%m-%Y"), "last": batch.ends_on.strftime("%d-%m-%Y")},
            field,
        )
