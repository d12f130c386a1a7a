"""Names of places as people write them: "Kab. Tanah Datar", "KEC TAMPAN", "Pematang Kapau"."""

import re
import unicodedata
from dataclasses import dataclass

from balai.regions.enums import Level

WORDS = {
    "provinsi": Level.PROVINCE, "propinsi": Level.PROVINCE, "prov": Level.PROVINCE, "prop": Level.PROVINCE,
    "kabupaten": Level.REGENCY, "kab": Level.REGENCY, "kota": Level.REGENCY, "kotamadya": Level.REGENCY,
    "kecamatan": Level.DISTRICT, "kec": Level.DISTRICT, "distrik": Level.DISTRICT, "kapanewon": Level.DISTRICT,
    "kemantren": Level.DISTRICT,
    "kelurahan": Level.VILLAGE, "kel": Level.VILLAGE, "desa": Level.VILLAGE, "ds": Level.VILLAGE,
    "nagari": Level.VILLAGE, "gampong": Level.VILLAGE, "kampung": Level.VILLAGE, "kalurahan": Level.VILLAGE,
    "jorong": Level.HAMLET,
}  # fmt: skip
"""Words that may stand before a name and tell its level."""

CITIES = {"kota", "kotamadya"}
REGENCIES = {"kab", "kabupaten"}
KELURAHAN = {"kel", "kelurahan"}
CUSTOMARY = {
    "dki": "daerahkhususibukota",
    "diy": "daerahistimewayogyakarta",
    "di": "daerahistimewa",
    "ntb": "nusatenggarabarat",
    "ntt": "nusatenggaratimur",
    "babel": "kepulauanbangkabelitung",
    "kepri": "kepulauanriau",
    "sumbar": "sumaterabarat",
    "sumut": "sumaterautara",
    "sumsel": "sumateraselatan",
    "jabar": "jawabarat",
    "jateng": "jawatengah",
    "jatim": "jawatimur",
}
"""Short forms of provinces that stand on forms; a key alone or before the rest of the name."""

# The title of a form's column copied into its cell: "Kota/Kabupaten Solok" does not say which. Without the slash it is a
# name: "Kab. Kota Baru".
_EITHER = re.compile(r"\s*(?:kab(?:upaten)?\.?\s*/\s*kota(?:madya)?|kota(?:madya)?\s*/\s*kab(?:upaten)?)\b\.?\s*", re.I)
_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Written:
    """keys: search keys to try, best first. level: what a word in front says. city: kota, kabupaten or not said.
    urban: kelurahan, desa and its kind, or not said.    said: as written."""

    keys: tuple[str, ...]
    level: Level | None = None
    city: bool | None = None
    urban: bool | None = None
    said: str = ""


def plain(text: str) -> list[str]:
    folded = unicodedata.normalize("NFKD", text.lower().replace("’", "").replace("'", ""))
    return _WORD.findall("".join(c for c in folded if not unicodedata.combining(c)))


def search_key(name: str) -> str:
    """Letters and digits only, small: "Pematang Kapau" and "Pematangkapau" are one."""
    return "".join(plain(name))


def bare_name(name: str, level: Level) -> str:
    """Without the kind in front of a regency or city ("Kabupaten Tanah Datar", "KAB. SOLOK")."""
    first, _space, rest = name.strip().partition(" ")
    if level == Level.REGENCY and rest and first.lower().rstrip(".") in REGENCIES | CITIES:
        return rest.strip()
    return name.strip()


def read(text: str, level: int | None = None) -> Written:
    """Take the written name apart. A first word such as "Kota" may be part of the name, so both readings stay."""
    if (
        (either := _EITHER.match(text))
        and level in (None, Level.REGENCY)
        and (bare := search_key(text[either.end() :]))
    ):
        return Written((bare,), Level.REGENCY, said=text.strip())
    words = plain(text)
    whole = "".join(words)
    if not words:
        return Written(())
    told = WORDS.get(words[0]) if len(words) > 1 else None
    keys = [whole]
    if told is not None and level in (None, told):
        keys = ["".join(words[1:]), whole]
    keys += [CUSTOMARY[words[0]] + "".join(words[1:])] if words[0] in CUSTOMARY else []
    said = told if told is not None and level in (None, told) else None
    return Written(tuple(dict.fromkeys(keys)), said, _city(words[0], said), _urban(words[0], said), text.strip())


def _city(word: str, told: Level | None) -> bool | None:
    if told != Level.REGENCY:
        return None
    return word in CITIES


def _urban(word: str, told: Level | None) -> bool | None:
    if told != Level.VILLAGE:
        return None
    return word in KELURAHAN


def near(a: str, b: str) -> bool:
    """Could one be a misprint of the other? One edit up to seven letters, two above; neighbours swapped count once."""
    allowed = 1 if min(len(a), len(b)) <= 7 else 2
    if a == b or min(len(a), len(b)) < 4 or abs(len(a) - len(b)) > allowed:
        return False
    if len(set(a) ^ set(b)) > 2 * allowed:
        return False
    return distance(a, b) <= allowed


def distance(a: str, b: str) -> int:
    """Edits (put in, leave out, change, swap neighbours) that lead from one to the other."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        above, row = row, [i] + [0] * len(b)
        for j, y in enumerate(b, 1):
            row[j] = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                row[j] = min(row[j], before[j - 2] + 1)
        before = above
    return row[-1]
