"""The code on a sheet. It is worked out anew for every print and stands in no table; a table holds only what it hashes to."""

import hashlib

from django.utils.crypto import salted_hmac

from balai.collaboration.models import PulseRound

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH, PART = 12, 4
_READ_AS = str.maketrans("OIL", "011", " -")


def code_of(row: PulseRound, member_id: int, n: int) -> str:
    """Of the n-th sheet of a party. Depends on the key of the installation: a copy of the database alone yields none."""
    number = int.from_bytes(salted_hmac("balai.pulse", f"{row.uid}:{member_id}:{n}", algorithm="sha256").digest())
    return "".join(SIGNS[number >> (5 * at) & 31] for at in range(LENGTH))


def shown(code: str) -> str:
    return "-".join(code[at : at + PART] for at in range(0, LENGTH, PART))


def digest_of(code: str) -> str:
    """Of what somebody typed: small letters, spaces and O for 0 are meant well."""
    return hashlib.sha256(code.upper().translate(_READ_AS).encode()).hexdigest()
