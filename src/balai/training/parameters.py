from django.utils.translation import gettext_lazy as _

from balai.access.permissions import Permission
from balai.parameters.declare import UNVERIFIED, Parameter, declare

MINIMUM_ATTENDANCE = declare(
    Parameter(
        "training.minimum_attendance", "integer", 0, _("Kehadiran paling sedikit untuk lulus pelatihan"),
        _("ditampilkan saat kelulusan diputuskan; petugas tetap yang memutuskan; 0 berarti tanpa aturan"),
        unit=_("persen"), source=UNVERIFIED, minimum=0, maximum=100,
        own_with=Permission.TRAINING_CERTIFY,
    )
)  # fmt: skip
CERTIFICATE_NUMBER = declare(
    Parameter(
        "training.certificate_number", "text", "{nomor}/SP-{kelas}/{bulan}/{tahun}", _("Pola nomor sertifikat pelatihan"),
        _("{nomor} urut dalam tahun itu, {kelas} nomor kelas, {kursi} nomor kursi, {bulan} angka Romawi, {tahun}"),
        source=_("ditetapkan tiap balai pelatihan; belum ada ketentuan yang dapat dipastikan"),
        own_with=Permission.TRAINING_CERTIFY,
    )
)  # fmt: skip
SESSION_HOURS = declare(
    Parameter(
        "training.session_hours", "integer", 8, _("Jam pelajaran satu hari pelatihan"),
        _("dipakai saat pertemuan direncanakan; satu jam pelajaran 45 menit"),
        unit=_("jam pelajaran"), source=_("jadwal balai pelatihan pusat: 8 jam pelajaran sehari"), minimum=1, maximum=16,
        own_with=Permission.TRAINING_CERTIFY,
    )
)  # fmt: skip
CERTIFICATE_DAYS = declare(
    Parameter(
        "training.certificate_days", "integer", 14, _("Batas terbit sertifikat pelatihan"),
        _("dihitung dari hari terakhir kelas; sesudahnya ditandai lewat waktu di meja"),
        unit=_("hari"), source=UNVERIFIED, minimum=1, maximum=180,
    )
)  # fmt: skip
DAY_START = declare(
    Parameter(
        "training.day_start", "text", "08.00", _("Jam mulai pelatihan"), _("dipakai saat jadwal disusun"),
        source=_("jadwal balai pelatihan pusat"), own_with=Permission.TRAINING_CERTIFY,
    )
)  # fmt: skip
DAY_END = declare(
    Parameter(
        "training.day_end", "text", "17.00", _("Jam selesai pelatihan"),
        _("penyusun jadwal tidak menaruh pertemuan sesudah jam ini; tulis seperti 17.00"),
        source=UNVERIFIED, own_with=Permission.TRAINING_CERTIFY,
    )
)  # fmt: skip
FRIDAY_START = declare(
    Parameter(
        "training.friday_start", "text", "08.45", _("Jam mulai pelatihan hari Jumat"),
        _("sesudah senam pagi; dipakai saat jadwal disusun"),
        source=_("jadwal balai pelatihan pusat"), own_with=Permission.TRAINING_CERTIFY,
    )
)  # fmt: skip
BREAKS = declare(
    Parameter(
        "training.breaks", "text", "10.15-10.30, 12.00-13.00", _("Jam istirahat dan salat"),
        _("tidak ada pelajaran pada jam ini; tulis seperti 10.15-10.30, 12.00-13.00"),
        source=_("jadwal balai pelatihan pusat"), own_with=Permission.TRAINING_CERTIFY,
    )
)  # fmt: skip
FRIDAY_BREAKS = declare(
    Parameter(
        "training.friday_breaks", "text", "10.15-10.30, 11.30-13.00", _("Jam istirahat dan salat Jumat"),
        _("tidak ada pelajaran pada jam ini di hari Jumat"),
        source=UNVERIFIED, own_with=Permission.TRAINING_CERTIFY,
    )
)  # fmt: skip
TEACHING_WEEK = declare(
    Parameter(
        "training.teaching_week", "integer", 40, _("Jam mengajar paling banyak seorang instruktur dalam seminggu"),
        _("jadwal yang melewatinya ditandai; penyusun jadwal tidak melewatinya"),
        unit=_("jam pelajaran"), source=UNVERIFIED, minimum=1, maximum=60, own_with=Permission.TRAINING_CERTIFY,
    )
)  # fmt: skip
ALLOWANCE_TRANSPORT = declare(
    Parameter(
        "training.allowance_transport", "rupiah", 0, _("Uang transpor peserta"),
        _("untuk setiap hari hadir tatap muka; dipakai pada daftar uang saku; 0 berarti tidak diberikan"),
        unit=_("rupiah per hari"), source=UNVERIFIED, minimum=0, own_with=Permission.TRAINING_CERTIFY,
    )
)  # fmt: skip
ALLOWANCE_MEAL = declare(
    Parameter(
        "training.allowance_meal", "rupiah", 0, _("Uang makan peserta"),
        _("untuk setiap hari hadir tatap muka; dipakai pada daftar uang saku; 0 berarti tidak diberikan"),
        unit=_("rupiah per hari"), source=UNVERIFIED, minimum=0, own_with=Permission.TRAINING_CERTIFY,
    )
)  # fmt: skip
ALLOWANCE_ONLINE = declare(
    Parameter(
        "training.allowance_online", "rupiah", 0, _("Bantuan kuota peserta"),
        _("untuk setiap hari hadir daring; dipakai pada daftar uang saku; 0 berarti tidak diberikan"),
        unit=_("rupiah per hari"), source=UNVERIFIED, minimum=0, own_with=Permission.TRAINING_CERTIFY,
    )
)  # fmt: skip
ABSENT_IN_A_ROW = declare(
    Parameter(
        "training.absent_in_a_row", "integer", 3, _("Tidak hadir berturut-turut"),
        _("sesudah sekian pertemuan tanpa kabar, peserta muncul di meja untuk dihubungi; 0 berarti tidak dipakai"),
        unit=_("pertemuan"), source=UNVERIFIED, minimum=0, maximum=30, own_with=Permission.TRAINING_CERTIFY,
    )
)  # fmt: skip
