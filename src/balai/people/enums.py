from django.db import models
from django.utils.translation import gettext_lazy as _


class Sex(models.TextChoices):
    MALE = "L", _("laki-laki")
    FEMALE = "P", _("perempuan")


class NationalIdState(models.TextChoices):
    NONE = "none", _("belum ada NIK")
    UNVERIFIED = "unverified", _("NIK belum diperiksa")
    VERIFIED = "verified", _("NIK sudah diperiksa")


class Education(models.TextChoices):
    """Internal list; maps to the IPK codes, the Dukcapil list and the bands of the area figures (domain book 3.4)."""

    NONE = "none", _("tidak/belum sekolah")
    PRIMARY_UNFINISHED = "primary_unfinished", _("belum tamat SD/sederajat")
    PRIMARY = "primary", _("SD/sederajat")
    JUNIOR = "junior", _("SMP/sederajat")
    SENIOR = "senior", _("SMA/sederajat")
    VOCATIONAL = "vocational", _("SMK/sederajat")
    DIPLOMA_1_2 = "diploma_1_2", _("Diploma I/II")
    DIPLOMA_3 = "diploma_3", _("Diploma III")
    BACHELOR = "bachelor", _("Diploma IV/S1")
    MASTER = "master", _("S2")
    DOCTOR = "doctor", _("S3")


class Aim(models.TextChoices):
    """What the person wants (R-000-07)."""

    JOB = "job", _("mendapat pekerjaan")
    BUSINESS = "business", _("membuka usaha")
    GROW_BUSINESS = "grow_business", _("mengembangkan usaha yang ada")
    SKILL = "skill", _("menambah keterampilan")


class DisabilityKind(models.TextChoices):
    """UU 8/2016 art. 4; multiple is derived from two or more."""

    PHYSICAL = "physical", _("fisik")
    INTELLECTUAL = "intellectual", _("intelektual")
    MENTAL = "mental", _("mental")
    SENSORY_SEEING = "sensory_seeing", _("sensorik: netra")
    SENSORY_HEARING = "sensory_hearing", _("sensorik: rungu")
    SENSORY_SPEAKING = "sensory_speaking", _("sensorik: wicara")


class Adjustment(models.TextChoices):
    """What would help; asked of everybody, apart from any category."""

    RAMP = "ramp", _("jalan landai atau ruang lantai dasar")
    SIGN_LANGUAGE = "sign_language", _("juru bahasa isyarat")
    SCREEN_READER = "screen_reader", _("pembaca layar")
    LARGE_PRINT = "large_print", _("huruf besar")
    EXTRA_TIME = "extra_time", _("waktu tambahan")
    COMPANION = "companion", _("pendamping selama kegiatan")
    READ_ALOUD = "read_aloud", _("soal dibacakan")
    CHILD_CARE = "child_care", _("tempat untuk anak kecil")


class VulnerableGroup(models.TextChoices):
    """Programme categories, domain book 9. Never shown on public or employer pages."""

    HEAD_OF_HOUSEHOLD_WOMAN = "woman_head", _("perempuan kepala keluarga")
    YOUTH = "youth", _("pemuda")
    ELDERLY = "elderly", _("lansia")
    LAID_OFF = "laid_off", _("korban PHK")
    UNEMPLOYED = "unemployed", _("penganggur")
    UNDEREMPLOYED = "underemployed", _("setengah penganggur")
    MIGRANT = "migrant", _("calon atau purna pekerja migran")
    FISHER_FARMER_WIFE = "fisher_farmer_wife", _("istri nelayan atau petani")
    POOR = "poor", _("keluarga kurang mampu")
    REMOTE = "remote", _("warga daerah terpencil")
    DISASTER = "disaster", _("terdampak bencana atau pandemi")


class ConsentPurpose(models.TextChoices):
    """Extras beyond the public task; each asked apart, none a condition of service."""

    SHARE_WITH_EMPLOYER = "share_with_employer", _("membagikan profil kepada pemberi kerja")
    REMINDERS = "reminders", _("pengingat melalui pesan telepon")
    FOLLOW_UP_CONTACTS = "follow_up_contacts", _("menghubungi orang yang mengenal saya")
    SUCCESS_STORY = "success_story", _("kisah dan foto untuk publik")
    GUARDIAN = "guardian", _("persetujuan wali untuk yang belum 18 tahun")


class RequestKind(models.TextChoices):
    """Rights of the subject (UU 27/2022 art. 5-13); each has a clock of 3x24 hours."""

    ACCESS = "access", _("melihat data saya")
    CORRECT = "correct", _("memperbaiki data saya")
    RESTRICT = "restrict", _("menghentikan pemrosesan")
    ERASE = "erase", _("menghapus data saya")


class RequestState(models.TextChoices):
    OPEN = "open", _("menunggu jawaban")
    GRANTED = "granted", _("dikabulkan")
    PARTLY = "partly", _("dikabulkan sebagian")
    DECLINED = "declined", _("ditolak dengan alasan")


class ConsentMeans(models.TextChoices):
    """How consent was given: the proof that UU 27/2022 art. 24 asks for."""

    SCREEN = "screen", _("melalui layar")
    PAPER = "paper", _("di atas kertas")
    SPOKEN = "spoken", _("lisan, dicatat petugas")


class DuplicateReason(models.TextChoices):
    SAME_HINT = "same_hint", _("15 angka NIK sama")
    SAME_NAME_BIRTH = "same_name_birth", _("nama dan tanggal lahir sama")
    SAME_PHONE_NAME = "same_phone_name", _("nomor telepon sama dan nama mirip")
    BY_HAND = "by_hand", _("ditandai petugas")


class PairState(models.TextChoices):
    OPEN = "open", _("menunggu diperiksa")
    MERGED = "merged", _("digabung")
    NOT_SAME = "not_same", _("dua orang berbeda")


class ClaimState(models.TextChoices):
    CODE_SENT = "code_sent", _("menunggu kode")
    WAITING = "waiting", _("menunggu petugas")
    CONFIRMED = "confirmed", _("diterima")
    DECLINED = "declined", _("ditolak dengan alasan")
    EXPIRED = "expired", _("lewat waktu")


class CallOutcome(models.TextChoices):
    OPEN = "open", _("belum dihubungi")
    NO_ANSWER = "no_answer", _("tidak dijawab")
    DONE = "done", _("NIK sudah ditanyakan")
    GIVEN_UP = "given_up", _("tidak dapat dihubungi")
