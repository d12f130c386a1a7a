"""Dated rules of admissions. No national rule on weights, ties or terms was found: every default is a starting point."""

from django.utils.translation import gettext_lazy as _

from balai.access.permissions import Permission
from balai.parameters.declare import UNVERIFIED, Parameter, declare

CLAIM_DAYS = declare(
    Parameter(
        "admissions.claim_days", "integer", 3, _("Masa berlaku pendaftaran yang belum diperiksa"),
        _("sesudah itu pendaftaran yang nomor teleponnya belum menjawab kedaluwarsa"),
        unit=_("hari"), source=UNVERIFIED, minimum=1, maximum=60,
    )
)  # fmt: skip
CODE_ATTEMPTS = declare(
    Parameter(
        "admissions.code_attempts", "integer", 5, _("Percobaan kode telepon"),
        _("sebanyak ini satu kode boleh salah diketik"), unit=_("kali"), source=UNVERIFIED, minimum=3, maximum=10,
        technical=True,
    )
)  # fmt: skip
CODE_SENDS = declare(
    Parameter(
        "admissions.code_sends", "integer", 4, _("Kode telepon sehari"),
        _("sebanyak ini kode dikirim ke satu nomor dalam 24 jam sejak kode pertamanya; keluarga sering memakai satu nomor"),
        unit=_("kali"), source=UNVERIFIED, minimum=1, maximum=20,
        technical=True,
    )
)  # fmt: skip
CODE_MINUTES = declare(
    Parameter(
        "admissions.code_minutes", "integer", 30, _("Masa berlaku kode telepon"),
        _("sesudah itu kode baru perlu diminta"), unit=_("menit"), source=UNVERIFIED, minimum=5, maximum=1440,
        technical=True,
    )
)  # fmt: skip
WEIGHT_DOCUMENTS = declare(
    Parameter(
        "admissions.weight_documents", "integer", 20, _("Bobot seleksi administrasi"),
        _("bagian nilai berkas dalam nilai akhir; 0 berarti tahap ini tidak dinilai"),
        unit=_("persen"), source=UNVERIFIED, minimum=0, maximum=100,
        own_with=Permission.APPLICATION_DECIDE,
    )
)  # fmt: skip
WEIGHT_TEST = declare(
    Parameter(
        "admissions.weight_test", "integer", 40, _("Bobot tes tertulis"),
        _("bagian nilai tes dalam nilai akhir; 0 berarti tahap ini tidak dinilai"),
        unit=_("persen"), source=UNVERIFIED, minimum=0, maximum=100,
        own_with=Permission.APPLICATION_DECIDE,
    )
)  # fmt: skip
WEIGHT_INTERVIEW = declare(
    Parameter(
        "admissions.weight_interview", "integer", 40, _("Bobot wawancara"),
        _("bagian nilai wawancara (bakat, minat, motivasi) dalam nilai akhir; 0 berarti tahap ini tidak dinilai"),
        unit=_("persen"), source=UNVERIFIED, minimum=0, maximum=100,
        own_with=Permission.APPLICATION_DECIDE,
    )
)  # fmt: skip
CONFIRM_DAYS = declare(
    Parameter(
        "admissions.confirm_days", "integer", 3, _("Batas daftar ulang"),
        _("hari sejak hasil diumumkan; sesudah itu kursi boleh diberikan kepada cadangan"),
        unit=_("hari"), source=UNVERIFIED, minimum=1, maximum=30,
        own_with=Permission.APPLICATION_DECIDE,
    )
)  # fmt: skip
ROUTE_REQUIRED = declare(
    Parameter(
        "admissions.route_required", "boolean", False, _("Rekomendasi jalur pelatihan wajib"),
        _("bila ya, kursi hanya untuk orang yang jalurnya “pelatihan” sudah dicatat pengantar kerja; bila tidak, hanya diingatkan"),
        source=UNVERIFIED,
        own_with=Permission.APPLICATION_DECIDE,
    )
)  # fmt: skip
APPEAL_DAYS = declare(
    Parameter(
        "admissions.appeal_days", "integer", 3, _("Batas mengajukan banding"),
        _("hari sejak hasil diumumkan; sesudah itu banding tidak diterima lagi"),
        unit=_("hari"), source=UNVERIFIED, minimum=1, maximum=30,
        own_with=Permission.APPLICATION_DECIDE,
    )
)  # fmt: skip
APPEAL_ANSWER_DAYS = declare(
    Parameter(
        "admissions.appeal_answer_days", "integer", 3, _("Batas menjawab banding"),
        _("hari sejak banding diajukan; banding yang lewat batas berdiri paling atas di meja"),
        unit=_("hari"), source=UNVERIFIED, minimum=1, maximum=30,
        own_with=Permission.APPLICATION_DECIDE,
    )
)  # fmt: skip
SCORE_SPREAD = declare(
    Parameter(
        "admissions.score_spread", "integer", 15, _("Selisih nilai antarpenilai"),
        _("bila nilai dua penilai berbeda lebih dari ini, perbedaannya ditandai untuk dibicarakan"),
        unit=_("angka"), source=UNVERIFIED, minimum=1, maximum=100,
        own_with=Permission.APPLICATION_DECIDE,
    )
)  # fmt: skip
