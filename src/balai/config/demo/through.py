"""Demonstration: seats, meetings, marks, results, the centre's certificates, assessments, the certifier's papers.

Three classes: one long over with everything done and every kind of certificate, one over with work left, one running.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import uuid4

from balai.access.actor import Actor
from balai.admissions.actions.seats import move_up
from balai.admissions.enums import ApplicationState
from balai.admissions.models import Application
from balai.certification.actions.appeal import appeal_verdict
from balai.certification.actions.assess import AssessmentPlan, Verdict, record_verdict, register_assessment
from balai.certification.actions.certify import Paper, record_competence_certificate
from balai.certification.actions.prepare import OwnWord, Seen, add_evidence, reassess, record_self_assessment
from balai.certification.models import CompetencyAssessment
from balai.certification.queries import elements_of, units_of
from balai.config.demo.schemes import scheme_of
from balai.config.demo.world import ZONE, World
from balai.documents.actions.store import store_upload
from balai.documents.enums import DocumentKind
from balai.documents.sample import sample_sheet
from balai.people.models import Person
from balai.planning.actions.batches import move_batch
from balai.planning.models import Batch
from balai.training.actions.attendance import mark_attendance
from balai.training.actions.certify import issue_training_certificates, replace_certificate, revoke_certificate
from balai.training.actions.complete import complete_batch
from balai.training.actions.enrol import enrol_batch, enrol_person, leave_training
from balai.training.actions.materials import MaterialPlan, add_material
from balai.training.actions.results import Place, Result, record_results
from balai.training.actions.sessions import SessionPlan, plan_sessions
from balai.training.actions.statements import Told, tell_marks
from balai.training.enums import LeaveKind, Mark, MarkSource, SessionState
from balai.training.models import Enrolment, TrainingSession

MARKS: Final = ("present",) * 17 + ("late", "sick", "excused")
ROOM_OF: Final = {"Operator Garmen": "Bengkel garmen", "Roti dan Kue": "Dapur roti"}
TOLD: Final = 10
"""Place of the candidate whose result and certificate the centre writes down as the certifier told it."""
HEAD: Final = "Budi Latihan, Kepala Subbagian Tata Usaha"


def build(world: World) -> None:
    here = Batch.objects.filter(centre__in=[world.institutions[key] for key in ("blk", "blkk")])
    classes = {batch.title: batch for batch in here.select_related("centre", "curriculum__programme")}
    _long_over(world, classes["Operator Garmen angkatan I"])
    _over_with_work_left(world, classes["Membuat Roti dan Kue angkatan I"])
    _running(world, classes["Operator Garmen angkatan II"])


def _long_over(world: World, batch: Batch) -> None:
    by = world.actor("admin-blk")
    people = _seated(world, by, batch, first=world.people[1:2], offset=10)
    _taught(world, by, batch, batch.ends_on)
    _judged(world, by, batch, people)
    over = batch.ends_on
    complete_batch(by=by, batch=batch, completed={e.pk: place < 14 for place, e in enumerate(people)}, today=over)
    papers = issue_training_certificates(by=by, batch=batch, signatory=HEAD, issued_on=over + timedelta(days=5))
    later = over + timedelta(days=20)
    replace_certificate(
        by=by,
        certificate=papers[min(3, len(papers) - 2)],
        reason="Nama tercetak keliru satu huruf",
        signatory=HEAD,
        issued_on=later,
    )
    revoke_certificate(
        by=by, certificate=papers[min(9, len(papers) - 1)], reason="Terbit sebelum tugas akhir dinilai", today=later
    )
    _assessed(world, by, batch, people[:14], over + timedelta(days=9))


def _over_with_work_left(world: World, batch: Batch) -> None:
    by = world.actor("pengelola-blkk")
    people = _seated(world, by, batch, offset=30)
    _taught(world, by, batch, batch.ends_on)
    _judged(world, by, batch, people)
    decided = {e.pk: True for e in people[:-2]}
    complete_batch(by=by, batch=batch, completed=decided, today=batch.ends_on)
    plan = AssessmentPlan(
        scheme_of(world, batch, "SKM-02", "Pembuat Roti dan Kue", "Tata boga"),
        world.ago(20),
        "temporary",
        batch.centre.name,
        "Hasan Latihan",
    )
    named = register_assessment(
        by=by, batch=batch, enrolment_ids=[e.pk for e in people[:5]], plan=plan, now=world.at(25)
    )
    for row in named[:3]:
        _prepared(by, row, world.at(22))


def _running(world: World, batch: Batch) -> None:
    by = world.actor("admin-blk")
    people = _seated(world, by, batch, offset=50)
    _taught(world, by, batch, world.ago(4))
    _on_the_side(world, by, batch, people)
    stopped = leave_training(
        by=by,
        enrolment=people[min(6, len(people) - 1)],
        reason="Pindah ikut suami ke kabupaten lain",
        today=world.ago(10),
        kind=LeaveKind.MOVED,
    )
    spare = world.people[80 + stopped.pk % 5]
    recruiter = by if batch.recruiter_id == batch.centre_id else world.actor("dinas")
    moved = move_up(by=recruiter, batch=batch, now=world.at(9))
    if moved and moved[0].person is not None:
        enrol_person(by=by, batch=batch, person=moved[0].person, application=moved[0], today=world.ago(9))
    else:
        enrol_person(by=by, batch=batch, person=spare, today=world.ago(9))


def _on_the_side(world: World, by: Actor, batch: Batch, people: Sequence[Enrolment]) -> None:
    """What to learn from, and a printed sheet that says otherwise than the phone."""
    plan = MaterialPlan("Modul operator garmen", "https://contoh.id/modul-garmen")
    add_material(by=by, batch=batch, plan=plan, now=world.at(12))
    room = MaterialPlan("Ruang belajar daring kelas", "https://contoh.id/kelas-garmen", learning_system=True)
    add_material(by=by, batch=batch, plan=room, now=world.at(12))
    meeting = TrainingSession.objects.filter(batch=batch, state=SessionState.HELD).order_by("number").first()
    if meeting is not None:
        on_paper = [Told(uuid4(), people[0].pk, Mark.EXCUSED, world.at(3))]
        tell_marks(by=by, session=meeting, told=on_paper, source=MarkSource.PAPER, now=world.at(3))


def _seated(world: World, by: Actor, batch: Batch, *, first: Sequence[Person] = (), offset: int) -> list[Enrolment]:
    """Those who confirmed their place; where nobody applied, people of the regency."""
    finished = batch.state == "finished"
    if finished:
        move_batch(by=by, batch=batch, step="reopen", now=world.now)
    if Application.objects.filter(batch=batch, state=ApplicationState.CONFIRMED).exists():
        enrol_batch(by=by, batch=batch, today=batch.starts_on)
    else:
        for person in [*first, *world.people[offset : offset + batch.seats]][: batch.seats]:
            enrol_person(by=by, batch=batch, person=person, today=batch.starts_on)
    if finished:
        move_batch(by=by, batch=batch, step="finish", now=world.now)
    return list(Enrolment.objects.filter(batch=batch).select_related("person").order_by("seat"))


def _taught(world: World, by: Actor, batch: Batch, until: date) -> None:
    teacher = world.users["instruktur"] if batch.centre == world.institutions["blk"] else None
    room = batch.centre.rooms.get(name=ROOM_OF[batch.curriculum.programme.title])
    plan = SessionPlan(time(8), time(15, 15), instructor=teacher, room=room)
    plan_sessions(by=by, batch=batch, plan=plan)
    members = list(Enrolment.objects.filter(batch=batch).values_list("pk", flat=True))
    for meeting in TrainingSession.objects.filter(batch=batch, held_on__lte=until).order_by("number"):
        marks = {pk: world.random.choice(MARKS) for pk in members}
        marks[members[-1]] = world.random.choice(("present", "absent"))
        mark_attendance(by=by, session=meeting, marks=marks, client_id=uuid4(), now=_evening(meeting.held_on))


def _judged(world: World, by: Actor, batch: Batch, people: Sequence[Enrolment]) -> None:
    results: dict[Place, Result] = {}
    for person in people:
        for unit in batch.curriculum.units.all():
            good = world.random.random() < (0.5 if person is people[-1] else 0.95)
            results[person.pk, unit.pk] = Result("competent" if good else "not_yet_competent")
    record_results(by=by, batch=batch, results=results, now=_evening(batch.ends_on))


def _assessed(world: World, by: Actor, batch: Batch, people: Sequence[Enrolment], day: date) -> None:
    plan = AssessmentPlan(
        scheme_of(world, batch, "SKM-01", "Operator Garmen Muda", "Garmen"),
        day,
        "temporary",
        "Ruang uji balai",
        "Hasan Latihan",
    )
    named = register_assessment(
        by=by, batch=batch, enrolment_ids=[e.pk for e in people], plan=plan, now=_evening(day - timedelta(days=5))
    )
    for place, row in enumerate(named):
        _prepared(by, row, _evening(day - timedelta(days=2)))
        overall = "absent" if place == 13 else "not_yet_competent" if place in (5, 11) else "competent"
        verdict = _verdict(row, overall)
        said_by = by if place == TOLD else world.actor("asesor")
        record_verdict(by=said_by, assessment=row, verdict=verdict, now=_evening(day))
        if place in (5, 11):
            _disputed(world, row, day, again=place == 11)
        if overall == "competent" and place not in (8, 9):
            _numbered(world, by, row, place, day + timedelta(days=12))


def _prepared(by: Actor, row: CompetencyAssessment, now: datetime) -> None:
    """What the candidate said of themself, filled in beside a clerk of the centre."""
    units = units_of(row)
    words = {one.unit_id: _own(place) for place, one in enumerate(units) if one.unit_id is not None}
    elements = {part.pk: _own(place) for place, part in enumerate(part for one in units for part in elements_of(one))}
    record_self_assessment(by=by, assessment=row, words=words, elements=elements, consent=True, now=now)


def _own(place: int) -> OwnWord:
    return OwnWord(place != 1, "" if place else "Hasil jahitan selama pelatihan")


def _disputed(world: World, row: CompetencyAssessment, day: date, *, again: bool) -> None:
    """Not yet competent: what the assessor saw; one waits for an answer to the appeal, one is to be assessed again."""
    by, later = world.actor("asesor"), _evening(day + timedelta(days=3))
    photo = store_upload(
        by=by, name="kerah.png", content=sample_sheet(), kind=DocumentKind.OTHER, keep_months=36, now=_evening(day)
    )
    marks = frozenset({"valid", "authentic", "current"})
    seen = Seen("observation", "Sambungan kerah lepas pada uji tarik", marks, file=photo)
    add_evidence(by=by, assessment=row, seen=seen, now=_evening(day))
    if again:
        reassess(by=by, assessment=row, held_on=world.ago(-12), now=later)
    else:
        appeal_verdict(
            by=world.actor("admin-blk"), assessment=row, reason="Mesin uji saya rusak di tengah uji praktik.", now=later
        )


def _verdict(row: CompetencyAssessment, overall: str) -> Verdict:
    units = {unit.unit_id: "competent" for unit in units_of(row) if unit.unit_id is not None}
    if overall == "absent":
        return Verdict(overall, {})
    if overall == "not_yet_competent" and units:
        units[max(units)] = "not_yet_competent"
    return Verdict(overall, units, confirmed=True)


def _numbered(world: World, centre: Actor, row: CompetencyAssessment, place: int, day: date) -> None:
    """Most by the certifier itself; one by the centre as it was told, one that soon ends."""
    by = centre if place == TOLD else world.actor("lsp")
    until = world.today + timedelta(days=45) if place == 7 else None
    paper = Paper(
        number=f"14110 7532 2 {place + 1:07} {day.year}",
        registration_number=f"GAR 2125 {place + 1:05} {day.year}",
        issued_on=day,
        valid_until=until,
        unit_ids=[unit.unit_id for unit in units_of(row) if unit.unit_id is not None],
        signatory="Maria Latihan",
        manager="Putu Latihan",
        blank_number="" if by is centre else f"CTH {place + 1:06}",
    )
    record_competence_certificate(by=by, assessment=row, paper=paper, now=_evening(day))


def _evening(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 17, tzinfo=ZONE)
