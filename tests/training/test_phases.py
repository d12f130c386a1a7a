"""A blended class: meetings belong to a phase; attendance, completion and loss are counted by it; what must be passed first is said."""

import json
from datetime import date, time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from balai.access.actor import CLI
from balai.access.roles import Role
from balai.papers.contents.said import Said
from balai.papers.enums import PaperKind
from balai.papers.lists import LISTS
from balai.papers.records import Records
from balai.papers.writing import paper_of
from balai.parameters.actions import set_parameter
from balai.planning.models import Batch
from balai.programmes.actions import NewProgramme, UnitRow, add_curriculum, add_programme
from balai.programmes.models import Curriculum
from balai.training.actions.attendance import mark_attendance
from balai.training.actions.enrol import leave_training
from balai.training.actions.results import Result, record_results
from balai.training.actions.sessions import SessionChange, add_session, cancel_session, change_session, make_up_session
from balai.training.enums import LeaveKind
from balai.training.models import Enrolment, TrainingSession
from balai.training.parameters import MINIMUM_ATTENDANCE
from balai.training.queries.phases import phases_of
from tests import factories as make
from tests.training.rows import FIRST, NOW, TODAY, a_class, admin_of, trainees

pytestmark = [pytest.mark.data, pytest.mark.django_db]


@pytest.fixture
def batch() -> Batch:
    """Two meetings of theory online, one of simulation, one of practice on site, one outside of the curriculum; four trainees."""
    batch = a_class(units=4)
    phases = ("online", "online", "simulation", "on_site")
    for unit, phase in zip(batch.curriculum.units.order_by("position"), phases, strict=True):
        type(unit).objects.filter(pk=unit.pk).update(phase=phase)
    Curriculum.objects.filter(pk=batch.curriculum_id).update(phases_in_order=True)
    batch.curriculum.refresh_from_db()
    by = admin_of(batch)
    for n, unit in enumerate([*batch.curriculum.units.order_by("position"), None]):
        add_session(
            by=by, batch=batch, change=SessionChange(FIRST + timedelta(n), time(8), time(15, 15), "Materi", unit)
        )
    trainees(batch, 4)
    return batch


def mark(batch: Batch, number: int, *marks: str) -> None:
    """By seat."""
    meeting = TrainingSession.objects.get(batch=batch, number=number)
    people = Enrolment.objects.filter(batch=batch).order_by("pk")
    told = {one.pk: said for one, said in zip(people, marks, strict=False) if said}
    mark_attendance(by=admin_of(batch), session=meeting, marks=told, client_id=uuid4(), now=NOW)


def a_rule(percent: int, since: date = date(2026, 1, 1)) -> None:
    set_parameter(
        by=CLI, parameter=MINIMUM_ATTENDANCE, text=str(percent), valid_from=since, valid_to=None,
        legal_basis="surat uji", note="",
    )  # fmt: skip


def told(batch: Batch) -> dict[str, tuple[Any, ...]]:
    found = phases_of(Batch.objects.get(pk=batch.pk)).told
    return {
        one.phase: (one.held, one.meetings, one.percent, one.entered, len(one.passed), len(one.failed), len(one.lost))
        for one in found
    }


def taught(batch: Batch) -> list[Enrolment]:
    """Theory and simulation are held; the second left after the first meeting, the third was absent half of the theory, the fourth
    is not yet competent in the simulation."""
    a_rule(75)
    people = list(Enrolment.objects.filter(batch=batch).order_by("pk"))
    mark(batch, 1, "present", "present", "absent", "online")
    leave_training(
        by=admin_of(batch), enrolment=people[1], reason="pindah ke kota lain", today=FIRST, kind=LeaveKind.OTHER
    )
    mark(batch, 2, "online", "", "present", "present")
    mark(batch, 3, "present", "", "present", "present")
    unit = batch.curriculum.units.get(phase="simulation")
    verdict = {(people[3].pk, unit.pk): Result("not_yet_competent"), (people[0].pk, unit.pk): Result("competent")}
    record_results(by=admin_of(batch), batch=batch, results=verdict, now=NOW)
    return people


def test_attendance_completion_and_loss_are_counted_by_phase(batch: Batch) -> None:
    taught(batch)
    assert told(batch) == {
        "online": (2, 2, 86, 4, 2, 1, 1),
        "simulation": (1, 1, 100, 3, 2, 1, 0),
        "on_site": (0, 1, None, 3, 0, 0, 0),
    }
    a_rule(50, FIRST)
    assert told(batch)["online"][4:] == (3, 0, 1)


