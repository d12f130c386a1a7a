"""A class that has completed, and its certificates: issued, then printed cold and warm in this one process."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from balai.access.actor import CLI
from balai.config.bench.cost import cost_of
from balai.config.bench.wave_ground import open_class
from balai.config.simulate import simulate
from balai.papers.certificates import certificates_pdf
from balai.people.models import Person
from balai.planning.enums import BatchState
from balai.planning.models import Batch
from balai.programmes.models import CurriculumUnit
from balai.training.actions.certify import issue_training_certificates
from balai.training.enums import EnrolmentState, SessionState, UnitVerdict
from balai.training.models import AttendanceMark, Enrolment, TrainingCertificate, TrainingSession, UnitResult

UNITS, MEETINGS, BASE = 12, 33, "https://balai.example"


def fill(people: int) -> dict[str, Any]:
    """Twelve units and 33 meetings, everybody there and competent."""
    simulate(people)
    batch = Batch.objects.get(pk=open_class()["batch"])
    Batch.objects.filter(pk=batch.pk).update(state=BatchState.FINISHED)
    units = [
        CurriculumUnit.objects.create(
            curriculum=batch.curriculum, position=number, title=f"Menjahit bagian {number}",
            theory_hours=6, practice_hours=14,
        )
        for number in range(1, UNITS + 1)
    ]  # fmt: skip
    meetings = [
        TrainingSession.objects.create(batch=batch, number=n, held_on=batch.starts_on, state=SessionState.HELD)
        for n in range(1, MEETINGS + 1)
    ]
    now = timezone.now()
    for seat, person in enumerate(Person.objects.order_by("pk")[:people], 1):
        row = Enrolment.objects.create(
            batch=batch, person=person, seat=seat, started_on=batch.starts_on, state=EnrolmentState.COMPLETED
        )
        UnitResult.objects.bulk_create(
            UnitResult(enrolment=row, unit=unit, verdict=UnitVerdict.COMPETENT, recorded_by="cli", recorded_at=now)
            for unit in units
        )
        AttendanceMark.objects.bulk_create(
            AttendanceMark(session=one, enrolment=row, mark="present", marked_by="cli", marked_at=now)
            for one in meetings
        )
    return {"batch": batch.pk}


def issue_and_print(batch: int) -> dict[str, Any]:
    row, today = Batch.objects.get(pk=batch), timezone.localdate()
    told = {
        "issue": cost_of(
            lambda: len(issue_training_certificates(by=CLI, batch=row, signatory="Kepala Balai", issued_on=today))
        )
    }
    papers = _papers(batch)
    told["class, cold"] = cost_of(lambda: _printed(papers, today))
    told["class, warm"] = cost_of(lambda: _printed(papers, today))
    told["one by one, warm"] = cost_of(lambda: sum(_printed([one], today) for one in papers))
    return told | {"bytes": len(certificates_pdf(papers, BASE, today))}


def _papers(batch: int) -> list[TrainingCertificate]:
    """As the page reads them."""
    rows = TrainingCertificate.objects.filter(enrolment__batch=batch).order_by("enrolment__seat")
    return list(rows.select_related("issuer__region__regency", "enrolment__batch__curriculum", "replaces"))


def _printed(papers: Sequence[TrainingCertificate], day: date) -> int:
    certificates_pdf(papers, BASE, day)
    return len(papers)
