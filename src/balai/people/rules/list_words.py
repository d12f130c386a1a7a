"""Words of lists that mean one of our choices."""

import re
from typing import Final

from balai.kernel.tables import Cell, text_of
from balai.people.enums import Aim, Education, Sex

_NOT_WORD: Final = re.compile(r"[^a-z0-9]+")
_EDUCATION: Final[dict[str, Education]] = {
    word: level
    for level, words in {
        Education.NONE: ("tidak sekolah", "belum sekolah", "tidak belum sekolah", "tdk sekolah"),
        Education.PRIMARY_UNFINISHED: ("belum tamat sd", "tidak tamat sd", "tdk tamat sd", "belum tamat sd sederajat"),
        Education.PRIMARY: ("sd", "tamat sd", "mi", "paket a", "sd sederajat", "tamat sd sederajat", "sd mi"),
        Education.JUNIOR: ("smp", "sltp", "mts", "paket b", "smp sederajat", "sltp sederajat", "smp mts"),
        Education.SENIOR: ("sma", "slta", "smu", "ma", "paket c", "sma sederajat", "slta sederajat", "sma ma", "man"),
        Education.VOCATIONAL: ("smk", "stm", "smea", "mak", "smk sederajat", "smkk", "smk mak"),
        Education.DIPLOMA_1_2: ("d1", "d2", "di", "dii", "d i", "d ii", "diploma 1", "diploma 2", "diploma i ii"),
        Education.DIPLOMA_3: ("d3", "diii", "d iii", "diploma", "diploma 3", "diploma iii", "akademi", "sarjana muda"),
        Education.BACHELOR: ("s1", "d4", "div", "d iv", "s 1", "sarjana", "strata 1", "diploma iv", "d4 s1", "d iv s1"),
        Education.MASTER: ("s2", "s 2", "magister", "strata 2"),
        Education.DOCTOR: ("s3", "s 3", "doktor", "strata 3"),
    }.items()
    for word in words
}
SEX_OF_TICK: Final = {"sex_male": Sex.MALE.value, "sex_female": Sex.FEMALE.value}
# ü, û, þ and ý are ticks and crosses written in the font Wingdings.
_TICKS: Final = frozenset({
    "v", "x", "1", "√", "✓", "✔", "✗", "✘", "×", "*", "•", "●", "■", "☑", "☒", "ü", "û", "þ", "ý", "ya", "y", "true", "benar",
})  # fmt: skip
_AIM: Final[dict[str, Aim]] = {
    word: aim
    for aim, words in {
        Aim.JOB: ("kerja", "bekerja", "mencari kerja", "mendapat pekerjaan", "karyawan"),
        Aim.BUSINESS: ("usaha", "wirausaha", "berwirausaha", "membuka usaha", "usaha baru"),
        Aim.GROW_BUSINESS: ("mengembangkan usaha", "pengembangan usaha"),
        Aim.SKILL: ("keterampilan", "menambah keterampilan", "pelatihan", "belajar"),
    }.items()
    for word in words
}


def education_of(text: str) -> str:
    """The level, "" when the word is not known: the major often stands behind it ("SMK Otomotif")."""
    words = _NOT_WORD.sub(" ", text.lower()).strip()
    found = (
        _EDUCATION.get(words) or _EDUCATION.get(" ".join(words.split()[:2])) or _EDUCATION.get(words.partition(" ")[0])
    )
    return found.value if found else ""


def aim_of(text: str) -> str:
    found = _AIM.get(_NOT_WORD.sub(" ", text.lower()).strip())
    return found.value if found else ""


def is_ticked(cell: Cell, sex: str) -> bool:
    """A mark of any usual kind, doubled or with a dot behind it ("V.", "VV"), or the letter of the column again."""
    if isinstance(cell, bool):
        return cell
    text = "".join(dict.fromkeys(text_of(cell).lower().strip(" .()[]'")))
    return text in _TICKS or text == sex.lower()
