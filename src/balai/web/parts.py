"""What a page hands to the components of templates/ui. Rows of queries with the same attributes do as well."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _

from balai.kernel.formats import tanggal
from balai.kernel.registry import RoadStep, WorkItem

Urgency = Literal["now", "soon", ""]
State = Literal["done", "current", "ahead", "unknown", "stopped"]
URGENCY: dict[int, Urgency] = {0: "now", 1: "soon"}
STATES: dict[str, State] = {"done": "done", "current": "current", "ahead": "ahead", "unknown": "unknown"}
Words = str | Lazy
Tone = Literal["", "sawah", "daun", "kunyit", "saga", "kabut"]


@dataclass(frozen=True, slots=True)
class Work:
    """A row of the meja. urgency: "now" is overdue, "soon" is due. id: of the row it is about, for data-id. day: a sentence."""

    title: Words
    detail: Words
    url: str
    verb: Words
    urgency: Urgency = ""
    id: int | str = ""
    day: Words = ""

    @classmethod
    def of(cls, item: WorkItem) -> "Work":
        url, day = reverse(item.url, args=item.args), _day(item.due, item.since)
        return cls(item.title, item.reason, url, item.button, URGENCY.get(item.urgency, ""), item.key, day)


def _day(due: date | None, since: datetime | date | None) -> str:
    """The one day that matters: when it must be done, else since when somebody waits."""
    if due is not None:
        return _("Batas %(day)s") % {"day": tanggal(due)}
    if since is None:
        return ""
    began = timezone.localdate(since) if isinstance(since, datetime) else since
    return _("Sejak %(day)s") % {"day": tanggal(began)}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the jalan. text: one or two plain sentences. url: where it can be read in full."""

    title: Words
    state: State
    day: date | None = None
    who: Words = ""
    text: Words = ""
    url: str = ""

    @classmethod
    def of(cls, step: RoadStep) -> "Step":
        url = reverse(step.url, args=step.args) if step.url else ""
        return cls(step.title, STATES.get(step.state, "done"), step.on, step.who, step.text, url)


@dataclass(frozen=True, slots=True)
class PromiseCard:
    """A promise. counted: what the records show so far, None: not known. reason, view: the right of reply, owner and other side."""

    what: Words
    owner: Words
    beneficiary: Words
    counted_as: Words
    counted: int | None
    target: int
    due: date | None
    state: Literal["open", "due", "overdue", "kept", "broken", "withdrawn"]
    status: Words
    evidence_url: str = ""
    evidence: Words = ""
    reason: Words = ""
    view: Words = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat by type of actor. note: "diundang 3, datang 0"."""

    name: Words
    present: bool
    note: Words = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A row behind a finding. url: where it stands whole."""

    words: Words
    url: str = ""

    def __str__(self) -> str:
        return str(self.words)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A finding with what it rests on. because: sentences; evidence: rows; rules: as they are published."""

    words: Words
    tone: Tone = ""
    because: Sequence[Words] = ()
    evidence: Sequence[Words | Evidence] = ()
    rules: Sequence[Words] = ()


@dataclass(frozen=True, slots=True)
class Concluded:
    """What the researchers of one body concluded. who: the body, and a name where it was wished. apart: sentences that say where
    it parts from the other two columns. quoted: the words and where they stand."""

    value: Words
    tone: Tone
    words: Words
    who: Words
    day: date
    quoted: Sequence[tuple[Words, Words]] = ()
    apart: Sequence[Words] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One row of the tiga kolom. differs: records and people say different things; shown, never averaged."""

    subject: Words
    records: Verdict
    said: Verdict
    concluded: Words = ""
    differs: bool = False
    conclusions: Sequence[Concluded] = ()


@dataclass(frozen=True, slots=True)
class Tile:
    """What one province shows. words: the sentence behind the colour, read aloud and in the table."""

    state: Literal["yes", "some", "no", "unknown"]
    words: Words
    url: str = ""


@dataclass(frozen=True, slots=True)
class RowAnswer:
    """What became of one row of an uploaded file."""

    row: int
    state: Literal["accepted", "refused", "asked"]
    column: Words = ""
    reason: Words = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class FileAnswer:
    """accepted + refused + asked = rows of the file. refused_url: the refused rows as a file to correct."""

    accepted: int
    refused: int
    asked: int
    rows: Sequence[RowAnswer] = field(default=())
    refused_url: str = ""
