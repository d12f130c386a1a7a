"""Demonstration: the yearly planning. Job orders read as units, money spent, guides of state money, next year's drafts."""

from datetime import timedelta
from typing import Final

from balai.config.demo.world import World
from balai.demand.actions import match_units
from balai.demand.models import JobOrder
from balai.documents.actions.store import store_upload
from balai.documents.enums import DocumentKind
from balai.documents.models import StoredFile
from balai.documents.sample import sample_sheet
from balai.funding.actions import NewGuide, NewLine, add_fund_line, add_guide
from balai.funding.models import FundLine
from balai.institutions.actions.agreements import AgreementFacts, save_agreement
from balai.planning.actions.agreements import Clauses, rest_on
from balai.planning.actions.copy_plan import Copied, copy_plan
from balai.planning.actions.propose import Proposal, Revision, propose_package, revise_package, send_package
from balai.planning.actions.rounds import NewRound, open_round
from balai.planning.actions.spend import Payment, write_spending
from balai.planning.enums import SpendingPost
from balai.planning.models import Package
from balai.programmes.models import CurriculumUnit

RECEIPTED: Final = 230
"""Days ago of the payment whose receipt is on file; of the other it is still missing."""
DONE = "Operator Garmen angkatan I"


def build(world: World) -> None:
    orders = _read(world)
    _spent(world)
    _guides(world)
    _next_year(world, orders)


def _read(world: World) -> list[JobOrder]:
    blk, by = world.institutions["blk"], world.actor("admin-blk")
    taught = CurriculumUnit.objects.filter(curriculum__programme__owner=blk, unit__isnull=False).select_related("unit")
    sewing = [row.unit for row in taught if row.unit and row.unit.code.startswith("C.14GMT06")]
    orders = list(JobOrder.objects.filter(employer=world.institutions["perusahaan"], state="published").order_by("pk"))
    for order in orders:
        match_units(by=by, job_order=order, centre=blk, units=sewing, today=world.today)
    return orders


def _spent(world: World) -> None:
    package = Package.objects.get(title=DONE, centre=world.institutions["blk"])
    for days, amount, note, post in (
        (230, 31_500_000, "Bahan praktik dan seragam, kuitansi 12 sampai 19", SpendingPost.MATERIALS),
        (195, 46_200_000, "Uang saku peserta, daftar terima 3", SpendingPost.ALLOWANCES),
    ):
        payment = Payment(amount, world.ago(days), note, post, receipt_on_file(world) if days == RECEIPTED else None)
        write_spending(by=world.actor("admin-blk"), package=package, payment=payment, now=world.now)


def receipt_on_file(world: World) -> StoredFile:
    return store_upload(
        by=world.actor("admin-blk"), name="kuitansi.png", content=sample_sheet(), kind=DocumentKind.LETTER,
        keep_months=120, now=world.now,
    )  # fmt: skip


def _guides(world: World) -> None:
    line = FundLine.objects.get(funder=world.institutions["bpvp"], source="apbn")
    for days, number, changes in (
        (150, "POK 07/BPVP/I", ""),
        (60, "POK 07/BPVP/I revisi 1", "Uang saku peserta dihitung per hari hadir; honor instruktur tetap."),
    ):
        guide = NewGuide(number, world.institutions["bpvp"].name, world.ago(days), changes)
        add_guide(by=world.actor("bpvp"), line=line, guide=guide, today=world.today)


def _next_year(world: World, orders: list[JobOrder]) -> None:
    """The office opens both years, copies its plan; the centre sends one draft and proposes something new."""
    dinas, blk, office = world.institutions["dinas"], world.institutions["blk"], world.actor("dinas")
    centre, year = world.actor("admin-blk"), world.today.year + 1
    note = "Utamakan pelatihan yang diminta pemberi kerja atau potensi daerah yang tercatat."
    open_round(by=office, funder=dinas, plan=NewRound(world.today.year), now=world.now)
    open_round(by=office, funder=dinas, plan=NewRound(year, world.today + timedelta(days=45), note), now=world.now)
    money = NewLine(
        "apbd_regency", year, "Pelatihan berbasis kompetensi (APBD)", 360_000_000, legal_basis="Pagu indikatif"
    )
    add_fund_line(by=office, funder=dinas, line=money, today=world.today)
    old = list(Package.objects.filter(funder=dinas, centre=blk, year=world.today.year).funded().order_by("pk")[:3])
    drafts = copy_plan(
        by=office, rows=[Copied(one, one.seats, one.cost + 4_000_000) for one in old], year=year, now=world.now
    )
    for draft in drafts[:2]:
        words = "Pabrik yang sama meminta operator lagi."
        revision = Revision(draft.title, draft.seats, draft.cost, words, job_orders=orders[:1])
        revise_package(by=centre, package=draft, revision=revision, now=world.now)
    send_package(by=centre, package=drafts[0], now=world.now)
    asked = propose_package(
        by=centre,
        centre=blk,
        funder=dinas,
        proposal=Proposal(
            old[0].curriculum, "Operator Garmen untuk kawasan industri", year, 16, 99_000_000,
            "Dua permintaan pemberi kerja meminta operator jahit dan pemeriksa mutu mulai tahun depan.",
            job_orders=orders,
        ),
        now=world.now,
    )  # fmt: skip
    revision = Revision(asked.title, 20, 118_000_000, "Pemberi kerja menambah kebutuhan menjadi dua puluh orang.")
    revise_package(by=centre, package=asked, revision=revision, now=world.now)
    _agreed(world, asked)


def _agreed(world: World, asked: Package) -> None:
    """What the factory promised: an old agreement that ended while a class runs, and the one that follows it."""
    blk, factory, by = world.institutions["blk"], world.institutions["perusahaan"], world.actor("admin-blk")
    running = Package.objects.get(title="Operator Garmen angkatan II", centre=blk, year=world.today.year)
    for package, number, begins, ends, hires in (
        (running, "12/KS-BLK", -370, -5, 10),
        (asked, "19/KS-BLK", -4, 726, 14),
    ):
        since, until = world.today + timedelta(days=begins), world.today + timedelta(days=ends)
        facts = AgreementFacts(
            "mou",
            "Kerja sama pelatihan dan penerimaan operator garmen",
            number,
            f"{since:%d-%m-%Y}",
            f"{until:%d-%m-%Y}",
        )
        agreement = save_agreement(by=by, kept_by=blk, facts=facts, parties=[blk, factory])
        clauses = Clauses(factory, hires, factory, "8 mesin jahit industri selama kelas berjalan")
        rest_on(by=by, package=package, agreement=agreement, clauses=clauses, now=world.now)
