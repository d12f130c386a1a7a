"""How much of a sent file the reader is willing to hold."""

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Bytes for sizes, counts for the rest. The defaults fit 100,000 rows of 30 columns with room to spare."""

    file_bytes: int = 64 * MEBIBYTE
    unpacked_bytes: int = 512 * MEBIBYTE
    # A sheet of formatted empty rows packs about 100 : 1, so the ratio is judged only above `ratio_from_bytes`.
    ratio: int = 400
    ratio_from_bytes: int = 32 * MEBIBYTE
    entries: int = 2_000
    rows: int = 200_000
    columns: int = 256
    # calamine keeps a sheet as a dense rectangle of about 30 bytes a cell: one stray cell far away is a memory bomb.
    cells: int = 8_000_000
    # Text that shared strings may unfold to, if every cell repeated the longest one.
    shared_text_bytes: int = 1024 * MEBIBYTE
    probe_bytes: int = 1536 * MEBIBYTE
    probe_seconds: int = 60
