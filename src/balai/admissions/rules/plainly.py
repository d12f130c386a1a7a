"""Every refusal in plain words, with the numbers it rests on, for the applicant to read."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from balai.admissions.enums import DecisionRule
from balai.kernel import formats

R = DecisionRule
WORDS: Mapping[str, str | Promise] = {
    R.RANKED_BELOW: _(
        "Semua yang memenuhi syarat diurutkan menurut nilai akhir. Kursi dan cadangan habis sebelum urutan Anda."
    ),
    R.BELOW_PASS: _("Satu tahap seleksi mempunyai batas lulus, dan nilai Anda pada tahap itu belum mencapainya."),
    R.NOT_DRAWN: _(
        "Kelas ini memilih dengan undian terbuka. Kode undian Anda keluar sesudah kursi dan cadangan habis."
    ),
    R.ABSENT: _("Anda tercatat tidak hadir pada satu tahap seleksi, padahal setiap tahap wajib diikuti."),
    R.DOCUMENTS: _("Ada berkas yang diminta kelas ini dan belum lengkap saat seleksi."),
    R.REQUIREMENTS: _("Satu syarat kelas ini belum terpenuhi."),
    R.TRAINED_THIS_YEAR: _(
        "Orang yang belum pernah dilatih tahun ini didahulukan, dan Anda tercatat sudah ikut pelatihan."
    ),
    R.IN_SCHOOL_OR_WORK: _("Kelas ini untuk orang yang tidak sedang bersekolah dan belum bekerja."),
    R.NO_ROUTE: _("Kelas ini meminta rekomendasi jalur pelatihan dari pengantar kerja, dan rekomendasi itu belum ada."),
    R.NOT_CONFIRMED: _("Daftar ulang tidak kami terima sampai batas waktunya, jadi kursi diberikan kepada cadangan."),
    R.NOT_COME: _("Anda tercatat tidak datang saat kelas mulai, jadi kursi diberikan kepada cadangan."),
    R.DUPLICATE: _("Anda terdaftar dua kali di kelas ini; yang satu ditutup."),
    R.OTHER: _("Alasannya ditulis petugas di bawah ini."),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Own numbers of one applicant; the last one seated tells where the line was, without a name."""

    total: Decimal | None
    place: int | None
    of: int
    last_seat_total: Decimal | None


def numbers_of(rule: str, mine: Standing) -> list[str]:
    """Sentences with the figures behind a refusal by rank; empty where no figure decided."""
    if rule != R.RANKED_BELOW or mine.total is None or mine.place is None:
        return []
    said = [
        str(_("Nilai akhir Anda %(total)s, urutan %(place)d dari %(of)d."))
        % {"total": formats.angka(mine.total, 2), "place": mine.place, "of": mine.of}
    ]
    if mine.last_seat_total is not None:
        said.append(str(_("Nilai akhir kursi terakhir %(total)s.")) % {"total": formats.angka(mine.last_seat_total, 2)})
    return said
