"""The sealed box: a header in clear, then the body as the kernel seals files. Knows bytes, no tables."""

import hashlib
import hmac
import io
import json
import struct
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import IO, Any

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.utils.translation import gettext_lazy as _

from balai.kernel.crypto.files import open_pieces, seal_file
from balai.kernel.crypto.keyring import Keyring
from balai.kernel.crypto.sealing import CannotUnseal
from balai.kernel.refusal import Refused

MAGIC = b"BALAIBK1"
VERSION = 1
LONGEST_HEADER = 4 << 20


def damaged() -> Refused:
    return Refused(
        "backup_damaged",
        _(
            "Berkas cadangan rusak atau terpotong, jadi tidak ada yang dipulihkan. "
            "Ambil salinan lain dari tempat penyimpanan kedua, lalu coba lagi."
        ),
    )


def wrong_key() -> Refused:
    return Refused(
        "backup_wrong_key",
        _(
            "Kunci BALAI_BACKUP_KEY tidak cocok dengan berkas cadangan ini, jadi tidak ada yang dipulihkan. "
            "Ketik ulang kunci dari lembar kunci dengan perintah: balai keys read."
        ),
    )


def not_a_backup() -> Refused:
    return Refused(
        "backup_unknown", _("Berkas ini bukan cadangan Balai. Pilih berkas yang dibuat oleh perintah: balai backup.")
    )


@dataclass(frozen=True)
class Header:
    """What may be read without the key. `migrations` maps an app's label to the names applied; `key_id` names the key."""

    created_at: str
    vendor: str
    migrations: dict[str, list[str]]
    key_id: str = ""
    version: int = VERSION
    digest: bytes = field(default=b"", repr=False)


def key_id(key: bytes) -> str:
    """16 hex digits to tell a wrong key from a damaged file; says nothing about the key."""
    return HKDF(algorithm=SHA256(), length=8, salt=None, info=b"balai/backup/key-id").derive(key).hex()


def ring_of(key: bytes) -> Keyring:
    return Keyring(current="backup", keys={"backup": key})


def bound_to(digest: bytes) -> str:
    return f"backup:{digest.hex()}"


class Pulled(io.RawIOBase):
    """A stream to read from, filled by an iterator as it goes."""

    def __init__(self, parts: Iterator[bytes]) -> None:
        self.parts, self.waiting = parts, bytearray()

    def read(self, size: int = -1, /) -> bytes:
        while size < 0 or len(self.waiting) < size:
            part = next(self.parts, None)
            if part is None:
                break
            self.waiting += part
        end = len(self.waiting) if size < 0 else size
        given = bytes(self.waiting[:end])
        del self.waiting[:end]
        return given


def seal(stream: IO[bytes], header: Header, body: Iterator[bytes], *, key: bytes) -> None:
    fields = {name: value for name, value in asdict(header).items() if name != "digest"}
    written = json.dumps({**fields, "key_id": key_id(key)}).encode()
    front = MAGIC + struct.pack(">I", len(written)) + written
    digest = hashlib.sha256(front).digest()
    stream.write(front + digest)
    seal_file(Pulled(body), stream, bound_to(digest), keys=ring_of(key))  # type: ignore[arg-type]


def read_header(stream: IO[bytes]) -> Header:
    """Leaves the stream at the body. Raises Refused: no backup, damaged, or a format newer than this program."""
    stream.seek(0)
    magic = stream.read(len(MAGIC))
    if magic != MAGIC:
        raise not_a_backup()
    size = stream.read(4)
    length = struct.unpack(">I", size)[0] if len(size) == 4 else LONGEST_HEADER + 1
    if length > LONGEST_HEADER:
        raise damaged()
    written, digest = stream.read(length), stream.read(32)
    if not hmac.compare_digest(hashlib.sha256(magic + size + written).digest(), digest):
        raise damaged()
    fields: dict[str, Any] = json.loads(written)
    if fields["version"] != VERSION:
        raise Refused(
            "backup_format_newer",
            _("Cadangan ini dibuat oleh Balai yang lebih baru. Perbarui Balai di komputer ini, lalu pulihkan lagi."),
        )
    return Header(**fields, digest=digest)


def unsealed(stream: IO[bytes], *, key: bytes) -> Iterator[bytes]:
    """The plain body in order, each piece authenticated before it is given. Raises Refused at the first bad one."""
    header = read_header(stream)
    if not hmac.compare_digest(key_id(key), header.key_id):
        raise wrong_key()
    try:
        yield from open_pieces(stream, bound_to(header.digest), keys=ring_of(key))
    except CannotUnseal:
        raise damaged() from None
