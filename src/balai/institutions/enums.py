from django.db import models
from django.utils.translation import gettext_lazy as _


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
