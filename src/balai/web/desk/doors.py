"""What a role can begin from its desk: doors shown by permission; the page behind each checks again."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.access.permissions import Permission as P
from balai.access.roles import ROLES, Role
from balai.planning.queries import is_asked_or_pays


@dataclass(frozen=True, slots=True)
class Door:
    permission: P | None
    label: str | Promise
    hint: str | Promise
    url: str


DOORS: tuple[Door, ...] = (
    Door(P.PERSON_READ, _("Orang"), _("cari, daftarkan, lihat jalannya"), "/orang/"),
    Door(P.COUNSEL, _("Konseling"), _("catat sesi dan jalur, sendiri atau kelompok"), "/konseling/"),
    Door(P.BATCH_EDIT, _("Kelas"), _("buka, umumkan, jalankan"), "/kelas/"),
    Door(P.ATTENDANCE_MARK, _("Kelas yang saya ajar"), _("pertemuan, hadir, hasil"), "/kelas/"),
    Door(P.TRAINING_READ, _("Laporan kegiatan"), _("hasil tiap kelas, untuk semua pihak"), "/laporan-kegiatan/"),
    Door(P.PLANNING_READ, _("Laporan kegiatan"), _("hasil tiap kelas, untuk semua pihak"), "/laporan-kegiatan/"),
    Door(P.PACKAGE_DECIDE, _("Laporan kegiatan"), _("hasil tiap kelas, untuk semua pihak"), "/laporan-kegiatan/"),
    Door(P.PACKAGE_PROPOSE, _("Usulan paket"), _("ajukan pelatihan kepada pendana"), "/paket/"),
    Door(P.PACKAGE_DECIDE, _("Jawab usulan"), _("setujui, ubah, atau tolak dengan alasan"), "/paket/"),
    Door(P.PACKAGE_DECIDE, _("Perencanaan tahunan"), _("usulan, daya tampung, uang, keputusan"), "/perencanaan/"),
    Door(P.PROGRAMME_EDIT, _("Program"), _("kejuruan, kurikulum, unit"), "/program/"),
    Door(P.FUND_EDIT, _("Dana"), _("pagu per tahun dan sumber"), "/dana/"),
    Door(P.DEMAND_EDIT, _("Permintaan tenaga kerja"), _("tulis kebutuhan, terima rujukan"), "/permintaan/"),
    Door(P.ASSESSMENT_RECORD, _("Uji kompetensi"), _("catat uji dan hasil per unit"), "/uji/"),
    Door(P.CERTIFICATE_READ, _("Sertifikat kompetensi"), _("nomor, masa berlaku, pindaian"), "/sertifikat-kompetensi/"),
    Door(P.REFER, _("Rujukan"), _("kirim orang kepada pemberi kerja"), "/rujukan/"),
    Door(P.PLACEMENT_READ, _("Penempatan"), _("siapa bekerja di mana, kata siapa"), "/penempatan/"),
    Door(P.GROUP_READ, _("Kelompok usaha"), _("anggota, keadaan, kunjungan"), "/kelompok/"),
    Door(P.VISIT_RECORD, _("Kunjungan"), _("rencana dan catatan kunjungan"), "/kunjungan/"),
    Door(P.OUTCOME_RECORD, _("Kabar alumni"), _("siapa perlu dihubungi hari ini"), "/tindak-lanjut/"),
    Door(P.COLLABORATION_READ, _("Kerja sama"), _("rapat, janji, bukti"), "/kerja-sama/"),
    Door(P.PERSON_IMPORT, _("Impor daftar orang"), _("dari lembar kerja kantor"), "/impor/orang/"),
    Door(P.INSTITUTION_IMPORT, _("Impor daftar lembaga"), _("dari lembar kerja kantor"), "/impor/lembaga/"),
    Door(P.CASE_IMPORT, _("Impor buku kasus"), _("riwayat satu kerja sama"), "/impor/kasus/"),
    Door(P.INSTITUTION_EDIT, _("Lembaga"), _("profil, ruang, alat, instruktur, meja"), "/lembaga/"),
    Door(P.PARAMETER_EDIT, _("Aturan"), _("angka yang berubah tiap tahun"), "/aturan/"),
    Door(P.DESK_MANAGE, _("Pulihkan akun"), _("untuk orang yang kehilangan ponselnya"), "/akun/pemulihan/"),
    Door(P.PERSON_EDIT, _("Pulihkan akun"), _("untuk orang yang kehilangan ponselnya"), "/akun/pemulihan/"),
    Door(P.INSPECT, _("Pemeriksaan"), _("contoh diundi, bukti dibuka, temuan dicatat"), "/pemeriksaan/"),
    Door(
        P.TRAINING_CERTIFY,
        _("Temuan pemeriksaan"),
        _("yang ditemukan pemeriksa, dan jawaban Anda"),
        "/temuan-pemeriksaan/",
    ),
    Door(P.MANDATE_GIVE, _("Pemeriksaan"), _("surat tugas pemeriksa dan temuannya"), "/pemeriksaan/"),
    Door(P.AUDIT_READ, _("Jejak audit"), _("siapa melakukan apa"), "/audit/"),
)


OWN: tuple[Door, ...] = (
    Door(None, _("Jalan saya"), _("di mana saya sekarang, apa langkah berikutnya"), "/saya/"),
    Door(None, _("Cari pelatihan"), _("kelas gratis yang sedang dibuka"), "/pelatihan/"),
    Door(None, _("Lihat lowongan"), _("dari pemberi kerja yang sudah diperiksa"), "/lowongan/"),
    Door(None, _("Data saya"), _("apa yang disimpan, siapa melihatnya, hak saya"), "/data-saya/"),
)


OF_PAYERS = ("/laporan-kegiatan/", "/paket/", "/perencanaan/", "/dana/")
PAYS = Door(P.FUND_EDIT, _("Biayai pelatihan"), _("bila perusahaan Anda ingin ikut membiayai kelas"), "/dana/")


def _only_employs(actor: Actor) -> bool:
    """A company that has paid nothing and was asked for nothing: of the doors of those who pay it has one, the last."""
    paying = actor.institutions_with(P.PACKAGE_DECIDE)
    if not paying or any(P.PACKAGE_DECIDE in ROLES[d.role].all and d.role != Role.EMPLOYER for d in actor.desks):
        return False
    return not is_asked_or_pays(paying)


def doors_of(actor: Actor) -> Iterator[Door]:
    """Each address once. Who sits at no desk is here for themselves."""
    quiet = _only_employs(actor)
    if not actor.desks:
        yield from OWN
    seen: set[str] = set()
    for door in DOORS:
        if quiet and door.url in OF_PAYERS:
            continue
        if door.permission and door.url not in seen and actor.has(door.permission):
            seen.add(door.url)
            yield door
    if quiet:
        yield PAYS
