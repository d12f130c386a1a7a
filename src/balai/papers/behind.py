"""What evidence of a line is made of: facts, sections, the papers it went into, the audit trail of it in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import tzinfo

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.accounts.queries import names_of
from balai.audit.models import Entry
from balai.documents.models import StoredFile
from balai.kernel.formats import tanggal, waktu
from balai.papers.acts import act_in_words
from balai.papers.enums import PaperKind as K
from balai.papers.models import ClassPaper
from balai.papers.queries import newest
from balai.planning.models import Batch


@dataclass(frozen=True, slots=True)
class Line:
    """code: of the evidence behind it in turn."""

    words: str
    small: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    lines: Sequence[Line]
    nothing: str


@dataclass(frozen=True, slots=True)
class Attached:
    """page, args: address at which who may see the class opens it."""

    label: str
    file: StoredFile
    page: str
    args: tuple[object, ...]

    @property
    def gone(self) -> bool:
        return self.file.deleted_at is not None


@dataclass(frozen=True, slots=True)
class Evidence:
    code: str
    title: str
    facts: Sequence[tuple[str, str, str]]
    """Label, words, code of further evidence or nothing."""
    sections: Sequence[Section] = ()
    attached: Sequence[Attached] = ()
    trail: Sequence[Line] = field(default_factory=tuple)


def papers_of_kinds(batch: Batch, kinds: Sequence[str]) -> list[Attached]:
    """The newest of each kind as it was made, and signed."""
    rows = ClassPaper.objects.filter(batch=batch, kind__in=kinds).select_related("file", "scan")
    made, found = newest(list(rows)), []
    for kind in kinds:
        paper = made.get(kind)
        if paper is None:
            continue
        told = {"what": str(K(kind).label), "n": paper.version, "day": tanggal(paper.made_at)}
        args = (batch.pk, kind, paper.version)
        found.append(Attached(_("%(what)s versi %(n)s, dibuat %(day)s") % told, paper.file, "papers:download", args))
        if paper.scan:
            found.append(Attached(_("pindaian bertanda tangan: %(what)s") % told, paper.scan, "papers:scan", args))
    return found


def trail_of(subjects: Iterable[tuple[str, Sequence[object]]], *, also: Q | None = None) -> list[Line]:
    """also: further entries, of an act on the whole class."""
    asked = also or Q(pk__in=())
    for kind, pks in subjects:
        asked |= Q(subject_type=kind, subject_id__in=[str(pk) for pk in pks])
    rows = list(Entry.objects.filter(asked).order_by("at", "pk"))
    names = names_of({row.actor for row in rows})
    return [Line(waktu(row.at, zone()), joined(act_in_words(row.verb), who(row.actor, names))) for row in rows]


def zone() -> tzinfo:
    return timezone.get_current_timezone()


def who(actor: str, names: dict[str, str]) -> str:
    return names.get(actor) or (_("sistem") if actor else "")


def joined(*words: str) -> str:
    return " · ".join(word for word in words if word)
