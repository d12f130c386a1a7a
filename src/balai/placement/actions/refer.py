"""Send a person to a job order, with their consent; take down what the employer answers; take it back when mistaken."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.audit.record import record
from balai.demand.models import JobOrder
from balai.institutions.models import Institution
from balai.kernel.reasons import check_reason
from balai.kernel.refusal import Refused
from balai.people.actions.consent import give_consent
from balai.people.actions.involve import end_involvement, involve
from balai.people.actions.register import touch
from balai.people.enums import ConsentMeans, ConsentPurpose
from balai.people.models import Person
from balai.people.queries.consents import current_texts, has_consented
from balai.people.rules.authority import check_is_live, check_not_restricted
from balai.placement import messages
from balai.placement.enums import REFERRAL_FLOW, ReferralState
from balai.placement.models import Referral
from balai.placement.rules import check_may_answer, check_may_refer, check_order_is_open

REFERRED = "placement.refer"


@transaction.atomic
def refer_person(
    *,
    by: Actor,
    person: Person,
    job_order: JobOrder,
    made_by: Institution,
    now: datetime,
    note: str = "",
    consent_means: str = "",
) -> Referral:
    """The employer sees the person from now on. consent_means: how they agreed just now, when no consent is on record.

    Raises Refused: "no_consent", "already_referred", "order_not_open", "may_not_refer".
    """
    person = Person.objects.select_for_update(of=("self",)).select_related("home_regency").get(pk=person.pk)
    today = timezone.localdate(now)
    check_may_refer(by, person)
    check_is_live(person)
    check_not_restricted(person)
    check_order_is_open(job_order, today)
    _see_to_consent(by, person, consent_means, now)
    with _once():
        referral = Referral.objects.create(
            person=person, job_order=job_order, made_by=made_by, made_on=today, note=note.strip(),
            on_behalf_of_id=by.on_behalf_of,
        )  # fmt: skip
    involve([person.pk], job_order.employer_id, REFERRED, today)
    touch([person.pk], today)
    record(by, "placement.refer_person", referral, job_order=job_order.pk)
    messages.tell_employer(referral)
    return referral


@transaction.atomic
def answer_referral(*, by: Actor, referral: Referral, step: str, now: datetime, reason: str = "") -> Referral:
    """step: interview, accept, decline, withdraw (REFERRAL_FLOW). A no needs its reason."""
    referral = _locked(referral)
    check_may_answer(by, referral)
    referral.state = REFERRAL_FLOW.next_state(referral.state, step)
    referral.reason = check_reason(reason) if step in ("decline", "withdraw") else " ".join(reason.split())
    referral.answered_on, referral.answered_by = timezone.localdate(now), by.name
    referral.on_behalf_of_id = by.on_behalf_of or referral.on_behalf_of_id
    referral.save(update_fields=["state", "reason", "answered_on", "answered_by", "on_behalf_of"])
    if referral.state in (ReferralState.DECLINED, ReferralState.WITHDRAWN):
        end_involvement([referral.person_id], referral.job_order.employer_id, REFERRED, timezone.localdate(now))
    record(by, f"placement.{step}_referral", referral)
    messages.tell_person(referral)
    return referral


@transaction.atomic
def undo_answer(*, by: Actor, referral: Referral, reason: str, now: datetime) -> Referral:
    """The answer was entered by mistake: the referral waits again. Not after a placement was made of it."""
    referral = _locked(referral)
    check_may_answer(by, referral)
    reason = check_reason(reason)
    if hasattr(referral, "placement"):
        raise Refused(
            "already_placed", _("Rujukan ini sudah menjadi penempatan. Tarik penempatannya dulu bila itu keliru.")
        )
    with _once():
        referral.state = REFERRAL_FLOW.next_state(referral.state, "undo")
        referral.reason, referral.answered_on, referral.answered_by = reason, None, ""
        referral.save(update_fields=["state", "reason", "answered_on", "answered_by"])
    involve([referral.person_id], referral.job_order.employer_id, REFERRED, timezone.localdate(now))
    record(by, "placement.undo_answer", referral)
    return referral


def _see_to_consent(by: Actor, person: Person, means: str, now: datetime) -> None:
    purpose = ConsentPurpose.SHARE_WITH_EMPLOYER
    if has_consented(person, purpose):
        return
    if not means:
        raise Refused(
            "no_consent",
            _("Orang ini belum setuju profilnya dibagikan kepada pemberi kerja. Bacakan teksnya dan catat jawabannya."),
            "consent_means",
        )
    version = current_texts()[purpose].version
    give_consent(by=by, person=person, purpose=purpose, version=version, now=now, means=ConsentMeans(means))


def _locked(referral: Referral) -> Referral:
    rows = Referral.objects.select_for_update(of=("self",))
    return rows.select_related("job_order__employer__region", "person", "made_by").get(pk=referral.pk)


@contextmanager
def _once() -> Iterator[None]:
    """One open referral a person and job order is decided by the constraint."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise Refused(
            "already_referred",
            _("Orang ini sudah dirujuk ke lowongan yang sama dan jawabannya masih ditunggu."),
            "job_order",
        ) from error
