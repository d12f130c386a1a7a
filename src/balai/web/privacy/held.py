"""The PRIVACY declarations of every model, put into sentences by purpose."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from balai.kernel.privacy import Personal, Privacy, Purpose
from balai.web.privacy.words import OTHER, WHAT

WHY: dict[Purpose, tuple[str | Promise, str | Promise]] = {
    Purpose.SERVICE: (
        _("Layanan ketenagakerjaan"),
        _("Untuk konseling, pelatihan, dan penempatan yang Anda minta; tugas pelayanan publik."),
    ),
    Purpose.IDENTITY: (
        _("Mengenali Anda"),
        _("Supaya dua orang tidak tertukar dan satu bantuan tidak diterima dua kali; kewajiban hukum."),
    ),
    Purpose.CONTACT: (_("Menghubungi Anda"), _("Untuk mengabari hasil seleksi, jadwal, dan menanyakan kabar.")),
    Purpose.INCLUSION: (
        _("Penyesuaian yang Anda perlukan"),
        _("Hanya dengan persetujuan Anda, yang bisa dicabut kapan saja."),
    ),
    Purpose.ACCOUNT: (_("Akun Anda"), _("Untuk masuk dan menjaga akun tetap milik Anda.")),
    Purpose.EVIDENCE: (
        _("Pertanggungjawaban uang negara"),
        _("Bukti bahwa pelatihan benar-benar diselenggarakan; kewajiban hukum."),
    ),
    Purpose.FOLLOW_UP: (
        _("Kabar sesudah pelatihan"),
        _("Untuk mengetahui apakah pelatihan membantu alumni bekerja, dan memperbaikinya."),
    ),
}


@dataclass(slots=True)
class Held:
    """months: the longest term of its fields. specific: special category (UU 27/2022 art. 4)."""

    what: str
    months: int = 0
    specific: bool = False

    @property
    def term(self) -> str:
        if self.months % 12:
            return ngettext("%(n)s bulan", "%(n)s bulan", self.months) % {"n": self.months}
        return ngettext("%(n)s tahun", "%(n)s tahun", self.months // 12) % {"n": self.months // 12}


@dataclass(frozen=True, slots=True)
class PurposeHeld:
    title: str | Promise
    why: str | Promise
    rows: list[Held]


def declarations() -> Iterator[tuple[str, Purpose, Personal]]:
    """(model, purpose, one field's declaration) for everything personal that any model holds."""
    for model in apps.get_models():
        declared = getattr(model, "PRIVACY", None)
        if isinstance(declared, Privacy):
            for personal in declared.personal.values():
                yield model._meta.label, personal.purpose, personal


def held() -> list[PurposeHeld]:
    """In the order of Purpose; those for which something is held."""
    found: dict[Purpose, dict[str, Held]] = defaultdict(dict)
    for label, purpose, personal in declarations():
        what = str(WHAT.get((label, purpose), OTHER))
        row = found[purpose].setdefault(what, Held(what))
        row.months = max(row.months, personal.months)
        row.specific |= personal.specific
    return [
        PurposeHeld(*WHY[purpose], sorted(found[purpose].values(), key=lambda row: row.months))
        for purpose in Purpose
        if found[purpose]
    ]
