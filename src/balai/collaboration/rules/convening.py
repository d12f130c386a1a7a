"""Meetings of a forum: hours, who is asked, when minutes may be closed."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from balai.collaboration.models import Convening, Period
from balai.kernel.refusal import Refused

LONGEST = timedelta(days=7)


def check_open(period: Period) -> None:
    if period.is_closed:
        raise Refused(
            "period_closed", _("Masa ini sudah ditutup. Buka masa tahun ini dahulu, lalu buat rapatnya di sana.")
        )


def check_hours(starts_at: datetime, ends_at: datetime) -> None:
    if ends_at <= starts_at:
        raise Refused("ends_before_start", _("Jam selesai harus sesudah jam mulai. Perbaiki salah satunya."), "ends_at")
    if ends_at - starts_at > LONGEST:
        raise Refused("too_long", _("Rapat paling lama tujuh hari. Periksa tanggal selesainya."), "ends_at")


def check_where(place: str, join_url: str) -> None:
    if not place.strip() and not join_url.strip():
        raise Refused("no_place", _("Isi tempat rapat, atau tautan masuknya bila lewat daring."), "place")


def check_minutes(text: str) -> None:
    if not text.strip():
        raise Refused("no_minutes", _("Notulen belum ditulis. Tulis apa yang dibahas dan disepakati."), "minutes")


def check_closable(convening: Convening, waiting: Collection[str], now: datetime, wait: timedelta) -> None:
    """Every party that came has said its word, or had its time to. waiting: names of those that have not."""
    if waiting and (convening.sent_at is None or now < convening.sent_at + wait):
        raise Refused(
            "parties_asked",
            _("Belum semua pihak menjawab notulen: %(names)s. Tunggu jawabannya, atau tutup setelah tenggatnya lewat.")
            % {"names": ", ".join(sorted(waiting)[:5])},
        )
