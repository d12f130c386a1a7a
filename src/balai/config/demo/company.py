"""Demonstration: a company that employs and also pays: its own money, and a proposal that waits for its answer."""

from datetime import timedelta

from balai.config.demo.planned import DONE
from balai.config.demo.world import World
from balai.demand.models import JobOrder
from balai.funding.actions import NewLine, add_fund_line
from balai.funding.models import FundLine
from balai.planning.actions.propose import Proposal, propose_package
from balai.planning.models import Package


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