def test_where_people_are_lost_follows_the_day_they_left(batch: Batch) -> None:
    mark(batch, 1, "present", "present", "present", "present")
    people = list(Enrolment.objects.filter(batch=batch).order_by("pk"))
    for one, day in ((people[0], FIRST + timedelta(2)), (people[1], FIRST + timedelta(30))):
        leave_training(by=admin_of(batch), enrolment=one, reason="alasan yang jelas", today=day, kind=LeaveKind.WORK)
    assert {phase: (row[3], row[6]) for phase, row in told(batch).items()} == {
        "online": (4, 0), "simulation": (4, 1), "on_site": (3, 1),
    }  # fmt: skip


def test_a_meeting_says_its_own_phase_and_a_cancelled_one_counts_by_its_substitute(batch: Batch) -> None:
    by = admin_of(batch)
    outside = TrainingSession.objects.get(batch=batch, number=5)
    change_session(by=by, session=outside, change=SessionChange(outside.held_on, topic="Kunjungan", phase="on_site"))
    assert told(batch)["on_site"][1] == 2
    cancelled = cancel_session(by=by, session=outside, reason="bengkel tutup")
    assert told(batch)["on_site"][1] == 1
    make_up_session(by=by, cancelled=cancelled, change=SessionChange(outside.held_on + timedelta(1)))
    assert told(batch)["on_site"][1] == 2, "held for the same phase"


def test_who_has_not_passed_the_phase_before_is_named_on_the_sheet_of_the_next(batch: Batch) -> None:
    people = taught(batch)
    web = Client()
    web.force_login(make.desk(batch.centre, Role.CENTRE_ADMIN).user)
    sheet = reverse("training:attendance", args=[batch.pk, 4])
    said = " ".join(web.get(sheet).content.decode().split())
    assert f"Belum lulus tahap teori daring, yang harus lulus sebelum tahap ini: {people[2].person.full_name}." in said
    assert f"Belum lulus tahap simulasi, yang harus lulus sebelum tahap ini: {people[3].person.full_name}." in said
    page = web.get(reverse("planning:class", args=[batch.pk])).content.decode()
    assert "Tahap pembelajaran" in page and "paling sedikit 75 persen" in page
    decided = " ".join(web.get(reverse("training:completion", args=[batch.pk])).content.decode().split())
    assert "teori daring belum lulus" in decided and "teori daring lulus, simulasi belum lulus" in decided
    Curriculum.objects.filter(pk=batch.curriculum_id).update(phases_in_order=False)
    assert "Belum lulus tahap" not in web.get(sheet).content.decode()


def test_report_attendance_paper_and_lists_tell_the_phases(batch: Batch) -> None:
    people = taught(batch)
    of = Records(Batch.objects.get(pk=batch.pk))
    assert [row[1:] for row in LISTS["phases"](of).rows][0] == ("Teori daring", 2, 2, 16, "86%", 4, 2, 1)
    for kind in (PaperKind.REPORT, PaperKind.ATTENDANCE):
        words = json.dumps(paper_of(of, kind, Said(TODAY)).blocks, ensure_ascii=False)
        assert "Teori daring" in words and "Berhenti" in words
    report = json.dumps(paper_of(of, PaperKind.REPORT, Said(TODAY)).blocks, ensure_ascii=False)
    assert people[1].person.full_name not in report


def test_a_class_that_is_not_blended_has_no_phases() -> None:
    batch = a_class()
    assert phases_of(batch).told == [] and Records(batch).phases == []


def test_a_curriculum_keeps_that_its_phases_are_passed_in_order() -> None:
    programme = add_programme(by=CLI, owner=make.institution(), programme=NewProgramme("Garmen", "Menjahit"))
    units = [UnitRow("Teori", "", 8, 0, "online"), UnitRow("Praktik", "", 0, 8, "on_site")]
    assert not add_curriculum(by=CLI, programme=programme, units=units, valid_from=TODAY).phases_in_order
    kept = add_curriculum(by=CLI, programme=programme, units=units, valid_from=TODAY, phases_in_order=True)
    assert Curriculum.objects.get(pk=kept.pk).phases_in_order
