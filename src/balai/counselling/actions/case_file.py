"""The case file: opened once a person, closed and opened again; its routes decided, reviewed, taken back."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.audit.record import record
from balai.counselling.enums import CaseFileState
from balai.counselling.models import CaseFile, CounsellingSession, RouteRecommendation
from balai.counselling.rules import Advice, check_may_counsel, check_may_serve, check_reason, signing_user
from balai.institutions.models import Institution
from balai.kernel.refusal import Refused
from balai.people.actions.involve import involve
from balai.people.actions.register import touch
from balai.people.models import Person
from balai.people.rules.authority import check_is_live, check_not_restricted


@transaction.atomic
def open_case_file(*, by: Actor, person: Person, office: Institution, now: datetime) -> CaseFile:
    """The one case file of the person; a second opening returns it (the constraint decides). The office now works with them."""
    check_may_counsel(by, office.pk)
    check_may_serve(by, person)
    check_is_live(person)
    check_not_restricted(person)
    today = timezone.localdate(now)
    kept, new = CaseFile.objects.get_or_create(
        person=person, defaults={"office": office, "counsellor_id": by.user_id, "opened_on": today}
    )
    kept = CaseFile.objects.select_for_update(of=("self",)).select_related("person", "office").get(pk=kept.pk)
    involve([person.pk], office.pk, "counselling.case_file", today)
    touch([person.pk], today)
    if new:
        record(by, "counselling.open_case_file", kept, person=person.pk, office=office.pk)
    return kept


def write_routes(
    by: Actor,
    case_file: CaseFile,
    advice: Sequence[Advice],
    decided_on: date,
    session: CounsellingSession | None = None,
) -> list[RouteRecommendation]:
    """Under the lock of the case file. A route advised again supersedes its earlier reason."""
    RouteRecommendation.objects.filter(
        case_file=case_file, route__in=[one.route for one in advice], superseded_on=None
    ).update(superseded_on=decided_on)
    rows = [
        RouteRecommendation(
            case_file=case_file, session=session, route=one.route, reason=check_reason(one.reason),
            decided_by_id=signing_user(by), decided_on=decided_on, review_on=one.review_on,
        )
        for one in advice
    ]  # fmt: skip
    return RouteRecommendation.objects.bulk_create(rows)


@transaction.atomic
def withdraw_route(*, by: Actor, route: RouteRecommendation, reason: str, now: datetime) -> RouteRecommendation:
    """The route no longer fits: it ends with a reason and stays readable."""
    case_file = _locked(by, route.case_file_id)
    route = RouteRecommendation.objects.get(pk=route.pk, case_file=case_file)
    if route.superseded_on is not None:
        raise Refused("route_over", _("Jalur ini sudah tidak berlaku. Muat ulang halaman."))
    route.withdrawn_reason, route.superseded_on = check_reason(reason), timezone.localdate(now)
    route.save(update_fields=["withdrawn_reason", "superseded_on"])
    record(by, "counselling.withdraw_route", route, route=route.route, case_file=case_file.pk)
    return route


@transaction.atomic
def restore_route(*, by: Actor, route: RouteRecommendation) -> RouteRecommendation:
    """Undoes a withdrawal; not where the same route was decided anew meanwhile."""
    case_file = _locked(by, route.case_file_id)
    route = RouteRecommendation.objects.get(pk=route.pk, case_file=case_file)
    route.superseded_on, route.withdrawn_reason = None, ""
    try:
        with transaction.atomic():
            route.save(update_fields=["superseded_on", "withdrawn_reason"])
    except IntegrityError as error:
        raise Refused("route_decided_anew", _("Jalur yang sama sudah diputuskan lagi dengan alasan baru.")) from error
    record(by, "counselling.restore_route", route, route=route.route, case_file=case_file.pk)
    return route


@transaction.atomic
def close_case_file(*, by: Actor, case_file: CaseFile, summary: str, now: datetime) -> CaseFile:
    case_file = _locked(by, case_file.pk)
    if case_file.state == CaseFileState.CLOSED:
        return case_file
    case_file.summary = check_reason(summary, "summary")
    case_file.state, case_file.closed_on = CaseFileState.CLOSED, timezone.localdate(now)
    case_file.save(update_fields=["summary", "state", "closed_on"])
    record(by, "counselling.close_case_file", case_file)
    return case_file


@transaction.atomic
def reopen_case_file(*, by: Actor, case_file: CaseFile) -> CaseFile:
    case_file = _locked(by, case_file.pk)
    if case_file.state == CaseFileState.OPEN:
        return case_file
    case_file.state, case_file.closed_on = CaseFileState.OPEN, None
    case_file.save(update_fields=["state", "closed_on"])
    record(by, "counselling.reopen_case_file", case_file)
    return case_file


@transaction.atomic
def take_over(*, by: Actor, case_file: CaseFile, office: Institution) -> CaseFile:
    """Another counsellor answers for the person from now on."""
    check_may_counsel(by, office.pk)
    case_file = _locked(by, case_file.pk)
    before = case_file.counsellor_id
    case_file.counsellor_id, case_file.office = by.user_id, office
    case_file.save(update_fields=["counsellor", "office"])
    record(by, "counselling.take_over", case_file, before=before, office=office.pk)
    return case_file


def _locked(by: Actor, pk: int) -> CaseFile:
    rows = CaseFile.objects.select_for_update(of=("self",)).select_related("person__home_regency", "office")
    case_file = rows.get(pk=pk)
    check_may_serve(by, case_file.person)
    return case_file
