"""What a class owes on paper, and where each paper stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from balai.access.actor import Actor
from balai.papers.catalogue import SHEETS, Lack
from balai.papers.enums import PaperKind
from balai.papers.models import ClassPaper
from balai.papers.records import Records


@dataclass(frozen=True, slots=True)
class Owed:
    """paper: the newest version, None when it was never made. missing: why it cannot be made now."""

    kind: PaperKind
    missing: Sequence[Lack]
    help_page: str
    paper: ClassPaper | None


def papers_of(actor: Actor, batch_id: int) -> QuerySet[ClassPaper]:
    rows = ClassPaper.objects.visible_to(actor).filter(batch_id=batch_id)
    return rows.select_related("file", "scan").order_by("kind", "-version")


def newest(rows: Sequence[ClassPaper]) -> dict[str, ClassPaper]:
    """kind -> newest version."""
    found: dict[str, ClassPaper] = {}
    for row in sorted(rows, key=lambda one: one.version):
        found[row.kind] = row
    return found


def owed_by(records: Records, made: dict[str, ClassPaper]) -> list[Owed]:
    return [
        Owed(PaperKind(kind), list(sheet.needs(records)), sheet.help_page, made.get(kind))
        for kind, sheet in SHEETS.items()
    ]


def reports_for(actor: Actor) -> QuerySet[ClassPaper]:
    """Filed reports the actor's desk may read, newest version of each class."""
    rows = ClassPaper.objects.visible_to(actor).filed().select_related("batch__centre", "file")
    return rows.prefetch_related("readings__institution")


def last_signatory(batch_centre: int, kind: str, today: date) -> dict[str, str]:
    """Who signed the centre's last paper of the kind, else its last paper: offered again, to be changed."""
    rows = ClassPaper.objects.filter(batch__centre_id=batch_centre, dated_on__lte=today).exclude(signatory="")
    last = rows.filter(kind=kind).order_by("-pk").first() or rows.order_by("-pk").first()
    if last is None:
        return {}
    return {
        "signatory": last.signatory,
        "signatory_role": last.signatory_role,
        "signatory_number": last.signatory_number,
    }
