"""What a class's accountability file is put together from: the papers that were made, as they were made, and their signed
scans; and by name what is missing."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from balai.documents.actions.store import FileDamaged, FileGone, open_stored
from balai.documents.models import StoredFile
from balai.kernel.formats import tanggal
from balai.kernel.papers.binding import NotBindable, pages_of
from balai.papers.catalogue import SHEETS
from balai.papers.enums import WITH_SCORES, PaperKind
from balai.papers.frozen import KEPT_WITH, kept_lists
from balai.papers.lists import LISTS, Listing
from balai.papers.models import ClassPaper
from balai.papers.records import Records
from balai.papers.writing import has_moved_on


@dataclass(frozen=True, slots=True)
class Part:
    """A file that was opened and is what its sum says. sheets: pages in the bound file."""

    content: bytes
    sha256: str
    sheets: int


@dataclass(frozen=True, slots=True)
class Enclosed:
    """One kind of paper. pdf, scan: None where there is none or it cannot be opened; lacks: what is missing, in words."""

    kind: PaperKind
    paper: ClassPaper | None
    pdf: Part | None
    scan: Part | None
    lacks: tuple[str, ...]

    @property
    def name(self) -> str:
        return str(self.kind.label).capitalize()

    @property
    def parts(self) -> list[Part]:
        return [part for part in (self.pdf, self.scan) if part]


def enclosed(records: Records, made: Mapping[str, ClassPaper], *, scores: bool) -> list[Enclosed]:
    """Every kind a class comes to owe, in order; those with scores only where the reader may see them."""
    kinds = [PaperKind(kind) for kind in SHEETS if scores or kind not in WITH_SCORES]
    return [_one(records, kind, made.get(kind)) for kind in kinds]


def _one(records: Records, kind: PaperKind, paper: ClassPaper | None) -> Enclosed:
    needs = [str(one) for one in SHEETS[kind].needs(records)]
    if paper is None:
        why = f" ({', '.join(needs)})" if needs else ""
        return Enclosed(kind, None, None, None, (f"belum dibuat{why}",))
    pdf, broken = _opened(paper.file, "berkas")
    scan, torn = _opened(paper.scan, "pindaian") if paper.scan else (None, "belum ada pindaian bertanda tangan")
    moved = "catatan kelas berubah sesudah berkas dibuat" if not needs and has_moved_on(records, paper) else ""
    return Enclosed(kind, paper, pdf, scan, tuple(word for word in (broken, torn, moved) if word))


def _opened(file: StoredFile, what: str) -> tuple[Part | None, str]:
    try:
        content = open_stored(file)
        if hashlib.sha256(content).hexdigest() != file.sha256:
            return None, f"isi {what} tidak sama lagi dengan yang disimpan"
        return Part(content, file.sha256, pages_of(content)), ""
    except (FileDamaged, NotBindable):
        return None, f"isi {what} rusak dan tidak bisa dibuka"
    except FileGone:
        gone = tanggal(file.deleted_at) if file.deleted_at else ""
        return None, f"isi {what} sudah dihapus menurut masa simpan{f', {gone}' if gone else ''}"


@dataclass(frozen=True, slots=True)
class Shown:
    """A list with where it comes from, in words. paper: that it was frozen with; None: drawn from today's records."""

    name: str
    listing: Listing
    paper: ClassPaper | None

    @property
    def origin(self) -> str:
        if self.paper is None:
            return "Dari catatan pada hari dicetak; berkasnya belum dibuat." if self.name in KEPT_WITH else ""
        number = f", nomor {self.paper.letter_number}" if self.paper.letter_number else ""
        kind = PaperKind(self.paper.kind).label
        return f"Seperti pada {kind} versi {self.paper.version}{number}, dibuat {tanggal(self.paper.made_at)}."


def shown_lists(records: Records, made: Mapping[str, ClassPaper], *, scores: bool) -> list[Shown]:
    """Each list as its paper froze it; drawn from the records where its paper was not made."""
    found: list[Shown] = []
    frozen = {kind: kept_lists(paper, records.evidence_base) for kind, paper in made.items()}
    for name, draw in LISTS.items():
        kind = KEPT_WITH.get(name, "")
        if kind in WITH_SCORES and not scores:
            continue
        if name == "phases" and not records.phases:
            continue
        kept = frozen.get(kind, {}).get(name)
        found.append(Shown(name, kept, made[kind]) if kept is not None else Shown(name, draw(records), None))
    return found
