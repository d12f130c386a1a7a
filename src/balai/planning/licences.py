"""On which days an instructor's technical certificates let them teach a class: one after another, with what lies between."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from balai.institutions.enums import CertificateKind
from balai.institutions.models import Instructor, InstructorCertificate
from balai.kernel.formats import tanggal
from balai.planning.models import Batch
from balai.programmes.models import CurriculumUnit

DAY = timedelta(days=1)
Span = tuple[date, date]
"""The first and the last day; date.min and date.max where no day was said."""
_WORD = re.compile(r"[^\W\d_]{4,}")
COMMON = frozenset(
    {
        "level",
        "metodologi",
        "teknis",
        "operator",
        "program",
        "pelatihan",
        "instruktur",
        "skema",
        "unit",
        "dasar",
        "muda",
    }
)


@dataclass(frozen=True, slots=True)
class Licence:
    """spans: in order, with at least a day between them: when a technical certificate that reaches the programme is in force."""

    instructor: Instructor
    spans: tuple[Span, ...]

    def covers(self, day: date) -> bool:
        return any(first <= day <= last for first, last in self.spans)

    def gaps(self, first: date, last: date) -> list[Span]:
        """Days from first to last, both included, on which none is in force."""
        found: list[Span] = []
        at = first
        for begins, ends in self.spans:
            if ends < at or begins > last:
                continue
            if begins > at:
                found.append((at, begins - DAY))
            if ends >= last:
                return found
            at = ends + DAY
        return [*found, (at, last)]

    def ended(self, day: date) -> date | None:
        """The last day of the newest one that was over before that day."""
        return max((last for _first, last in self.spans if last < day), default=None)

    def begins(self, day: date) -> date | None:
        """The first day of the next one after that day."""
        return min((first for first, _last in self.spans if first > day), default=None)


def why_not(licence: Licence, day: date) -> str:
    """What keeps the instructor from teaching on a day that is not covered, without a full stop; empty where no certificate
    reaches the programme at all."""
    ended, again = licence.ended(day), licence.begins(day)
    words = {"name": licence.instructor.full_name}
    if ended and again:
        dates = {"day": tanggal(ended), "again": tanggal(again)}
        return _("Sertifikat %(name)s habis %(day)s dan baru berlaku lagi mulai %(again)s") % (words | dates)
    if ended:
        return _("Sertifikat %(name)s habis %(day)s") % (words | {"day": tanggal(ended)})
    if again:
        return _("Sertifikat %(name)s baru berlaku mulai %(again)s") % (words | {"again": tanggal(again)})
    return ""


@dataclass(frozen=True, slots=True)
class Taught:
    """What a class teaches, as certificates name it: its unit codes and the words of its programme and field."""

    codes: frozenset[str]
    words: frozenset[str]


def taught_in(batch: Batch) -> Taught:
    return taught_in_each([batch])[batch.pk]


def taught_in_each(batches: Sequence[Batch]) -> dict[int, Taught]:
    """Batch id -> what it teaches, in one query; with curriculum, programme and field selected."""
    codes: dict[int, set[str]] = defaultdict(set)
    rows = CurriculumUnit.objects.filter(curriculum__in={one.curriculum_id for one in batches}, unit__isnull=False)
    for curriculum, code in rows.values_list("curriculum_id", "unit__code"):
        codes[curriculum].add(code.casefold())
    return {one.pk: Taught(frozenset(codes[one.curriculum_id]), frozenset(words_of(_named(one)))) for one in batches}


def _named(batch: Batch) -> str:
    programme = batch.curriculum.programme
    parent = programme.field.parent
    return f"{programme.title} {programme.field.name} {parent.name if parent else ''}"


def licence_of(instructor: Instructor, taught: Taught) -> Licence:
    """With its certificates prefetched."""
    papers = [
        paper for paper in instructor.certificates.all()
        if paper.kind == CertificateKind.TECHNICAL and reaches(instructor, paper, taught)
    ]  # fmt: skip
    return Licence(instructor, merged((paper.issued_on or date.min, paper.valid_until or date.max) for paper in papers))


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Those that overlap or follow each other on the next day are one."""
    found: list[Span] = []
    for first, last in sorted(spans):
        if found and (found[-1][1] == date.max or first <= found[-1][1] + DAY):
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return tuple(found)


def reaches(instructor: Instructor, paper: InstructorCertificate, taught: Taught) -> bool:
    """Is the programme or its field named by the certificate (a unit code or a word of its own)? A certificate that names
    nothing speaks for what the instructor teaches."""
    said = (paper.scheme or instructor.field).casefold()
    return any(code in said for code in taught.codes) or bool(taught.words & words_of(said))


def words_of(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold())) - COMMON
