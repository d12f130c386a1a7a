"""Hak jawab: the inspector sends the findings to the centres of the classes; each is answered once; the inspector reads it."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.audit.record import record, record_many
from balai.documents.models import StoredFile
from balai.kernel.clock import today_in
from balai.kernel.reasons import check_reason
from balai.kernel.refusal import Refused
from balai.papers.actions.inspect import locked_sample
from balai.papers.messages import tell_findings
from balai.papers.models import LineAnswer, Sample, SampleLine
from balai.papers.rules.inspection import (
    check_all_judged,
    check_may_answer,
    check_may_inspect,
    check_may_read_answers,
    check_not_sent,
)


@transaction.atomic
def send_findings(*, by: Actor, sample: Sample, now: datetime) -> Sample:
    """From now on the findings stay as they are, and the centre of each class reads its own.

    Raises Refused("may_not_inspect"), ("mandate_over"), ("findings_sent"), ("lines_left")."""
    sample = locked_sample(sample.pk)
    check_may_inspect(by, sample.mandate, today_in(sample.mandate.giver.zone, now))
    check_not_sent(sample)
    check_all_judged(sample)
    sample.sent_by, sample.sent_at = by.name, now
    sample.save(update_fields=["sent_by", "sent_at"])
    record(by, "papers.send_findings", sample, mandate=sample.mandate_id, lines=sample.lines.count())
    tell_findings(sample)
    return sample


@transaction.atomic
def answer_finding(
    *, by: Actor, line: SampleLine, text: str, now: datetime, file: StoredFile | None = None
) -> LineAnswer:
    """Once; the same words again by the same officer are the first answer. file: stored already.

    Raises Refused("may_not_answer"), ("reason_missing"), ("answered"), decided by the constraint."""
    check_may_answer(by, line)
    made = LineAnswer(
        line=line, text=check_reason(text, "text")[:1000], file=file, answered_by=by.name, answered_at=now
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        return _first(made)
    record(by, "papers.answer_finding", made, line=line.pk, sample=line.sample_id, batch=line.batch_id)
    return made


@transaction.atomic
def read_answers(*, by: Actor, sample: Sample, now: datetime) -> int:
    """Those not read yet. Returns how many."""
    sample = locked_sample(sample.pk)
    check_may_read_answers(by, sample.mandate)
    rows = LineAnswer.objects.filter(line__sample=sample, read_at=None)
    told = list(rows.order_by("pk").values_list("pk", flat=True))
    LineAnswer.objects.filter(pk__in=told).update(read_by=by.name, read_at=now)
    record_many(by, "papers.read_answer", told, subject_type="papers.lineanswer", sample=sample.pk)
    return len(told)


def _first(made: LineAnswer) -> LineAnswer:
    first = LineAnswer.objects.get(line_id=made.line_id)
    if (first.text, first.answered_by) == (made.text, made.answered_by):
        return first  # sent again after a cut connection
    raise Refused("answered", _("Temuan ini sudah dijawab balai Anda. Muat ulang halaman untuk membacanya."), "text")
