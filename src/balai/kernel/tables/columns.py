"""Which column holds which field: sure, likely, or left to a person."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from django.utils.translation import gettext as _

from balai.kernel.tables.titles import LEVELS, last_level, normal_title, without_aside


class Certainty(Enum):
    SAME = 100  # the same words, abbreviations spelled out
    PART = 80  # the same words apart from a remark in brackets or the group above
    SIMILAR = 60  # a misspelling away
    NONE = 0


@dataclass(frozen=True)
class Field:
    """`synonyms`: titles as offices write them; the name itself counts as one. Short ones match only exactly."""

    name: str
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Match:
    """`field` None: nothing sure enough; `candidates` are then what a person may choose from first."""

    column: int
    title: str
    field: str | None
    certainty: Certainty
    why: str
    candidates: tuple[str, ...] = ()


def match_columns(titles: Sequence[str], fields: Iterable[Field]) -> list[Match]:
    """One match a title, in order. A field goes to one column at most; where two are equally good, to none."""
    words = [(normal_title(word), field.name) for field in fields for word in (field.name, *field.synonyms)]
    matches = [_match(column, title, words) for column, title in enumerate(titles)]
    return _without_rivals(matches)


def _match(column: int, title: str, words: list[tuple[str, str]]) -> Match:
    if not normal_title(title):
        return Match(column, title, None, Certainty.NONE, _("Kolom ini tidak berjudul."))
    for certainty, names, why in _attempts(title, words):
        if len(names) == 1:
            return Match(column, title, names[0], certainty, why, names)
        if names:
            return Match(column, title, None, Certainty.NONE, _("Judul ini bisa berarti beberapa hal."), names)
    return Match(column, title, None, Certainty.NONE, _("Judul ini belum dikenal."))


def _attempts(title: str, words: list[tuple[str, str]]) -> Iterable[tuple[Certainty, tuple[str, ...], str]]:
    whole = normal_title(title)
    yield Certainty.SAME, _named(words, {whole}), _("Judulnya sama.")
    yield Certainty.SAME, _named_without_spaces(words, whole), _("Judulnya sama, hanya spasinya berbeda.")
    parts = {normal_title(without_aside(title))}
    yield Certainty.PART, _named(words, parts), _("Judulnya sama tanpa keterangan dalam kurung.")
    if LEVELS in title:
        last = {normal_title(last_level(title)), normal_title(without_aside(last_level(title)))}
        yield Certainty.PART, _named(words, last), _("Judul baris keduanya sama.")
    similar = tuple(dict.fromkeys(name for word, name in words if is_misspelling(whole, word)))
    yield Certainty.SIMILAR, similar, _("Judulnya mirip; mungkin salah ketik.")


def _named(words: list[tuple[str, str]], wanted: set[str]) -> tuple[str, ...]:
    wanted.discard("")
    return tuple(dict.fromkeys(name for word, name in words if word in wanted))


def _named_without_spaces(words: list[tuple[str, str]], wanted: str) -> tuple[str, ...]:
    bare = wanted.replace(" ", "")
    return tuple(dict.fromkeys(name for word, name in words if len(bare) > 3 and word.replace(" ", "") == bare))


def _without_rivals(matches: list[Match]) -> list[Match]:
    """Among columns for one field the surest wins; equals are all left to a person."""
    settled = list(matches)
    for name in {match.field for match in matches if match.field}:
        rivals = sorted((m for m in matches if m.field == name), key=lambda match: -match.certainty.value)
        is_tie = len(rivals) > 1 and rivals[0].certainty is rivals[1].certainty
        for loser in rivals if is_tie else rivals[1:]:
            why = _("Ada kolom lain yang sama cocoknya.") if is_tie else _("Ada kolom lain yang lebih cocok.")
            settled[loser.column] = replace(loser, field=None, certainty=Certainty.NONE, why=why)
    return settled


def is_misspelling(title: str, word: str) -> bool:
    """As many words, each the same but for one slip (two in words of eight letters or more); short ones unchanged."""
    ours, theirs = title.split(), word.split()
    if len(ours) != len(theirs) or title == word:
        return False
    return all(_is_slip(one, other) for one, other in zip(ours, theirs, strict=True))


def _is_slip(one: str, other: str) -> bool:
    if one == other:
        return True
    shorter = min(len(one), len(other))
    if shorter < 4 or abs(len(one) - len(other)) > 2 or max(len(one), len(other)) > 40:
        return False
    return slips_between(one, other) <= (2 if shorter >= 8 else 1)


def slips_between(one: str, other: str) -> int:
    """Letters left out, put in, changed, or swapped with their neighbour (optimal string alignment)."""
    before: list[int] = []
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        line = [row]
        for column, theirs in enumerate(other, start=1):
            cost = min(above[column] + 1, line[-1] + 1, above[column - 1] + (letter != theirs))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == theirs:
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        before, above = above, line
    return above[-1]
