"""Titles under which offices keep a year's plan."""

from django.utils.translation import gettext_lazy as _

from balai.kernel.tables.columns import Field

LABELS = {
    "number": _("Nomor paket"),
    "centre": _("Balai"),
    "programme": _("Program"),
    "title": _("Nama paket"),
    "seats": _("Kursi"),
    "cost": _("Biaya (rupiah)"),
    "reason": _("Alasan"),
}
NEEDED = ("centre", "programme", "seats", "cost")
FIELDS = (
    Field("number", ("nomor paket", "kode paket", "id paket")),
    Field("centre", ("balai", "nama balai", "blk", "nama blk", "lembaga", "nama lembaga", "pelaksana", "lembaga pelaksana",
                     "balai pelaksana", "penyelenggara")),
    Field("programme", ("program", "program pelatihan", "nama program", "kejuruan", "jenis pelatihan", "pelatihan",
                        "judul program")),
    Field("title", ("nama paket", "paket", "judul", "judul pelatihan", "nama pelatihan", "nama kegiatan", "kegiatan",
                    "nama kelas")),
    Field("seats", ("kursi", "jumlah kursi", "peserta", "jumlah peserta", "kuota", "target peserta", "volume", "orang",
                    "sasaran", "target")),
    Field("cost", ("biaya", "biaya rupiah", "jumlah biaya", "anggaran", "pagu", "jumlah anggaran", "nilai", "pagu anggaran",
                   "anggaran rp", "biaya rp", "jumlah rp")),
    Field("reason", ("alasan", "keterangan", "dasar kebutuhan", "latar belakang", "kebutuhan", "justifikasi")),
)  # fmt: skip
