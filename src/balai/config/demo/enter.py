"""Demonstration: counselling with routes, applicants of every class, selections that are over, one that waits, one open."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final

from balai.access.actor import PUBLIC, Actor
from balai.admissions.actions.apply import apply_assisted, apply_to_batch
from balai.admissions.actions.clerk import vouch
from balai.admissions.actions.leave import withdraw
from balai.admissions.actions.score import ScoreRow, record_scores
from balai.admissions.actions.seats import confirm
from balai.admissions.actions.select import decide, publish_result, ranked_list
from balai.admissions.enums import ApplicationState, DecisionRule, Outcome, Stage
from balai.admissions.models import Application, Selection
from balai.admissions.rules.claims import Claim, refusals
from balai.admissions.rules.deciding import Decision
from balai.config.demo.world import World
from balai.counselling.actions.session import Attendee, Gathering, record_group_session, record_session
from balai.counselling.enums import Route, SessionMode
from balai.counselling.rules import Advice, SessionFacts
from balai.institutions.models import Institution
from balai.kernel.crypto import unseal
from balai.people.models import Person
from balai.people.models.person import nik_aad
from balai.planning.models import Batch

WHY: Final = (
    "Ingin bekerja di pabrik dekat rumah supaya bisa membantu orang tua.",
    "Sudah biasa menjahit di rumah, ingin belajar mesin industri.",
    "Ingin membuka usaha sendiri bersama saudara.",
    "Baru lulus dan belum punya keterampilan untuk melamar.",
    "",
)
WAITING_WORDS: Final = "Ia siap hadir setiap hari dan sudah membicarakannya dengan keluarga."


def build(world: World) -> None:
    classes = {
        batch.title: batch
        for batch in Batch.objects.filter(
            centre__in=[world.institutions[key] for key in ("blk", "blkk")]
        ).select_related("centre__region", "recruiter", "residents_of", "package")
    }
    _counselled(world)
    office, blkk = world.actor("dinas"), world.actor("pengelola-blkk")
    _over(world, classes["Operator Garmen angkatan I"], office, world.people[1:2], 10)
    _over(world, classes["Membuat Roti dan Kue angkatan I"], blkk, [], 60)
    _over(world, classes["Operator Garmen angkatan II"], office, [], 110)
    _being_selected(world, classes["Las Listrik Dasar"])
    _open(world, classes["Operator Garmen angkatan III"], world.people[:1], 240, 9)
    _open(world, classes["Sepeda Motor Injeksi"], [], 300, 5)


# Counselling ----------------------------------------------------------------------------------------------------------
def _counselled(world: World) -> None:
    by, office = world.actor("konselor"), world.institutions["dinas"]
    for days, first, title in (
        (275, 10, "Bimbingan jabatan pencari kerja baru"),
        (70, 110, "Bimbingan jabatan SMK Contoh"),
    ):
        known = [Attendee(person=p, routes=("training",)) for p in world.people[first : first + 20]]
        gathering = Gathering(
            title=title, held_on=world.ago(days), note="Pengenalan lowongan di kabupaten dan cara memilih pelatihan.",
            reason="Belum punya keterampilan yang diminta perusahaan garmen di sini.",
            review_on=world.ago(-60) if days < 100 else None, attendees=known,
        )  # fmt: skip
        record_group_session(by=by, office=office, gathering=gathering, now=world.at(days))
    _session(
        world, by, office, world.people[1], 268, "Lulusan SMK, dua tahun belum bekerja tetap.", ("training", "work")
    )
    _session(world, by, office, world.people[0], 12, "Anak pertama, ingin membantu keluarga.", ("training",))
    for place, routes in enumerate(
        (("work",), ("self_employment", "capital"), ("certification",), ("work", "training"))
    ):
        _session(
            world, by, office, world.people[400 + place], 85 + place, "Bercerita tentang pengalaman kerjanya.", routes
        )


def _session(
    world: World, by: Actor, office: Institution, person: Person, days: int, situation: str, routes: Sequence[str]
) -> None:
    advice = [Advice(Route(r), "Sesuai dengan minat dan pengalamannya.", world.ago(days - 90)) for r in routes]
    facts = SessionFacts(
        held_on=world.ago(days), mode=SessionMode.FACE_TO_FACE, situation=situation, notes=WAITING_WORDS, advice=advice
    )
    record_session(by=by, person=person, office=office, facts=facts, now=world.at(days))


# Classes --------------------------------------------------------------------------------------------------------------
@contextmanager
def _announced(batch: Batch) -> Iterator[Batch]:
    """The class as it was while people applied; afterwards as it is."""
    state = batch.state
    Batch.objects.filter(pk=batch.pk).update(state="announced")
    batch.state = "announced"
    yield batch
    Batch.objects.filter(pk=batch.pk).update(state=state)
    batch.state = state


def _over(world: World, batch: Batch, by: Actor, first: Sequence[Person], offset: int) -> None:
    """24 applied, 16 seats, 2 reserves, the rest told why; everybody with a seat confirmed."""
    people = [*first, *_fitting(world, batch, offset, 24 - len(first))]
    with _announced(batch):
        for person in people:
            _assisted(world, batch, person, batch.opens_at + timedelta(days=1 + world.random.randint(0, 9)))
        selected = batch.closes_at + timedelta(days=3)
        _scored(world, batch, by, selected, first)
        _decided(batch, by, selected)
        publish_result(by=by, batch=batch, now=selected + timedelta(hours=2))
        for row in Application.objects.filter(batch=batch, state=ApplicationState.SELECTED).order_by("rank"):
            confirm(by=by, application=row, now=selected + timedelta(days=1))


def _being_selected(world: World, batch: Batch) -> None:
    """Registration closed yesterday: documents and tests are scored, the interviews nearly."""
    by = world.actor("admin-blk")
    with _announced(batch):
        for person in _fitting(world, batch, 180, 22):
            _assisted(world, batch, person, batch.opens_at + timedelta(days=world.random.randint(1, 15)))
        leaver = Application.objects.filter(batch=batch).order_by("pk")[3]
        withdraw(by=by, application=leaver, now=batch.closes_at - timedelta(days=2))
    _scored(world, batch, by, world.now, (), unfinished=2)


def _open(world: World, batch: Batch, first: Sequence[Person], offset: int, number: int) -> None:
    """People apply from home: most phones have answered, some not; one NIK is on file under another name."""
    centre = world.actor("admin-blk")
    people = [*first, *_fitting(world, batch, offset, number)]
    for place, person in enumerate(people):
        now = world.now - timedelta(hours=30 if place % 4 == 3 else 5 + place)
        claim = _claim(world, batch, person, f"rumah-{batch.pk}-{place}")
        made = apply_to_batch(by=PUBLIC, claim=claim, now=max(now, batch.opens_at))
        if place % 4 != 3 and batch.centre == world.institutions["blk"]:
            vouch(by=centre, application=made, now=world.now)
    other = _claim(world, batch, people[-1], f"lain-{batch.pk}", name="Contoh Ejaan Lain")
    if other.nik:
        vouch(by=centre, application=apply_to_batch(by=PUBLIC, claim=other, now=world.now), now=world.now)


def _fitting(world: World, batch: Batch, offset: int, number: int) -> list[Person]:
    rows = Person.objects.select_related("home_region__parent__parent", "home_region__regency")
    pool = {p.pk: p for p in rows.filter(pk__in=[p.pk for p in world.people[offset:]])}
    fits = (
        pool[p.pk]
        for p in world.people[offset:]
        if next(refusals(batch, pool[p.pk].birth_date, pool[p.pk].education, pool[p.pk].home_region), None) is None
    )
    return [person for _place, person in zip(range(number), fits, strict=False)]


def _claim(world: World, batch: Batch, person: Person, key: str, name: str = "") -> Claim:
    assert person.birth_date is not None
    return Claim(
        batch_id=batch.pk, key=key, full_name=name or person.full_name, birth_date=person.birth_date, sex=person.sex,
        nik=unseal(person.nik_sealed, nik_aad(person.pk)) if person.nik_sealed else "", phone=person.phone,
        region_code=person.home_region.code if person.home_region else "", education=person.education,
        aim=person.aim, motivation=world.random.choice(WHY), consent=True,
    )  # fmt: skip


def _assisted(world: World, batch: Batch, person: Person, now: datetime) -> None:
    user, office = ("pengelola-blkk", "blkk") if batch.centre == world.institutions["blkk"] else ("admin-blk", "blk")
    claim = _claim(world, batch, person, f"meja-{batch.pk}-{person.pk}")
    apply_assisted(by=world.actor(user), claim=claim, office=world.institutions[office], now=now)


def _scored(world: World, batch: Batch, by: Actor, now: datetime, first: Sequence[Person], unfinished: int = 0) -> None:
    rows = list(Application.objects.counted().filter(batch=batch).order_by("pk"))
    best = {person.pk for person in first}
    for stage in Stage:
        scores = []
        for place, row in enumerate(rows):
            absent = place == 5 and stage == Stage.TEST
            number = Decimal(96 if row.person_id in best else world.random.randint(52, 93))
            if not (stage == Stage.INTERVIEW and place < unfinished):
                words = row.motivation if stage == Stage.INTERVIEW else ""
                scores.append(ScoreRow(row.pk, None if absent else number, absent, motivation=words))
        record_scores(by=by, batch=batch, stage=stage, rows=scores, now=now)


def _decided(batch: Batch, by: Actor, now: datetime) -> None:
    ranked = ranked_list(batch)
    rules = {Outcome.DECLINE: DecisionRule.RANKED_BELOW, Outcome.FORFEIT: DecisionRule.ABSENT}
    decisions = [
        Decision(one.application_id, one.outcome or Outcome.DECLINE, rules.get(one.outcome or Outcome.DECLINE, ""))
        for one in ranked
    ]
    version = Selection.objects.get(batch=batch).version
    decide(by=by, batch=batch, decisions=decisions, version=version, now=now)
