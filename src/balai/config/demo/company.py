"""Demonstration: a company that employs and also pays: its own money, a package it paid for, and a proposal that waits for its
answer."""

from datetime import timedelta

from balai.config.demo.planned import DONE, receipt_on_file
from balai.config.demo.world import World
from balai.demand.models import JobOrder
from balai.funding.actions import NewLine, add_fund_line
from balai.funding.models import FundLine
from balai.planning.actions.propose import Answer, Proposal, answer_package, propose_package
from balai.planning.actions.spend import Payment, write_spending
from balai.planning.enums import SpendingPost
from balai.planning.models import Package
from balai.programmes.models import Curriculum


def build(world: World) -> None:
    firm, blk, by, year = (
        world.institutions["perusahaan"],
        world.institutions["blk"],
        world.actor("perusahaan"),
        world.today.year,
    )
    if not FundLine.objects.filter(funder=firm).exists():
        basis = "Keputusan direksi tentang tanggung jawab sosial perusahaan"
        money = NewLine("csr", year, "Pelatihan calon operator", 120_000_000, legal_basis=basis)
        add_fund_line(by=by, funder=firm, line=money, today=world.today)
    orders = list(JobOrder.objects.filter(employer=firm, state="published").order_by("pk")[:1])
    curriculum = Package.objects.filter(title=DONE, centre=blk).earliest("pk").curriculum
    propose_package(
        by=world.actor("admin-blk"),
        centre=blk,
        funder=firm,
        proposal=Proposal(
            curriculum, "Operator Garmen bersama pabrik", year, 12, 66_000_000,
            "Pabrik membiayai calon operatornya sendiri; lulusannya langsung diwawancarai.", job_orders=orders,
        ),
        now=world.now - timedelta(days=4),
    )  # fmt: skip
    _paid(world, curriculum, orders)


def _paid(world: World, curriculum: Curriculum, orders: list[JobOrder]) -> None:
    """Accepted with fewer seats than asked for; bought for already, once with its receipt."""
    firm, blk, by = world.institutions["perusahaan"], world.institutions["blk"], world.actor("admin-blk")
    why = "Bengkel jahit pabrik dibuka bulan depan dan mencari orang yang sudah terlatih."
    said = Proposal(
        curriculum, "Operator Bengkel Jahit Pabrik", world.today.year, 12, 48_000_000, why, job_orders=orders
    )
    package = propose_package(by=by, centre=blk, funder=firm, proposal=said, now=world.now - timedelta(days=40))
    answer = Answer(
        "change", "Kami biayai 8 kursi dahulu, sesuai tempat di bengkel.", FundLine.objects.get(funder=firm), seats=8, cost=34_000_000
    )  # fmt: skip
    answer_package(by=world.actor("perusahaan"), package=package, answer=answer, now=world.now - timedelta(days=33))
    receipt = receipt_on_file(world)
    for days, amount, note, post, proof in (
        (20, 9_600_000, "Kain latihan dan benang, kuitansi 3 dan 4", SpendingPost.MATERIALS, receipt),
        (6, 2_750_000, "Makan siang pekan pertama", SpendingPost.MEALS, None),
    ):
        payment = Payment(amount, world.ago(days), note, post, proof)
        write_spending(by=by, package=package, payment=payment, now=world.now)
