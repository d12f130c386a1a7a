"""One tap for the whole accountability file: who took it, when, stands in the audit trail."""

from datetime import date
from typing import Literal

from django.db import transaction

from balai.access.actor import Actor
from balai.audit.record import record
from balai.papers.models import ClassPaper
from balai.papers.queries import newest
from balai.papers.records import Records
from balai.papers.rules import check_may_read_whole, may_read_scores
from balai.papers.whole import whole_pdf, whole_workbook
from balai.planning.models import Batch


@transaction.atomic
def export_whole(*, by: Actor, batch: Batch, form: Literal["pdf", "xlsx"], day: date, base: str = "") -> bytes:
    """Raises Refused("may_not_read_whole")."""
    check_may_read_whole(by, batch)
    records, scores = Records(batch, base), may_read_scores(by, batch)
    record(by, "papers.export_whole", batch, form=form, scores=scores)
    rows = ClassPaper.objects.visible_to(by).filter(batch=batch).select_related("file", "scan", "listed")
    made = newest(list(rows))
    if form == "xlsx":
        return whole_workbook(records, made, day, scores=scores)
    return whole_pdf(records, made, day, scores=scores)
