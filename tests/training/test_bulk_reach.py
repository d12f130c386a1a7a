"""One act over classes of several centres: as far as the permission reaches and no further."""

from datetime import date, timedelta

import pytest
from django.test import Client

from balai.access.roles import Role
from balai.admissions.actions.select import publish_result
from balai.admissions.enums import ApplicationState
from balai.admissions.models import Application, Selection
from balai.audit.models import Entry
from balai.institutions.desks import actor_for
from balai.training.actions.bulk import go_on, start_bulk
from balai.training.enums import BulkItemState, BulkKind
from balai.training.models import BulkRun, Enrolment
from balai.training.rules.bulk import kinds_for
from tests import factories as make
from tests.support.refusals import code_of
from tests.training.rows import NOW, TODAY, a_class, applicant, trainees

pytestmark = [pytest.mark.data, pytest.mark.django_db]


def decided(recruiter, number: int = 2, **fields):
    """A class of a centre of its own whose list is decided, not yet told."""
    batch = a_class(recruiter=recruiter, **fields)
    for rank in range(1, number + 1):
        applicant(batch, rank, ApplicationState.SELECTED)
    Selection.objects.update_or_create(
        batch=batch, defaults={"decided_at": NOW, "decided_by": "cli", "published_at": None}
    )
    return batch


def office():
    region = make.regency()
    return make.institution(region=region, kind="labour_office")


def test_an_office_decides_and_seats_over_several_centres_and_not_over_others() -> None:
    dinas, other = office(), office()
    by = make.actor(dinas, Role.LABOUR_OFFICER, TODAY)
    mine = [decided(dinas) for _n in range(3)]
    strange = decided(other)
    assert len({batch.centre_id for batch in mine}) == 3
    assert kinds_for(by) == [BulkKind.RANK, BulkKind.DECIDE, BulkKind.ENROL]
    run = start_bulk(by=by, institution=dinas, kind=BulkKind.DECIDE, batches=[*mine, strange], options={}, now=NOW)
    assert go_on(run=run, now=NOW)
    assert sorted(run.items.values_list("batch_id", flat=True)) == sorted(batch.pk for batch in mine)
    assert Selection.objects.filter(published_at=None).get().batch == strange
    assert Entry.objects.filter(verb="training.bulk_decide").count() == 6
    Application.objects.filter(batch__in=mine).update(state=ApplicationState.CONFIRMED)
    seats = start_bulk(by=by, institution=dinas, kind=BulkKind.ENROL, batches=mine, options={}, now=NOW)
    assert go_on(run=seats, now=NOW) and Enrolment.objects.count() == 6
    for kind in (BulkKind.ATTEND, BulkKind.RESULT, BulkKind.CERTIFY):
        options = {"signatory": "Kepala"}
        assert (
            code_of(
                lambda kind=kind, options=options: start_bulk(
                    by=by, institution=dinas, kind=kind, batches=mine, options=options, now=NOW
                )
            )
            == "may_not_bulk"
        )


def test_the_page_offers_an_office_the_classes_it_selects_for() -> None:
    dinas, region_mate = office(), office()
    mine, strange = [decided(dinas, title=f"Kelas {n}") for n in "AB"], decided(region_mate, title="Kelas asing")
    web, colleague = Client(), Client()
    web.force_login(make.desk(dinas, Role.LABOUR_OFFICER).user)
    colleague.force_login(make.desk(mine[0].centre, Role.CENTRE_ADMIN).user)
    page = web.get("/kelas/sekaligus/?apa=decide").content.decode()
    assert all(f"{one.title} · {one.centre.name}" in page for one in mine) and strange.title not in page
    assert (
        "?apa=certify" not in page and "Penanda tangan" not in web.get("/kelas/sekaligus/?apa=certify").content.decode()
    )
    answer = web.post("/kelas/sekaligus/?apa=decide", {"batches": [one.pk for one in mine]}, follow=True)
    assert "2 dari 2 kelas selesai" in answer.content.decode()
    run = BulkRun.objects.get()
    assert colleague.get(f"/kelas/sekaligus/{run.pk}/").status_code == 404
    assert web.post("/kelas/sekaligus/?apa=decide", {"batches": [strange.pk]}).status_code == 200
    assert Selection.objects.filter(published_at=None).get().batch == strange


def test_a_centre_unit_of_the_state_works_for_its_satellites_and_one_seat_at_two_centres_is_one_run() -> None:
    user = make.user()
    centres = [make.institution() for _n in range(2)]
    for centre in centres:
        make.desk(centre, Role.CENTRAL_UNIT_OFFICER, user)
    by = actor_for(user, TODAY)
    classes = [a_class(centre=centre) for centre in centres]
    for batch in classes:
        trainees(batch, 2)
    run = start_bulk(by=by, institution=centres[0], kind=BulkKind.RESULT, batches=classes, options={}, now=NOW)
    assert go_on(run=run, now=NOW)
    assert not run.items.exclude(state=BulkItemState.DONE).exists() and run.items.count() == 2
    assert Entry.objects.filter(verb="training.bulk_result").count() == 4


def test_a_second_start_adds_what_is_missing_and_a_colleagues_is_told_to_wait() -> None:
    dinas = office()
    user = make.user()
    make.desk(dinas, Role.LABOUR_OFFICER, user)
    by = actor_for(user, TODAY)
    one, two = decided(dinas), decided(dinas)
    start = {"institution": dinas, "kind": BulkKind.DECIDE, "options": {}, "now": NOW}
    run = start_bulk(by=by, batches=[one], **start)
    assert start_bulk(by=by, batches=[one, two], **start) == run and run.items.count() == 2
    colleague = make.actor(dinas, Role.LABOUR_OFFICER, TODAY)
    assert start_bulk(by=colleague, batches=[one], **start) == run
    three = decided(dinas)
    assert code_of(lambda: start_bulk(by=colleague, batches=[three], **start)) == "bulk_going_on"


def test_a_class_told_by_hand_meanwhile_is_not_told_again() -> None:
    dinas = office()
    desk = make.desk(dinas, Role.LABOUR_OFFICER)
    by = actor_for(desk.user, TODAY)
    one, two = decided(dinas), decided(dinas)
    run = start_bulk(by=by, institution=dinas, kind=BulkKind.DECIDE, batches=[one, two], options={}, now=NOW)
    publish_result(by=by, batch=one, now=NOW - timedelta(hours=1))
    assert go_on(run=run, now=NOW)
    assert [item.people for item in run.items.order_by("pk")] == [0, 2]
    assert Entry.objects.filter(verb="training.bulk_decide").count() == 2
    assert Entry.objects.filter(verb="admissions.publish").count() == 2


def test_a_desk_given_back_stops_what_it_started() -> None:
    dinas = office()
    desk = make.desk(dinas, Role.LABOUR_OFFICER)
    batch = decided(dinas)
    run = start_bulk(
        by=actor_for(desk.user, TODAY), institution=dinas, kind=BulkKind.DECIDE, batches=[batch], options={}, now=NOW
    )
    type(desk).objects.filter(pk=desk.pk).update(ends_on=date(2026, 1, 31), starts_on=date(2026, 1, 1))
    assert go_on(run=run, now=NOW)
    assert run.items.get().state == BulkItemState.REFUSED
    assert Selection.objects.get().published_at is None
