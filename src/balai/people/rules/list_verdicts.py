"""Accepted, refused or asked: each row of a list against the others and against who is on file.

Depends on what the rows say and not on their order; a repetition comes to the same verdicts.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext as _

from balai.imports.actions.rows import Reason
from balai.people.queries.known import Known, KnownPeople
from balai.people.rules.list_rows import ListRow
from balai.people.similar import similar_names


@dataclass(slots=True)
class Weighed:
    """A readable row with its hashes. key: recognition key; mark: NIK hash, empty without NIK; pk: who it may become."""

    row: ListRow
    key: str
    mark: bytes
    pk: UUID


@dataclass(slots=True)
class Asked:
    """kind: what the question is. people: ids of the records it is about."""

    row: ListRow
    kind: str
    reason: Reason
    people: tuple[UUID, ...] = ()


@dataclass(slots=True)
class Verdicts:
    """By row number. new: id of a row that becomes a person, and its recognition key, shortened. known: the record on file. repeated: rows
    of somebody new who stands in the file twice. accepted = new + known + repeated.

    The rows come in blocks: those with a NIK as they are read, the others when every row with one is known. A NIK that
    comes a second time takes back what was said of its first row: that person is not to be kept (`taken_back`), and the
    row, let go meanwhile, is to be read once more and asked about (`to_ask`, with the records on file).
    """

    new: dict[int, tuple[UUID, int]] = field(default_factory=dict)
    known: dict[int, Known] = field(default_factory=dict)
    repeated: int = 0
    refused: list[ListRow] = field(default_factory=list)
    asked: dict[int, Asked] = field(default_factory=dict)
    taken_back: set[UUID] = field(default_factory=set)
    to_ask: dict[int, tuple[UUID, ...]] = field(default_factory=dict)
    _first: dict[bytes, int] = field(default_factory=dict)
    _same_here: Counter[int] = field(default_factory=Counter)

    @property
    def accepted(self) -> int:
        return len(self.new) + len(self.known) + self.repeated

    def weigh_numbered(self, rows: Sequence[Weighed], known: KnownPeople) -> list[Weighed]:
        """Rows with a NIK; which of them become a person."""
        for one in rows:
            first = self._first.setdefault(one.mark, one.row.n)
            if first != one.row.n:
                self._ask_both(one, first, known)
            else:
                self._weigh_numbered(one, known)
        return [one for one in rows if one.row.n in self.new]

    def _ask_both(self, one: Weighed, first: int, known: KnownPeople) -> None:
        if first in self.new:
            pk, key = self.new.pop(first)
            self.taken_back.add(pk)
            self._same_here[key] -= 1
            self.to_ask[first] = ()
        elif first in self.known:
            self.to_ask[first] = (self.known.pop(first).pk,)
        on_file = known.by_nik.get(one.mark)
        people = _ids(on_file if on_file and on_file.pk not in self.taken_back else None)
        if first in self.asked:
            self.asked[first] = Asked(self.asked[first].row, "nik_twice", _nik_twice(), people)
        self.asked[one.row.n] = Asked(one.row, "nik_twice", _nik_twice(), people)

    def ask_again(self, row: ListRow) -> None:
        """A row of `to_ask`, read once more."""
        self.asked[row.n] = Asked(row, "nik_twice", _nik_twice(), self.to_ask[row.n])

    def _weigh_numbered(self, one: Weighed, known: KnownPeople) -> None:
        on_file = known.by_nik.get(one.mark)
        if on_file is not None:
            if _is_same(one.row, on_file):
                self.known[one.row.n] = on_file
            else:
                self._ask(one, "other_name", _other_name(), on_file.pk)
            return
        alike = [k.pk for k in known.by_key.get(one.key, {}).values() if not k.has_nik] if one.key else []
        if alike:
            self._ask(one, "without_nik", _without_nik(), *alike)
            return
        self.new[one.row.n] = one.pk, _short(one.key)
        self._same_here[_short(one.key)] += 1

    def weigh_unnumbered(self, rows: Sequence[Weighed], known: KnownPeople) -> list[Weighed]:
        """All rows without a NIK, after all others; which of them become a person. known may hold those of this file."""
        own = {pk for pk, _key in self.new.values()} | self.taken_back
        fresh: set[str] = set()
        became = []
        for one in rows:
            on_file = {pk: k for pk, k in known.by_key.get(one.key, {}).items() if pk not in own}
            same_here = self._same_here.get(_short(one.key), 0)
            if not one.key:
                one.row.problems = (*one.row.problems, _unrecognisable())
                self.refused.append(one.row)
            elif len(on_file) + same_here > 1:
                self._ask(one, "several", _several(), *on_file)
            elif on_file:
                self.known[one.row.n] = next(iter(on_file.values()))
            elif same_here or one.key in fresh:
                self.repeated += 1
            else:
                self.new[one.row.n] = one.pk, 0
                fresh.add(one.key)
                became.append(one)
        return became

    def _ask(self, one: Weighed, kind: str, reason: Reason, *people: UUID) -> None:
        self.asked[one.row.n] = Asked(one.row, kind, reason, people)


def _short(key: str) -> int:
    """60 of its bits: a list of a hundred thousand keys in a third of the memory, and no two the same by chance."""
    return int(key[:15], 16) if key else 0


def _is_same(row: ListRow, known: Known) -> bool:
    born = row.fields.get("birth_date")
    if born is not None and known.birth_date is not None and born != known.birth_date:
        return False
    return row.fields["name_key"] == known.name_key or similar_names(row.fields["name_key"], known.name_key)


def _ids(known: Known | None) -> tuple[UUID, ...]:
    return (known.pk,) if known else ()


def _nik_twice() -> Reason:
    return Reason("nik_twice", _("NIK ini ada di lebih dari satu baris berkas. Pilih baris mana yang benar."))


def _other_name() -> Reason:
    return Reason(
        "other_name", _("NIK ini sudah tercatat dengan nama atau tanggal lahir lain. Apakah ini orang yang sama?")
    )


def _without_nik() -> Reason:
    return Reason(
        "without_nik",
        _("Orang dengan nama, tanggal lahir, dan telepon ini sudah tercatat tanpa NIK. Apakah ini orang yang sama?"),
    )


def _several() -> Reason:
    return Reason(
        "several", _("Lebih dari satu orang tercatat dengan nama, tanggal lahir, dan telepon ini. Yang mana?")
    )


def _unrecognisable() -> Reason:
    return Reason(
        "unrecognisable",
        _(
            "Tanpa NIK, orang dikenali dari nama, tanggal lahir, dan nomor telepon. Isi tanggal lahir atau nomor telepon."
        ),
    )
