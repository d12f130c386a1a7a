"""A published rule: which tables it reads, at which threshold, in one sentence a citizen can read."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.utils.functional import Promise

from balai.collaboration.assessment.book import Actors, Book, Row, evidence
from balai.collaboration.assessment.signs import Sign
from balai.collaboration.enums import Subject

VERSION = "2026.1"
"""Raised with every change of a rule, a threshold or a sentence; an assessment that is kept names the version it was made by."""


@dataclass(slots=True)
class Reading:
    """What a rule has before it."""

    book: Book
    actors: Actors

    def rows(self, table: str) -> list[Row]:
        return self.book.rows(table)

    def is_complete(self, table: str) -> bool:
        return self.book.is_complete(table)


Judge = Callable[[Reading], Iterator["Told"]]


@dataclass(frozen=True, slots=True)
class Told:
    """A rule's answer before it has a name. rows: what it was read from; absent_from: complete tables in which "
    "it is missing."""

    is_for: bool
    because: str
    rows: tuple[Row, ...] = ()
    absent_from: tuple[str, ...] = ()
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """thresholds: by name, as the sentence quotes them."""

    code: str
    subject: Subject
    reads: tuple[str, ...]
    words: str | Promise
    judge: Judge
    thresholds: dict[str, float] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        return str(self.words) % self.thresholds if self.thresholds else str(self.words)

    def signs(self, reading: Reading) -> Iterator[Sign]:
        for told in self.judge(reading):
            sources = frozenset({*(row.table for row in told.rows), *told.absent_from})
            yield Sign(
                self.code, self.subject, told.is_for, told.because,
                tuple(sorted({*evidence(told.rows), *told.absent_from})), told.strong, sources,
            )  # fmt: skip


RECORD_RULES: list[Rule] = []


def rule(
    code: str, subject: Subject, *, reads: tuple[str, ...], words: str | Promise, **thresholds: float
) -> Callable[[Judge], Judge]:
    """Publish a rule about what records show. words quotes its thresholds by name: %(share)s."""

    def publish(judge: Judge) -> Judge:
        RECORD_RULES.append(Rule(code, subject, reads, words, judge, thresholds))
        return judge

    return publish
