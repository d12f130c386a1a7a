from django.db import models
from django.utils.translation import gettext_lazy as _

from balai.kernel.workflow import Workflow


class Sector(models.TextChoices):
    GOVERNMENT = "government", _("pemerintah")
    PRIVATE = "private", _("swasta")
    COMMUNITY = "community", _("masyarakat")
    DONOR = "donor", _("donor")


class InstitutionKind(models.TextChoices):
    MINISTRY = "ministry", _("kementerian")
    CENTRAL_TRAINING_UNIT = "central_training_unit", _("unit pelatihan pusat (BPVP/BBPVP)")
    LEGISLATURE = "legislature", _("lembaga legislatif")
    STATISTICS_AGENCY = "statistics_agency", _("badan statistik")
    CERTIFICATION_AUTHORITY = "certification_authority", _("otoritas sertifikasi (BNSP)")
    CERTIFICATION_BODY = "certification_body", _("lembaga sertifikasi profesi (LSP)")
    PROVINCE_OFFICE = "province_office", _("dinas provinsi")
    LABOUR_OFFICE = "labour_office", _("dinas tenaga kerja kabupaten/kota")
    REGIONAL_GOVERNMENT = "regional_government", _("pemerintah daerah")
    DISTRICT_OFFICE = "district_office", _("kecamatan")
    VILLAGE_OFFICE = "village_office", _("kelurahan, desa atau nagari")
    TRAINING_CENTRE = "training_centre", _("balai latihan kerja (BLK)")
    COMMUNITY_TRAINING_CENTRE = "community_training_centre", _("BLK Komunitas")
    PRIVATE_TRAINING_PROVIDER = "private_training_provider", _("lembaga pelatihan kerja (LPK)")
    SCHOOL = "school", _("sekolah atau madrasah")
    UNIVERSITY = "university", _("perguruan tinggi")
    RELIGIOUS_INSTITUTION = "religious_institution", _("lembaga keagamaan atau pesantren")
    TRADE_UNION = "trade_union", _("serikat pekerja/buruh")
    COMPANY = "company", _("perusahaan")
    SMALL_BUSINESSES = "small_businesses", _("usaha mikro, kecil dan menengah")
    EMPLOYERS_ASSOCIATION = "employers_association", _("asosiasi pengusaha")
    FORUM = "forum", _("forum")
    DONOR = "donor", _("donor atau lembaga mitra")
    INTERNATIONAL_ORGANISATION = "international_organisation", _("organisasi internasional")
    EVALUATOR = "evaluator", _("lembaga evaluasi atau penelitian")
    VOLUNTEER_WORKERS = "volunteer_workers", _("tenaga kerja sukarela")
    SELF_EMPLOYMENT_GROUPS = "self_employment_groups", _("kelompok tenaga kerja mandiri")
    PARTICIPANTS = "participants", _("peserta pelatihan")
    ALUMNI = "alumni", _("alumni")
    OTHER = "other", _("lainnya")


OFFICES_OF_NATION = frozenset({InstitutionKind.MINISTRY})
OFFICES_OF_PROVINCE = frozenset({InstitutionKind.PROVINCE_OFFICE})
OFFICES_OF_REGENCY = frozenset({InstitutionKind.LABOUR_OFFICE, InstitutionKind.REGIONAL_GOVERNMENT})
OFFICES = OFFICES_OF_NATION | OFFICES_OF_PROVINCE | OFFICES_OF_REGENCY
"""Kinds that answer for an area once verified."""


class Function(models.TextChoices):
    """What an actor does in a collaboration; apart from kind and sector (the same office may fund and select)."""

    FUNDER = "funder", _("pendana")
    COORDINATOR = "coordinator", _("koordinator")
    FACILITATOR = "facilitator", _("fasilitator")
    REGULATOR = "regulator", _("regulator")
    SELECTOR = "selector", _("penyeleksi")
    TRAINING_PROVIDER = "training_provider", _("penyelenggara pelatihan")
    CERTIFIER = "certifier", _("penerbit sertifikat kompetensi")
    EMPLOYER = "employer", _("pemberi kerja")
    MENTOR = "mentor", _("pendamping")
    FORUM = "forum", _("forum")
    TRAINEE = "trainee", _("peserta")
    BENEFICIARY = "beneficiary", _("penerima manfaat")
    PROGRAMME_PARTNER = "programme_partner", _("mitra program")
    REGISTRATION = "registration", _("pendaftaran")
    LOCATION = "location", _("penyedia lokasi")


