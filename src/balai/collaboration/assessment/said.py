"""What people say: statements, obstacles, the pulse. Kept apart from records whatever the records show."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balai.collaboration.assessment.book import Book, Row
from balai.collaboration.assessment.rule import Reading, Rule
from balai.collaboration.assessment.signs import Side, Sign, side_of
from balai.collaboration.enums import PULSE_CONSTRUCTS, REVERSED, Polarity, PulseItem, Subject, YesNo
from balai.kernel import formats

S = Subject
PARTS: dict[Subject, tuple[Subject, ...]] = {
    S.DIALOGUE: (S.DIALOGUE_REGULARITY,),
    S.FACILITATIVE_LEADERSHIP: (S.LEADERSHIP, S.FACILITATION),
    S.STARTING_CONDITIONS: (S.POWER_IMBALANCE,),
    S.ENGAGEMENT: (S.DIALOGUE, S.DIALOGUE_REGULARITY),
    S.MOTIVATION: (S.TRUST, S.COMMITMENT),
    S.CAPACITY: (S.CAPABILITY, S.LEADERSHIP),
    S.ACTIONS: (S.SINGLE_ACTOR,),
}
"""What an element is made of, where somebody speaks of a part and nobody of the whole. Shared understanding (Ansell and Gash) is no
part of motivation: mutual understanding (Emerson) is another thing."""

ITEMS: dict[PulseItem, tuple[Subject, ...]] = {
    PulseItem.AG1: (S.DIALOGUE,), PulseItem.AG2: (S.DIALOGUE,), PulseItem.AG3: (S.TRUST,), PulseItem.AG4: (S.COMMITMENT,),
    PulseItem.AG5: (S.UNDERSTANDING,), PulseItem.AG6: (S.OUTCOMES,), PulseItem.EN1: (S.ENGAGEMENT,),
    PulseItem.EN2: (S.ENGAGEMENT,), PulseItem.EN3: (S.ENGAGEMENT,), PulseItem.EN4: (S.MOTIVATION, S.TRUST),
    PulseItem.EN5: (S.MOTIVATION,), PulseItem.EN6: (S.MOTIVATION,), PulseItem.EN7: (S.MOTIVATION, S.COMMITMENT),
    PulseItem.EN8: (S.CAPACITY,), PulseItem.EN9: (S.CAPACITY, S.LEADERSHIP), PulseItem.EN10: (S.CAPACITY,),
    PulseItem.EN11: (S.CAPACITY,), PulseItem.EN12: (S.CAPACITY,), PulseItem.EN13: (S.ACTIONS, S.SINGLE_ACTOR),
    PulseItem.EN14: (S.IMPACTS,), PulseItem.EN15: (S.ADAPTATION,), PulseItem.EN16: (S.ADAPTATION,),
}  # fmt: skip

FEWEST = 5
"""Fewer answers than this in a cell could unmask somebody (domain book 7.2)."""
AGREE, DISAGREE, STRONG = Decimal("3.5"), Decimal("2.5"), 3
STATEMENTS, OBSTACLES, PULSE = "said.statements", "said.obstacles", "said.pulse"

SAID_RULES = (
    (STATEMENTS, ("claims", "sources"), gettext_lazy(
        "Pernyataan yang mendukung menunjuk memadai, yang menghambat menunjuk lemah, keduanya sekaligus "
        "bercampur. Kuat mulai tiga pernyataan "
        "dari dua sumber tanpa yang berlawanan. Kata tentang unsur itu sendiri didahulukan; kata tentang "
        "bagiannya dipakai bila tidak ada. "
        "Simpulan peneliti tanpa ucapan disebut demikian.")),
    (OBSTACLES, ("issues",), gettext_lazy(
        "Hambatan yang didaftarkan di dalam kerja sama menunjuk lemah selama belum selesai; yang sudah selesai "
        "tidak dihitung.")),
    (PULSE, ("pulse",), gettext_lazy(
        "Butir survei dengan paling sedikit lima jawaban: rata-rata 3,5 atau lebih menunjuk memadai, 2,5 atau "
        "kurang menunjuk lemah, di "
        "antaranya tidak menunjuk apa-apa. Butir yang berbunyi sebaliknya dibalik. Di bawah lima jawaban tidak "
        "dibaca.")),
)  # fmt: skip
"""The rules about what is said: code, tables, sentence."""


def signs_said(read: Reading) -> list[Sign]:
    return [*_statements(read.book), *_obstacles(read.book), *_pulse(read.book)]


def side_said(subject: Subject, signs: Iterable[Sign]) -> Side:
    """The column of an element, from words about it or, where there are none, about its parts."""
    every = list(signs)
    of_whole = [sign for sign in every if sign.subject == subject]
    parts = PARTS.get(subject, ())
    of_parts = [sign for sign in every if sign.subject in parts]
    side = side_of(_weighed(of_whole or of_parts))
    if of_whole and of_parts:
        side.also = tuple(one for sign in of_parts for one in sign.evidence)
        if {sign.is_for for sign in of_parts} - {sign.is_for for sign in of_whole}:
            side.notes.append(_("Tentang bagiannya ada yang berkata lain."))
    return side


def _weighed(signs: list[Sign]) -> list[Sign]:
    """Three statements and more from two sources, nobody against: they are strong together."""
    spoken = [sign for sign in signs if sign.rule == STATEMENTS]
    sources = frozenset().union(*(sign.sources for sign in spoken))
    if len(spoken) < STRONG or len(sources) < 2 or not all(sign.is_for for sign in signs):
        return signs
    return [Sign(s.rule, s.subject, s.is_for, s.because, s.evidence, strong=True, sources=s.sources) for s in signs]


def _statements(book: Book) -> Iterator[Sign]:
    for row in book.rows("claims"):
        if row["subject"] and row["polarity"]:
            text = f"“{row['text']}”" if row["text"] else row.code
            because = _("Simpulan peneliti: %(text)s") % {"text": text} if row["inferred"] == YesNo.YES else text
            source = row["source"] or row["speaker"] or row["method"] or row.code
            yield Sign(
                STATEMENTS, Subject(row["subject"]), row["polarity"] == Polarity.POSITIVE, because, (row.evidence,),
                sources=frozenset({source}),
            )  # fmt: skip


def _obstacles(book: Book) -> Iterator[Sign]:
    ends = book.ends
    for row in book.rows("issues"):
        solved = row.last("resolved_on")
        if row["subject"] and (solved is None or (ends is not None and solved > ends)):
            text = _("Hambatan terdaftar: %(text)s") % {"text": row["text"] or row.code}
            source = row["raised_by"] or row.code
            yield Sign(OBSTACLES, Subject(row["subject"]), False, text, (row.evidence,), sources=frozenset({source}))


def _pulse(book: Book) -> Iterator[Sign]:
    by_item: dict[str, list[Row]] = {}
    for row in book.rows("pulse"):
        if row["item"] in PulseItem.values and row.number("score") is not None:
            by_item.setdefault(row["item"], []).append(row)
    for name, rows in sorted(by_item.items()):
        item, people = PulseItem(name), sum(row.count("respondents") or 1 for row in rows)
        if people < FEWEST:
            continue
        total = sum((row.number("score") or 0) * (row.count("respondents") or 1) for row in rows)
        mean = 6 - total / people if item in REVERSED else Decimal(total) / people
        if DISAGREE < mean < AGREE:
            continue
        said = {"item": name, "what": PULSE_CONSTRUCTS[item], "mean": formats.angka(mean, 1), "people": people}
        because = _("Survei %(item)s (%(what)s): rata-rata %(mean)s dari 5, %(people)s jawaban.") % said
        for subject in ITEMS[item]:
            yield Sign(
                PULSE, subject, mean >= AGREE, because, tuple(row.evidence for row in rows),
                sources=frozenset({"pulse"}),
            )  # fmt: skip


def published() -> list[tuple[str, tuple[str, ...], str]]:
    return [(code, tables, str(words)) for code, tables, words in SAID_RULES]


def sentence_of(code: str, rules: Iterable[Rule]) -> str:
    """The published sentence of a rule about records or about words."""
    spoken = {one: words for one, _tables, words in published()}
    return spoken.get(code) or next((rule.sentence for rule in rules if rule.code == code), code)
