"""Certificates issued here before their content was kept: it is kept now, as the records say today, and says so."""

from datetime import date

from django.db import transaction

from balai.access.actor import Actor
from balai.audit.record import record_batch
from balai.certification.credentials.statement import issued_here
from balai.certification.models import CompetenceCertificate
from balai.certification.stated import stated_of
from balai.training.queries.stated import FROZEN_ON

AT_ONCE = 200


def freeze_older(*, by: Actor, today: date) -> int:
    """Some at a time, each lot in its own transaction; cut off it goes on where it was. How many were frozen.

    Those of erased holders stay empty, as the erasure left them.
    """
    older = issued_here().filter(content={}, person__erased_at=None)
    pks = list(older.order_by("pk").values_list("pk", flat=True))
    return sum(_freeze(by, pks[start : start + AT_ONCE], today) for start in range(0, len(pks), AT_ONCE))


@transaction.atomic
def _freeze(by: Actor, pks: list[int], today: date) -> int:
    rows = CompetenceCertificate.objects.select_for_update(of=("self",)).filter(pk__in=pks, content={})
    whole = rows.select_related("person", "certifier__region__regency", "assessment__certification_scheme")
    papers = list(whole.filter(person__erased_at=None).order_by("pk"))
    for paper in papers:
        paper.content = stated_of(paper) | {FROZEN_ON: today.isoformat()}
    CompetenceCertificate.objects.bulk_update(papers, ["content"])
    kind = "certification.competencecertificate"
    record_batch(by, "certification.freeze_certificates", kind, [paper.pk for paper in papers])
    return len(papers)
