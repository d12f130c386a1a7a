"""Along one chain of the audit trail, from its first entry to its head: does every row follow from the one before?"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from balai.audit.hashing import GENESIS, Content, entry_hash, stored_facts_text
from balai.audit.models import Chain

PAGE = 5_000
Head = tuple[int, bytes]
Progress = Callable[[int], object]
Row = tuple[Any, ...]

# id, prev_hash, hash, then the content in the order of hashing.Content. As text, so that no value can fail to be read.
_SQL = """
SELECT id, prev_hash, hash, chain_id, seq, {at}, actor, on_behalf_of, verb, subject_type, subject_id, {facts}
FROM audit_entry WHERE chain_id = %s AND seq >= %s AND NOT (seq = %s AND id <= %s) ORDER BY seq, id LIMIT %s
"""
_POSTGRES = {"at": """to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"')""", "facts": "facts::text"}
_SQLITE = {
    "at": "replace(at, ' ', 'T') || CASE length(at) WHEN 19 THEN '.000000' ELSE '' END || '+00:00'",
    "facts": "facts || ''",
}

FAULTS: Mapping[str, Promise] = {
    "changed": _("isinya sudah diubah"),
    "not_following": _("tidak menyambung ke baris sebelumnya; salah satunya diganti atau dipindahkan"),
    "missing": _("satu baris atau lebih sebelum baris ini hilang"),
    "doubled": _("nomor urutnya dipakai dua kali"),
    "tail_cut": _("ujung rantai terpotong, catatan setelah baris ini hilang"),
    "head_differs": _("tidak cocok dengan kepala rantai"),
    "without_chain": _("kepala rantainya sudah dihapus"),
    "past_rewritten": _("berbeda dari titik periksa, catatan lama ditulis ulang"),
    "cut_since_checkpoint": _("titik periksa memuat catatan setelah baris ini, tetapi catatan itu hilang"),
}


@dataclass(frozen=True)
class Fault:
    """`seq`, `entry_id`: the first bad row of the chain, or the last one left where the rows after it are gone."""

    code: str
    chain: int
    seq: int
    entry_id: int | None

    @property
    def sentence(self) -> str:
        place = {"chain": self.chain, "seq": self.seq, "id": self.entry_id or "-", "what": FAULTS[self.code]}
        return str(_("Rantai %(chain)s, baris %(seq)s (id %(id)s): %(what)s.") % place)


def quietly(_entries: int) -> None:
    """Nobody watches."""


@dataclass
class Walk:
    """`head` is None where the chain's row is gone; `sealed` are its heads in genuine checkpoints.

    `progress` gets the number of rows walked, once a page, counted on from `before`.
    """

    chain: int
    head: Head | None
    sealed: Sequence[Head] = ()
    before: int = 0
    progress: Progress = quietly
    seq: int = 0
    hash: bytes = GENESIS
    entry_id: int | None = None
    fault: Fault | None = None
    _expected: dict[int, list[tuple[bytes, str]]] = field(default_factory=dict)

    def go(self) -> "Walk":
        """To the end or to the first fault."""
        self._expect([self.head] if self.head else [], "head_differs")
        self._expect(self.sealed, "past_rewritten")
        for page in _pages(self.chain):
            self._follow(page)
            self.progress(self.before + self.seq)
            if self.fault:
                return self
        self._arrive()
        return self

    def _expect(self, heads: Iterable[Head], otherwise: str) -> None:
        for seq, digest in heads:
            self._expected.setdefault(seq, []).append((digest, otherwise))

    def _follow(self, page: list[Row]) -> None:
        for row in page:
            code = self._wrong(row)
            if code:
                self.fault = Fault(code, self.chain, row[4], row[0])
                return
            self.entry_id, self.hash, self.seq = row[0], bytes(row[2]), row[4]

    def _wrong(self, row: Row) -> str:
        seq = row[4]
        if seq != self.seq + 1:
            return "missing" if seq > self.seq else "doubled"
        if row[1] != self.hash:
            return "not_following"
        if not _is_as_hashed(row):
            return "changed"
        if self.head is None:
            return "without_chain"
        return next((code for digest, code in self._expected.get(seq, ()) if digest != row[2]), "")

    def _arrive(self) -> None:
        """Nothing was wrong as far as it went: did it go far enough, and not too far?"""
        if any(seq > self.seq for seq, _digest in self.sealed):
            self.fault = Fault("cut_since_checkpoint", self.chain, self.seq, self.entry_id)
        elif self.head and self.head[0] > self.seq:
            self.fault = Fault("tail_cut", self.chain, self.seq, self.entry_id)
        elif self.head and self.head[0] < self.seq and self._head_now() < self.seq:
            self.fault = Fault("head_differs", self.chain, self.seq, self.entry_id)

    def _head_now(self) -> int:
        """Writers may have gone on since the heads were read; then the head has moved as well."""
        return Chain.objects.filter(pk=self.chain).values_list("last_seq", flat=True).first() or 0


def _is_as_hashed(row: Row) -> bool:
    try:
        content = Content._make((*row[3:-1], stored_facts_text(row[-1])))
        return entry_hash(bytes(row[1]), content) == bytes(row[2])
    except (ValueError, TypeError):  # not even of its type: SQLite keeps what it is given
        return False


def _pages(chain: int) -> Iterator[list[Row]]:
    """Rows by seq, a page at a time, so that memory stays bounded and no long transaction is held open."""
    sql = _SQL.format_map(_POSTGRES if connection.vendor == "postgresql" else _SQLITE)
    seq, pk = 0, 0
    while True:
        with connection.cursor() as cursor:
            # From seq itself on: without the constraint a second row may have the same one.
            cursor.execute(sql, [chain, seq, seq, pk, PAGE])
            page = cursor.fetchall()
        if not page:
            return
        yield page
        seq, pk = page[-1][4], page[-1][0]
