"""Which requirement clashes, in words: one sentence for each class and kind, with the first day and how often."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from balai.planning.fit import NAMED
from balai.planning.licences import Licence, why_not
from balai.training.solver.gather import Gathered, day_words, may_teach
from balai.training.solver.problem import Answer, Block, Problematic, Start


@dataclass(frozen=True, slots=True)
class Held:
    """A block with what was found for it."""

    block: Block
    at: Start
    teacher: int | None
    room: int | None

    def overlaps(self, other: "Held") -> bool:
        return self.at.start < other.at.end and other.at.start < self.at.end


def explain(gathered: Gathered, answer: Answer, titles: Mapping[int, str]) -> list[Problematic]:
    """titles: of the classes by id. In order of the class and the first day."""
    found = [*gathered.problem.said]
    rows = [
        Held(block, block.starts[start], teacher, room)
        for block, start, teacher, room in zip(
            gathered.problem.blocks, answer.starts, answer.teachers, answer.rooms, strict=True
        )
    ]
    days: dict[date, list[Held]] = defaultdict(list)
    for row in rows:
        days[row.block.day].append(row)
    found += _grouped(
        (row.block, *_no_teacher(gathered, row, _Day(row, days[row.block.day], rows), titles))
        for row in rows if row.teacher is None
    )  # fmt: skip
    found += _grouped(
        (row.block, *_no_room(gathered, row, _Day(row, days[row.block.day], rows), titles))
        for row in rows if row.room is None and row.block.needs_room
    )  # fmt: skip
    found += _grouped(_short(gathered, days, titles))
    if not answer.proven and rows:
        late = _(
            "Waktu hitung habis sebelum semua kemungkinan diperiksa. Hitung lagi bila komputer tidak sedang sibuk."
        )
        found.append(Problematic(rows[0].block.batch, "time", late))
    return sorted(found, key=lambda one: (one.batch, one.first or date.min, one.kind))


def _grouped(rows: Iterable[tuple[Block, str, str]]) -> list[Problematic]:
    """Rows of (block, kind, sentence) as one of each class and kind: the first one's words, and how many there are."""
    first: dict[tuple[int, str], tuple[Block, str]] = {}
    number: dict[tuple[int, str], int] = defaultdict(int)
    for block, kind, sentence in rows:
        first.setdefault((block.batch, kind), (block, sentence))
        number[block.batch, kind] += 1
    return [
        Problematic(batch, kind, sentence, block.day, number[batch, kind])
        for (batch, kind), (block, sentence) in first.items()
    ]


class _Day:
    """What the other classes do while a block would be held. teaches: instructor -> class; uses: room -> class."""

    def __init__(self, row: Held, day: Iterable[Held], all_rows: Iterable[Held]) -> None:
        then = [other for other in day if other is not row and row.overlaps(other)]
        self.teaches = {other.teacher: other.block.batch for other in then if other.teacher is not None}
        self.uses = {other.room: other.block.batch for other in then if other.room is not None}
        self._monday, self._rows = row.block.monday, all_rows

    def week_of(self, teachers: Iterable[int]) -> list[int]:
        """The classes that have the hours of these instructors in that week."""
        whom = set(teachers)
        rows = (row.block for row in self._rows if row.teacher in whom and row.block.monday == self._monday)
        return list(dict.fromkeys(block.batch for block in rows))


def _no_teacher(gathered: Gathered, row: Held, then: _Day, titles: Mapping[int, str]) -> tuple[str, str]:
    block, busy = row.block, then.teaches
    words = {"title": titles[block.batch], "day": day_words(block.day)}
    if row.at.teachers:
        elsewhere = [
            _("%(who)s mengajar %(class)s") % {"who": gathered.teachers[one], "class": titles[busy[one]]}
            for one in row.at.teachers if one in busy
        ]  # fmt: skip
        if len(elsewhere) == len(row.at.teachers):
            said = _(
                "%(title)s, %(day)s: semua instruktur yang berwenang sudah mengajar (%(who)s). Tambah instruktur atau geser kelasnya."
            )
            return "busy", said % (words | {"who": "; ".join(elsewhere)})
        free = [one for one in row.at.teachers if one not in busy]
        words |= {"who": ", ".join(gathered.teachers[one] for one in free)}
        if classes := then.week_of(free):
            words["classes"] = ", ".join(titles[one] for one in classes)
            return "hours", _(
                "%(title)s, %(day)s: jam mengajar pekan itu sudah penuh untuk %(who)s (%(classes)s). "
                "Tambah instruktur, atau ubah batas jamnya."
            ) % words
        return "hours", _(
            "%(title)s, %(day)s: jam mengajar pekan itu sudah penuh untuk %(who)s. Tambah instruktur, atau ubah batas jamnya."
        ) % words
    if any(may_teach(one, block.day) for one in gathered.licences[block.batch]):
        able = [one.instructor.user_id for one in gathered.licences[block.batch] if may_teach(one, block.day)]
        words["classes"] = _named(gathered.taken.titles(able, block.day, row.at))
        return "taken", _(
            "%(title)s, %(day)s: instruktur yang berwenang sudah mengajar kelas yang tidak ikut disusun%(classes)s. "
            "Susun bersama kelas itu, atau tambah instruktur."
        ) % words
    return _not_licensed(gathered.licences[block.batch], block.day, words)


