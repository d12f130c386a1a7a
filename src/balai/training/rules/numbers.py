"""The number on a training certificate: no national form exists, so the centre writes a pattern with tokens."""

from datetime import date

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def number_from(pattern: str, *, serial: int, batch_id: int, seat: int | None, day: date) -> str:
    """Tokens {nomor} {kelas} {kursi} {bulan} {tahun}; anything else stays as it was written."""
    tokens = {
        "{nomor}": f"{serial:03}",
        "{kelas}": str(batch_id),
        "{kursi}": f"{seat:02}" if seat else "",
        "{bulan}": ROMAN[day.month - 1],
        "{tahun}": str(day.year),
    }
    for token, value in tokens.items():
        pattern = pattern.replace(token, value)
    return pattern[:80]
