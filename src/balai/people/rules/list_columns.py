"""Columns of the lists that offices keep about people, under the titles they really use."""

from collections.abc import Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from balai.kernel.tables import Field

FIELDS: tuple[Field, ...] = (
    Field("nik", ("nik", "nomor nik", "nomor induk kependudukan", "no ktp", "nomor ktp", "no identitas", "nik ktp")),
    Field("full_name", ("nama", "nama lengkap", "nama peserta", "nama pencari kerja", "nama pendaftar", "nama alumni",
                        "nama penerima", "nama calon peserta", "nama sesuai ktp")),
    Field("birth_place", ("tempat lahir", "tmp lahir", "kota lahir", "kelahiran", "kelahiran tempat", "lahir tempat",
                          "ttl tempat", "tempat tanggal lahir tempat", "tempat dan tanggal lahir tempat")),
    Field("birth_date", ("tanggal lahir", "tgl lahir", "tgl. lahir", "lahir tanggal", "tanggal kelahiran",
                         "kelahiran tanggal", "ttl tanggal", "tempat tanggal lahir tanggal",
                         "tempat dan tanggal lahir tanggal")),
    Field("place_and_date", ("tempat tanggal lahir", "tempat, tanggal lahir", "tempat/tgl lahir", "ttl",
                             "tempat dan tanggal lahir", "tempat tgl lahir")),
    Field("sex", ("jenis kelamin", "jk", "l/p", "lp", "kelamin", "gender", "jns kelamin", "j kelamin")),
    Field("sex_male", ("l", "laki laki", "laki", "lk", "pria", "jenis kelamin l", "jk l", "kelamin l")),
    Field("sex_female", ("p", "perempuan", "pr", "wanita", "jenis kelamin p", "jk p", "kelamin p")),
    Field("phone", ("telepon", "no telepon", "nomor telepon", "hp", "no hp", "nomor hp", "no hp/wa", "no wa", "whatsapp",
                    "no whatsapp", "nomor wa", "kontak", "no kontak", "telp/hp", "hp/wa", "telepon/hp", "no telp/hp")),
    Field("email", ("email", "e-mail", "surel", "alamat email")),
    Field("street", ("alamat", "alamat lengkap", "alamat rumah", "alamat domisili", "jalan", "alamat tinggal",
                     "alamat sekarang", "domisili", "nama jalan")),
    Field("id_street", ("alamat ktp", "alamat sesuai ktp", "alamat pada ktp")),
    Field("rt_rw", ("rt/rw", "rt rw", "rtrw")),
    Field("rt", ("rt",)),
    Field("rw", ("rw",)),
    Field("village", ("desa", "kelurahan", "desa/kelurahan", "kelurahan/desa", "kel/desa", "desa/kel", "nagari",
                      "kel", "kampung", "gampong")),
    Field("district", ("kecamatan", "kec", "distrik")),
    Field("regency", ("kabupaten", "kota", "kabupaten/kota", "kab/kota", "kabkota", "kota/kabupaten")),
    Field("province", ("provinsi", "propinsi", "prov")),
    Field("education", ("pendidikan", "pendidikan terakhir", "ijazah", "ijazah terakhir", "tingkat pendidikan",
                        "jenjang pendidikan")),
    Field("education_major", ("jurusan", "program studi", "prodi", "jurusan sekolah")),
    Field("graduation_year", ("tahun lulus", "thn lulus", "lulus tahun", "tahun ijazah")),
    Field("aim", ("tujuan", "minat", "tujuan pelatihan", "keinginan")),
    Field("guardian_name", ("nama orang tua", "nama wali", "orang tua/wali", "nama orang tua/wali")),
)  # fmt: skip

LABELS: Mapping[str, str | Promise] = {
    "nik": _("NIK (nomor induk kependudukan)"),
    "full_name": _("nama lengkap"),
    "birth_place": _("tempat lahir"),
    "birth_date": _("tanggal lahir"),
    "place_and_date": _("tempat dan tanggal lahir dalam satu kolom"),
    "sex": _("jenis kelamin"),
    "sex_male": _("tanda bagi laki-laki (kolom L)"),
    "sex_female": _("tanda bagi perempuan (kolom P)"),
    "phone": _("nomor telepon"),
    "email": _("surel"),
    "street": _("alamat tinggal"),
    "id_street": _("alamat di KTP (kartu tanda penduduk)"),
    "rt_rw": _("RT/RW dalam satu kolom"),
    "rt": _("RT"),
    "rw": _("RW"),
    "village": _("desa atau kelurahan"),
    "district": _("kecamatan"),
    "regency": _("kabupaten atau kota"),
    "province": _("provinsi"),
    "education": _("pendidikan terakhir"),
    "education_major": _("jurusan"),
    "graduation_year": _("tahun lulus"),
    "aim": _("tujuan"),
    "guardian_name": _("nama orang tua atau wali"),
}


def unique_titles(titles: Sequence[str]) -> list[str]:
    """Every column under a name of its own: "Nama", "Nama (2)", "Kolom 3"."""
    seen: dict[str, int] = {}
    named = []
    for number, title in enumerate(titles, start=1):
        title = title or f"Kolom {number}"
        seen[title] = seen.get(title, 0) + 1
        named.append(title if seen[title] == 1 else f"{title} ({seen[title]})")
    return named


def places_of(mapping: Mapping[str, str], titles: Sequence[str]) -> dict[str, int]:
    """field -> column, for the headings of a mapping that stand in this file."""
    return {name: titles.index(title) for name, title in mapping.items() if title in titles}
