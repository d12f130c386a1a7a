"""Seats of a class: who sits, who leaves, who comes back."""

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.admissions.actions.locks import locked_selection
from balai.admissions.actions.seats import check_one_class
from balai.admissions.actions.sit import confirm_by_seat
from balai.admissions.elsewhere import places_elsewhere, with_a_place
from balai.admissions.enums import ApplicationState
from balai.admissions.models import Application
from balai.audit.record import record, record_many
from balai.kernel.reasons import check_reason
from balai.kernel.refusal import Refused
from balai.people.actions.involve import involve
from balai.people.models import Person
from balai.planning.models import Batch
from balai.training.enums import ENROLMENT_FLOW, MAY_SIT, EnrolmentState, LeaveKind
from balai.training.messages import tell_enrolled
from balai.training.models import Enrolment
from balai.training.queries import line_of
from balai.training.rules.authority import check_may_seat
from balai.training.rules.seats import check_class_takes_people, check_may_sit, class_full, free_seats, seat_promised

REASON = "training.enrol"


@transaction.atomic
def enrol_batch(*, by: Actor, batch: Batch, today: date) -> list[Enrolment]:
    """Everyone who confirmed their place gets a seat, by rank, as far as seats go. Doing it again seats the rest only.

    Whoever has a place in another class at the same time is left for a clerk, who is told where."""
    batch = _locked(by, batch)
    seated = Enrolment.objects.filter(batch=batch)
    waiting = _free_then(
        Application.objects.select_for_update(of=("self",))
        .filter(batch=batch, state=ApplicationState.CONFIRMED)
        .exclude(person_id__in=seated.values("person_id"))
        .in_line(),
        batch,
    )
    seats = free_seats(batch.seats, seated.values_list("seat", flat=True))
    made = Enrolment.objects.bulk_create(
        [
            Enrolment(batch=batch, person_id=one.person_id, application=one, seat=seat, started_on=_start(batch, today))
            for one, seat in zip(waiting, seats, strict=False)
            if one.person_id is not None
        ]
    )
    if not made:
        raise Refused(
            "nobody_to_seat",
            _("Belum ada pendaftar yang sudah daftar ulang dan belum punya kursi, atau semua kursi sudah terisi."),
        )
    involve([one.person_id for one in made], batch.centre_id, REASON, today)
    record_many(by, "training.enrol", made, batch=batch.pk)
    tell_enrolled(batch, made)
    return made


def _free_then(rows: QuerySet[Application], batch: Batch) -> list[Application]:
    """Without those who have a place elsewhere at the same time; the locks on the people decide who seats them first."""
    waiting = list(rows)
    people = [one.person_id for one in waiting if one.person_id is not None]
    list(Person.objects.select_for_update(of=("self",)).filter(pk__in=people).order_by("pk").values_list("pk"))
    elsewhere = places_elsewhere(people, batch)
    return [one for one in waiting if one.person_id not in elsewhere]


@transaction.atomic
def enrol_person(
    *, by: Actor, batch: Batch, person: Person, today: date, application: Application | None = None
) -> Enrolment:
    """One person, late or from the reserves, into the smallest free seat. Whoever applied here sits by that application.

    Raises Refused: see `check_may_sit`; "seat_promised" where a free seat is promised, "class_full", "confirmed_elsewhere".
    """
    batch = _locked(by, batch)
    known = Enrolment.objects.select_for_update().filter(batch=batch, person=person).first()
    sits = known is not None and known.state == EnrolmentState.ENROLLED
    application = _application_of(batch, person, application)
    if not sits:
        _check_seat_left(batch, application, known)
    if application is not None:
        check_may_sit(by, application, batch, line_of(batch))
        confirm_by_seat(by=by, application=application, sits=sits)
    elif not sits:
        check_one_class(person.pk, batch)
    if known is not None:
        return known if sits else _seat_again(by, batch, known)
    try:
        with transaction.atomic():
            made = Enrolment.objects.create(
                batch=batch, person=person, application=application, seat=_next_seat(batch),
                started_on=_start(batch, today),
            )  # fmt: skip
    except IntegrityError:
        raise class_full(batch) from None
    involve([person.pk], batch.centre_id, REASON, today)
    record(by, "training.enrol", made, batch=batch.pk, seat=made.seat)
    tell_enrolled(batch, [made])
    return made


