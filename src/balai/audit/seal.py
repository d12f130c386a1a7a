"""Signed checkpoints: the head of every chain at an instant, to be kept outside the database or on paper.

A chain shows by itself that a row was changed. That its tail was cut, or everything after a row written anew, shows only
against a head that the one who did it could not reach.
"""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.audit.hashing import canonical, instant
from balai.audit.models import Chain, Checkpoint, Entry
from balai.audit.record import HasName, record
from balai.kernel.crypto import signing_keys, verify_signature
from balai.kernel.refusal import Refused

FORMAT = "balai-audit-checkpoint/1"


class NoCheckpoint(Exception):
    """The file is no checkpoint; the text says so to a person."""


@dataclass(frozen=True)
class Sealed:
    """A checkpoint apart from where it is kept. `heads`: (seq, hash) by chain id."""

    at: datetime
    heads: Mapping[int, tuple[int, bytes]]
    signature: bytes
    key_id: str

    @classmethod
    def of(cls, kept: Checkpoint) -> "Sealed":
        return cls(kept.at, _heads(kept.heads), bytes(kept.signature), kept.key_id)

    @property
    def message(self) -> bytes:
        return canonical({"format": FORMAT, "at": instant(self.at), "heads": _as_json(self.heads)}).encode("ascii")

    @property
    def fingerprint(self) -> str:
        """32 hex digits in groups of four, short enough to compare with a printed sheet."""
        digest = sha256(self.message).hexdigest()[:32]
        return " ".join(digest[at : at + 4] for at in range(0, 32, 4))

    @property
    def is_genuine(self) -> bool:
        """Signed by one of our own keys: the key that stands in the checkpoint proves nothing. Raises KeyProblem."""
        return any(
            key.id == self.key_id and verify_signature(key.public, self.signature, self.message)
            for key in signing_keys()
        )


def seal_checkpoint(*, by: str | HasName) -> Checkpoint:
    """Raises Refused when the trail no longer continues the checkpoint before: broken trails are not sealed over."""
    with transaction.atomic():
        # One statement sees one instant; every head in it belongs to entries that are committed.
        found = Chain.objects.filter(last_seq__gt=0).order_by("pk").values_list("pk", "last_seq", "last_hash")
        heads = {chain: (seq, bytes(digest)) for chain, seq, digest in found}
        _check_continues(heads)
        key = signing_keys()[0]
        unsigned = Sealed(at=timezone.now(), heads=heads, signature=b"", key_id=key.id)
        signature = key.sign(unsigned.message)
        kept = Checkpoint.objects.create(at=unsigned.at, heads=_as_json(heads), signature=signature, key_id=key.id)
        record(by, "seal_checkpoint", kept)
    return kept


def newest_checkpoint() -> Sealed | None:
    kept = Checkpoint.objects.order_by("-pk").first()
    return Sealed.of(kept) if kept else None


def write_checkpoint(sealed: Sealed, path: Path) -> None:
    """A small JSON file; its public key is for others who check it, we trust only our own keys."""
    public = next((key.public for key in signing_keys() if key.id == sealed.key_id), b"")
    content = {
        **json.loads(sealed.message),
        "fingerprint": sealed.fingerprint,
        "key": sealed.key_id,
        "public_key": base64.b64encode(public).decode(),
        "signature": base64.b64encode(sealed.signature).decode(),
    }
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="ascii")


def read_checkpoint(path: Path) -> Sealed:
    """Raises NoCheckpoint. Whether it is genuine is asked apart."""
    try:
        content = json.loads(path.read_text(encoding="ascii"))
        if content["format"] != FORMAT:
            raise ValueError(content["format"])
        signature = base64.b64decode(content["signature"], validate=True)
        at = datetime.fromisoformat(content["at"])
        return Sealed(at=at, heads=_heads(content["heads"]), signature=signature, key_id=str(content["key"]))
    except OSError:
        raise NoCheckpoint(_("Berkas titik periksa %(path)s tidak dapat dibaca.") % {"path": path}) from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise NoCheckpoint(
            _("Berkas %(path)s bukan titik periksa Balai atau sudah rusak. Pakai berkas lain.") % {"path": path}
        ) from None


def _check_continues(heads: Mapping[int, tuple[int, bytes]]) -> None:
    before = newest_checkpoint()
    known = dict(before.heads) if before else {}
    for chain, (seq, digest) in [*known.items(), *heads.items()]:
        stored = Entry.objects.filter(chain=chain, seq=seq).values_list("hash", flat=True).first()
        if stored is None or bytes(stored) != digest:
            raise Refused(
                "audit_broken",
                _("Jejak audit tidak lagi utuh. Jalankan 'balai audit verify' untuk melihat barisnya."),
            )


def _as_json(heads: Mapping[int, tuple[int, bytes]]) -> dict[str, list[int | str]]:
    return {str(chain): [seq, digest.hex()] for chain, (seq, digest) in sorted(heads.items())}


def _heads(stored: Mapping[str, list[str | int]]) -> dict[int, tuple[int, bytes]]:
    return {int(chain): (int(seq), bytes.fromhex(str(digest))) for chain, (seq, digest) in stored.items()}
