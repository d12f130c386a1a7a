"""Every distinct page once, with the role that sees it: `make shots` takes its picture, the page tests judge it."""

from typing import NamedTuple


class Shown(NamedTuple):
    """name: of the picture. address: path on the demonstration. role: account of the demonstration, "" for a stranger."""

    name: str
    address: str
    role: str = ""


PAGES: list[Shown] = [
    Shown("beranda", "/"),
    Shown("masuk", "/masuk/"),
    Shown("daftar", "/daftar/"),
    Shown("lupa-sandi", "/lupa-sandi/"),
    Shown("privasi", "/privasi/"),
    Shown("akun", "/akun/", "konselor"),
    Shown("akun-pengaman", "/akun/pengaman/", "konselor"),
    Shown("pulihkan-akun", "/akun/pemulihan/", "dinas"),
    Shown("jejak-audit", "/audit/", "operator"),
    Shown("galeri", "/galeri/"),
    # What is offered: the public catalogues, and the desks that plan it
    Shown("pelatihan", "/pelatihan/"),
    Shown("pelatihan-lewat", "/pelatihan/?kapan=lewat"),
    Shown("pelatihan-satu", "/pelatihan/5/"),
    Shown("pelatihan-tutup", "/pelatihan/3/"),
    Shown("lowongan", "/lowongan/"),
    Shown("lowongan-satu", "/lowongan/1/"),
    Shown("paket", "/paket/", "admin-blk"),
    Shown("paket-usul", "/paket/baru/", "admin-blk"),
    Shown("kelas", "/kelas/", "admin-blk"),
    Shown("kelas-satu", "/kelas/3/", "admin-blk"),
    Shown("kelas-rancangan", "/kelas/8/", "admin-blk"),
    Shown("kelas-ubah", "/kelas/8/ubah/", "admin-blk"),
    Shown("kelas-batal", "/kelas/8/batal/", "admin-blk"),
    Shown("program", "/program/", "admin-blk"),
    Shown("program-satu", "/program/1/", "admin-blk"),
    Shown("program-kurikulum", "/program/1/kurikulum/", "admin-blk"),
    Shown("paket-jawab", "/paket/9/", "dinas"),
    Shown("dana", "/dana/", "dinas"),
    Shown("dana-satu", "/dana/1/", "dinas"),
    Shown("dana-baru", "/dana/baru/", "dinas"),
    Shown("dana-tugas", "/dana/tugas/", "dinas"),
    Shown("dana-tugas-satu", "/dana/tugas/apbn/recruit/", "dinas"),
    Shown("kebutuhan", "/permintaan/kebutuhan/", "dinas"),
    Shown("permintaan", "/permintaan/", "perusahaan"),
    Shown("permintaan-satu", "/permintaan/1/", "perusahaan"),
    Shown("permintaan-baru", "/permintaan/baru/", "perusahaan"),
    Shown("kelas-peserta", "/kelas/3/peserta/", "admin-blk"),
    Shown("kelas-berhenti", "/kelas/3/peserta/33/berhenti/", "admin-blk"),
    Shown("kelas-pertemuan", "/kelas/3/pertemuan/", "instruktur"),
    Shown("kelas-pertemuan-kosong", "/kelas/4/pertemuan/", "admin-blk"),
    Shown("kelas-pertemuan-rencana", "/kelas/4/pertemuan/rencana/", "admin-blk"),
    Shown("kelas-pertemuan-ubah", "/kelas/3/pertemuan/1/", "admin-blk"),
    Shown("kelas-hadir", "/kelas/3/pertemuan/1/hadir/", "instruktur"),
    Shown("kelas-hasil", "/kelas/1/hasil/", "admin-blk"),
    Shown("kelas-hasil-satu", "/kelas/1/hasil/1/", "instruktur"),
    Shown("kelas-hasil-semua", "/kelas/1/hasil/semua/", "admin-blk"),
    Shown("kelas-kelulusan", "/kelas/2/kelulusan/", "pengelola-blkk"),
    Shown("kelas-sertifikat", "/kelas/1/sertifikat/", "admin-blk"),
    Shown("kelas-sertifikat-terbit", "/kelas/2/sertifikat/", "pengelola-blkk"),
    Shown("kelas-sertifikat-satu", "/kelas/1/sertifikat/1/", "admin-blk"),
    Shown("kelas-sertifikat-cetak", "/kelas/1/sertifikat/cetak/", "admin-blk"),
    Shown("uji", "/uji/", "asesor"),
    Shown("uji-kelas", "/uji/kelas/2/", "pengelola-blkk"),
    Shown("uji-hasil", "/uji/1/", "lsp"),
    Shown("uji-sertifikat", "/uji/9/sertifikat/", "lsp"),
    Shown("sertifikat-kompetensi", "/sertifikat-kompetensi/", "lsp"),
    Shown("sertifikat-kompetensi-satu", "/sertifikat-kompetensi/9/", "admin-blk"),
    Shown("verifikasi", "/verifikasi/"),
]
