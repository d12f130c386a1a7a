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
    """A readable row with its hashes. key: recognition key; mark: NIK hash, empty without NIK."""

    row: ListRow
    key: str
    mark: bytes = b""


@dataclass(slots=True)
class Asked:
    """kind: what the question is. people: ids of the records it is about."""

    row: ListRow
    kind: str
    reason: Reason
    people: tuple[UUID, ...] = ()


@dataclass(slots=True)
class Verdicts:
    """new: rows that become a person. known: (row, record on file). repeated: rows of somebody new who stands in the file
    twice. accepted = new + known + repeated."""

    new: list[Weighed] = field(default_factory=list)
    known: list[tuple[ListRow, Known]] = field(default_factory=list)
    repeated: list[ListRow] = field(default_factory=list)
    refused: list[ListRow] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)

    @property
    def accepted(self) -> int:
        return len(self.new) + len(self.known) + len(self.repeated)


def weigh(rows: Sequence[Weighed], known: KnownPeople) -> Verdicts:
    verdicts = Verdicts()
    twice = {mark for mark, count in Counter(w.mark for w in rows if w.mark).items() if count > 1}
    fresh: dict[str, list[Weighed]] = {one.key: [] for one in rows if one.key and not one.mark}
    for one in rows:
        if one.mark:
            _weigh_numbered(one, known, twice, verdicts, fresh)
    for one in rows:
        if not one.mark:
            _weigh_unnumbered(one, known, verdicts, fresh)
    return verdicts


def _weigh_numbered(
    one: Weighed, known: KnownPeople, twice: set[bytes], verdicts: Verdicts, fresh: dict[str, list[Weighed]]
) -> None:
    if one.mark in twice:
        verdicts.asked.append(Asked(one.row, "nik_twice", _nik_twice(), _ids(known.by_nik.get(one.mark))))
        return
    on_file = known.by_nik.get(one.mark)
    if on_file is not None:
        if _is_same(one.row, on_file):
            verdicts.known.append((one.row, on_file))
        else:
            verdicts.asked.append(Asked(one.row, "other_name", _other_name(), (on_file.pk,)))
        return
    alike = [k for k in known.by_key.get(one.key, {}).values() if not k.has_nik] if one.key else []
    if alike:
        verdicts.asked.append(Asked(one.row, "without_nik", _without_nik(), tuple(k.pk for k in alike)))
        return
    verdicts.new.append(one)
    if one.key in fresh:  # only rows without NIK ask who came before them
        fresh[one.key].append(one)


def _weigh_unnumbered(one: Weighed, known: KnownPeople, verdicts: Verdicts, fresh: dict[str, list[Weighed]]) -> None:
    if not one.key:
        one.row.problems = (*one.row.problems, _unrecognisable())
        verdicts.refused.append(one.row)
        return
    on_file = known.by_key.get(one.key, {})
    same_here = fresh.get(one.key, [])
    if len(on_file) + sum(1 for w in same_here if w.mark) > 1:
        verdicts.asked.append(Asked(one.row, "several", _several(), tuple(on_file)))
    elif on_file:
        verdicts.known.append((one.row, next(iter(on_file.values()))))
    elif same_here:
        verdicts.repeated.append(one.row)
    else:
        verdicts.new.append(one)
        fresh[one.key].append(one)


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
