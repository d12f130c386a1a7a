"""Meetings of a forum: hours, who is asked, when minutes may be closed."""

import hashlib
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from balai.collaboration.models import Convening, Member, Period
from balai.institutions.enums import Standing
from balai.kernel.formats import waktu
from balai.kernel.refusal import Refused

LONGEST = timedelta(days=7)
DOORS_OPEN = timedelta(hours=2)
"""Before its hour nobody has met: what is marked earlier would be evidence of a meeting that was not."""
CODE_LIVES = timedelta(hours=12)
"""After the end; a picture of the poster is no chair at the table."""


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


def check_begun(convening: Convening, now: datetime) -> None:
    if now < convening.starts_at - DOORS_OPEN:
        raise Refused(
            "too_early",
            _("Daftar hadir dibuka dua jam sebelum rapat mulai, %(when)s. Kembali lagi nanti.")
            % {"when": waktu(convening.starts_at, ZoneInfo(convening.zone))},
        )


def check_code(convening: Convening, code: str, now: datetime) -> None:
    if code != convening.present_code:
        raise Refused("wrong_code", _("Kode hadir ini bukan kode rapat ini. Pindai ulang kode di tempat rapat."))
    if now > convening.ends_at + CODE_LIVES:
        raise Refused(
            "code_over", _("Rapat ini sudah selesai; kodenya tidak berlaku lagi. Minta sekretariat mencatat Anda.")
        )


def check_still_there(members: Iterable[Member]) -> None:
    """A body that was closed is asked no more; what it did before stays."""
    gone = sorted(one.name for one in members if one.institution.standing == Standing.CLOSED)
    if gone:
        raise Refused(
            "party_closed",
            _("Lembaga ini sudah tutup: %(names)s. Lepaskan centangnya, lalu undang penggantinya.")
            % {"names": ", ".join(gone[:5])},
            "members",
        )


def check_minutes(text: str) -> None:
    if not text.strip():
        raise Refused("no_minutes", _("Notulen belum ditulis. Tulis apa yang dibahas dan disepakati."), "minutes")


def digest_of(text: str) -> str:
    """By which a page says what it began from. Line ends are what browsers make of them."""
    return hashlib.sha256("\n".join(text.strip().splitlines()).encode()).hexdigest()


def check_unchanged(convening: Convening, text: str, seen: str | None) -> None:
    """Two write minutes at once: the second sees both texts and overwrites nothing."""
    now_there = digest_of(convening.minutes)
    if seen is not None and now_there not in (seen, digest_of(text)):
        raise Refused(
            "minutes_changed",
            _(
                "Orang lain menyimpan notulen ini sementara Anda menulis. Tulisannya ada di bawah tulisan Anda:"
                " gabungkan, lalu simpan lagi."
            ),
            "minutes",
        )


def check_closable(convening: Convening, waiting: Collection[str], now: datetime, wait: timedelta) -> None:
    """Every party that came has said its word, or had its time to. waiting: names of those that have not."""
    if waiting and (convening.sent_at is None or now < convening.sent_at + wait):
        raise Refused(
            "parties_asked",
            _("Belum semua pihak menjawab notulen: %(names)s. Tunggu jawabannya, atau tutup setelah tenggatnya lewat.")
            % {"names": ", ".join(sorted(waiting)[:5])},
        )
