"""The candidate disputes a verdict; the certifier answers in words, or the centre enters what it was told."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.audit.record import record
from balai.certification.actions.prepare import locked
from balai.certification.enums import AppealState, AssessmentVerdict
from balai.certification.messages import tell_appeal_answered
from balai.certification.models import AssessmentAppeal, CompetencyAssessment
from balai.certification.rules import check_candidate_or_recorder, check_may_answer_appeal, check_recorder
from balai.kernel.reasons import check_reason
from balai.kernel.refusal import Refused


@transaction.atomic
def appeal_verdict(*, by: Actor, assessment: CompetencyAssessment, reason: str, now: datetime) -> AssessmentAppeal:
    """By the candidate, or entered for them. Raises Refused("may_not_prepare"), ("nothing_to_appeal"), ("already_open")."""
    assessment = locked(assessment)
    check_candidate_or_recorder(by, assessment)
    if assessment.verdict != AssessmentVerdict.NOT_YET_COMPETENT:
        raise Refused("nothing_to_appeal", _("Banding diajukan atas hasil “belum kompeten”."))
    made = AssessmentAppeal(assessment=assessment, reason=check_reason(reason), raised_by=by.name, raised_at=now)
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:
        raise Refused("already_open", _("Banding Anda sudah masuk dan menunggu jawaban.")) from None
    record(by, "certification.appeal", made, assessment=assessment.pk)
    return made


@transaction.atomic
def answer_appeal(*, by: Actor, appeal: AssessmentAppeal, upheld: bool, answer: str, now: datetime) -> AssessmentAppeal:
    """upheld: the candidate is to be assessed anew (`reassess`); the verdict itself is changed by no appeal.

    Raises Refused("may_not_record"), ("certifiers_own"), ("already_answered"), ("reason_missing", "answer").
    """
    appeal = AssessmentAppeal.objects.select_for_update().get(pk=appeal.pk)
    assessment = locked(appeal.assessment)
    batch = assessment.enrolment.batch if assessment.enrolment else None
    recorder = check_recorder(by, assessment.certifier_id, batch, assessment.person)
    check_may_answer_appeal(assessment, recorder, timezone.localdate(now))
    if appeal.state != AppealState.OPEN:
        raise Refused("already_answered", _("Banding ini sudah dijawab. Muat ulang halaman."))
    appeal.state = AppealState.UPHELD if upheld else AppealState.REFUSED
    appeal.answer, appeal.answered_by, appeal.answered_at = check_reason(answer, "answer"), by.name, now
    appeal.save()
    record(by, "certification.answer_appeal", appeal, state=appeal.state)
    tell_appeal_answered(appeal)
    return appeal
