"""Titles under which offices list bodies, and the words by which they name kinds."""

from django.utils.translation import gettext_lazy as _

from balai.institutions.enums import InstitutionKind as K
from balai.institutions.enums import Sector, Tier
from balai.institutions.models.institution import name_key
from balai.kernel.tables.columns import Field

LABELS = {
    "name": _("nama lembaga"),
    "kind": _("jenis lembaga"),
    "licence": _("nomor izin"),
    "tax_number": _("nomor pokok wajib pajak (NPWP)"),
    "street": _("alamat"),
    "village": _("desa atau kelurahan"),
    "district": _("kecamatan"),
    "regency": _("kabupaten atau kota"),
    "province": _("provinsi"),
    "phones": _("nomor telepon"),
    "email": _("surat elektronik"),
    "vocational_field": _("kejuruan"),
    "cohort_year": _("tahun berdiri atau angkatan"),
    "parent_name": _("lembaga induk"),
}

FIELDS = (
    Field("name", (
        "nama", "nama lembaga", "nama lpk", "nama blk", "nama blkk", "nama balai", "nama lembaga pelatihan", "lembaga",
        "nama lembaga pelatihan kerja", "nama perusahaan", "nama instansi", "nama blk komunitas", "nama lsp",
        "nama lembaga penerima", "nama lembaga pelaksana", "nama lkp",
    )),
    Field("kind", ("jenis", "jenis lembaga", "tipe", "tipe lembaga", "kategori", "bentuk lembaga", "status lembaga")),
    Field("licence", (
        "izin", "nomor izin", "ijin", "nomor ijin", "izin operasional", "nomor izin operasional", "perizinan", "vin",
        "nomor induk berusaha", "nib", "tanda daftar", "nomor tanda daftar", "nomor vin", "nomor sk izin", "surat izin",
    )),
    Field("tax_number", ("npwp", "nomor npwp", "nomor pokok wajib pajak")),
    Field("street", ("alamat", "alamat lengkap", "alamat lembaga", "alamat kantor", "jalan")),
    Field("village", ("desa", "kelurahan", "desa kelurahan", "kelurahan desa", "nagari", "desa kel", "kel desa")),
    Field("district", ("kecamatan", "distrik", "nama kecamatan")),
    Field("regency", (
        "kabupaten", "kota", "kabupaten kota", "kab kota", "kota kabupaten", "nama kabupaten", "nama kabupaten kota",
    )),
    Field("province", ("provinsi", "nama provinsi")),
    Field("phones", (
        "telepon", "nomor telepon", "hp", "nomor hp", "kontak", "kontak person", "nomor kontak", "telepon hp",
        "nomor telepon hp", "wa", "whatsapp", "nomor wa", "nomor yang bisa dihubungi", "contact person",
    )),
    Field("email", ("surel", "alamat surel", "alamat email", "surat elektronik")),
    Field("vocational_field", ("kejuruan", "bidang", "bidang kejuruan", "program", "program pelatihan", "jurusan")),
    Field("cohort_year", ("tahun", "tahun berdiri", "angkatan", "tahun pembangunan", "tahun bantuan")),
    Field("parent_name", ("induk", "lembaga induk", "yayasan", "nama yayasan", "instansi induk")),
)  # fmt: skip

_KINDS = (
    (K.COMMUNITY_TRAINING_CENTRE, ("blk komunitas", "blkk", "bkl komunitas", "balai latihan kerja komunitas")),
    (K.CENTRAL_TRAINING_UNIT, ("bpvp", "bbpvp", "uptp", "balai besar pelatihan vokasi", "balai pelatihan vokasi")),
    (K.TRAINING_CENTRE, ("uptd blk", "blk", "uptd", "balai latihan kerja", "loka latihan kerja", "llk")),
    (K.CERTIFICATION_BODY, ("lsp", "lembaga sertifikasi profesi")),
    (K.PRIVATE_TRAINING_PROVIDER, (
        "lpk", "lpks", "lkp", "lembaga pelatihan kerja", "lembaga pelatihan kerja swasta", "lpk swasta",
        "lembaga kursus dan pelatihan", "lembaga kursus", "kursus",
    )),
    (K.SCHOOL, ("smk", "sma", "sekolah", "madrasah", "man", "mas", "ma", "sekolah menengah kejuruan")),
    (K.UNIVERSITY, ("universitas", "politeknik", "institut", "akademi", "perguruan tinggi", "sekolah tinggi")),
    (K.RELIGIOUS_INSTITUTION, ("pesantren", "pondok pesantren", "ponpes", "lembaga keagamaan")),
    (K.TRADE_UNION, ("serikat pekerja", "serikat buruh", "sp", "sb")),
    (K.COMPANY, ("pt", "cv", "perusahaan", "ud", "perseroan terbatas")),
    (K.SMALL_BUSINESSES, ("umkm", "ukm", "usaha mikro", "koperasi")),
)  # fmt: skip

_SECTORS = {
    K.TRAINING_CENTRE: Sector.GOVERNMENT,
    K.CENTRAL_TRAINING_UNIT: Sector.GOVERNMENT,
    K.COMMUNITY_TRAINING_CENTRE: Sector.COMMUNITY,
    K.RELIGIOUS_INSTITUTION: Sector.COMMUNITY,
    K.TRADE_UNION: Sector.COMMUNITY,
    K.DONOR: Sector.DONOR,
    K.INTERNATIONAL_ORGANISATION: Sector.DONOR,
}
LISTED_KINDS = tuple(kind for kind, _words in _KINDS)
"""Kinds that may come in through a list. Offices never do: they answer for an area."""


def kind_from(text: str, name: str) -> K | None:
    """What the column says, else what the name begins with; None when neither says."""
    for words in (name_key(text), name_key(name)):
        for kind, spellings in _KINDS:
            if any(words == s or words.startswith(f"{s} ") for s in spellings):
                return kind
    return None


def sector_of(kind: str) -> Sector:
    return _SECTORS.get(K(kind), Sector.PRIVATE)


def tier_from(text: str, name: str) -> str:
    words = f"{name_key(text)} {name_key(name)}".split()
    if "uptp" in words or "bpvp" in words or "bbpvp" in words:
        return Tier.UPTP
    return Tier.UPTD if "uptd" in words else ""
