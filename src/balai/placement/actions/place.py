"""Somebody works somewhere: write it down, end it, take it back."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.audit.record import record
from balai.institutions.models import Institution
from balai.kernel.reasons import check_reason
from balai.kernel.refusal import Refused
from balai.people.actions.involve import end_involvement, involve
from balai.people.actions.register import touch
from balai.people.enums import ConsentPurpose
from balai.people.models import Person
from balai.people.queries.consents import has_consented
from balai.people.rules.authority import check_is_live
from balai.placement.enums import PlacementKind, ReferralState
from balai.placement.models import Placement, Referral
from balai.placement.rules import check_may_keep, check_may_refer, check_starts_on, check_workplace

PLACED = "placement.place"


@dataclass(frozen=True, slots=True)
class Work:
    """employer: on file; else employer_name as told. kind: PlacementKind."""

    starts_on: date
    employer: Institution | None = None
    employer_name: str = ""
    title: str = ""
    kind: str = PlacementKind.LOCAL


@transaction.atomic
def place_person(
    *, by: Actor, person: Person, work: Work, made_by: Institution, now: datetime, referral: Referral | None = None
) -> Placement:
    """The employer on file sees the person only if they agreed to it; the placement itself it sees, to confirm it."""
    person = Person.objects.select_for_update(of=("self",)).select_related("home_regency").get(pk=person.pk)
    today = timezone.localdate(now)
    check_may_refer(by, person)
    check_is_live(person)
    name = check_workplace(work.employer, work.employer_name)
    check_starts_on(work.starts_on, today)
    referral = _accepted(referral, person)
    try:
        with transaction.atomic():
            placement = Placement.objects.create(
                person=person, employer=work.employer, employer_name=name, referral=referral, made_by=made_by,
                kind=work.kind, title=" ".join(work.title.split())[:200], starts_on=work.starts_on,
                recorded_by=by.name, on_behalf_of_id=by.on_behalf_of,
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused(
            "already_placed",
            _("Penempatan orang ini di tempat dan hari mulai yang sama sudah dicatat."),
            "starts_on",
        ) from error
    if work.employer is not None and has_consented(person, ConsentPurpose.SHARE_WITH_EMPLOYER):
        involve([person.pk], work.employer.pk, PLACED, today)
    touch([person.pk], today)
    record(by, "placement.place_person", placement, employer=placement.employer_id, kind=placement.kind)
    return placement


@transaction.atomic
def end_placement(*, by: Actor, placement: Placement, ends_on: date, now: datetime) -> Placement:
    """The work ended on a day; an earlier end is corrected the same way."""
    placement = locked(placement)
    check_may_keep(by, placement)
    if ends_on < placement.starts_on or ends_on > timezone.localdate(now):
        raise Refused(
            "wrong_end",
            _("“Berhenti pada” harus sesudah hari mulai bekerja dan tidak lewat dari hari ini."),
            "ends_on",
        )
    placement.ends_on = ends_on
    placement.save(update_fields=["ends_on"])
    if placement.employer_id is not None:
        end_involvement([placement.person_id], placement.employer_id, PLACED, ends_on)
    record(by, "placement.end_placement", placement, ends_on=ends_on)
    return placement


@transaction.atomic
def withdraw_placement(*, by: Actor, placement: Placement, reason: str, now: datetime) -> Placement:
    """Recorded by mistake: it stays readable, counts nowhere, and its referral is free again."""
    placement = locked(placement)
    check_may_keep(by, placement)
    placement.withdrawn_reason = check_reason(reason)
    placement.withdrawn_on, placement.referral = timezone.localdate(now), None
    placement.save(update_fields=["withdrawn_on", "withdrawn_reason", "referral"])
    if placement.employer_id is not None:
        end_involvement([placement.person_id], placement.employer_id, PLACED, placement.withdrawn_on)
    record(by, "placement.withdraw_placement", placement)
    return placement


@transaction.atomic
def restore_placement(*, by: Actor, placement: Placement) -> Placement:
    """The withdrawal was the mistake."""
    placement = locked(placement)
    check_may_keep(by, placement)
    placement.withdrawn_on, placement.withdrawn_reason = None, ""
    try:
        with transaction.atomic():
            placement.save(update_fields=["withdrawn_on", "withdrawn_reason"])
    except IntegrityError as error:
        raise Refused("already_placed", _("Penempatan yang sama sudah dicatat lagi. Pakai catatan itu.")) from error
    record(by, "placement.restore_placement", placement)
    return placement


def _accepted(referral: Referral | None, person: Person) -> Referral | None:
    """Read again under a lock: the answer may have been undone since the page was opened."""
    if referral is None:
        return None
    found = Referral.objects.select_for_update(of=("self",)).get(pk=referral.pk)
    if found.person_id != person.pk or found.state != ReferralState.ACCEPTED:
        raise Refused(
            "referral_not_accepted",
            _("Rujukan ini belum dijawab “diterima bekerja”. Catat jawaban pemberi kerja lebih dulu."),
        )
    return found


def locked(placement: Placement) -> Placement:
    rows = Placement.objects.select_for_update(of=("self",))
    return rows.select_related("person__home_regency", "employer__region").get(pk=placement.pk)
