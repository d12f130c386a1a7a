"""Whether a body's word counts: verified, refused, closed, opened again; each decision with its reason, each undoable."""

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from balai.access.actor import Actor
from balai.audit.record import record
from balai.institutions.enums import STANDING_STEPS, StandingStep
from balai.institutions.messages import tell_standing
from balai.institutions.models import Institution, StandingChange
from balai.institutions.rules.authority import check_may_verify, may_edit
from balai.kernel.refusal import Refused


def verify_institution(*, by: Actor, institution_id: int, now: datetime, reason: str = "") -> Institution:
    """reason: what was looked at ("izin diperiksa di tempat"); may stay empty. Raises Refused."""
    return _step(by, institution_id, StandingStep.VERIFY, reason, now)


def verify_many(*, by: Actor, institution_ids: Iterable[int], now: datetime) -> list[tuple[int, Refused | None]]:
    """Row by row: verified (None), or why not. One that is refused leaves the others verified."""
    answers: list[tuple[int, Refused | None]] = []
    for institution_id in sorted(set(institution_ids)):
        try:
            verify_institution(by=by, institution_id=institution_id, now=now)
            answers.append((institution_id, None))
        except Refused as refused:
            answers.append((institution_id, refused))
    return answers


def refuse_institution(*, by: Actor, institution_id: int, reason: str, now: datetime) -> Institution:
    return _step(by, institution_id, StandingStep.REFUSE, _said(reason), now)


def close_institution(*, by: Actor, institution_id: int, reason: str, now: datetime) -> Institution:
    """Its rows stay; its desks give nothing any more. The body itself may do it too."""
    return _step(by, institution_id, StandingStep.CLOSE, _said(reason), now)


def reopen_institution(*, by: Actor, institution_id: int, reason: str, now: datetime) -> Institution:
    """It waits to be verified again."""
    return _step(by, institution_id, StandingStep.REOPEN, _said(reason), now)


def undo_standing(*, by: Actor, change_id: int, reason: str, now: datetime) -> Institution:
    """Takes the newest decision back; it stays to be read, with the one that undid it."""
    reason = _said(reason)
    with transaction.atomic():
        institution = _locked(StandingChange.objects.values_list("institution_id", flat=True).get(pk=change_id))
        change = institution.standing_changes.get(pk=change_id)
        check_may_verify(by, institution)
        newest = institution.standing_changes.order_by("-pk").first()
        if newest != change or change.step == StandingStep.UNDO:
            raise Refused(
                "not_the_newest",
                _("Hanya keputusan terakhir yang bisa dibatalkan. Muat ulang halaman untuk melihat keadaan terbaru."),
            )
        try:
            return _moved(by, institution, StandingStep.UNDO, change.before, reason, now, undoes=change)
        except IntegrityError:
            raise Refused("already_undone", _("Keputusan ini sudah dibatalkan.")) from None


def _step(by: Actor, institution_id: int, step: StandingStep, reason: str, now: datetime) -> Institution:
    with transaction.atomic():
        institution = _locked(institution_id)
        if step != StandingStep.CLOSE or not may_edit(by, institution):
            check_may_verify(by, institution)
        after = STANDING_STEPS.next_state(institution.standing, step)
        return _moved(by, institution, step, after, reason, now)


def _locked(institution_id: int) -> Institution:
    return Institution.objects.select_for_update(of=("self",)).select_related("region").get(pk=institution_id)


def _moved(
    by: Actor,
    institution: Institution,
    step: StandingStep,
    after: str,
    reason: str,
    now: datetime,
    undoes: StandingChange | None = None,
) -> Institution:
    before, institution.standing = institution.standing, after
    institution.save(update_fields=["standing"])
    StandingChange.objects.create(
        institution=institution, step=step, before=before, after=after, reason=reason, by=by.name, at=now, undoes=undoes
    )
    record(by, f"institutions.{step}", institution, before=before, after=after)
    tell_standing(institution, step, reason)
    return institution


def _said(reason: str) -> str:
    if not reason.strip():
        raise Refused("reason_missing", _("Tulis alasannya. Lembaga yang bersangkutan akan membacanya."), "reason")
    return reason.strip()
