"""A secret as lines a person can type: 20 characters in groups of four, then one that checks the line.

Alphabet: Crockford's base 32 (no I, L, O, U; small letters and look-alikes are read as what was meant). The check is a
polynomial over GF(32) through the key's place, the line's number and its characters: any one wrong character, any two
swapped, and a line typed in another line's place are noticed. Four bytes of SHA-256 at the end prove the whole.
"""

import base64
import binascii
import hashlib

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LOOKALIKES = str.maketrans("OIL", "011", " -\t.")
LINE = 20
GROUP = 4
PROOF = 4
TEXT, BASE64_KEY = b"\x00", b"\x01"
_MODULUS = 0b100101  # x^5 + x^2 + 1, primitive over GF(2)


class Mistyped(ValueError):
    """The sentence says which line and what to look at."""


def lines_of(secret: str, *, place: int) -> list[str]:
    """`place`: the key's number on the sheet, from 1 to 31."""
    body = compact(secret)
    body += hashlib.sha256(body).digest()[:PROOF]
    count = -(-len(body) * 8 // 5)
    number = int.from_bytes(body, "big") << (count * 5 - len(body) * 8)
    characters = "".join(ALPHABET[(number >> shift) & 31] for shift in range((count - 1) * 5, -1, -5))
    parts = [characters[at : at + LINE] for at in range(0, len(characters), LINE)]
    return [grouped(part) + " " + check_of(part, place=place, number=n) for n, part in enumerate(parts, start=1)]


def read_line(typed: str, *, place: int, number: int) -> str:
    """The line's characters without its check. Raises Mistyped."""
    characters = typed.upper().translate(LOOKALIKES)
    strange = sorted(set(characters) - set(ALPHABET))
    if strange:
        raise Mistyped(
            f"Baris {number}: tanda {' '.join(strange)} tidak dipakai di lembar kunci. Ketik ulang baris ini."
        )
    if len(characters) < 2 or check_of(characters[:-1], place=place, number=number) != characters[-1]:
        raise Mistyped(f"Baris {number} tidak cocok dengan huruf pemeriksanya. Bandingkan dengan kertas, ketik ulang.")
    return characters[:-1]


def secret_of(characters: str) -> str | None:
    """The secret when all its lines are there; None while lines are missing."""
    size = len(characters) * 5 // 8
    number = 0
    for character in characters:
        number = number << 5 | ALPHABET.index(character)
    body = (number >> (len(characters) * 5 - size * 8)).to_bytes(size, "big")
    kept, proof = body[:-PROOF], body[-PROOF:]
    return expanded(kept) if len(kept) > 1 and hashlib.sha256(kept).digest()[:PROOF] == proof else None


def compact(secret: str) -> bytes:
    """Base64 is a third longer than what it says; most secrets are 32 bytes of it."""
    try:
        key = base64.b64decode(secret, validate=True)
    except (binascii.Error, ValueError):
        return TEXT + secret.encode()
    same = bool(key) and base64.b64encode(key).decode() == secret
    return BASE64_KEY + key if same else TEXT + secret.encode()


def expanded(kept: bytes) -> str:
    return base64.b64encode(kept[1:]).decode() if kept[:1] == BASE64_KEY else kept[1:].decode()


def grouped(characters: str) -> str:
    return " ".join(characters[at : at + GROUP] for at in range(0, len(characters), GROUP))


def check_of(characters: str, *, place: int, number: int) -> str:
    total = 0
    for value in (place, number, *map(ALPHABET.index, characters)):
        total = times_x(total) ^ (value & 31)
    return ALPHABET[times_x(total)]


def times_x(value: int) -> int:
    doubled = value << 1
    return doubled ^ _MODULUS if doubled & 32 else doubled
