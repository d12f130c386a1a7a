"""What a citizen may leave: an obstacle, and nothing that tells who is who."""

import re

from django.utils.translation import gettext_lazy as _

from balai.collaboration.rules.deliberation import check_words
from balai.kernel.refusal import Refused

SHORTEST, LONGEST = 20, 2000
_IDENTITY = re.compile(r"(?<!\d)\d(?:[ .\-]?\d){15}(?!\d)")
_PHONE = re.compile(r"(?<![\d.,])(?:\+?62|0)[ .\-]?\(?[2-9](?:[ .\-()]?\d){7,11}(?!\d)")
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")


def check_tells_nobody(text: str, field: str = "text") -> None:
    """Raises Refused where it holds a NIK, a telephone number or an e-mail address."""
    if _IDENTITY.search(text):
        raise Refused(
            "holds_nik", _("“Hambatannya”: ada nomor 16 angka seperti NIK. Hapus nomornya, lalu kirim lagi."), field
        )
    if _PHONE.search(text):
        raise Refused("holds_phone", _("“Hambatannya”: ada nomor telepon. Hapus nomornya, lalu kirim lagi."), field)
    if _EMAIL.search(text):
        raise Refused("holds_email", _("“Hambatannya”: ada alamat surel. Hapus alamatnya, lalu kirim lagi."), field)


def check_offer(text: str) -> str:
    text = check_words(text, "text", _("“Hambatannya” belum ditulis."))
    if len(text) < SHORTEST:
        raise Refused("too_short", _("“Hambatannya”: ceritakan sedikitnya dua puluh huruf."), "text")
    if len(text) > LONGEST:
        raise Refused("too_long", _("“Hambatannya”: paling banyak dua ribu huruf. Persingkat."), "text")
    check_tells_nobody(text)
    return text
