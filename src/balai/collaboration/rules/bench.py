"""A bench: who may work on it, and that nobody can be found from what is written on it."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.collaboration.enums import Leaning, SourceKind, Subject
from balai.collaboration.models import Bench, CoderSeat, Collaboration, Period
from balai.institutions.rules.partial_dates import first_and_last
from balai.kernel.refusal import Refused

_GAP = r"[\s.\-/]?"
_NIK = re.compile(rf"(?<!\d)\d(?:{_GAP}\d){{15}}(?!\d)")
_PHONE = re.compile(
    rf"(?<!\d)(?:\+?\s?62|0){_GAP}8(?:{_GAP}\d){{7,11}}(?!\d)|\(0\d{{2,3}}\)\s?\d(?:{_GAP}\d){{4,8}}(?!\d)"
)
_MAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]{2,}")
MOST_CODES = 4
MOST_IN_ROUND = 200


def check_researcher(by: Actor, institution_id: int, period: Period) -> None:
    """A researcher of that body who may read the collaboration."""
    reads = Collaboration.objects.visible_to(by).filter(pk=period.collaboration_id).exists()
    if by.user_id is None or not reads or not by.may(Permission.BENCH_EDIT, institution_id):
        raise Refused("no_researcher", _("Hanya peneliti lembaga ini yang bekerja di meja peneliti ini."))


def check_nobody_is_named(text: str, field: str) -> str:
    """The words as they are kept. What leads to one person is refused with what it looks like."""
    plain = "".join(
        str(unicodedata.digit(letter, letter)) for letter in unicodedata.normalize("NFKC", text) if letter.isprintable() or letter.isspace()
    )  # fmt: skip
    if _MAIL.search(plain):
        raise Refused(
            "mail_found",
            _("Di sini ada alamat surel. Hapus, supaya tidak ada orang yang bisa ditemukan dari kajian ini."),
            field,
        )
    if _NIK.search(plain):
        raise Refused(
            "nik_found",
            _(
                "Di sini ada 16 angka seperti nomor induk kependudukan (NIK). Hapus: informan tidak boleh bisa dikenali."
            ),
            field,
        )
    if _PHONE.search(plain):
        raise Refused(
            "phone_found",
            _("Di sini ada nomor telepon. Hapus, supaya tidak ada orang yang bisa dihubungi dari kajian ini."),
            field,
        )
    return text.strip()


def check_said(text: str, field: str, sentence: Any) -> str:
    kept = check_nobody_is_named(text, field)
    if not kept:
        raise Refused("no_words", sentence, field)
    return kept


def check_kind(kind: str) -> str:
    if kind not in SourceKind.values:
        raise Refused("no_kind", _("Pilih jenis sumber dari daftar."), "kind")
    return kind


def check_dated(text: str) -> str:
    """As the workbook writes dates: 2019, 2019-09, 2019-09-10."""
    text = text.strip()
    if not text:
        return ""
    try:
        days = first_and_last(text)
    except ValueError:
        days = None
    if days is None:
        raise Refused("no_date", _("“Tanggal”: tulis 2019, 09-2019 atau 10-09-2019, sejauh yang diketahui."), "dated")
    first, last = days
    if first == last:
        return first.isoformat()
    return f"{first:%Y}" if (last - first).days > 31 else f"{first:%Y-%m}"


def check_own_bench(row: Any, bench: Bench, field: str) -> None:
    if row is not None and row.bench_id != bench.pk:
        raise Refused("other_bench", _("Pilih yang ada di meja peneliti ini."), field)


def check_codes(codes: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Subject -> leaning. Nothing: no subject fits."""
    listed = list(codes)
    kept: dict[str, str] = {}
    for subject, leaning in listed:
        if subject not in Subject.values:
            raise Refused("no_subject", _("Pilih hal dari daftar."), "codes")
        if leaning not in Leaning.values:
            raise Refused(
                "no_leaning", _("Pilih arah untuk tiap hal: mendukung, menghambat, atau tidak jelas."), "codes"
            )
        if subject in kept:
            raise Refused(
                "subject_twice", _("Satu hal hanya dikode sekali untuk satu kutipan. Hapus yang ganda."), "codes"
            )
        kept[subject] = leaning
    if len(kept) > MOST_CODES:
        raise Refused("too_many", _("Paling banyak empat hal untuk satu kutipan. Pilih yang utama."), "codes")
    return kept


def check_coding_open(seat: CoderSeat | None) -> CoderSeat:
    if seat is None:
        raise Refused("no_coder", _("Anda bukan pengode putaran ini."))
    if seat.done_at is not None:
        raise Refused(
            "said_done",
            _(
                "Anda sudah menyatakan selesai; pengodean Anda tidak berubah lagi. Bicarakan perbedaannya sesudah keduanya selesai."
            ),
        )
    return seat


def check_compared(compared: object) -> None:
    if not compared:
        raise Refused("not_compared", _("Kesepakatan dibicarakan sesudah kedua pengode menyatakan selesai."))


def check_coders(first: int, second: int, colleagues: Mapping[int, str]) -> None:
    if first == second:
        raise Refused("one_coder", _("Dua pengode harus dua orang yang berbeda."), "second")
    for user, field in ((first, "first"), (second, "second")):
        check_colleague(user, colleagues, field)


def check_colleague(user: int, colleagues: Mapping[int, str], field: str) -> None:
    if user not in colleagues:
        raise Refused("no_colleague", _("Pilih peneliti yang punya meja di lembaga ini."), field)
