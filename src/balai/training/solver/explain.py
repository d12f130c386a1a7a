"""Which requirement clashes, in words: one sentence for each class and kind, with the first day and how often."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from django.utils.translation import gettext as _

from balai.kernel.formats import tanggal
from balai.training.solver.gather import Gathered, day_words
from balai.training.solver.problem import Answer, Block, Problematic, Time


def explain(gathered: Gathered, answer: Answer, titles: Mapping[int, str]) -> list[Problematic]:
    """titles: of the classes by id. In order of the class and the first day."""
    blocks = gathered.problem.blocks
    found = [*gathered.problem.said]
    busy = _busy(blocks, answer)
    found += _grouped(
        (block, *_no_teacher(gathered, block, busy[block.time], titles))
        for block, teacher in zip(blocks, answer.teachers, strict=True) if teacher is None
    )  # fmt: skip
    found += _grouped(
        (block, *_no_room(gathered, block, titles))
        for block, room in zip(blocks, answer.rooms, strict=True) if room is None
    )  # fmt: skip
    found += _grouped(_short(gathered, titles))
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


def _busy(blocks: Iterable[Block], answer: Answer) -> dict[Time, dict[int, int]]:
    """Time -> teacher -> class they teach then."""
    found: dict[Time, dict[int, int]] = defaultdict(dict)
    for block, teacher in zip(blocks, answer.teachers, strict=True):
        if teacher is not None:
            found[block.time][teacher] = block.batch
    return found


def _no_teacher(
    gathered: Gathered, block: Block, busy: Mapping[int, int], titles: Mapping[int, str]
) -> tuple[str, str]:
    words = {"title": titles[block.batch], "day": day_words(block.day)}
    if block.teachers:
        elsewhere = [
            _("%(who)s mengajar %(class)s") % {"who": gathered.teachers[one], "class": titles[busy[one]]}
            for one in block.teachers if one in busy
        ]  # fmt: skip
        if len(elsewhere) == len(block.teachers):
            said = _(
                "%(title)s, %(day)s: semua instruktur yang berwenang sudah mengajar (%(who)s). Tambah instruktur atau geser kelasnya."
            )
            return "busy", said % (words | {"who": "; ".join(elsewhere)})
        full = ", ".join(gathered.teachers[one] for one in block.teachers if one not in busy)
        said = _(
            "%(title)s, %(day)s: jam mengajar pekan itu sudah penuh untuk %(who)s. Tambah instruktur, atau ubah batas jamnya."
        )
        return "hours", said % (words | {"who": full})
    able = [one for one in gathered.licences[block.batch] if one.covers]
    ended = [one for one in able if one.until is not None and one.until < block.day]
    if ended and len(ended) == len(able):
        over = ended[0]
        assert over.until is not None
        words |= {"who": over.instructor.full_name, "until": tanggal(over.until)}
        return "licence", _(
            "%(title)s, %(day)s: sertifikat %(who)s habis %(until)s. Perbarui sertifikatnya atau tambah instruktur."
        ) % words
    if able:
        return "taken", _(
            "%(title)s, %(day)s: instruktur yang berwenang sudah dipakai pertemuan yang tidak ikut disusun."
        ) % words
    return "competence", _(
        "%(title)s, %(day)s: tidak ada instruktur berakun dengan sertifikat teknis untuk program ini. Catat sertifikat atau akunnya."
    ) % words


def _no_room(gathered: Gathered, block: Block, titles: Mapping[int, str]) -> tuple[str, str]:
    words = {"title": titles[block.batch], "day": day_words(block.day)}
    if block.rooms:
        words["rooms"] = ", ".join(gathered.rooms[one] for one in block.rooms[:4])
        return "room", _(
            "%(title)s, %(day)s: semua ruang yang cocok dipakai kelas lain (%(rooms)s). Geser kelasnya atau pinjam ruang."
        ) % words
    if block.practice:
        return "workshop", _("%(title)s, %(day)s: tidak ada ruang praktik yang baik, cukup besar, dan kosong.") % words
    return "room", _("%(title)s, %(day)s: tidak ada ruang kelas yang baik, cukup besar, dan kosong.") % words


def _short(gathered: Gathered, titles: Mapping[int, str]) -> Iterable[tuple[Block, str, str]]:
    """Practice at the same time takes more of a thing than there are sound ones."""
    at_once: dict[Time, list[Block]] = defaultdict(list)
    for block in gathered.problem.blocks:
        if block.practice:
            at_once[block.time].append(block)
    things, stock = gathered.problem.things, gathered.problem.stock
    for blocks in at_once.values():
        names = sorted({name for block in blocks for name in things.get(block.batch, {})})
        for name in names:
            users = [block for block in blocks if name in things[block.batch]]
            wanted = sum(things[block.batch][name] for block in users)
            sound = stock.get(" ".join(name.casefold().split()))
            if sound is not None and wanted > sound:
                words = {
                    "title": titles[users[0].batch], "day": day_words(users[0].day), "name": name, "wanted": wanted,
                    "sound": sound, "others": ", ".join(titles[block.batch] for block in users[1:]),
                }  # fmt: skip
                said = _("%(title)s, %(day)s: %(name)s diperlukan %(wanted)s, yang baik %(sound)s.")
                if len(users) > 1:
                    said = _(
                        "%(title)s, %(day)s: %(name)s diperlukan %(wanted)s, yang baik %(sound)s (dipakai bersama: %(others)s)."
                    )
                yield users[0], f"equipment:{name}", said % words
