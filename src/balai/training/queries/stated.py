"""What a certificate says beside its own columns, as the records stand on the day it is issued."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Sum

from balai.institutions.models import Institution, Instructor
from balai.planning.models import Batch
from balai.training.enums import SessionState
from balai.training.models import Enrolment, TrainingCertificate, TrainingSession
from balai.training.queries import attendance_of, results_of

FROZEN_ON = "frozen_on"
"""Day (ISO) on which an older certificate's content was kept; absent where it was kept on the day of issue."""
FROM_TODAY = "from_today"


def stated_of(batch: Batch, people: Sequence[Enrolment]) -> dict[int, dict[str, Any]]:
    """By enrolment id, the shape of TrainingCertificate.content; a fixed number of queries for a class."""
    attended, found = attendance_of(people), results_of(people)
    units = list(batch.curriculum.units.select_related("unit").order_by("position"))
    common = {**_issuer(batch.centre), "instructor": main_instructor(batch)}
    return {
        one.pk: common
        | {
            "started_on": one.started_on.isoformat(), "ended_on": (one.ended_on or batch.ends_on).isoformat(),
            "present": attended[one.pk].present, "marked": attended[one.pk].marked,
            "units": [
                {"code": u.unit.code if u.unit else "", "title": u.title, "theory": u.theory_hours,
                 "practice": u.practice_hours,
                 "verdict": found[one.pk][u.pk].verdict if u.pk in found[one.pk] else ""}
                for u in units
            ],
        }
        for one in people
    }  # fmt: skip


def content_of(papers: Sequence[TrainingCertificate]) -> dict[int, dict[str, Any]]:
    """By certificate id, what it says. Those issued before the content was kept, and not frozen since (actions.freeze), are read
    from the records, and say so: FROM_TODAY."""
    told = {paper.pk: paper.content for paper in papers}
    older: dict[int, list[TrainingCertificate]] = {}
    for paper in papers:
        if not paper.content:
            older.setdefault(paper.enrolment.batch_id, []).append(paper)
    for rows in older.values():
        stated = stated_of(rows[0].enrolment.batch, [paper.enrolment for paper in rows])
        told |= {paper.pk: stated[paper.enrolment_id] | {FROM_TODAY: True} for paper in rows}
    return told


def main_instructor(batch: Batch) -> str:
    """Who taught most lesson hours, as the centre writes the name; empty where no meeting names anybody."""
    rows = TrainingSession.objects.filter(batch=batch, instructor__isnull=False).exclude(state=SessionState.CANCELLED)
    taught = rows.values("instructor_id", "instructor__full_name", "instructor__username")
    most = taught.annotate(hours=Sum("lesson_hours")).order_by("-hours", "instructor_id").first()
    if most is None:
        return ""
    written = Instructor.objects.filter(institution_id=batch.centre_id, user_id=most["instructor_id"]).first()
    return written.full_name if written else most["instructor__full_name"] or most["instructor__username"]


def _issuer(centre: Institution) -> dict[str, str]:
    region = centre.region
    town = (region.regency or region).name if region else ""
    return {"issuer": centre.name, "issuer_line": address_line(centre), "town": town}


def address_line(body: Institution) -> str:
    parts = (" ".join(body.street.split()), body.region.full_name if body.region else "")
    return ", ".join(part for part in parts if part)