class Tier(models.TextChoices):
    """Governance tier of a public training unit; UPTP (centre) is not UPTD (region)."""

    UPTP = "uptp", _("UPTP (unit pelaksana teknis pusat)")
    UPTD = "uptd", _("UPTD (unit pelaksana teknis daerah)")


class Standing(models.TextChoices):
    UNVERIFIED = "unverified", _("belum diperiksa")
    VERIFIED = "verified", _("sudah diperiksa")
    REFUSED = "refused", _("ditolak")
    CLOSED = "closed", _("tutup")


class NameKind(models.TextChoices):
    OFFICIAL = "official", _("nama resmi")
    FORMER = "former", _("nama dahulu")
    ALIAS = "alias", _("nama lain")
    AS_REPORTED = "as_reported", _("seperti tertulis di sumber")


class HostKind(models.TextChoices):
    """Who keeps a BLK Komunitas (domain book 5.2)."""

    RELIGIOUS = "religious", _("lembaga keagamaan")
    UNION = "union", _("serikat pekerja/buruh")
    OTHER = "other", _("lembaga lain")


class Condition(models.TextChoices):
    GOOD = "good", _("baik")
    WORN = "worn", _("aus")
    BROKEN = "broken", _("rusak")
    TOO_SMALL = "too_small", _("terlalu sempit atau kurang")
    ABSENT = "absent", _("tidak ada")


class RoomKind(models.TextChoices):
    ROOM = "room", _("ruang kelas")
    WORKSHOP = "workshop", _("bengkel praktik")
    OFFICE = "office", _("kantor")
    DORMITORY = "dormitory", _("asrama")
    OTHER = "other", _("lainnya")


class EquipmentKind(models.TextChoices):
    EQUIPMENT = "equipment", _("peralatan praktik")
    MEDIA = "media", _("media ajar")
    OTHER = "other", _("lainnya")


class InstructorGrade(models.TextChoices):
    """JF Instruktur (PermenPANRB 82/2020); empty for those who are not civil servants."""

    TERAMPIL = "terampil", _("terampil")
    MAHIR = "mahir", _("mahir")
    PENYELIA = "penyelia", _("penyelia")
    AHLI_PERTAMA = "ahli_pertama", _("ahli pertama")
    AHLI_MUDA = "ahli_muda", _("ahli muda")
    AHLI_MADYA = "ahli_madya", _("ahli madya")
    AHLI_UTAMA = "ahli_utama", _("ahli utama")


class CertificateKind(models.TextChoices):
    TECHNICAL = "technical", _("teknis")
    METHODOLOGY = "methodology", _("metodologi pelatihan")
    ASSESSOR = "assessor", _("asesor")


class AgreementKind(models.TextChoices):
    REGULATION = "regulation", _("peraturan")
    MOU = "mou", _("nota kesepahaman atau perjanjian kerja sama")
    PROGRAMME = "programme", _("program")
    OPERATING_GUIDE = "operating_guide", _("petunjuk operasional")


class StandingStep(models.TextChoices):
    VERIFY = "verify", _("diperiksa dan diterima")
    REFUSE = "refuse", _("ditolak")
    CLOSE = "close", _("ditutup")
    REOPEN = "reopen", _("dibuka kembali")
    UNDO = "undo", _("keputusan dibatalkan")


STANDING_STEPS = Workflow(
    {
        StandingStep.VERIFY: ((Standing.UNVERIFIED,), Standing.VERIFIED),
        StandingStep.REFUSE: ((Standing.UNVERIFIED,), Standing.REFUSED),
        StandingStep.CLOSE: ((Standing.UNVERIFIED, Standing.VERIFIED), Standing.CLOSED),
        StandingStep.REOPEN: ((Standing.CLOSED, Standing.REFUSED), Standing.UNVERIFIED),
    }
)
