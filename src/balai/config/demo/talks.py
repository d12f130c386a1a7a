"""The invented forum deliberates: one matter decided against one voice, one that is asked now, obstacles in all states, two mandates."""

from datetime import timedelta

from balai.collaboration.actions.deliberation import Said, bring_matter, give_argument, propose_option, say_interest
from balai.collaboration.actions.determination import QuestionPlan, close_question, declare_conflict, put_question, vote
from balai.collaboration.actions.mandates import (
    Judgement,
    agree_mandate,
    comment_on_mandate,
    judge_mandate,
    propose_mandate,
)
from balai.collaboration.actions.obstacles import (
    Trouble,
    add_step,
    answer_obstacle,
    ask_owner,
    raise_obstacle,
    say_settled,
    settle_obstacle,
)
from balai.collaboration.enums import DecisionKind, VoteRule
from balai.collaboration.models import Ballot, Collaboration, Convening, Matter, Obstacle
from balai.config.demo.gatherings import Table
from balai.config.demo.world import World

AGAINST = "Mesin kami baru terpasang Februari; sebelum itu peserta hanya menonton."


def deliberate(world: World, kept: Collaboration) -> None:
    table = Table(world, kept)
    _schedule(table)
    _asked_now(table)
    _obstacles(table)
    _mandates(table)


def _matter(table: Table, title: str, text: str, days_ago: int) -> Matter:
    return bring_matter(
        by=table.secretary, period=table.period, title=title, text=text, member=None, now=table.world.at(days_ago)
    )


def _put(table: Table, matter: Matter, question: str, days_ago: int, rule: str = VoteRule.CONSENSUS) -> Ballot:
    now = table.world.at(days_ago)
    plan = QuestionPlan(question, DecisionKind.SUBSTANTIVE, 3, now + timedelta(days=3), rule)
    return put_question(by=table.secretary, matter=matter, plan=plan, now=now)


def _vote(table: Table, ballot: Ballot, account: str, voice: str, reason: str = "") -> None:
    vote(
        by=table.world.actor(account), ballot=ballot, member=table.members[account], voice=voice, reason=reason,
        now=ballot.opened_at + timedelta(hours=5),
    )  # fmt: skip


def _schedule(table: Table) -> None:
    matter = _matter(table, "Kapan magang garmen dimulai", "Enam tempat di pabrik; kelas selesai akhir tahun.", 34)
    for account, needs, differs in (
        ("perusahaan", "Peserta datang sesudah mesin baru terpasang.", "Januari terlalu cepat."),
        ("admin-blk", "Magang langsung menyambung kelas supaya peserta tidak menganggur.", ""),
    ):
        say_interest(
            by=table.world.actor(account), matter=matter, member=table.members[account], said=Said(needs, differs),
            now=table.world.at(33),
        )  # fmt: skip
    if "mitra" in table.members:
        say_interest(
            by=table.secretary, matter=matter, member=table.members["mitra"], said=Said("Uang saku dibayar tiap dua minggu."),
            now=table.world.at(33),
        )  # fmt: skip
    option = propose_option(
        by=table.world.actor("admin-blk"), matter=matter, member=table.members["admin-blk"], text="Mulai minggu kedua Januari.",
        now=table.world.at(33),
    )  # fmt: skip
    for account, leans, text in (
        ("dinas", "positive", "Anggaran uang saku berlaku mulai Januari."), ("perusahaan", "negative", AGAINST),
    ):  # fmt: skip
        give_argument(
            by=table.world.actor(account), option=option, member=table.members[account], leans=leans, text=text,
            now=table.world.at(32),
        )  # fmt: skip
    for days_ago, rule in ((31, VoteRule.CONSENSUS), (26, VoteRule.TWO_THIRDS)):
        ballot = _put(table, matter, "Magang garmen dimulai minggu kedua Januari.", days_ago, rule)
        for account in ("dinas", "admin-blk", "sekretaris"):
            _vote(table, ballot, account, "for")
        _vote(table, ballot, "perusahaan", "against", AGAINST)
        close_question(by=table.secretary, ballot=ballot, now=ballot.closes_at + timedelta(hours=1))


def _asked_now(table: Table) -> None:
    matter = _matter(table, "Siapa memasok mesin latih", "Dua penawaran; perusahaan anggota forum salah satunya.", 2)
    ballot = _put(table, matter, "Mesin latih dibeli melalui penawaran terbuka.", 1)
    declare_conflict(
        by=table.world.actor("perusahaan"), ballot=ballot, member=table.members["perusahaan"],
        reason="Kami memasukkan salah satu penawaran.", now=ballot.opened_at + timedelta(hours=1),
    )  # fmt: skip
    _vote(table, ballot, "admin-blk", "for")


