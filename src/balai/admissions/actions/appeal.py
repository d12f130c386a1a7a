"""Banding: the applicant asks to look again, with the code alone; the body that selects answers with a reason."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.admissions import messages
from balai.admissions.actions.locks import locked_application, locked_selection, step
from balai.admissions.actions.seats import fill_seats
from balai.admissions.enums import APPEAL_FLOW, AppealState
from balai.admissions.models import Appeal
from balai.admissions.models.application import Application
from balai.admissions.parameters import APPEAL_ANSWER_DAYS
from balai.admissions.rules.appealing import check_may_appeal
from balai.admissions.rules.authority import check_may_assist, check_may_decide, is_own, may_assist
from balai.admissions.rules.deciding import check_reason, check_still_before_class
from balai.audit.record import record
from balai.kernel.clock import today_in
from balai.kernel.refusal import Refused
from balai.parameters.queries import value_on

FIRST_IN_LINE = 0


@transaction.atomic
def submit_appeal(
    *, by: Actor, application: Application, words: str, now: datetime, holds_code: bool = False
) -> Appeal:
    """holds_code: the unguessable code stands for the applicant. The same words again answer the appeal that stands.

    Raises Refused("not_refused"), "appeal_over", "appeal_waits", "already_appealed", "reason_missing".
    """
    selection = locked_selection(application.batch_id)
    application = locked_application(application.pk)
    if not (holds_code or is_own(by, application) or may_assist(by, application.batch)):
        check_may_assist(by, application.batch)
    text = check_reason(words, "words")
    waiting = Appeal.objects.filter(application=application, state=AppealState.OPEN).first()
    if waiting is not None and waiting.words == text:
        return waiting
    check_may_appeal(application, selection, now)
    today = today_in(application.batch.zone, now)
    days = value_on(APPEAL_ANSWER_DAYS, today, application.batch.selector_id)
    try:
        with transaction.atomic():
            appeal = Appeal.objects.create(
                application=application, refused_as=application.state, refused_rule=application.rule, words=text,
                submitted_at=now, answer_by=today + timedelta(days=days),
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused("appeal_waits", _("Banding Anda sudah kami terima dan sedang dibaca.")) from error
    record(by, "admissions.submit_appeal", appeal, application=application.pk, rule=application.rule)
    return appeal


@transaction.atomic
def withdraw_appeal(*, by: Actor, appeal: Appeal, now: datetime, holds_code: bool = False) -> Appeal:
    appeal = _locked(appeal)
    application = appeal.application
    if not (holds_code or is_own(by, application) or may_assist(by, application.batch)):
        check_may_assist(by, application.batch)
    appeal.state, appeal.answered_at = APPEAL_FLOW.next_state(appeal.state, "withdraw"), now
    appeal.save(update_fields=["state", "answered_at"])
    record(by, "admissions.withdraw_appeal", appeal)
    return appeal


@transaction.atomic
def answer_appeal(*, by: Actor, appeal: Appeal, accepted: bool, reason: str, now: datetime) -> Appeal:
    """Accepted: the applicant is the first of the reserves, and has a free seat at once where there is one.

    Of two officers who answer at once one wins; the other reads "wrong_state".
    """
    selection = locked_selection(appeal.application.batch_id)
    appeal = _locked(appeal)
    batch = appeal.application.batch
    check_may_decide(by, batch)
    words = check_reason(reason)
    appeal.state = APPEAL_FLOW.next_state(appeal.state, "accept" if accepted else "reject")
    appeal.answer, appeal.answered_by, appeal.answered_at = words, by.name, now
    appeal.save(update_fields=["state", "answer", "answered_by", "answered_at"])
    record(by, "admissions.answer_appeal", appeal, accepted=accepted)
    if accepted:
        check_still_before_class(batch, by_clerk=True)
        _put_back(by, appeal, now)
        fill_seats(by, selection, batch, now)
    messages.appeal_answered(appeal)
    return appeal


def _put_back(by: Actor, appeal: Appeal, now: datetime) -> None:
    application = locked_application(appeal.application_id)
    before = step(application, "uphold")
    application.rank, application.rule, application.decision_reason = FIRST_IN_LINE, "", ""
    application.decided_by, application.decided_at = by.name, now
    application.save(update_fields=["state", "rank", "rule", "decision_reason", "decided_by", "decided_at"])
    record(by, "admissions.uphold", application, before=before, rule=appeal.refused_rule, appeal=appeal.pk)


def _locked(appeal: Appeal) -> Appeal:
    rows = Appeal.objects.select_for_update(of=("self",)).select_related(
        "application__batch__centre__region", "application__batch__selector", "application__person"
    )
    return rows.get(pk=appeal.pk)
