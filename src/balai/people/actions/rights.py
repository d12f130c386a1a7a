"""The subject's rights: ask, answer within 3x24 hours, restrict, erase (UU 27/2022 art. 5-13, 30, 32, 40-44)."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.audit.record import record
from balai.kernel.refusal import Refused
from balai.kernel.registry import registry
from balai.parameters.queries import value_on
from balai.people import messages
from balai.people.enums import RequestKind, RequestState
from balai.people.models import Person, RightsRequest
from balai.people.parameters import RIGHTS_HOURS
from balai.people.queries.everything import rows_left
from balai.people.rules.authority import check_is_live, check_may_edit, check_may_on

SHORTEST_ANSWER = 20


@transaction.atomic
def ask_for_right(*, by: Actor, person: Person, kind: RequestKind, details: str, now: datetime) -> RightsRequest:
    """The person themself, or an officer who writes down what was asked at the counter. Asking twice is one request."""
    check_may_edit(by, person)
    check_is_live(person)
    hours = value_on(RIGHTS_HOURS, timezone.localdate(now))
    request, new = RightsRequest.objects.get_or_create(
        person=person,
        kind=kind,
        state=RequestState.OPEN,
        defaults={
            "details": details.strip()[:2000], "received_at": now, "received_by": by.name,
            "due_at": now + timedelta(hours=hours),
        },
    )  # fmt: skip
    if new:
        record(by, "people.ask_for_right", request, person=person.pk, kind=kind)
        messages.request_received(request)
    return request


@transaction.atomic
def answer_request(
    *, by: Actor, request: RightsRequest, state: RequestState, answer: str, now: datetime
) -> RightsRequest:
    """Does what was granted (restricts, erases) and tells the person. A refusal needs its reason.

    Raises Refused("already_answered"), ("answer_too_short", field "answer"), ("not_your_person").
    """
    request = RightsRequest.objects.select_for_update(of=("self",)).select_related("person").get(pk=request.pk)
    person = Person.objects.select_for_update().get(pk=request.person_id)
    check_may_on(by, Permission.RIGHTS_ANSWER, person)
    if request.state != RequestState.OPEN:
        raise Refused("already_answered", _("Permintaan ini sudah dijawab petugas lain. Muat ulang halaman."))
    if state != RequestState.GRANTED and len(" ".join(answer.split())) < SHORTEST_ANSWER:
        raise Refused(
            "answer_too_short",
            _(
                "Jawaban terlalu pendek. Tulis alasan dan apa yang masih bisa dilakukan pemohon, paling sedikit 20 huruf."
            ),
            "answer",
        )
    messages_address = person.phone or person.email
    if state in (RequestState.GRANTED, RequestState.PARTLY):
        request.kept = _carry_out(by, person, request, now)
    office = next(iter(sorted(by.institutions_with(Permission.RIGHTS_ANSWER))), None)
    request.state, request.answer = state, answer.strip()
    request.answered_at, request.answered_by, request.answered_at_institution_id = now, by.name, office
    # Not `details`: an erasure has just emptied them.
    request.save(update_fields=["state", "answer", "answered_at", "answered_by", "answered_at_institution", "kept"])
    record(by, "people.answer_request", request, person=person.pk, kind=request.kind, state=state)
    messages.request_answered(request, messages_address)
    return request


@transaction.atomic
def lift_restriction(*, by: Actor, person: Person) -> Person:
    """The person allows processing again."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    check_may_edit(by, person)
    if person.restricted_at is not None:
        person.restricted_at = None
        person.save(update_fields=["restricted_at"])
        record(by, "people.lift_restriction", person)
    return person


def _carry_out(by: Actor, person: Person, request: RightsRequest, now: datetime) -> dict[str, Any]:
    if request.kind == RequestKind.RESTRICT:
        person.restricted_at = now
        person.save(update_fields=["restricted_at"])
        record(by, "people.restrict", person)
    if request.kind == RequestKind.ERASE:
        return erase_everywhere(by, person, now)
    return {}


def erase_everywhere(by: Actor, person: Person, now: datetime) -> dict[str, Any]:
    """Asks every room to let go, this one last, within the caller's transaction. Returns what is kept, {room: {kind: rows}}.

    What is kept stands without a name: accountability of public money and issued certificates (UU 27/2022 art. 15, 44).
    """
    for other in Person.objects.filter(merged_into=person):
        _erase_one(other, now)
    counts = _erase_one(person, now)
    record(by, "people.erase", person, rows=sum(counts.values()))
    return rows_left(person.pk)


def _erase_one(person: Person, now: datetime) -> dict[str, int]:
    counts: dict[str, int] = {}
    for room, hooks in sorted(registry.people.items(), key=lambda item: item[0] == "people"):
        if hooks.erase is not None:
            for name, number in hooks.erase(person.pk).items():
                counts[f"{room}.{name}"] = number
    Person.objects.filter(pk=person.pk).update(erased_at=now)
    return counts
