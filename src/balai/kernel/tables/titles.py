"""Column titles made comparable: case, spaces, punctuation and the abbreviations of Indonesian office language."""

import re
from functools import lru_cache

from balai.kernel.tables.cells import Cell

LEVELS = " / "
_ABBREVIATIONS = {
    "no": "nomor", "nmr": "nomor", "tgl": "tanggal", "tggl": "tanggal", "tmpt": "tempat", "tpt": "tempat",
    "bln": "bulan", "thn": "tahun", "th": "tahun", "jml": "jumlah", "jlh": "jumlah", "ket": "keterangan",
    "kec": "kecamatan", "kel": "kelurahan", "kab": "kabupaten", "prov": "provinsi", "propinsi": "provinsi",
    "alm": "alamat", "almt": "alamat", "telp": "telepon", "tlp": "telepon", "telpon": "telepon", "tel": "telepon",
    "pend": "pendidikan", "pddk": "pendidikan", "pek": "pekerjaan", "jur": "jurusan", "dgn": "dengan",
    "yg": "yang", "utk": "untuk", "handphone": "hp", "handpone": "hp", "email": "surel", "nmr2": "nomor",
}  # fmt: skip
_ASIDE = re.compile(r"\([^()]*\)|\*+")
_NOT_WORD = re.compile(r"[\W_]+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


@lru_cache(maxsize=8192)
def normal_title(title: str) -> str:
    """'Tgl. Lahir' and 'TANGGAL  LAHIR' become 'tanggal lahir'; 'e-mail' becomes 'surel'."""
    text = _HUMP.sub(" ", title).lower().replace("e-mail", "email")
    return " ".join(_ABBREVIATIONS.get(word, word) for word in _NOT_WORD.sub(" ", text).split())


def without_aside(title: str) -> str:
    """'Nama Lengkap (sesuai KTP)*' says 'Nama Lengkap' too."""
    return _ASIDE.sub(" ", title)


def last_level(title: str) -> str:
    return title.rpartition(LEVELS)[2]


def joined(top: str, sub: str) -> str:
    """'Alamat' above 'Kecamatan' reads 'Alamat / Kecamatan'; a title merged over both rows stays one."""
    if not top or not sub or normal_title(top) == normal_title(sub):
        return top or sub
    return top + LEVELS + sub


def is_title_like(cell: Cell) -> bool:
    """Short text with a letter in it: numbers, dates and sentences are no titles."""
    return isinstance(cell, str) and len(cell) <= 120 and any(letter.isalpha() for letter in cell)
