"""Names of the months as offices write them, old spellings and English included."""

from collections.abc import Iterator

_NAMES = (
    "jan januari january",
    "feb peb februari pebruari february febuari",
    "mar mrt maret march",
    "apr april",
    "mei may",
    "jun juni june",
    "jul juli july",
    "agt ags agu agus agust agts agustus aug august",
    "sep sept september",
    "okt oktober oct october",
    "nov nop november nopember",
    "des desember dec december",
)
_ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"]


def _pairs() -> Iterator[tuple[str, int]]:
    for number, (names, roman) in enumerate(zip(_NAMES, _ROMAN, strict=True), start=1):
        yield roman, number
        for name in names.split():
            yield name, number


MONTHS: dict[str, int] = dict(_pairs())


def month_number(word: str) -> int | None:
    """1 to 12 for digits, names and Roman numbers; None for anything else."""
    if word.isdigit():
        number = int(word)
        return number if 1 <= number <= 12 else None
    return MONTHS.get(word.rstrip("."))
