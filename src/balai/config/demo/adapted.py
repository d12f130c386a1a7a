"""Adaptasi: two findings of the invented forum answered by a decision, one looked at again already, one awaited."""

from datetime import timedelta

from balai.access.actor import WORKER
from balai.collaboration.actions.adaptations import Deed, Hope, answer_finding, look_again, name_deed, say_what_came
from balai.collaboration.actions.deliberation import bring_matter
from balai.collaboration.actions.determination import QuestionPlan, close_question, put_question, vote
from balai.collaboration.enums import DecisionKind
from balai.collaboration.enums.adaptations import FindingKind, FindingState
from balai.collaboration.models import Decision
from balai.config.demo.promised import Table
from balai.config.demo.world import World
from balai.programmes.models import Curriculum

VOTES = ("blk", "dinas", "perusahaan")


def build(world: World) -> None:
    table = Table(world)
    decision = _decided(
        table, "Bahan praktik dibeli sebelum anggaran perubahan", "Bahan praktik dibeli dari anggaran awal tahun."
    )
    looker = table.of("blk")
    hope = Hope(
        "Tidak ada lagi janji yang lewat tenggat karena dana datang terlambat.",
        FindingState.QUIET,
        world.ago(4),
        looker,
    )
    row = answer_finding(
        by=table.by, period=table.period, finding=(FindingKind.ALARM, "overdue-commitment"), decision=decision, hope=hope,
        now=world.at(30),
    )  # fmt: skip
    version = Curriculum.objects.filter(programme__owner=world.institutions["blk"]).order_by("pk").first()
    deed = Deed("Praktik dipindah ke bulan pertama kurikulum", world.ago(20), curriculum=version)
    name_deed(by=table.by, adaptation=row, deed=deed, now=world.at(20))
    look_again(by=WORKER, adaptation=row, now=world.at(4))
    said = "Dana tetap terlambat; dinas mengajukan uang muka untuk tahun depan."
    say_what_came(by=table.speaks("blk"), adaptation=row, text=said, now=world.at(3))
    question = "Perubahan anggaran diberitahukan kepada balai paling lama satu minggu sesudah sah."
    second = _decided(table, "Anggaran yang direvisi", question)
    expected = "Janji tidak lagi terlambat karena anggaran direvisi tanpa kabar."
    hope = Hope(expected, FindingState.QUIET, world.ago(-60), table.of("dinas"))
    cause = (FindingKind.CAUSE, "budget_revision")
    answer_finding(by=table.by, period=table.period, finding=cause, decision=second, hope=hope, now=world.at(2))


def _decided(table: Table, title: str, question: str) -> Decision:
    """By all who have a desk, in one round."""
    begun = table.world.at(33)
    matter = bring_matter(by=table.by, period=table.period, title=title, text="", member=None, now=begun)
    plan = QuestionPlan(question, DecisionKind.SUBSTANTIVE, len(VOTES), begun + timedelta(days=2))
    ballot = put_question(by=table.by, matter=matter, plan=plan, now=begun)
    for key in VOTES:
        vote(
            by=table.speaks(key),
            ballot=ballot,
            member=table.of(key),
            voice="for",
            reason="",
            now=begun + timedelta(hours=2),
        )
    ballot.refresh_from_db()
    if ballot.decision is None:
        ballot = close_question(by=table.by, ballot=ballot, now=begun + timedelta(days=2, hours=1))
    assert ballot.decision is not None  # all of them agreed
    return ballot.decision