def _raised(table: Table, account: str, subject: str, text: str, days_ago: int, *concerned: str) -> Obstacle:
    trouble = Trouble(text, subject, [table.members[one] for one in concerned])
    return raise_obstacle(
        by=table.world.actor(account), period=table.period, member=table.members[account], trouble=trouble,
        now=table.world.at(days_ago),
    )  # fmt: skip


def _obstacles(table: Table) -> None:
    """One in every state: nobody's, asked, late, settled, and a conflict whose parties have not all said that it is over."""
    world = table.world
    _raised(table, "perusahaan", "job_demand", "Lowongan dikirim sesudah kelas sudah penuh.", 20)
    asked = _raised(table, "admin-blk", "budget_timing", "Uang saku peserta turun sesudah kelas selesai.", 18)
    ask_owner(by=table.secretary, obstacle=asked, member=table.members["dinas"], due=world.ago(-20), now=world.at(17))
    _owned_and_late(table)
    done = _raised(table, "dinas", "facilities", "Ruang praktik tidak cukup untuk dua kelas.", 30)
    blk = world.actor("admin-blk")
    ask_owner(by=blk, obstacle=done, member=table.members["admin-blk"], due=world.ago(15), now=world.at(29))
    add_step(by=blk, obstacle=done, text="Jadwal dibagi pagi dan sore.", on=world.ago(22), now=world.at(22))
    settle_obstacle(by=blk, obstacle=done, how="Dua kelas memakai ruang bergantian.", now=world.at(16))
    _conflict(table)


def _owned_and_late(table: Table) -> None:
    world, member = table.world, table.members["perusahaan"]
    row = _raised(table, "dinas", "private_sector", "Pembimbing magang di pabrik belum ditunjuk.", 25)
    ask_owner(by=table.secretary, obstacle=row, member=member, due=world.ago(4), now=world.at(24))
    company = world.actor("perusahaan")
    answer_obstacle(by=company, obstacle=row, accepts=True, reason="", now=world.at(23))
    add_step(by=company, obstacle=row, text="Dua nama diajukan ke kepala produksi.", on=world.ago(12), now=world.at(12))


def _conflict(table: Table) -> None:
    world, text = table.world, "Dua lembaga mendata calon peserta sendiri-sendiri."
    clash = _raised(table, "admin-blk", "sectoral_ego", text, 14, "dinas", "admin-blk")
    forum = table.members["sekretaris"]
    ask_owner(by=table.secretary, obstacle=clash, member=forum, due=world.ago(-5), now=world.at(13))
    add_step(
        by=table.secretary,
        obstacle=clash,
        text="Kedua kepala bertemu di sekretariat.",
        on=world.ago(6),
        now=world.at(6),
    )
    how = "Pendataan satu daftar di Balai; dinas memeriksa, balai memanggil."
    settle_obstacle(by=table.secretary, obstacle=clash, how=how, now=world.at(3))
    say_settled(
        by=world.actor("dinas"), obstacle=clash, member=table.members["dinas"], settled=True, text="", now=world.at(2)
    )


def _mandates(table: Table) -> None:
    world = table.world
    closed = Convening.objects.filter(meeting__period=table.period, state="closed").select_related("meeting").first()
    for account, text, basis in (
        ("admin-blk", "Menyelenggarakan kelas menjahit dan garmen.", "Nota kesepahaman forum"),
        ("perusahaan", "Menyediakan tempat magang dan penguji dari industri.", ""),
    ):
        row = propose_mandate(
            by=world.actor(account),
            period=table.period,
            member=table.members[account],
            text=text,
            basis=basis,
            now=world.at(39),
        )
        if account == "admin-blk" and closed is not None:
            agree_mandate(by=table.secretary, mandate=row, meeting=closed.meeting, now=world.at(38))
            said = Judgement("partly", "Kelas garmen berjalan, kelas menjahit menunggu petunjuk.")
            judge_mandate(by=table.secretary, mandate=row, meeting=closed.meeting, said=said, now=world.at(38))
        elif account == "perusahaan":
            comment_on_mandate(
                by=world.actor("admin-blk"), mandate=row, member=table.members["admin-blk"], text="Berapa tempat setiap kelas?",
                now=world.at(37),
            )  # fmt: skip
