"""The pages inside a class, walked by the centre; and what others see of them."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from balai.access.roles import Role
from balai.admissions.enums import ApplicationState
from balai.training.actions.sessions import SessionPlan, plan_sessions
from balai.training.models import AttendanceMark, Enrolment, TrainingCertificate, TrainingSession, UnitResult
from tests import factories as make
from tests.training.rows import a_class, admin_of, applicant, trainees

pytestmark = [pytest.mark.data, pytest.mark.django_db]


def signed_in(batch, role: Role = Role.CENTRE_ADMIN, at=None) -> Client:
    client = Client()
    client.force_login(make.desk(at or batch.centre, role).user)
    return client


def at(name: str, *args) -> str:
    return reverse(f"training:{name}", args=args)


def test_a_class_is_walked_from_seats_to_printed_certificates() -> None:
    batch = a_class(seats=3)
    for rank in (1, 2):
        applicant(batch, rank)
    web = signed_in(batch)
    assert "Beri kursi semua" in web.get(at("roster", batch.pk)).content.decode()
    web.post(at("seat_all", batch.pk))
    one, two = Enrolment.objects.order_by("seat")
    web.post(
        at("plan", batch.pk), {"weekdays": [0, 1, 2, 3, 4], "starts_at": "08.00", "ends_at": "15.15", "count": "2"}
    )
    assert TrainingSession.objects.count() == 2
    url = at("attendance", batch.pk, 1)
    sheet = web.get(url)
    sent = {"client_id": str(sheet.context["client_id"]), f"m-{one.pk}": "present", f"m-{two.pk}": "sick"}
    web.post(url, sent)
    web.post(url, sent)
    assert sorted(AttendanceMark.objects.values_list("mark", flat=True)) == ["present", "sick"]
    first, second = batch.curriculum.units.all()
    web.post(
        at("result_one", batch.pk, one.pk), {f"v-{one.pk}-{first.pk}": "competent", f"s-{one.pk}-{first.pk}": "82,5"}
    )
    web.post(
        at("result_grid", batch.pk),
        {f"v-{one.pk}-{first.pk}": "competent", f"v-{one.pk}-{second.pk}": "not_yet_competent"},
    )
    assert str(UnitResult.objects.get(unit=first).score) == "82.50"
    web.post(at("completion", batch.pk), {f"d-{one.pk}": "yes", f"d-{two.pk}": "no"})
    assert [e.state for e in Enrolment.objects.order_by("seat")] == ["completed", "not_completed"]
    web.post(at("certificates", batch.pk), {"issued_on": "30-03-2026", "signatory": "Kepala Balai"})
    paper = TrainingCertificate.objects.get()
    printed = web.get(at("print_class", batch.pk)).content.decode()
    assert paper.number in printed and paper.code in printed and "<svg" in printed and "style=" not in printed
    assert one.person.full_name in printed and two.person.full_name not in printed


def test_the_rest_can_be_ticked_present_without_being_saved() -> None:
    batch = a_class()
    one, two, three = trainees(batch)
    plan_sessions(by=admin_of(batch), batch=batch, plan=SessionPlan(count=1))
    answer = signed_in(batch).post(
        at("attendance", batch.pk, 1), {"rest": "1", f"m-{two.pk}": "absent", f"n-{two.pk}": "izin ibunya"}
    )
    assert [row["chosen"] for row in answer.context["rows"]] == ["present", "absent", "present"]
    assert [row["note"] for row in answer.context["rows"]] == ["", "izin ibunya", ""]
    assert [number for _words, number in answer.context["tally"]] == [2, 1]
    assert not AttendanceMark.objects.exists()


def test_a_sheet_without_a_mark_is_not_called_saved() -> None:
    batch = a_class()
    trainees(batch)
    plan_sessions(by=admin_of(batch), batch=batch, plan=SessionPlan(count=1))
    answer = signed_in(batch).post(at("attendance", batch.pk, 1), {})
    assert answer.status_code == 200 and "Belum ada yang ditandai" in answer.content.decode()


def test_every_page_answers_when_the_class_is_empty_and_when_it_is_full() -> None:
    batch = a_class()
    web = signed_in(batch)
    names = (
        "roster",
        "sessions",
        "plan",
        "add_session",
        "results",
        "result_grid",
        "completion",
        "certificates",
        "print_class",
    )
    assert [name for name in names if web.get(at(name, batch.pk)).status_code != 200] == []
    (one, *_rest) = trainees(batch)
    plan_sessions(by=admin_of(batch), batch=batch, plan=SessionPlan())
    assert [name for name in names if web.get(at(name, batch.pk)).status_code != 200] == []
    for url in (
        at("leave", batch.pk, one.pk),
        at("result_one", batch.pk, one.pk),
        at("session", batch.pk, 1),
        at("attendance", batch.pk, 1),
    ):
        assert web.get(url).status_code == 200


@pytest.mark.parametrize("name", ["roster", "sessions", "results", "completion", "certificates", "print_class"])
def test_another_centre_does_not_find_the_class_and_a_stranger_signs_in(name: str) -> None:
    batch = a_class()
    trainees(batch)
    assert signed_in(batch, at=make.institution()).get(at(name, batch.pk)).status_code == 404
    assert Client().get(at(name, batch.pk)).status_code == 302
    assert signed_in(batch, Role.EMPLOYER, make.institution(kind="company")).get(at(name, batch.pk)).status_code == 403


def test_an_instructor_marks_but_neither_seats_nor_certifies() -> None:
    batch = a_class()
    applicant(batch)
    web = signed_in(batch, Role.INSTRUCTOR)
    assert web.post(at("seat_all", batch.pk)).status_code == 403
    page = web.get(at("certificates", batch.pk)).content.decode()
    assert "Terbitkan semua" not in page
    web.post(at("certificates", batch.pk), {"issued_on": "30-03-2026", "signatory": "Saya"})
    assert not Enrolment.objects.exists() and not TrainingCertificate.objects.exists()


def test_bad_input_is_answered_with_a_sentence_and_nothing_is_saved() -> None:
    batch = a_class()
    (one, *_rest) = trainees(batch)
    unit = batch.curriculum.units.first()
    web = signed_in(batch)
    answer = web.post(
        at("result_one", batch.pk, one.pk), {f"v-{one.pk}-{unit.pk}": "competent", f"s-{one.pk}-{unit.pk}": "delapan"}
    )
    assert "Nilai ditulis sebagai angka" in answer.content.decode()
    answer = web.post(at("plan", batch.pk), {"weekdays": [6], "starts_at": "15.00", "ends_at": "08.00"})
    assert "Jam selesai harus sesudah jam mulai" in answer.content.decode()
    answer = web.post(at("certificates", batch.pk), {"issued_on": "2026-03-30", "signatory": ""})
    assert not UnitResult.objects.exists() and not TrainingSession.objects.exists()
    web.post(at("attendance", batch.pk, 1), {})
    other = trainees(a_class())[0]
    web.post(at("result_grid", batch.pk), {f"v-{other.pk}-{unit.pk}": "competent", "v-x-1": "competent"})
    assert not UnitResult.objects.exists()


@pytest.mark.parametrize("name", ["roster", "sessions", "results", "completion", "certificates"])
def test_lists_ask_the_database_as_often_for_three_as_for_one(name: str, django_assert_max_num_queries) -> None:
    counts = []
    for number in (1, 3):
        batch = a_class(seats=5)
        trainees(batch, number)
        applicant(batch, state=ApplicationState.RESERVE)
        plan_sessions(by=admin_of(batch), batch=batch, plan=SessionPlan(count=number))
        web = signed_in(batch)
        with django_assert_max_num_queries(20) as asked:
            web.get(at(name, batch.pk))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_holder_prints_their_own_certificate_and_nobody_elses() -> None:
    batch = a_class()
    one, two, _three = trainees(batch)
    account = make.user()
    one.person.user = account
    one.person.save()
    papers = [
        TrainingCertificate.objects.create(
            enrolment=e, issuer=batch.centre, number=str(e.pk), holder_name=e.person.full_name, programme_title="Menjahit",
            lesson_hours=64, issued_on=date(2026, 3, 30),
        )
        for e in (one, two)
    ]  # fmt: skip
    web = Client()
    web.force_login(account)
    assert [web.get(at("print_own", paper.code)).status_code for paper in papers] == [200, 404]
