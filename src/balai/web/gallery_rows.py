"""Invented rows for the gallery page: each component full, long and empty. Names and numbers belong to nobody."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from balai.web.parts import FileAnswer, Finding, PromiseCard, Seat, Step, Tile, Verdict, Work
from balai.web.parts import RowAnswer as Row

LONG_NAME = (
    "Perkumpulan Lembaga Pelatihan Kerja Swasta dan Balai Latihan Kerja Komunitas se-Kabupaten Contoh Bagian Utara"
)


def work() -> list[Work]:
    return [
        Work(
            _("Jawab usulan balai latihan kerja: Operator Garmen, 16 kursi"),
            _("Menunggu 9 hari, batas jawab kemarin. PT Contoh Garmen butuh 16 orang."),
            "#meja",
            _("Putuskan"),
            "now",
            id=101,
        ),
        Work(
            _("Hubungi 3 alumni yang diam sejak bulan ke-3"),
            _("Dua pesan tidak dijawab; langkah berikutnya telepon."),
            "#meja",
            _("Hubungi sekarang"),
            "soon",
            id=102,
        ),
        Work(LONG_NAME, _("Menunggu verifikasi sejak 3 November 2026."), "#meja", _("Periksa surat izin"), id=103),
    ]


def road() -> list[Step]:
    return [
        Step(_("Konseling"), "done", date(2026, 2, 3), "Yusri", _("Jalur: pelatihan, belum punya unit jahit.")),
        Step(_("Diterima"), "done", date(2026, 2, 20), _("Panitia seleksi"), _("Peringkat 4 dari 90.")),
        Step(_("Lulus kelas"), "done", date(2026, 4, 10), "BLK Contoh", _("7 dari 7 unit kompeten.")),
        Step(_("Dirujuk"), "current", date(2026, 7, 12), "Yusri", _("PT Contoh Garmen belum menjawab.")),
        Step(_("Kabar bulan ke-3"), "unknown", date(2026, 10, 10), "", _("Telepon hari ini.")),
        Step(_("Kabar bulan ke-6"), "ahead", date(2027, 1, 10)),
    ]


def long_road() -> list[Step]:
    return [*road()[:3], Step(LONG_NAME, "done", date(2026, 5, 1), LONG_NAME, LONG_NAME), *road()[3:], *road()[5:]]


def promises() -> list[PromiseCard]:
    garment, centre, office = "PT Contoh Garmen", "BLK Contoh", _("Dinas Tenaga Kerja Kabupaten Contoh")
    return [
        PromiseCard(
            _("5 mesin jahit untuk BLK Contoh"), "Mitra Contoh", centre, _("alat yang tercatat dipakai di kelas"), 2, 5,
            date(2026, 11, 27), "due", _("Jatuh tempo 27 November 2026"), "#janji", _("2 alat"),
        ),
        PromiseCard(
            _("Menerima 12 peserta magang"), garment, centre, _("perjanjian magang yang disahkan"), 7, 12,
            date(2026, 10, 21), "overdue", _("Terlambat 34 hari"), "#janji", _("7 perjanjian"),
            reason=_("Pesanan ekspor mundur; sisanya Januari."), view=_("Kami setuju tenggat baru 31 Januari."),
        ),
        PromiseCard(
            _("Melatih 64 orang tahun ini"), centre, office, _("orang yang menyelesaikan kelas"), 66, 64,
            date(2026, 12, 31), "kept", _("Ditepati"), "#janji", _("5 kelas"),
        ),
        PromiseCard(
            LONG_NAME, LONG_NAME, garment, LONG_NAME, 0, 1250, None, "open", _("Berjalan"),
        ),
    ]  # fmt: skip


def seats() -> list[Seat]:
    return [
        Seat(_("Dinas tenaga kerja"), True),
        Seat(_("Balai latihan kerja"), True),
        Seat(_("Wakil alumni"), True, _("2 orang")),
        Seat(_("Lembaga sertifikasi"), True),
        Seat(_("Perusahaan"), False, _("diundang 3, datang 0")),
        Seat(_("Pendamping"), False, _("tidak diundang")),
    ]


def findings() -> list[Finding]:
    said = Verdict(
        _("bercampur"), "kunyit", [_("Banyak yang lulus uji; yang tercatat bekerja belum banyak.")], ["q4", "q5"]
    )
    return [
        Finding(
            _("Dialog tatap muka"),
            Verdict(_("memadai"), "daun", [_("3 rapat tahunan; pemerintah dan masyarakat hadir.")], ["m1", "m2", "m3"]),
            Verdict(_("tidak ada bukti"), "kabut"),
            _("Dilaksanakan melalui rapat dan wawancara."),
        ),
        Finding(_("Kepercayaan"), Verdict(_("tidak dapat dilihat"), "kabut"), Verdict(_("memadai"), "daun"), ""),
        Finding(_("Hasil sementara"), Verdict(_("kurang"), "saga", [LONG_NAME], ["o1"]), said, LONG_NAME, differs=True),
    ]


def tiles() -> dict[str, Tile]:
    without = {
        "14",
        "15",
        "16",
        "17",
        "18",
        "31",
        "34",
        "51",
        "53",
        "61",
        "62",
        "63",
        "65",
        "71",
        "72",
        "75",
        "76",
        "91",
    }
    new = {"93", "94", "95", "96"}
    codes = "11 12 13 14 15 16 17 18 19 21 31 32 33 34 35 36 51 52 53 61 62 63 64 65 71 72 73 74 75 76 81 82 91 92"
    yes, no = Tile("yes", _("ada UPTP"), "#ubin"), Tile("no", _("belum ada UPTP"), "#ubin")
    return {code: no if code in without else yes for code in codes.split() if code not in new}


def answer() -> FileAnswer:
    return FileAnswer(
        accepted=1182, refused=2, asked=1, refused_url="#unggah",
        rows=[
            Row(14, "refused", _("Tanggal lahir"), _("31-02-2001 tidak ada di kalender. Tulis tanggal yang benar.")),
            Row(27, "asked", "NIK", _("Nama yang mirip sudah ada. Orang yang sama?"), "#unggah"),
            Row(88, "refused", _("Nama"), _("Kolom nama kosong. Isi nama seperti di kartu tanda penduduk.")),
            Row(89, "accepted"),
        ],
    )  # fmt: skip


def columns() -> list[tuple[Any, Any, Any]]:
    return [
        ("NAMA LENGKAP", _("Nama lengkap"), "Rahmah"),
        ("Tgl. lhr", _("Tanggal lahir"), "5 Juni 1990"),
        ("Ket.", "", "titipan pak camat"),
    ]


def table() -> list[dict[str, Any]]:
    return [
        {"id": 11, "name": _("Operator Garmen angkatan II"), "day": date(2026, 9, 10), "seats": 16, "cost": 61_250_000},
        {"id": 12, "name": LONG_NAME, "day": date(2026, 11, 2), "seats": 20, "cost": 1_250_000_000},
    ]
