"""Certificates issued before their content was kept: it is kept now, as the records say today, and says so."""

from datetime import date

from django.db import transaction

from balai.access.actor import Actor
from balai.audit.record import record_batch
from balai.planning.models import Batch
from balai.training.models import TrainingCertificate
from balai.training.queries.stated import FROZEN_ON, stated_of


def freeze_older(*, by: Actor, today: date) -> int:
    """Class by class, each in its own transaction; cut off it goes on where it was. How many were frozen."""
    older = TrainingCertificate.objects.filter(content={})
    classes = older.order_by().values_list("enrolment__batch_id", flat=True).distinct()
    return sum(_freeze_class(by, pk, today) for pk in list(classes))


@transaction.atomic
def _freeze_class(by: Actor, pk: int, today: date) -> int:
    batch = Batch.objects.select_related("centre__region__regency", "curriculum").get(pk=pk)
    rows = TrainingCertificate.objects.select_for_update(of=("self",)).filter(enrolment__batch=batch, content={})
    papers = list(rows.select_related("enrolment"))
    stated = stated_of(batch, [paper.enrolment for paper in papers])
    for paper in papers:
        paper.content = stated[paper.enrolment_id] | {FROZEN_ON: today.isoformat()}
    TrainingCertificate.objects.bulk_update(papers, ["content"])
    record_batch(by, "training.freeze_certificates", "training.trainingcertificate", [p.pk for p in papers], batch=pk)
    return len(papers)
