"""Ed25519 signatures for what must be provable outside the database, such as audit checkpoints."""

import hashlib
from dataclasses import dataclass, field
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from balai.kernel.crypto.keyring import KeyProblem, decode_key


@dataclass(frozen=True)
class SigningKey:
    """`id`: 16 hex digits of the public key's hash, to name it on paper; `public`: 32 bytes."""

    id: str
    public: bytes
    private: Ed25519PrivateKey = field(repr=False, compare=False)

    def sign(self, message: bytes) -> bytes:
        return self.private.sign(message)


def signing_keys() -> tuple[SigningKey, ...]:
    """Keys of BALAI_SIGNING_KEY (base64 seeds, comma separated): the first signs, all of them are trusted.

    Without the setting the demonstration (BALAI_DEMONSTRATION) derives one from SECRET_KEY. Raises KeyProblem.
    """
    text: str = getattr(settings, "BALAI_SIGNING_KEY", "") or ""
    if text.strip():
        return _parse(text)
    if not getattr(settings, "BALAI_DEMONSTRATION", False):
        raise KeyProblem(
            "BALAI_SIGNING_KEY belum diisi. Isi dengan 32 byte acak dalam base64 (openssl rand -base64 32), lalu "
            "simpan salinannya di luar komputer ini. / BALAI_SIGNING_KEY is not set. Set it to 32 random bytes in "
            "base64 and keep a copy elsewhere."
        )
    return (_derived(settings.SECRET_KEY),)


def verify_signature(public: bytes, signature: bytes, message: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


@lru_cache(maxsize=8)
def _parse(text: str) -> tuple[SigningKey, ...]:
    parts = [part.strip() for part in text.strip().rstrip(",").split(",")]
    return tuple(_from_seed(decode_key("BALAI_SIGNING_KEY", at, part)) for at, part in enumerate(parts, start=1))


@lru_cache(maxsize=8)
def _derived(secret: str) -> SigningKey:
    return _from_seed(HKDF(algorithm=SHA256(), length=32, salt=None, info=b"balai/signing").derive(secret.encode()))


def _from_seed(seed: bytes) -> SigningKey:
    private = Ed25519PrivateKey.from_private_bytes(seed)
    public = private.public_key().public_bytes_raw()
    return SigningKey(id=hashlib.sha256(public).hexdigest()[:16], public=public, private=private)
