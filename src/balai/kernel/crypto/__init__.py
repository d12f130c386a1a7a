"""Locks and seals: field and file encryption, blind index, time-ordered ids, signatures. No models.

sealed = seal(nik, f"people.person.nik:{person_id}")
nik = unseal(sealed, f"people.person.nik:{person_id}")
hidden = blind_index("nik", nik)
"""

from balai.kernel.crypto.blind import blind_index, blind_index_candidates, blind_index_many
from balai.kernel.crypto.files import open_file, seal_file
from balai.kernel.crypto.keyring import KeyProblem, Keyring, field_keys, index_keys, new_key, parse_keys
from balai.kernel.crypto.sealing import CannotUnseal, needs_rotation, rotate, seal, seal_many, unseal, unseal_many
from balai.kernel.crypto.signing import SigningKey, signing_keys, verify_signature

__all__ = [
    "CannotUnseal",
    "KeyProblem",
    "Keyring",
    "SigningKey",
    "blind_index",
    "blind_index_candidates",
    "blind_index_many",
    "field_keys",
    "index_keys",
    "needs_rotation",
    "new_key",
    "open_file",
    "parse_keys",
    "rotate",
    "seal",
    "seal_file",
    "seal_many",
    "signing_keys",
    "unseal",
    "unseal_many",
    "verify_signature",
]
