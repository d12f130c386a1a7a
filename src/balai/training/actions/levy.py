"""Money was asked for a class that is free: told to the office above, answered by it. The centre does not read it."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.admissions.enums import ApplicationState
from balai.admissions.models import Application
from balai.audit.record import record
from balai.kernel.clock import today_in
from balai.kernel.refusal import Refused
from balai.planning.models import Batch
from balai.training.messages import tell_levy_answered
from balai.training.models import Enrolment, LevyReport

SHORTEST, MOST_OPEN = 20, 3
UNKNOWN_TO_US = (ApplicationState.CLAIMED, ApplicationState.EXPIRED)
"""Nobody has answered from that telephone: anyone could fill the office's desk with stories."""


@transaction.atomic
def report_levy(
    *, by: Actor, batch: Batch, story: str, amount: int | None, asked_on: date | None, named: bool, now: datetime,
    application: Application | None = None,
) -> LevyReport:  # fmt: skip
    """By somebody who applied to the class or sits in it. The audit tells that there is a report, not whose.

    application: theirs, when they have no account but hold its code.
    """
    batch = Batch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if not _is_of_class(by, batch, application):
        raise Refused(
            "not_of_this_class", _("Laporan dibuat oleh pendaftar atau peserta kelas ini. Masuk dengan akun Anda.")
        )
    text = story.strip()
    if len(text) < SHORTEST:
        raise Refused("story_too_short", _("Ceritakan apa yang terjadi, sedikitnya dua puluh huruf."), "story")
    if asked_on is not None and asked_on > today_in(batch.zone, now):
        raise Refused("not_yet_asked", _("“Tanggalnya” belum terjadi. Tulis hari Anda diminta membayar."), "asked_on")
    whose = {"application": application} if application is not None else {"reporter_id": by.user_id}
    if LevyReport.objects.filter(batch=batch, answered_at__isnull=True, **whose).count() >= MOST_OPEN:
        raise Refused("enough_reports", _("Laporan Anda sudah diterima dan sedang dibaca. Tunggu jawabannya."))
    row = LevyReport.objects.create(
        batch=batch, named=named, story=text, amount=amount, asked_on=asked_on, reported_at=now, **whose
    )
    record("public", "training.report_levy", row)
    return row


def _is_of_class(by: Actor, batch: Batch, application: Application | None) -> bool:
    if application is not None:
        return application.batch_id == batch.pk and application.state not in UNKNOWN_TO_US
    return by.user_id is not None and may_report(by.user_id, batch)


def may_report(user_id: int, batch: Batch) -> bool:
    seated = Enrolment.objects.filter(batch=batch, person__user_id=user_id).exists()
    return seated or Application.objects.filter(batch=batch, person__user_id=user_id).exists()


@transaction.atomic
def answer_levy(*, by: Actor, report: LevyReport, answer: str, now: datetime) -> LevyReport:
    """What the office did about it; the reporter reads it. An answer can be written anew."""
    row = LevyReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if not LevyReport.objects.heard_by(by).filter(pk=row.pk).exists():
        raise Refused("not_your_report", _("Laporan ini dijawab oleh dinas di atas balai penyelenggara."))
    text = answer.strip()
    if len(text) < SHORTEST:
        raise Refused("answer_too_short", _("Tulis apa yang dilakukan dinas, sedikitnya dua puluh huruf."), "answer")
    row.answer, row.answered_at, row.answered_by = text, now, by.name
    row.save(update_fields=["answer", "answered_at", "answered_by"])
    record(by, "training.answer_levy", row)
    tell_levy_answered(row)
    return row
