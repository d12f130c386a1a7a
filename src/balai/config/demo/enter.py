"""Demonstration: counselling with routes, applicants of every class, selections that are over, one that waits, one open."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final

from balai.access.actor import PUBLIC, WORKER, Actor
from balai.admissions.actions.appeal import answer_appeal, submit_appeal
from balai.admissions.actions.apply import apply_assisted, apply_to_batch
from balai.admissions.actions.clerk import vouch
from balai.admissions.actions.draw import draw_lots, publish_draw_list
from balai.admissions.actions.leave import withdraw
from balai.admissions.actions.plan import PlanFacts, fix_plan, set_plan
from balai.admissions.actions.reach import PURPOSE, Reach, note_reach
from balai.admissions.actions.score import ScoreRow, record_scores
from balai.admissions.actions.seats import confirm
from balai.admissions.actions.select import decide, publish_result
from balai.admissions.enums import ApplicationState, DecisionRule, Outcome, Stage
from balai.admissions.models import Application, Selection, SelectionScore
from balai.admissions.queries.plans import plan_of
from balai.admissions.rules.claims import Claim, refusals
from balai.admissions.rules.deciding import Decision
from balai.admissions.rules.drawing import PublicNumber
from balai.admissions.rules.standing import ranked_list
from balai.config.demo.world import World
from balai.counselling.actions.session import Attendee, Gathering, record_group_session, record_session
from balai.counselling.enums import Route, SessionMode
from balai.counselling.rules import Advice, SessionFacts
from balai.institutions.models import Institution
from balai.kernel.crypto import unseal
from balai.people.models import Person
from balai.people.models.person import nik_aad
from balai.people.queries.consents import current_texts
from balai.planning.models import Batch

WHY: Final = (
    "Ingin bekerja di pabrik dekat rumah supaya bisa membantu orang tua.",
    "Sudah biasa menjahit di rumah, ingin belajar mesin industri.",
    "Ingin membuka usaha sendiri bersama saudara.",
    "Baru lulus dan belum punya keterampilan untuk melamar.",
    "",
)
THREE: Final = PlanFacts(
    weights={"documents": 20, "test": 40, "interview": 40}, passing={"test": 40},
    criteria={"documents": ["KTP", "Ijazah"], "interview": ["Bakat", "Minat", "Motivasi"]},
)  # fmt: skip
BY_LOT: Final = PlanFacts(by_lot=True, passing={"documents": 55}, criteria={"documents": ["KTP", "Syarat kelas"]})
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
    selected_class(world, classes["Operator Garmen angkatan I"], office, world.people[1:2], 10)
    _appealed(classes["Operator Garmen angkatan I"], office)
    selected_class(world, classes["Membuat Roti dan Kue angkatan I"], blkk, [], 60, BY_LOT)
    selected_class(world, classes["Operator Garmen angkatan II"], office, [], 110)
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


def _planned(batch: Batch, by: Actor, facts: PlanFacts) -> None:
    """Written the day before applications opened, fixed when they did."""
    set_plan(by=by, batch=batch, facts=facts, now=batch.opens_at - timedelta(days=1))
    fix_plan(by=WORKER, batch=batch, now=batch.opens_at)


def _reachable(batch: Batch, now: datetime) -> None:
    """Some named two people who would know where they are."""
    version = current_texts()[PURPOSE].version
    rows = Application.objects.filter(batch=batch, state=ApplicationState.CONFIRMED).select_related("person")
    for number, row in enumerate(rows.order_by("rank", "pk")[1:7]):
        reach = Reach(
            first_name="Ros Latihan", first_relation="kakak", first_phone=f"0812-0000-1{number}00",
            second_name="Nur Latihan", second_relation="bibi", second_phone=f"0812-0000-2{number}00",
            moving_to="Kota Contoh" if number % 2 else "",
        )  # fmt: skip
        note_reach(by=PUBLIC, application=row, reach=reach, version=version, now=now, holds_code=True)


def _appealed(batch: Batch, by: Actor) -> None:
    """The first who was not accepted asked to look again, and was answered."""
    refused = (ApplicationState.DECLINED, ApplicationState.FORFEITED)
    rows = Application.objects.filter(batch=batch, state__in=refused).select_related("batch__selection")
    one = rows.order_by("state", "rank", "pk")[0]
    asked = one.batch.selection.published_at
    assert asked is not None
    words = "Nilai wawancara saya terasa lebih rendah daripada jawaban saya."
    day = timedelta(days=1)
    appeal = submit_appeal(by=PUBLIC, application=one, words=words, now=asked + day, holds_code=True)
    reason = "Lembar nilai kedua pewawancara sudah dibaca ulang; jumlahnya benar."
    answer_appeal(by=by, appeal=appeal, accepted=False, reason=reason, now=asked + day * 2)


def _drawn(batch: Batch, by: Actor, now: datetime) -> None:
    """Where equals stand at the line, or the class chooses by lot."""
    if not any(one.owed for one in ranked_list(batch)):
        return
    publish_draw_list(by=by, batch=batch, now=now)
    at = now + timedelta(minutes=40)
    given = PublicNumber(
        number="416253", source="enam lemparan dadu oleh pelamar di aula", at=at,
        witnesses=["Rosmalina Latihan, pelamar", "Anwar Latihan, wali nagari"],
    )  # fmt: skip
    draw_lots(by=by, batch=batch, given=given, now=at + timedelta(minutes=5))


def selected_class(
    world: World,
    batch: Batch,
    by: Actor,
    first: Sequence[Person],
    offset: int,
    facts: PlanFacts = THREE,
    number: int = 24,
) -> None:
    """So many applied; seats, reserves, the rest told why; everybody with a seat confirmed."""
    people = [*first, *_fitting(world, batch, offset, number - len(first))]
    with _announced(batch):
        _planned(batch, by, facts)
        for person in people:
            _assisted(world, batch, person, batch.opens_at + timedelta(days=1 + world.random.randint(0, 9)))
        selected = batch.closes_at + timedelta(days=3)
        _scored(world, batch, by, selected, first)
        if batch.recruiter != batch.centre:
            _scored_again(world, batch, selected)
        _drawn(batch, by, selected)
        _decided(batch, by, selected + timedelta(hours=1))
        publish_result(by=by, batch=batch, now=selected + timedelta(hours=2))
        for row in Application.objects.filter(batch=batch, state=ApplicationState.SELECTED).order_by("rank"):
            confirm(by=by, application=row, now=selected + timedelta(days=1))
        _reachable(batch, selected + timedelta(days=1))


def _being_selected(world: World, batch: Batch) -> None:
    """Registration closed yesterday: documents and tests are scored, the interviews nearly."""
    by = world.actor("admin-blk")
    with _announced(batch):
        _planned(batch, by, THREE)
        for person in _fitting(world, batch, 180, 22):
            _assisted(world, batch, person, batch.opens_at + timedelta(days=world.random.randint(1, 15)))
        leaver = Application.objects.filter(batch=batch).order_by("pk")[3]
        withdraw(by=by, application=leaver, now=batch.closes_at - timedelta(days=2))
    _scored(world, batch, by, world.now, (), unfinished=2)


def _open(world: World, batch: Batch, first: Sequence[Person], offset: int, number: int) -> None:
    """People apply from home: most phones have answered, some not; one NIK is on file under another name."""
    centre = world.actor("admin-blk")
    fix_plan(by=WORKER, batch=batch, now=batch.opens_at)
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
    best, plan = {person.pk for person in first}, plan_of(batch)
    for stage in Stage:
        scores = []
        for place, row in enumerate(rows):
            absent = place == 5 and stage == Stage.TEST
            number = Decimal(96 if row.person_id in best else world.random.randint(52, 93))
            if not (stage == Stage.INTERVIEW and place < unfinished):
                words = row.motivation if stage == Stage.INTERVIEW else ""
                points = _by_criterion(number, len(plan.criteria_of(stage)))
                scores.append(ScoreRow(row.pk, number, absent, motivation=words, points=() if absent else points))
        record_scores(by=by, batch=batch, stage=stage, rows=scores, now=now)


def _by_criterion(number: Decimal, criteria: int) -> list[Decimal]:
    """Numbers around the score whose mean it is."""
    around = {0: [], 2: [-2, 2], 3: [-3, 0, 3]}
    return [number + more for more in around[criteria]]


def _scored_again(world: World, batch: Batch, now: datetime) -> None:
    """A second interviewer, of the centre, for a few; with one they see quite otherwise."""
    centre = world.actor("admin-blk")
    known = SelectionScore.objects.filter(application__batch=batch, stage=Stage.INTERVIEW, absent=False)
    rows = []
    for place, score in enumerate(known.select_related("application").order_by("application_id")[4:9]):
        number = max(Decimal(40), (score.score or Decimal(60)) - (25 if place == 2 else 3))
        rows.append(ScoreRow(score.application_id, points=_by_criterion(number, 3), note="Wawancara kedua"))
    record_scores(by=centre, batch=batch, stage=Stage.INTERVIEW, rows=rows, now=now + timedelta(minutes=20))


def _decided(batch: Batch, by: Actor, now: datetime) -> None:
    ranked = ranked_list(batch)
    behind = DecisionRule.NOT_DRAWN if plan_of(batch).by_lot else DecisionRule.RANKED_BELOW
    decisions = [
        Decision(one.application_id, outcome, _ground(outcome, DecisionRule.BELOW_PASS if one.below else behind))
        for one in ranked
        if (outcome := one.outcome or Outcome.DECLINE)
    ]
    version = Selection.objects.get(batch=batch).version
    decide(by=by, batch=batch, decisions=decisions, version=version, now=now)


def _ground(outcome: Outcome, behind: DecisionRule) -> str:
    return {Outcome.DECLINE: behind, Outcome.FORFEIT: DecisionRule.ABSENT}.get(outcome, "")
