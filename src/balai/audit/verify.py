"""`balai audit verify`: computes the whole audit trail anew and names the first row of each chain that is wrong."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import connection
from django.utils.translation import gettext as _

from balai.audit import triggers
from balai.audit.models import Chain, Entry
from balai.audit.seal import NoCheckpoint, Sealed, newest_checkpoint, read_checkpoint, seal_checkpoint, write_checkpoint
from balai.audit.walk import Fault, Progress, Walk, quietly
from balai.kernel.crypto import KeyProblem
from balai.kernel.refusal import Refused


@dataclass(frozen=True)
class Report:
    """`checkpoints`: the genuine ones the trail was held against; `forged`: those whose signature is not ours.
    `guarded`: the database itself refuses changes to what was recorded."""

    entries: int
    chains: int
    faults: tuple[Fault, ...]
    checkpoints: tuple[Sealed, ...]
    forged: tuple[Sealed, ...]
    guarded: bool

    @property
    def ok(self) -> bool:
        return not self.faults and not self.forged

    def sentences(self) -> Iterator[str]:
        for fault in self.faults:
            yield fault.sentence
        for sealed in self.forged:
            yield _("Titik periksa %(at)s: tanda tangannya tidak sah atau kuncinya tidak dikenal.") % _when(sealed)
        if self.ok:
            yield _("Jejak audit utuh: %(entries)s catatan dalam %(chains)s rantai.") % {
                "entries": self.entries,
                "chains": self.chains,
            }
        for sealed in self.checkpoints if self.ok else ():
            yield _("Cocok dengan titik periksa %(at)s, sidik %(fingerprint)s.") % _when(sealed)
        if not self.checkpoints:
            yield _(
                "Belum ada titik periksa yang sah, jadi ujung yang terpotong tidak akan terlihat. "
                "Jalankan 'balai audit seal BERKAS' dan simpan berkasnya di luar komputer ini."
            )
        if not self.guarded:
            yield _(
                "Pemicu penjaga jejak audit tidak terpasang. Jalankan 'balai migrate' atau hubungi pengelola sistem."
            )


def verify(*, checkpoint: Sealed | None = None, progress: Progress = quietly) -> Report:
    """Holds the trail against `checkpoint` and the newest one in the database. Raises KeyProblem without signing keys.

    May run beside writers: heads are read before entries, so what is committed meanwhile only lengthens a chain.
    `progress` gets the number of entries walked so far.
    """
    given = [one for one in (checkpoint, newest_checkpoint()) if one is not None]
    genuine = tuple(one for one in given if one.is_genuine)
    forged = tuple(one for one in given if not one.is_genuine)
    heads = {pk: (seq, bytes(digest)) for pk, seq, digest in Chain.objects.values_list("pk", "last_seq", "last_hash")}
    faults, entries = [], 0
    for chain in sorted({*heads, *_chains_with_entries(), *(chain for one in genuine for chain in one.heads)}):
        sealed = [one.heads[chain] for one in genuine if chain in one.heads]
        walk = Walk(chain, heads.get(chain), sealed, before=entries, progress=progress).go()
        entries += walk.seq
        faults += [walk.fault] if walk.fault else []
    return Report(entries, len(heads), tuple(faults), genuine, forged, triggers.are_installed(connection))


def main(argv: Sequence[str]) -> int:
    """`verify [--checkpoint FILE]` or `seal [FILE]`; 0 sound, 1 a fault was found, 2 not understood or not possible."""
    try:
        match list(argv):
            case [] | ["verify"]:
                return _verify(None)
            case ["verify", "--checkpoint", path]:
                return _verify(Path(path))
            case ["seal"]:
                return _seal(None)
            case ["seal", path] if not path.startswith("-"):
                return _seal(Path(path))
    except (KeyProblem, NoCheckpoint, Refused, OSError) as problem:
        print(problem, file=sys.stderr)
        return 2
    print("balai audit verify [--checkpoint BERKAS] | seal [BERKAS]", file=sys.stderr)
    return 2


def _verify(path: Path | None) -> int:
    report = verify(checkpoint=read_checkpoint(path) if path else None, progress=_show)
    print(*report.sentences(), sep="\n")
    return 0 if report.ok else 1


def _seal(path: Path | None) -> int:
    sealed = Sealed.of(seal_checkpoint(by="cli"))
    print(_("Titik periksa %(at)s, sidik %(fingerprint)s") % _when(sealed))
    for chain, (seq, digest) in sealed.heads.items():
        print(
            _("rantai %(chain)s: %(seq)s catatan, %(hash)s") % {"chain": chain, "seq": seq, "hash": digest.hex()[:16]}
        )
    if path:
        write_checkpoint(sealed, path)
        print(_("Tersimpan di %(path)s. Simpan salinannya di luar komputer ini.") % {"path": path})
    return 0


def _show(entries: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{entries}", end="\r", file=sys.stderr, flush=True)


def _when(sealed: Sealed) -> dict[str, str]:
    return {"at": f"{sealed.at:%d-%m-%Y %H.%M} UTC", "fingerprint": sealed.fingerprint}


def _chains_with_entries() -> Iterator[int]:
    """Hops from one chain to the next in the index instead of reading every entry."""
    last = 0
    while found := Entry.objects.filter(chain_id__gt=last).order_by("chain_id").values_list("chain_id").first():
        (last,) = found
        yield last
