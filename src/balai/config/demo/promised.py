"""Janji: promises of the forum in every state a reader meets, followed by the demonstration's own records; contributions."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from balai.access.actor import WORKER, Actor
from balai.collaboration.actions.follow_promises import follow_promise
from balai.collaboration.actions.forum import ForumPlan, add_members, begin_forum, open_period
from balai.collaboration.actions.pledges import (
    PledgePlan,
    confirm_received,
    hand_over,
    mark_used,
    promise_contribution,
)
from balai.collaboration.actions.promise_changes import ChangePlan, answer_change, ask_for_change
from balai.collaboration.actions.promise_words import Word, attest_promise, give_cause, give_view
from balai.collaboration.actions.promises import PromisePlan, give_promise, propose_promise
from balai.collaboration.models import Collaboration, Decision, Member, Promise
from balai.config.demo.world import World
from balai.kernel.measures import Question
from balai.kernel.registry import registry

PARTIES = {"blk": "admin-blk", "dinas": "dinas", "perusahaan": "perusahaan", "mitra": "mitra"}
"""Institution -> the account that speaks for it."""


class Table:
    """The forum's current year with its parties."""

    def __init__(self, world: World) -> None:
        self.world, self.forum = world, world.institutions["forum"]
        self.by = world.actor("sekretaris")
        kept = Collaboration.objects.filter(owner=self.forum).order_by("pk").first() or self._begun()
        self.period = open_period(by=self.by, collaboration=kept, year=world.today.year)
        add_members(by=self.by, period=self.period, institutions=[world.institutions[key] for key in PARTIES])

    def _begun(self) -> Collaboration:
        return begin_forum(by=self.by, owner=self.forum, plan=ForumPlan(self.forum.name), today=self.world.today)

    def of(self, key: str) -> Member:
        return Member.objects.get(period=self.period, institution=self.world.institutions[key])

    def speaks(self, key: str) -> Actor:
        return self.world.actor(PARTIES[key])

    def proposed(self, key: str, to: str, plan: PromisePlan, days_ago: int) -> Promise:
        receivers = [self.of(one) for one in to.split()]
        return propose_promise(
            by=self.by,
            period=self.period,
            promiser=self.of(key),
            receivers=receivers,
            plan=plan,
            now=self.world.at(days_ago),
        )

    def given(self, key: str, to: str, plan: PromisePlan, days_ago: int) -> Promise:
        return give_promise(
            by=self.speaks(key), promise=self.proposed(key, to, plan, days_ago), now=self.world.at(days_ago, 10)
        )

    def followed(self, promise: Promise, day: date) -> Promise:
        follow_promise(by=WORKER, promise=promise, now=noon(day))
        promise.refresh_from_db()
        return promise


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), ZoneInfo("Asia/Jakarta"))


def build(world: World) -> None:
    table = Table(world)
    _kept(table)
    _running(table)
    _late(table)
    _asked(table)
    _attested(table)
    _changed(table)
    plan = PromisePlan("Menyampaikan laporan setiap kelas", "reports_filed", 4, world.ago(30), world.today)
    table.proposed("blk", "dinas", plan, 2)
    _contributions(table)


def _kept(table: Table) -> None:
    since, today = table.world.ago(300), table.world.today
    trained = (
        registry.measures["people_trained"].count(Question(table.world.institutions["blk"].pk, since, today)).number
    )
    plan = PromisePlan("Melatih peserta sampai selesai", "people_trained", max(1, int(trained)), since, today)
    table.followed(table.given("blk", "dinas perusahaan", plan, 290), today)


def _running(table: Table) -> None:
    plan = PromisePlan("Menerima lulusan balai bekerja", "graduates_hired", 40, table.world.ago(200), table.world.today)
    table.followed(table.given("perusahaan", "blk dinas", plan, 199), table.world.ago(1))


def _late(table: Table) -> None:
    due = table.world.ago(40)
    plan = PromisePlan("Mendanai kursi tambahan", "seats_funded", 500, table.world.ago(200), due)
    promise = table.followed(table.given("dinas", "blk", plan, 199), due + timedelta(days=1))
    said = noon(due + timedelta(days=3))
    text = "Anggaran perubahan baru disahkan bulan lalu."
    give_cause(by=table.speaks("dinas"), promise=promise, cause="budget_revision", text=text, now=said)
    view = "Dua kelas kami tunda; pesertanya sudah kami beri tahu."
    give_view(by=table.speaks("blk"), promise=promise, member=table.of("blk"), text=view, now=said)
    table.followed(promise, due + timedelta(days=20))


def _asked(table: Table) -> None:
    """It came from what the forum decided, where that stands in the demonstration."""
    decided = Decision.objects.filter(period=table.period, ballot__isnull=False).order_by("pk").first()
    plan = PromisePlan(
        "Menerima peserta magang", "apprentices_taken", 60, table.world.ago(120), table.world.ago(3), decision=decided
    )
    table.followed(table.given("perusahaan", "blk", plan, 119), table.world.ago(1))


def _attested(table: Table) -> None:
    plan = PromisePlan(
        "Meminjamkan tempat pameran produk",
        "attested",
        6,
        table.world.ago(90),
        table.world.today,
        "kali",
        table.of("blk"),
    )
    promise = table.given("mitra", "blk", plan, 89)
    word = Word(4, table.world.ago(10), "Pameran di alun-alun dan di kantor yayasan.")
    attest_promise(by=table.speaks("blk"), promise=promise, member=table.of("blk"), word=word, now=table.world.at(9))


def _changed(table: Table) -> None:
    today = table.world.today
    plan = PromisePlan("Mengirim permintaan tenaga kerja", "job_orders", 30, table.world.ago(150), today)
    promise = table.given("perusahaan", "dinas", plan, 149)
    change = ask_for_change(
        by=table.speaks("perusahaan"), promise=promise, member=table.of("perusahaan"),
        plan=ChangePlan(20, today, "Satu lini produksi ditutup"), now=table.world.at(30),
    )  # fmt: skip
    answer_change(
        by=table.speaks("dinas"), change=change, member=table.of("dinas"), agrees=True, text="", now=table.world.at(28)
    )


def _contributions(table: Table) -> None:
    world = table.world
    for key, kind, text, amount in (
        ("mitra", "equipment", "Lima mesin jahit", 25_000_000), ("dinas", "funding", "Biaya bahan praktik", 60_000_000),
    ):  # fmt: skip
        plan = PledgePlan(kind, text, amount, world.ago(80))
        row = promise_contribution(
            by=table.speaks(key), giver=table.of(key), receiver=table.of("blk"), plan=plan, now=world.at(80)
        )
        hand_over(by=table.speaks(key), pledge=row, on=world.ago(60), now=world.at(59))
        confirm_received(by=table.speaks("blk"), pledge=row, on=world.ago(58), now=world.at(57))
        if key == "mitra":
            mark_used(by=table.speaks("blk"), pledge=row, on=world.ago(50), now=world.at(49))
    plan = PledgePlan("materials", "Kain sisa produksi untuk praktik", None, world.ago(20))
    row = promise_contribution(
        by=table.speaks("perusahaan"),
        giver=table.of("perusahaan"),
        receiver=table.of("blk"),
        plan=plan,
        now=world.at(20),
    )
    hand_over(by=table.speaks("perusahaan"), pledge=row, on=world.ago(5), now=world.at(4))