def _not_licensed(licences: Sequence[Licence], day: date, words: dict[str, str]) -> tuple[str, str]:
    """Nobody may teach on that day: whose certificate ended or begins when, who is not at the centre, or that there is none."""
    had = [one for one in licences if one.spans]
    if lapsed := [one for one in had if not one.covers(day)]:
        newest = sorted(lapsed, key=lambda one: (one.ended(day) or date.min, -one.instructor.pk), reverse=True)
        why = ". ".join(why_not(one, day) for one in newest[:NAMED])
        return "licence", _(
            "%(title)s, %(day)s: tidak ada instruktur berwenang. %(why)s. Perbarui sertifikatnya atau tambah instruktur."
        ) % (words | {"why": why})
    if had:
        names = ", ".join(one.instructor.full_name for one in had[:NAMED])
        return "away", _(
            "%(title)s, %(day)s: %(who)s belum bergabung atau sudah keluar pada hari itu. Tambah instruktur, atau perbaiki tanggalnya."
        ) % (words | {"who": names})
    return "competence", _(
        "%(title)s, %(day)s: tidak ada instruktur berakun dengan sertifikat teknis untuk program ini. Catat sertifikat atau akunnya."
    ) % words


def _named(classes: Sequence[str]) -> str:
    return f" ({', '.join(classes[:NAMED])})" if classes else ""


def _no_room(gathered: Gathered, row: Held, then: _Day, titles: Mapping[int, str]) -> tuple[str, str]:
    block = row.block
    words = {"title": titles[block.batch], "day": day_words(block.day)}
    if row.at.rooms:
        words["rooms"] = ", ".join(
            f"{gathered.rooms[one]}: {titles[then.uses[one]]}" if one in then.uses else gathered.rooms[one]
            for one in row.at.rooms[:4]
        )
        return "room", _(
            "%(title)s, %(day)s: semua ruang yang cocok dipakai kelas lain (%(rooms)s). Geser kelasnya atau pinjam ruang."
        ) % words
    if block.practice:
        return "workshop", _("%(title)s, %(day)s: tidak ada ruang praktik yang baik, cukup besar, dan kosong.") % words
    return "room", _("%(title)s, %(day)s: tidak ada ruang kelas yang baik, cukup besar, dan kosong.") % words


def _short(
    gathered: Gathered, days: Mapping[date, Sequence[Held]], titles: Mapping[int, str]
) -> Iterator[tuple[Block, str, str]]:
    """Practice at the same time takes more of a thing than there is of what moves and of what stands in its room."""
    things = gathered.problem.things
    for day, rows in days.items():
        at_once: dict[tuple[str, int], list[tuple[Held, int]]] = defaultdict(list)
        for row in rows:
            if not row.block.takes_things or row.room is None:
                continue
            for name, drawn in things.drawn(row.block.batch, row.room).items():
                for lesson in row.block.lessons(row.at) if drawn else ():
                    at_once[name, lesson].append((row, drawn))
        told: set[tuple[int, str]] = set()
        for (name, lesson), users in at_once.items():
            first = users[0][0].block
            lacking = sum(drawn for _row, drawn in users) > things.left(name, (day, lesson))
            if lacking and (first.batch, name) not in told:
                told.add((first.batch, name))
                yield first, f"equipment:{name}", _lack(gathered, name, lesson, users, titles)


def _lack(
    gathered: Gathered, name: str, lesson: int, users: Sequence[tuple[Held, int]], titles: Mapping[int, str]
) -> str:
    things, first = gathered.problem.things, users[0][0]
    day = first.block.day
    wanted = sum(things.of[row.block.batch][name] for row, _drawn in users)
    standing = sum(things.fixed.get(row.room or 0, {}).get(name, 0) for row, _drawn in users)
    away = things.used.get((name, (day, lesson)), 0)
    words = {
        "title": titles[first.block.batch], "day": day_words(day), "name": things.written.get(name, name), "wanted": wanted,
        "sound": things.movable.get(name, 0) + standing, "others": ", ".join(titles[row.block.batch] for row, _d in users[1:]),
        "away": away,
    }  # fmt: skip
    said = _("%(title)s, %(day)s: %(name)s diperlukan %(wanted)s, yang baik %(sound)s.")
    if len(users) > 1:
        said = _(
            "%(title)s, %(day)s: %(name)s diperlukan %(wanted)s, yang baik %(sound)s (dipakai bersama: %(others)s)."
        )
    more = _(" Kelas lain yang sudah terjadwal memakai %(away)s.") % words if away else ""
    return said % words + more + " " + _("Pinjam alatnya, perbaiki yang rusak, atau geser salah satu kelas.")
