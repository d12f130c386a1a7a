"""An employer asks, or an office writes down what it was told; only checked employers are seen by the public."""

from datetime import date, datetime, timedelta

import pytest

from balai.access.roles import Role
from balai.audit.models import Entry
from balai.demand.actions import Wanted, change_job_order, move_job_order, note_need, write_job_order
from balai.demand.models import JobOrder, NeedEvidence
from balai.demand.tasks import close_what_is_over
from balai.institutions.enums import InstitutionKind, Standing
from balai.kernel.clock import local
from tests import factories as make
from tests.factories import TODAY
from tests.support.refusals import code_of

pytestmark = [pytest.mark.data, pytest.mark.django_db]


def company(**stated):
    return make.institution(kind=InstitutionKind.COMPANY, **stated)


def written(employer, by=None, **stated) -> JobOrder:
    plain = {"title": "Operator jahit", "count": 4}
    speaker = by or make.actor(employer, Role.EMPLOYER)
    return write_job_order(by=speaker, employer=employer, wanted=Wanted(**(plain | stated)), today=TODAY)


def test_a_vacancy_is_public_once_published_by_a_checked_employer() -> None:
    employer = company()
    order = written(employer)
    assert list(JobOrder.objects.public()) == []
    move_job_order(by=make.actor(employer, Role.EMPLOYER), job_order=order, step="publish", today=TODAY)
    assert list(JobOrder.objects.public().open_on(TODAY)) == [order]
    employer.standing = Standing.UNVERIFIED
    employer.save()
    assert list(JobOrder.objects.public()) == []


def test_an_office_writes_for_its_area_and_the_order_says_so() -> None:
    place = make.regency()
    employer = company(region=place)
    office = make.institution(kind=InstitutionKind.LABOUR_OFFICE, region=place)
    order = written(employer, by=make.actor(office, Role.LABOUR_OFFICER))
    assert order.noted_by == office
    assert written(employer).noted_by is None
    elsewhere = make.actor(make.institution(kind=InstitutionKind.LABOUR_OFFICE), Role.LABOUR_OFFICER)
    assert code_of(lambda: written(employer, by=elsewhere)) == "not_your_job_order"


def test_limits_of_age_and_sex_need_a_reason() -> None:
    employer = company()
    assert code_of(lambda: written(employer, maximum_age=30)) == "limits_without_reason"
    assert code_of(lambda: written(employer, sex="P")) == "limits_without_reason"
    assert code_of(lambda: written(employer, minimum_age=40, maximum_age=30)) == "ages_crossed"
    assert written(employer, sex="P", limits_reason="Petugas asrama putri.").sex == "P"
    assert code_of(lambda: written(employer, count=0)) == "no_people_asked"
    assert code_of(lambda: written(employer, title="  ")) == "title_missing"


def test_filled_is_reported_and_a_mistake_is_taken_back() -> None:
    employer = company()
    by, order = make.actor(employer, Role.EMPLOYER), written(employer)
    assert code_of(lambda: move_job_order(by=by, job_order=order, step="fill", today=TODAY)) == "wrong_state"
    move_job_order(by=by, job_order=order, step="publish", today=TODAY)
    filled = move_job_order(by=by, job_order=order, step="fill", today=TODAY)
    assert filled.filled_reported_on == TODAY
    assert code_of(lambda: change_job_order(by=by, job_order=order, wanted=Wanted("X", 1))) == "job_order_closed"
    again = move_job_order(by=by, job_order=order, step="reopen", today=TODAY)
    assert (again.state, again.filled_reported_on) == ("published", None)
    change_job_order(by=by, job_order=order, wanted=Wanted("Operator jahit", 9))
    assert Entry.objects.get(verb="demand.change_job_order").facts["changed"] == ["count"]


def test_what_is_over_is_not_opened_and_closes_by_itself_when_the_west_sleeps() -> None:
    employer = company()
    by, order = make.actor(employer, Role.EMPLOYER), written(employer, valid_until=TODAY)
    tomorrow = TODAY + timedelta(days=1)
    assert code_of(lambda: move_job_order(by=by, job_order=order, step="publish", today=tomorrow)) == "validity_is_past"
    move_job_order(by=by, job_order=order, step="publish", today=TODAY)
    evening = local(datetime.fromisoformat("2026-03-02T23:59:00+07:00"), "UTC")
    assert close_what_is_over(evening) == 0
    assert close_what_is_over(evening + timedelta(minutes=1)) == 1
    assert JobOrder.objects.get().state == "expired"


def test_a_need_is_noted_where_one_sits_and_seen_by_the_office_of_the_place() -> None:
    place = make.regency()
    centre = make.institution(region=place)
    office = make.institution(kind=InstitutionKind.LABOUR_OFFICE, region=place)
    by, officer = make.actor(centre), make.actor(office, Role.LABOUR_OFFICER)
    note = {"kind": "jobseekers", "text": "Banyak pencari kerja muda.", "as_of": date(2026, 1, 1)}
    need = note_need(by=by, institution=centre, **note)
    assert list(NeedEvidence.objects.visible_to(officer)) == [need]
    assert code_of(lambda: note_need(by=make.actor(), institution=centre, **note)) == "may_not_note_need"
    assert code_of(lambda: note_need(by=by, institution=centre, **(note | {"text": "butuh"}))) == "need_too_short"
    assert list(NeedEvidence.objects.visible_to(make.actor())) == []
