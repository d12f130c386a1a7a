"""Demonstration: a blended class. Theory online is over, one stopped there; one did not pass simulation; practice on site runs."""

from datetime import datetime, time, timedelta
from typing import Final
from uuid import uuid4

from balai.access.actor import Actor
from balai.config.demo import enter, offer
from balai.config.demo.world import ZONE, World
from balai.demand.actions import note_need
from balai.demand.models import NeedEvidence
from balai.funding.models import FundLine
from balai.institutions.actions.instructors import CertificateFacts, add_certificate
from balai.institutions.models import Instructor
from balai.planning.models import Batch
from balai.programmes.actions import NewProgramme, add_curriculum, add_programme
from balai.programmes.enums import Delivery, Phase
from balai.programmes.models import Curriculum, CurriculumUnit
from balai.programmes.pasted import read_units
from balai.training.actions.attendance import mark_attendance
from balai.training.actions.enrol import enrol_batch, leave_training
from balai.training.actions.results import Place, Result, record_results
from balai.training.actions.sessions import SessionChange, add_session
from balai.training.enums import LeaveKind
from balai.training.models import Enrolment, TrainingSession

TITLE: Final = "Pemasaran Digital Usaha Kecil (kelas campuran)"
UNITS: Final = """M.73PMD01.001.1; Menyusun rencana pemasaran; 12; 0; teori daring
M.73PMD01.002.1; Melayani pembeli lewat toko daring; 0; 8; simulasi
M.73PMD01.003.1; Memotret dan menawarkan produk di tempat usaha; 0; 20; praktik tatap muka"""
BEGAN: Final = -24
DAYS: Final = {Phase.ONLINE: (-24, -23, -21, -19), Phase.SIMULATION: (-17, -16, -14), Phase.ON_SITE: (-8, -6, 4, 6)}
"""Days of the meetings, counted from today: two of the last phase are still to come."""
SEATS, APPLIED = 12, 19
STOPPED, BEHIND, ABSENT = -1, 7, 4
"""Places of the trainees: who stopped in the first phase, who is not yet competent in the second, who missed some of it."""
ROOM: Final = "https://contoh.id/kelas-pemasaran"


def build(world: World) -> None:
    plan = offer.DemoClass(
        TITLE, "pemasaran", "blk", "admin-blk", "apbn", 58_000_000, -50, -36, BEGAN, 32, offer.RUN, seats=SEATS,
        ages=(17, None), rules="Punya telepon yang bisa dipakai belajar daring, dan usaha sendiri atau milik keluarga.",
    )  # fmt: skip
    _licensed(world)
    line = FundLine.objects.get(funder=world.institutions["bpvp"], source="apbn", year=world.today.year)
    batch = offer.make_class(world, plan, _curriculum(world), line, [_need(world)])
    by = world.actor("admin-blk")
    enter.selected_class(world, batch, by, [], 370, number=APPLIED)
    enrol_batch(by=by, batch=batch, today=batch.starts_on)
    people = list(Enrolment.objects.filter(batch=batch).order_by("seat"))
    _met(world, batch, people)
    _judged(world, by, batch, people)


def _licensed(world: World) -> None:
    """Who sews also sells: the instructor's second licence."""
    row = Instructor.objects.get(user=world.users["instruktur"], institution=world.institutions["blk"])
    paper = CertificateFacts(
        "technical", "CTH 0900", "Pemasaran Digital", "LSP Contoh", world.ago(400), world.ago(-600)
    )  # fmt: skip
    add_certificate(by=world.actor("admin-blk"), instructor_id=row.pk, facts=paper)


def _need(world: World) -> NeedEvidence:
    return note_need(
        by=world.actor("admin-blk"), institution=world.institutions["blk"], kind="local_potential", as_of=world.ago(130),
        text="Sentra oleh-oleh dan konveksi rumahan menjual hanya di pasar; pemiliknya ingin melayani pembeli dari kota lain.",
        source="survei usaha kecil oleh balai",
    )  # fmt: skip


def _curriculum(world: World) -> Curriculum:
    by = world.actor("admin-blk")
    stated = NewProgramme(
        "Pemasaran Digital", "Pemasaran", "",
        "Belajar menjual lewat internet: teori dari rumah, berlatih di toko tiruan, lalu praktik di tempat usaha.",
        "Punya telepon yang bisa dipakai belajar daring.", level=2, delivery=Delivery.BLENDED,
    )  # fmt: skip
    programme = add_programme(by=by, owner=world.institutions["blk"], programme=stated)
    return add_curriculum(
        by=by, programme=programme, units=read_units(UNITS), valid_from=world.ago(200),
        legal_basis="Permenakertrans 8/2014 tentang pelatihan berbasis kompetensi", phases_in_order=True,
    )  # fmt: skip


def _met(world: World, batch: Batch, people: list[Enrolment]) -> None:
    """Late in the afternoon, beside the classes of the day; the first phase from home."""
    for unit in batch.curriculum.units.order_by("position"):
        for place, days in enumerate(DAYS[Phase(unit.phase)]):
            meeting = _planned(world, batch, unit, days)
            if days < 0:
                _marked(world, meeting, people, place)
        if unit.phase == Phase.ONLINE:
            leave_training(
                by=world.actor("admin-blk"), enrolment=people[STOPPED], today=world.ago(20), kind=LeaveKind.WORK,
                reason="Diterima bekerja di toko saudaranya",
            )  # fmt: skip
            people.pop(STOPPED)


def _planned(world: World, batch: Batch, unit: CurriculumUnit, days: int) -> TrainingSession:
    online = unit.phase == Phase.ONLINE
    change = SessionChange(
        world.ago(-days), time(15, 30), time(17, 45), unit=unit, instructor=world.users["instruktur"],
        mode=Delivery.ONLINE if online else Delivery.ON_SITE, join_url=ROOM if online else "",
    )  # fmt: skip
    return add_session(by=world.actor("admin-blk"), batch=batch, change=change)


def _marked(world: World, meeting: TrainingSession, people: list[Enrolment], place: int) -> None:
    marks = {one.pk: "absent" if at == ABSENT and place % 2 else "present" for at, one in enumerate(people)}
    evening = datetime.combine(meeting.held_on, time(18), ZONE)
    mark_attendance(by=world.actor("admin-blk"), session=meeting, marks=marks, client_id=uuid4(), now=evening)


def _judged(world: World, by: Actor, batch: Batch, people: list[Enrolment]) -> None:
    results: dict[Place, Result] = {}
    for unit in batch.curriculum.units.exclude(phase=Phase.ON_SITE):
        for at, one in enumerate(people):
            behind = at == BEHIND and unit.phase == Phase.SIMULATION
            results[one.pk, unit.pk] = Result("not_yet_competent" if behind else "competent")
    record_results(by=by, batch=batch, results=results, now=world.at(12) + timedelta(hours=1))