def _application_of(batch: Batch, person: Person, given: Application | None) -> Application | None:
    """As it stands now, under the locks."""
    rows = Application.objects.select_for_update(of=("self",))
    if given is not None:
        return rows.get(pk=given.pk)
    return rows.counted().filter(batch=batch, person=person).first()


def _check_seat_left(batch: Batch, application: Application | None, known: Enrolment | None) -> None:
    """Who was promised one comes into it; for anybody else, and for who left, there must be one more than the promises."""
    _next_seat(batch)
    promised = application is not None and application.state in MAY_SIT and known is None
    if not promised and batch.seats <= len(with_a_place(batch.pk)):
        raise seat_promised()


@transaction.atomic
def leave_training(
    *,
    by: Actor,
    enrolment: Enrolment,
    reason: str,
    today: date,
    kind: str = LeaveKind.OTHER,
    left_on: date | None = None,
) -> Enrolment:
    """The trainee stops; the seat is free for a reserve from now on. left_on: the last day, where it is not today."""
    batch = _locked(by, enrolment.batch, open_only=False)
    return free_seat(by, batch, enrolment, reason, today, kind, left_on)


def free_seat(
    by: Actor, batch: Batch, enrolment: Enrolment, reason: str, today: date, kind: str, left_on: date | None = None
) -> Enrolment:
    """Under the lock of the class, for a verb that has checked the actor."""
    enrolment = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    words = check_reason(reason)
    if (enrolment.state, enrolment.leave_reason) == (EnrolmentState.LEFT, words):
        return enrolment  # sent again after a cut connection
    enrolment.leave_reason = words
    enrolment.state = ENROLMENT_FLOW.next_state(enrolment.state, "leave")
    seat, enrolment.seat = enrolment.seat, None
    enrolment.leave_kind = LeaveKind(kind)
    if left_on is not None and not enrolment.started_on <= left_on <= today:
        raise Refused("left_outside", _("Tanggal berhenti harus antara hari mulai dan hari ini. Perbaiki."), "left_on")
    enrolment.ended_on = left_on or max(today, enrolment.started_on)
    enrolment.save(update_fields=["leave_reason", "leave_kind", "state", "seat", "ended_on"])
    record(by, "training.leave", enrolment, batch=batch.pk, seat=seat, kind=str(enrolment.leave_kind))
    return enrolment


@transaction.atomic
def return_to_training(*, by: Actor, enrolment: Enrolment) -> Enrolment:
    """Takes back a leaving that was a mistake, into a free seat."""
    batch = _locked(by, enrolment.batch)
    enrolment = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    if enrolment.state == EnrolmentState.LEFT:
        _check_seat_left(batch, None, enrolment)
    check_one_class(enrolment.person_id, batch)
    return _seat_again(by, batch, enrolment)


def _seat_again(by: Actor, batch: Batch, enrolment: Enrolment) -> Enrolment:
    if enrolment.state != EnrolmentState.LEFT:
        raise Refused(
            "not_left", _("Orang ini masih tercatat sebagai peserta kelas, jadi tidak perlu dimasukkan lagi.")
        )
    enrolment.state = ENROLMENT_FLOW.next_state(enrolment.state, "reopen")
    enrolment.seat, enrolment.ended_on, enrolment.leave_reason = _next_seat(batch), None, ""
    enrolment.leave_kind = ""
    enrolment.save(update_fields=["state", "seat", "ended_on", "leave_reason", "leave_kind"])
    record(by, "training.return", enrolment, batch=batch.pk, seat=enrolment.seat)
    return enrolment


def _locked(by: Actor, batch: Batch, *, open_only: bool = True) -> Batch:
    """The class, then its selection: promises and seats change under both, in this order.

    no_key: who holds the selection writes rows that point at the class, and PostgreSQL looks whether it is still there when
    they commit; they would wait for us while we wait for their selection."""
    batch = Batch.objects.select_for_update(no_key=True).get(pk=batch.pk)
    check_may_seat(by, batch)
    if open_only:
        check_class_takes_people(batch)
        locked_selection(batch.pk)
    return batch


def _next_seat(batch: Batch) -> int:
    seat = next(free_seats(batch.seats, Enrolment.objects.filter(batch=batch).values_list("seat", flat=True)), None)
    if seat is None:
        raise class_full(batch)
    return seat


def _start(batch: Batch, today: date) -> date:
    return max(batch.starts_on, min(today, batch.ends_on))
