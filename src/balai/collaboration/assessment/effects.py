"""How one finding stands in a book, and whether what was hoped for came. Silence is never taken for an effect."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from balai.collaboration.assessment.assess import Assessment, assess
from balai.collaboration.assessment.book import Actors, Book
from balai.collaboration.assessment.frameworks import ELEMENTS, FACTORS
from balai.collaboration.assessment.records.actors import joint_and_alone
from balai.collaboration.assessment.records.aftermath import looked_after
from balai.collaboration.assessment.rule import VERSION, Reading
from balai.collaboration.assessment.signs import Alarm, Finding
from balai.collaboration.enums import Subject, Value
from balai.collaboration.enums.adaptations import BETTER, Effect, FindingKind, FindingState

MARK = "-"
"""Between the kind of an alarm and its subject."""
ALARMS = ("acting_alone", "function_missing", "silence", "overdue", "nobody_owns")
_OUTCOMES = ("employed", "self_employed", "not_working")


@dataclass(frozen=True, slots=True)
class Stands:
    """because: sentences; evidence: rows as `table:code`; rules: the version it was read by."""

    state: FindingState
    because: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    rules: str = VERSION


UNSEEN = Stands(FindingState.NO_EVIDENCE)


@dataclass(slots=True)
class Reader:
    """One book, read once for all its findings."""

    found: Assessment
    reading: Reading

    @classmethod
    def of(cls, book: Book) -> "Reader":
        return cls(assess(book), Reading(book, Actors(book)))

    def stands(self, kind: str, about: str) -> Stands:
        if kind == FindingKind.ALARM:
            return self._alarm(about)
        if kind == FindingKind.FACTOR:
            return self._factor(about)
        return self._element(about) if kind == FindingKind.ELEMENT else UNSEEN

    def answerable(self) -> list[tuple[FindingKind, str]]:
        """What a forum may want to answer: alarms, what hinders, elements that are not good."""
        alarms = dict.fromkeys(about_of(one) for one in self.found.alarms)
        weak = [one for one in self.found.verdicts.values() if one.value in (Value.WEAK, Value.MIXED)]
        return [
            *((FindingKind.ALARM, about) for about in alarms),
            *((FindingKind.FACTOR, str(one.subject)) for one in self.found.inhibiting),
            *((FindingKind.ELEMENT, str(one.subject)) for one in weak),
        ]

    def _element(self, about: str) -> Stands:
        verdict = self.found.verdicts.get(Subject(about))
        if verdict is None or verdict.value not in FindingState.values:
            return UNSEEN
        evidence = sorted({*verdict.records.evidence, *verdict.said.evidence})
        because = dict.fromkeys([*verdict.records.because, *verdict.said.because])
        return Stands(FindingState(verdict.value), tuple(because), tuple(evidence))

    def _factor(self, about: str) -> Stands:
        against, helping = _of(self.found.inhibiting, about), _of(self.found.supporting, about)
        if not against and not helping:
            return UNSEEN
        both = FindingState.HINDERS if against else FindingState.HELPS
        state = FindingState.DISPUTED if against and helping else both
        told = [*against, *helping]
        because = dict.fromkeys(words for one in told for words in one.because)
        return Stands(state, tuple(because), tuple(sorted({row for one in told for row in one.evidence})))

    def _alarm(self, about: str) -> Stands:
        sounding = [one for one in self.found.alarms if about_of(one) == about]
        if sounding:
            evidence = sorted({row for one in sounding for row in one.evidence})
            return Stands(FindingState.SOUNDS, tuple(one.because for one in sounding), tuple(evidence))
        seen = _quiet_is_seen(about.partition(MARK)[0], self.reading)
        return Stands(FindingState.QUIET, (_("Catatannya ada, dan tanda ini tidak ada lagi."),)) if seen else UNSEEN


def about_of(alarm: Alarm) -> str:
    return f"{alarm.kind}{MARK}{alarm.subject}"


def is_finding(kind: str, about: str) -> bool:
    """Whether there can be such a finding at all; of causes see DelayCause."""
    if kind == FindingKind.ALARM:
        alarm, mark, subject = about.partition(MARK)
        return bool(mark) and alarm in ALARMS and subject in Subject.values
    if kind == FindingKind.FACTOR:
        return about in FACTORS
    return kind == FindingKind.ELEMENT and any(about in elements for elements in ELEMENTS.values())


def effect_of(kind: str, wanted: str, now: str) -> Effect:
    """By the order from worst to best; what cannot be seen has neither come nor failed to come."""
    order = BETTER[kind]
    if now not in order:
        return Effect.UNSEEN
    return Effect.CAME if order.index(FindingState(now)) >= order.index(FindingState(wanted)) else Effect.NOT_YET


def _of(findings: list[Finding], about: str) -> list[Finding]:
    return [one for one in findings if one.subject == about]


def _quiet_is_seen(alarm: str, read: Reading) -> bool:
    """An alarm that does not sound tells something only where its records are there."""
    judge = {
        "acting_alone": _who_acts, "function_missing": _who_is_there, "silence": _all_looked_after,
        "overdue": _anything_due, "nobody_owns": _any_obstacle,
    }.get(alarm)  # fmt: skip
    return judge is not None and judge(read)


def _who_acts(read: Reading) -> bool:
    joint, alone = joint_and_alone(read)
    return len(joint) + len(alone) > 1


def _who_is_there(read: Reading) -> bool:
    return bool(read.actors.by_code) and read.is_complete("institutions")


def _all_looked_after(read: Reading) -> bool:
    seen, unseen, _looks = looked_after(read)
    told = {
        code
        for row in read.rows("outcomes")
        if any(row.count(name) is not None for name in _OUTCOMES)
        for code in row.codes("activity")
    }
    return bool(seen or told) and all(row.code in told for row in unseen)


def _anything_due(read: Reading) -> bool:
    ends = read.book.ends
    return any(
        (due := row.last("due")) is not None and ends is not None and due <= ends for row in read.rows("commitments")
    )


def _any_obstacle(read: Reading) -> bool:
    return bool(read.rows("issues")) or read.is_complete("issues")
