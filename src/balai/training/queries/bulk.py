"""Which classes a bulk act is for, and how far a run is."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from balai.admissions.enums import ApplicationState
from balai.admissions.models import Application, Selection
from balai.planning.enums import BatchState
from balai.planning.models import Batch
from balai.training.enums import OPEN_FOR_SEATS, BulkItemState, BulkKind, CertificateState, EnrolmentState, SessionState
from balai.training.models import BulkRun, Enrolment, TrainingCertificate, TrainingSession, UnitResult


def classes_for(rows: QuerySet[Batch], kind: str, today: date, day: date | None = None) -> QuerySet[Batch]:
    """Of `rows`, those where the act has something to do. day: of the meetings, for ATTEND."""
    seats = Enrolment.objects.filter(batch=OuterRef("pk"))
    unseated = Application.objects.filter(batch=OuterRef("pk"), state=ApplicationState.CONFIRMED).exclude(
        Exists(Enrolment.objects.filter(batch=OuterRef("batch"), person=OuterRef("person")))
    )
    decided = Selection.objects.filter(batch=OuterRef("pk"), decided_at__isnull=False, published_at__isnull=True)
    settled = Selection.objects.filter(
        Q(decided_at__isnull=False) | Q(published_at__isnull=False), batch=OuterRef("pk")
    )
    undecided = Application.objects.filter(batch=OuterRef("pk"), state=ApplicationState.VERIFIED)
    closed = Q(state=BatchState.SELECTING) | Q(state=BatchState.ANNOUNCED, closes_at__date__lte=today)
    meeting = TrainingSession.objects.filter(batch=OuterRef("pk"), held_on=day or today)
    issued = TrainingCertificate.objects.filter(enrolment=OuterRef("pk"), state=CertificateState.ISSUED)
    over = Q(ends_on__lte=today, state__in=[BatchState.RUNNING, BatchState.FINISHED])
    stayed = seats.exclude(state=EnrolmentState.LEFT)
    asked = {
        BulkKind.RANK: closed & Exists(undecided) & ~Exists(settled),
        BulkKind.DECIDE: Exists(decided),
        BulkKind.ENROL: Q(Exists(unseated), state__in=OPEN_FOR_SEATS),
        BulkKind.ATTEND: Exists(meeting.exclude(state=SessionState.CANCELLED)),
        BulkKind.RESULT: over & Exists(stayed.exclude(Exists(UnitResult.objects.filter(enrolment=OuterRef("pk"))))),
        BulkKind.COMPLETE: over & Exists(seats.filter(state=EnrolmentState.ENROLLED)),
        BulkKind.CERTIFY: Q(Exists(seats.filter(state=EnrolmentState.COMPLETED).exclude(Exists(issued)))),
    }
    return rows.filter(asked[BulkKind(kind)]).order_by("starts_on", "pk")


@dataclass(frozen=True, slots=True)
class Progress:
    """Of a run, in classes; people: rows written so far."""

    total: int
    done: int
    refused: int
    people: int

    @property
    def over(self) -> int:
        return self.done + self.refused


def progress_of(run: BulkRun) -> Progress:
    told = run.items.aggregate(
        total=Count("pk"),
        done=Count("pk", filter=Q(state=BulkItemState.DONE)),
        refused=Count("pk", filter=Q(state=BulkItemState.REFUSED)),
        people=Sum("people"),
    )
    return Progress(told["total"], told["done"], told["refused"], told["people"] or 0)
