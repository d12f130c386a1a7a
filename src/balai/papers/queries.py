"""What a class owes on paper, and where each paper stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from balai.access.actor import Actor
from balai.access.permissions import Permission as P
from balai.papers.catalogue import SHEETS, Lack
from balai.papers.enums import PaperKind
from balai.papers.models import ClassPaper, SampleLine
from balai.papers.records import Records
from balai.planning.models import Batch
from balai.training.models.enrolment import classes_seen_by


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


def classes_on_file(actor: Actor) -> QuerySet[Batch]:
    """Classes whose papers the actor may open: where it looks inside, and those its body pays for."""
    seen = Q() if actor.system else classes_seen_by(actor)
    if not actor.system:
        seen |= Q(package__funder_id__in=actor.institutions_with(P.PACKAGE_DECIDE))
    return Batch.objects.filter(seen).select_related("centre__region", "recruiter", "curriculum__programme", "package")


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


def findings_for(actor: Actor) -> QuerySet[SampleLine]:
    """What inspectors found about the classes of the actor's centre and sent there."""
    rows = SampleLine.objects.told_to(actor)
    return rows.select_related("batch", "sample__mandate__body", "sample__mandate__giver", "answer__file")


def last_signatory(batch: Batch, kind: str, today: date) -> dict[str, str]:
    """Who signed the centre's last paper of the kind, else its last paper: offered again, to be changed.

    The record of a selection is the selector's: its signatory is offered for that body's records only.
    """
    rows = ClassPaper.objects.filter(batch__centre_id=batch.centre_id, dated_on__lte=today).exclude(signatory="")
    own = rows.exclude(Q(kind=PaperKind.SELECTION) & ~Q(batch__selector_id=F("batch__centre_id"))).order_by("-pk")
    if kind == PaperKind.SELECTION and batch.selector_id != batch.centre_id:
        last = rows.filter(kind=kind, batch__selector_id=batch.selector_id).order_by("-pk").first()
    else:
        last = own.filter(kind=kind).first() or own.first()
    if last is None:
        return {}
    return {
        "signatory": last.signatory,
        "signatory_role": last.signatory_role,
        "signatory_number": last.signatory_number,
    }
