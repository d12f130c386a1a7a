"""Demonstration: alumni at work or not, who was asked and who is still silent; groups that run, stall and are visited."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from django.db.models import QuerySet

from balai.access.actor import PUBLIC, WORKER
from balai.config.demo.world import World
from balai.demand.models import JobOrder
from balai.outcomes import links
from balai.outcomes.actions.contact import close_as_unknown, record_attempt
from balai.outcomes.actions.plan import plan_follow_ups
from balai.outcomes.actions.state import Told, answer_by_link, correct_statement, record_statement
from balai.outcomes.models import FollowUp
from balai.people.actions.consent import give_consent
from balai.people.enums import ConsentMeans, ConsentPurpose
from balai.people.models import Person
from balai.placement.actions.place import Work, place_person
from balai.placement.actions.refer import answer_referral, refer_person
from balai.placement.actions.words import state_placement
from balai.placement.models import Placement
from balai.planning.models import Batch
from balai.training.models import Enrolment
from balai.ventures.actions.groups import GroupDetails, add_member, change_group_state, form_group, show_business
from balai.ventures.actions.visits import Found, NewAdvice, close_advice, record_visit
from balai.ventures.models import BusinessGroup, MonitoringVisit

SAID: Final = (
    ("employed", "Operator jahit"), ("employed", "Operator jahit"), ("employed", "Pemeriksa mutu"),
    ("self_employed", "Menerima jahitan di rumah"), ("employed", "Penjaga toko"), ("seeking", ""), ("apprentice", "Magang jahit"),
    ("household", ""), ("employed", "Operator obras"),
)  # fmt: skip


def build(world: World) -> None:
    plan_follow_ups(by=WORKER, today=world.ago(20))
    garment, bakery = (
        _graduates(world, title) for title in ("Operator Garmen angkatan I", "Membuat Roti dan Kue angkatan I")
    )
    _agree(world, [e.person for e in [*garment, *bakery]])
    _told(world, garment)
    _silent(world, bakery)
    _placed(world, [e.person for e in garment])
    _referred(world, [e.person for e in bakery] or world.people[20:24])
    _groups(world, bakery)
    plan_follow_ups(by=WORKER, today=world.today)


def _graduates(world: World, title: str) -> list[Enrolment]:
    return list(
        Enrolment.objects.completed()
        .filter(batch__title=title, batch__centre__in=[world.institutions[key] for key in ("blk", "blkk")])
        .select_related("person", "batch")
        .order_by("seat", "pk")
    )


def _agree(world: World, people: Sequence[Person]) -> None:
    by = world.actor("dinas")
    for place, person in enumerate(people):
        if place % 3 != 2 and person.home_regency_id == world.regency.pk and not person.is_child_on(world.today):
            for purpose in (ConsentPurpose.REMINDERS, ConsentPurpose.SHARE_WITH_EMPLOYER)[: 1 + place % 2]:
                give_consent(
                    by=by, person=person, purpose=purpose, version=1, now=world.at(90), means=ConsentMeans.SPOKEN
                )


def _first_wave(graduates: Sequence[Enrolment]) -> QuerySet[FollowUp]:
    return FollowUp.objects.filter(enrolment__in=list(graduates), wave=3).select_related("enrolment__person")


def _told(world: World, graduates: Sequence[Enrolment]) -> None:
    """Most answered at three months, by telephone or by themselves; two could not be found; some are still to be called."""
    by = world.actor("admin-blk")
    for place, one in enumerate(_first_wave(graduates).order_by("enrolment__seat", "pk")):
        days = max(1, (world.today - one.due_on).days - place)
        if place < len(SAID):
            status, work = SAID[place]
            as_of, now = world.ago(days), world.at(days)
            if place % 3 == 1:
                told = Told(status, "self", as_of, work, related_to_training=status == "employed")
                answer_by_link(by=PUBLIC, token=links.sign(one.pk), told=told, now=now)
            else:
                record_attempt(by=by, follow_up=one, channel="call", result="answered", now=now)
                told = Told(status, "phone", as_of, work, related_to_training=status == "employed" or None)
                record_statement(by=by, person=one.enrolment.person, told=told, now=now, follow_up=one)
        elif place < len(SAID) + 2:
            _never_found(world, one, days)


def _never_found(world: World, one: FollowUp, days: int) -> None:
    by = world.actor("admin-blk")
    tries = ("message", "call", "call", "contact_person", "visit")
    for step, channel in enumerate(tries):
        now = world.at(max(1, days - 4 * step))
        if channel != "contact_person":
            record_attempt(by=by, follow_up=one, channel=channel, result="no_answer", now=now)
    close_as_unknown(
        by=by, follow_up=one, reason="Pindah ke luar kabupaten, tetangga tidak tahu nomornya", now=world.at(1)
    )


def _silent(world: World, graduates: Sequence[Enrolment]) -> None:
    """The community centre has begun: some tried once, some not at all; one statement was corrected."""
    by = world.actor("pengelola-blkk")
    waves = list(_first_wave(graduates).order_by("enrolment__seat", "pk"))
    for one in waves[:3]:
        told = Told("self_employed", "visit", world.ago(6), "Kue basah pesanan", related_to_training=True)
        said = record_statement(by=by, person=one.enrolment.person, told=told, now=world.at(6), follow_up=one)
        if one == waves[0]:
            wrong = Told("employed", "visit", world.ago(6), "Karyawan toko roti", related_to_training=True)
            correct_statement(
                by=by,
                statement=said,
                told=wrong,
                reason="Ternyata bekerja pada toko, bukan usaha sendiri",
                now=world.at(5),
            )
    for place, one in enumerate(waves[3:7]):
        result = "wrong_number" if place == 1 else "no_answer"
        record_attempt(by=by, follow_up=one, channel="call", result=result, now=world.at(10 - 3 * place))


def _placed(world: World, people: Sequence[Person]) -> None:
    """Confirmed by the employer, not yet confirmed, told otherwise by the employer, and a workplace known by name only."""
    by, at, boss = world.actor("admin-blk"), world.institutions["blk"], world.actor("perusahaan")
    garment = world.institutions["perusahaan"]
    made: list[Placement] = []
    for place, person in enumerate(people[:5]):
        days = 100 - 15 * place
        work = Work(
            world.ago(days), garment if place < 4 else None, "" if place < 4 else "Konveksi Bu Contoh", "Operator jahit"
        )
        made.append(place_person(by=by, person=person, work=work, made_by=at, now=world.at(days)))
    for place, one in enumerate(made[:3]):
        says = "never_started" if place == 2 else "works"
        state_placement(
            by=boss, placement=one, side="employer", says=says, as_of=world.ago(50), now=world.at(50), note=""
        )
    for one in made[2:]:
        state_placement(
            by=by,
            placement=one,
            side="office",
            says="works",
            as_of=world.ago(40),
            now=world.at(40),
            note="Menurut telepon",
        )
    person = made[0].person
    if person.user_id is not None:
        me = world.actor("alumni")
        state_placement(by=me, placement=made[0], side="person", says="works", as_of=world.ago(30), now=world.at(30))


def _referred(world: World, people: Sequence[Person]) -> None:
    by, at = world.actor("konselor"), world.institutions["dinas"]
    order = JobOrder.objects.filter(employer=world.institutions["perusahaan"], state="published").order_by("pk").first()
    if order is None:
        return
    local = [p for p in people if p.home_regency_id == world.regency.pk and not p.is_child_on(world.today)]
    rows = [
        refer_person(
            by=by, person=person, job_order=order, made_by=at, now=world.at(6 - place), consent_means="spoken",
            note="Lulusan pelatihan, siap masuk minggu depan.",
        )
        for place, person in enumerate(local[:4])
    ]  # fmt: skip
    boss = world.actor("perusahaan")
    for row, step, reason in zip(
        rows, ("accept", "decline", "interview"), ("", "Belum bisa mesin industri", ""), strict=False
    ):
        answer_referral(by=boss, referral=row, step=step, now=world.at(1), reason=reason)


def _groups(world: World, graduates: Sequence[Enrolment]) -> None:
    batch = graduates[0].batch if graduates else None
    cakes = _group(
        world, "Kelompok Kue Melati Contoh", "kue basah dan roti", 130, batch, [e.person for e in graduates[:8]]
    )
    chips = _group(
        world, "Kelompok Keripik Bukit Contoh", "keripik pisang dan balado", 160, None, world.people[330:340]
    )
    _group(world, "Kelompok Ternak Itik Contoh", "telur itik asin", 12, None, world.people[344:350])
    office = world.institutions["dinas"]
    partner = world.institutions["mitra"]
    first, later = (world.today + timedelta(days=9), world.ago(4))
    _visited(world, cakes, 90, Found(
        world.ago(90), "Pesanan naik menjelang hari besar, buku kas sudah diisi.", "Kemasan masih plastik biasa.", "running",
        advice=[NewAdvice("Carikan pemasok kemasan berlabel", partner, later), NewAdvice("Daftarkan izin usaha (NIB)", office, first)],
    ))  # fmt: skip
    _visited(world, chips, 120, Found(
        world.ago(120), "Produksi dua kali seminggu.", "Bahan baku pisang sering habis.", "stalled", "Bahan baku sering habis",
        [NewAdvice("Hubungkan dengan kelompok tani pisang", office, world.ago(100))],
    ))  # fmt: skip
    done = MonitoringVisit.objects.get(group=chips, state="done").advice.get()
    close_advice(
        by=world.actor("dinas"),
        advice=done,
        today=world.ago(80),
        result="Kelompok tani Contoh memasok tiap Senin sejak bulan ini",
    )
    change_group_state(
        by=world.actor("dinas"), group=chips, state="running", reason="Bahan baku sudah tersedia", now=world.at(70)
    )
    for group, words in (
        (cakes, "Kue basah, bolu, dan roti manis untuk acara"),
        (chips, "Keripik pisang dan balado, 250 gram"),
    ):
        show_business(
            by=world.actor("dinas"),
            group=group,
            product_note=words,
            contact="Pasar Contoh, los 4",
            today=world.ago(60),
            agreed=True,
        )


def _group(
    world: World, name: str, business: str, days: int, batch: Batch | None, people: Sequence[Person]
) -> BusinessGroup:
    by = world.actor("dinas")
    details = GroupDetails(
        name=name, business=business, formed_on=world.ago(days), programme="Tenaga kerja mandiri (TKM) pemula", batch=batch,
        region=world.villages[0], mentor=world.users["pendamping"],
    )  # fmt: skip
    group = form_group(by=by, office=world.institutions["dinas"], details=details, now=world.at(days))
    local = [p for p in people if p.home_regency_id == world.regency.pk]
    for place, person in enumerate(local):
        role = ("head", "treasurer")[place] if place < 2 else "member"
        add_member(by=by, group=group, person=person, now=world.at(days), role=role, agreed=place != len(local) - 1)
    return group


def _visited(world: World, group: BusinessGroup, days: int, found: Found) -> None:
    """The first planned visit was made, by the mentor."""
    planned = MonitoringVisit.objects.filter(group=group).order_by("planned_on").first()
    record_visit(by=world.actor("pendamping"), group=group, found=found, now=world.at(days), visit=planned)
