"""What somebody says when applying, and whether the class takes it. Local rules of domain book 2.2: they stand on the batch."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from balai.kernel import formats
from balai.kernel.clock import age_on
from balai.kernel.refusal import Refused
from balai.people.enums import Education
from balai.people.rules.details import PersonDetails, Tidied, tidy
from balai.planning.enums import BatchState
from balai.planning.models import Batch
from balai.regions.models import Region
from balai.regions.queries import contains

CONSENT_VERSION = "2026-1"
LONGEST_KEY = 200

RANK = {
    Education.NONE: 0, Education.PRIMARY_UNFINISHED: 0, Education.PRIMARY: 1, Education.JUNIOR: 2, Education.SENIOR: 3,
    Education.VOCATIONAL: 3, Education.DIPLOMA_1_2: 4, Education.DIPLOMA_3: 5, Education.BACHELOR: 6,
    Education.MASTER: 7, Education.DOCTOR: 8,
}  # fmt: skip
"""Steps of schooling: senior secondary and vocational secondary stand side by side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """As written. key: of the sender, the same key again is the same application. consent: the notice was accepted."""

    batch_id: int
    key: str = field(repr=False)
    full_name: str
    birth_date: date
    sex: str = ""
    nik: str = field(default="", repr=False)
    phone: str = ""
    region_code: str = ""
    education: str = ""
    aim: str = ""
    motivation: str = ""
    consent: bool = False


def check_claim(claim: Claim, batch: Batch | None, region: Region | None, now: datetime) -> Tidied:
    """The claim made tidy. Raises Refused with the code of the first rule that says no, its field where it has one."""
    if batch is None:
        raise Refused("batch_unknown", _("Kelas ini tidak ditemukan. Pilih kelas dari daftar pelatihan."))
    check_is_open(batch, now)
    if not 1 <= len(claim.key) <= LONGEST_KEY:
        raise Refused("key_missing", _("Kunci kiriman belum ada atau lebih dari 200 huruf."), "key")
    if not claim.consent:
        raise Refused(
            "consent_missing",
            _("Pemberitahuan tentang data Anda belum disetujui. Baca, lalu centang bila Anda setuju."),
            "consent",
        )
    tidied = tidy(details_of(claim, region), now.astimezone(ZoneInfo(batch.zone)).date())
    check_age(batch, claim.birth_date)
    check_education(batch, claim.education)
    check_residence(batch, claim.region_code, region)
    return tidied


def details_of(claim: Claim, region: Region | None) -> PersonDetails:
    return PersonDetails(
        full_name=claim.full_name, nik=claim.nik, birth_date=claim.birth_date, sex=claim.sex, phone=claim.phone,
        home_region=region, education=claim.education, aim=claim.aim,
    )  # fmt: skip


def check_is_open(batch: Batch, now: datetime) -> None:
    """Instants compare as instants; the sentence shows the centre's zone (WIB, WITA, WIT)."""
    zone = ZoneInfo(batch.zone)
    if batch.state in (BatchState.DRAFT, BatchState.CANCELLED):
        raise Refused(
            "batch_not_announced", _("Kelas ini belum diumumkan atau dibatalkan. Lihat kelas lain di daftar pelatihan.")
        )
    if now < batch.opens_at:
        raise Refused(
            "registration_not_open",
            _("Pendaftaran kelas ini baru dibuka %(when)s.") % {"when": formats.waktu(batch.opens_at, zone)},
        )
    if now >= batch.closes_at or batch.state != BatchState.ANNOUNCED:
        raise Refused(
            "registration_closed",
            _("Pendaftaran kelas ini ditutup %(when)s. Lihat kelas lain yang masih dibuka.")
            % {"when": formats.waktu(batch.closes_at, zone)},
        )


def check_age(batch: Batch, born: date) -> None:
    """Age on the day the class starts."""
    age = age_on(born, batch.starts_on)
    if batch.minimum_age is not None and age < batch.minimum_age:
        raise Refused(
            "too_young",
            _("Umur saat kelas mulai %(age)d tahun, sedangkan kelas ini mulai %(limit)d tahun. Pilih kelas lain.")
            % {"age": age, "limit": batch.minimum_age},
            "birth_date",
        )
    if batch.maximum_age is not None and age > batch.maximum_age:
        raise Refused(
            "too_old",
            _("Umur saat kelas mulai %(age)d tahun, sedangkan kelas ini sampai %(limit)d tahun. Pilih kelas lain.")
            % {"age": age, "limit": batch.maximum_age},
            "birth_date",
        )


def check_education(batch: Batch, education: str) -> None:
    if education and education not in RANK:
        raise Refused("education_unknown", _("Pilih pendidikan terakhir dari daftar."), "education")
    if not batch.minimum_education:
        return
    if not education:
        raise Refused(
            "education_missing", _("Pendidikan terakhir belum dipilih; kelas ini memerlukannya."), "education"
        )
    if RANK[Education(education)] < RANK[Education(batch.minimum_education)]:
        raise Refused(
            "education_too_low",
            _("Kelas ini untuk lulusan paling rendah %(least)s. Pilih kelas lain yang sesuai dengan ijazah Anda.")
            % {"least": Education(batch.minimum_education).label},
            "education",
        )


def check_residence(batch: Batch, code: str, region: Region | None) -> None:
    """By domicile, not by the number on the identity card."""
    if code and region is None:
        raise Refused("region_unknown", _("Tempat tinggal tidak ditemukan. Pilih dari daftar wilayah."), "region_code")
    outer = batch.residents_of
    if outer is None:
        return
    if region is None:
        raise Refused("region_missing", _("Tempat tinggal belum dipilih; kelas ini memerlukannya."), "region_code")
    if not contains(outer, region):
        raise Refused(
            "not_resident",
            _("Kelas ini untuk warga yang tinggal di %(place)s. Pilih kelas lain di wilayah Anda.")
            % {"place": outer.full_name},
            "region_code",
        )


def refusals(batch: Batch, born: date | None, education: str, region: Region | None) -> Iterator[Refused]:
    """Every rule about the applicant that would say no, for pages that look ahead."""
    if born is not None:
        yield from _caught(lambda: check_age(batch, born))
    if education:
        yield from _caught(lambda: check_education(batch, education))
    if region is not None:
        yield from _caught(lambda: check_residence(batch, region.code, region))


def _caught(check: Callable[[], None]) -> Iterator[Refused]:
    try:
        check()
    except Refused as no:
        yield no
