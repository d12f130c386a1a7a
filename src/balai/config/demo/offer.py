"""Demonstration: what employers ask, what is funded, which classes run, open and come."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from balai.access.actor import Actor
from balai.config.demo.world import World
from balai.demand.actions import Wanted, move_job_order, note_need, write_job_order
from balai.demand.models import JobOrder, NeedEvidence
from balai.funding.actions import NewLine, add_fund_line
from balai.funding.models import FundLine
from balai.planning.actions.batches import BatchPlan, move_batch, open_batch
from balai.planning.actions.fit import answer_for
from balai.planning.actions.propose import Answer, Proposal, answer_package, propose_package
from balai.planning.fit import misfits
from balai.planning.models import Batch, Package
from balai.programmes.actions import NewProgramme, add_curriculum, add_programme
from balai.programmes.models import Curriculum
from balai.programmes.pasted import read_units

ZONE = ZoneInfo("Asia/Jakarta")

GARMENT = """C.14GMT01.001.1; Menerapkan keselamatan dan kesehatan kerja di tempat kerja; 8; 8
C.14GMT06.024.1; Menjahit bagian-bagian kemeja; 8; 48
C.14GMT06.025.1; Menjahit pakaian lengkap dengan mesin industri; 8; 72
C.14GMT06.027.1; Memeriksa mutu hasil jahitan; 4; 20
Fisik, mental dan disiplin; 4; 12
Membuka usaha jahit; 8; 16"""
WELDING = """C.24LAS01.001.1; Menerapkan keselamatan dan kesehatan kerja pengelasan; 8; 8
C.24LAS01.010.1; Mengelas pelat posisi bawah tangan; 16; 96
C.24LAS01.011.1; Mengelas pelat posisi mendatar; 8; 64
Fisik, mental dan disiplin; 4; 12"""
BAKERY = """I.56TBG02.003.1; Menyiapkan bahan roti dan kue; 6; 18
I.56TBG02.008.1; Membuat roti manis; 6; 42
I.56TBG02.012.1; Mengemas dan memasarkan produk; 8; 24
Menghitung harga pokok; 6; 10"""
MOTORBIKE = """G.45OTO01.001.1; Menerapkan keselamatan kerja di bengkel; 6; 10
G.45OTO01.014.1; Merawat mesin sepeda motor injeksi; 16; 80
G.45OTO01.016.1; Memperbaiki sistem kelistrikan; 12; 60"""


@dataclass(frozen=True, slots=True)
class DemoClass:
    """Days are counted from today, negative in the past. steps: what has happened to it."""

    title: str
    programme: str
    centre: str
    centre_user: str
    line: str
    cost: int
    opens: int
    closes: int
    starts: int
    days: int
    steps: tuple[str, ...] = ("announce",)
    seats: int = 16
    ages: tuple[int | None, int | None] = (17, 40)
    education: str = "primary"
    rules: str = "Punya kartu tanda penduduk (KTP). Belum bekerja dan tidak sedang sekolah."


LENT = "Instruktur dipinjam dari balai kabupaten untuk kelas ini; suratnya ada pada pengelola."
RUN = ("announce", "close", "start")
CLASSES: tuple[DemoClass, ...] = (
    DemoClass(
        "Operator Garmen angkatan I", "garmen", "blk", "admin-blk", "apbd", 88_000_000,
        -260, -246, -232, 40, (*RUN, "finish"),
    ),
    DemoClass(
        "Membuat Roti dan Kue angkatan I", "roti", "blkk", "pengelola-blkk", "donor", 42_000_000,
        -200, -186, -175, 24, (*RUN, "finish"),
    ),
    DemoClass(
        "Operator Garmen angkatan II", "garmen", "blk", "admin-blk", "apbd", 96_000_000,
        -60, -46, -30, 45, RUN, education="junior",
    ),
    DemoClass("Las Listrik Dasar", "las", "blk", "admin-blk", "apbn", 120_000_000, -20, -1, 14, 45, ("announce", "close"),
           ages=(18, 35), education="senior"),
    DemoClass("Operator Garmen angkatan III", "garmen", "blk", "admin-blk", "apbd", 96_000_000, -6, 9, 24, 45),
    DemoClass(
        "Sepeda Motor Injeksi", "motor", "blk", "admin-blk", "apbn", 104_000_000, -9, 2, 15, 30,
        ages=(18, 35), education="junior", rules="Bersedia hadir setiap hari kerja, pukul 08.00 sampai 15.15 WIB.",
    ),
    DemoClass("Membuat Roti dan Kue angkatan II", "roti", "blkk", "pengelola-blkk", "donor", 45_000_000, 5, 19, 33, 24,
           ages=(17, None), rules="Terbuka untuk semua, ibu rumah tangga diutamakan."),
    DemoClass("Las Listrik Lanjutan", "las", "blk", "admin-blk", "apbn", 130_000_000, 10, 24, 40, 45, ()),
)  # fmt: skip


def build(world: World) -> None:
    curricula = _programmes(world)
    needs = _demand(world)
    lines = _lines(world)
    for plan in CLASSES:
        met = needs[:2] if plan.programme == "garmen" else needs[2:]
        make_class(world, plan, curricula[plan.programme], lines[plan.line], met)
    _waiting(world, curricula, needs)


def _programmes(world: World) -> dict[str, Curriculum]:
    rows = (
        ("garmen", "blk", "admin-blk", "Operator Garmen", "Menjahit", "Garmen", GARMENT,
         "Belajar menjahit kemeja dengan mesin industri, dari bahan sampai mutu. Untuk bekerja di pabrik atau membuka usaha."),
        ("las", "blk", "admin-blk", "Las Listrik", "Teknik Las", "", WELDING,
         "Belajar mengelas pelat baja dengan aman, posisi bawah tangan dan mendatar."),
        ("motor", "blk", "admin-blk", "Teknik Sepeda Motor", "Otomotif", "", MOTORBIKE,
         "Belajar merawat dan memperbaiki sepeda motor injeksi seperti di bengkel resmi."),
        ("roti", "blkk", "pengelola-blkk", "Roti dan Kue", "Tata Boga", "", BAKERY,
         "Belajar membuat roti manis, mengemas, menghitung harga, dan menjualnya."),
    )  # fmt: skip
    made: dict[str, Curriculum] = {}
    for key, owner, user, title, field, subfield, units, description in rows:
        by = world.actor(user)
        programme = add_programme(
            by=by,
            owner=world.institutions[owner],
            programme=NewProgramme(title, field, subfield, description, "Sehat, bersedia hadir penuh.", level=2),
        )
        made[key] = add_curriculum(
            by=by,
            programme=programme,
            units=read_units(units),
            valid_from=world.ago(500),
            legal_basis="Permenakertrans 8/2014 tentang pelatihan berbasis kompetensi",
        )
    return made


def _demand(world: World) -> list[NeedEvidence]:
    garment, workshop = world.institutions["perusahaan"], world.institutions["bengkel"]
    employer, office = world.actor("perusahaan"), world.actor("dinas")
    until = world.today + timedelta(days=45)
    sewing = Wanted(
        "Operator jahit", 24, "Menjahit kemeja ekspor dengan mesin industri. Dilatih dua minggu bila belum pernah.",
        world.regency, "Kawasan Industri Contoh", "sesuai upah minimum kabupaten",
        world.today + timedelta(days=30), until, "junior",
    )  # fmt: skip
    quality = Wanted("Pemeriksa mutu", 4, "Memeriksa hasil jahitan dan mencatat cacat.", world.regency,
                     "Kawasan Industri Contoh", "", None, until, "senior")  # fmt: skip
    mechanic = Wanted("Mekanik sepeda motor", 3, "Merawat sepeda motor injeksi.", world.regency, "Pasar Contoh",
                      "Rp2.700.000 sebulan", None, world.today + timedelta(days=3), "vocational")  # fmt: skip
    old = Wanted("Operator obras", 6, "Menjahit tepi kain.", world.regency, "Kawasan Industri Contoh")
    asked = [
        write_job_order(by=employer, employer=garment, wanted=sewing, today=world.today),
        write_job_order(by=employer, employer=garment, wanted=quality, today=world.today),
        write_job_order(by=office, employer=workshop, wanted=mechanic, today=world.today),
        write_job_order(by=employer, employer=garment, wanted=old, today=world.ago(120)),
    ]
    for order in asked:
        by = office if order.employer_id == workshop.pk else employer
        move_job_order(by=by, job_order=order, step="publish", today=world.ago(7 if order != asked[3] else 120))
    move_job_order(by=employer, job_order=asked[3], step="fill", today=world.ago(30))
    write_job_order(
        by=employer, employer=garment, wanted=Wanted("Teknisi mesin jahit", 2, region=world.regency), today=world.today
    )
    return _needs(world, office, asked[0])


def _needs(world: World, office: Actor, asked: JobOrder) -> list[NeedEvidence]:
    dinas, blkk = world.institutions["dinas"], world.institutions["blkk"]
    return [
        note_need(
            by=office, institution=dinas, kind="job_order", as_of=world.ago(20), source="surat permintaan tenaga kerja",
            text="Dua usaha garmen di kabupaten ini membutuhkan 28 operator jahit sampai akhir tahun.", job_order=asked,
        ),
        note_need(
            by=office, institution=dinas, kind="jobseekers", as_of=world.ago(60), source="daftar kartu pencari kerja",
            text="Dari 820 pencari kerja terdaftar, lebih dari separuh perempuan lulusan SMP dan SMA.",
        ),
        note_need(
            by=world.actor("pengelola-blkk"), institution=blkk, kind="local_potential", as_of=world.ago(210),
            text="Pasar nagari dan pesantren membutuhkan roti dan kue setiap hari; pembuatnya baru dua.",
            source="survei pasar nagari oleh pengelola",
        ),
    ]  # fmt: skip


def _lines(world: World) -> dict[str, FundLine]:
    year = world.today.year
    rows = (
        ("apbd", "dinas", "dinas", "apbd_regency", "Pelatihan berbasis kompetensi (APBD)", 420_000_000, "DPA dinas"),
        ("apbn", "bpvp", "bpvp", "apbn", "Pelatihan vokasi di daerah (APBN)", 480_000_000, "DIPA unit pelatihan"),
        ("donor", "mitra", "mitra", "donor", "Hibah pelatihan perempuan desa", 150_000_000, "Perjanjian hibah"),
    )
    return {
        key: add_fund_line(
            by=world.actor(user),
            funder=world.institutions[funder],
            line=NewLine(source, year, title, ceiling, legal_basis=basis),
            today=world.today,
        )
        for key, funder, user, source, title, ceiling, basis in rows
    }


FUNDER_OF = {"apbd": "dinas", "apbn": "bpvp", "donor": "mitra"}


def make_class(
    world: World, plan: DemoClass, curriculum: Curriculum, line: FundLine, needs: list[NeedEvidence]
) -> Batch:
    funder = FUNDER_OF[plan.line]
    proposed = _at(world, plan.opens - 60, 9)
    package = propose_package(
        by=world.actor(plan.centre_user),
        centre=world.institutions[plan.centre],
        funder=world.institutions[funder],
        proposal=Proposal(
            curriculum,
            plan.title,
            line.year,
            plan.seats,
            plan.cost,
            "Menjawab permintaan kerja dan potensi daerah yang tercatat.",
            needs,
        ),
        now=proposed,
    )
    answer = Answer("accept", "Sesuai rencana tahun ini dan kebutuhan daerah.", line)
    answer_package(by=world.actor(funder), package=package, answer=answer, now=proposed + timedelta(days=9))
    return _opened(world, plan, package)


def _opened(world: World, plan: DemoClass, package: Package) -> Batch:
    centre = world.actor(plan.centre_user)
    today = world.today
    batch = open_batch(
        by=centre,
        package=package,
        today=today,
        plan=BatchPlan(
            title=plan.title,
            opens_at=_at(world, plan.opens, 0),
            closes_at=_at(world, plan.closes, 23, 59),
            starts_on=today + timedelta(days=plan.starts),
            ends_on=today + timedelta(days=plan.starts + plan.days),
            seats=plan.seats,
            minimum_age=plan.ages[0],
            maximum_age=plan.ages[1],
            minimum_education=plan.education,
            residents_of=world.regency if plan.centre == "blk" else None,
            entry_rules=plan.rules,
            announcement=package.curriculum.programme.description,
        ),
    )
    recruiter = world.actor("dinas") if plan.line == "apbd" else centre
    for one in misfits(batch):
        if plan.steps and one.holds:
            answer_for(by=centre, batch=batch, subject=one.subject, reason=LENT, now=_at(world, min(plan.opens, 0), 8))
    for step in plan.steps:
        by = recruiter if step == "announce" else centre
        batch = move_batch(by=by, batch=batch, step=step, now=_at(world, min(plan.opens, 0), 8))
    return batch


def _waiting(world: World, curricula: dict[str, Curriculum], needs: list[NeedEvidence]) -> None:
    """What the funders' desks wait with: one proposal that is late, one that is fresh, one refused."""
    blk, dinas, year = world.institutions["blk"], world.institutions["dinas"], world.today.year
    for title, programme, days, cost in (
        ("Operator Garmen angkatan IV", "garmen", 23, 96_000_000),
        ("Sepeda Motor Injeksi angkatan II", "motor", 3, 104_000_000),
        ("Las Listrik untuk pemula", "las", 90, 260_000_000),
    ):
        package = propose_package(
            by=world.actor("admin-blk"),
            centre=blk,
            funder=dinas,
            proposal=Proposal(
                curricula[programme], title, year, 16, cost, "Melanjutkan kelas yang lulusannya terserap.", needs[:1]
            ),
            now=_at(world, -days, 10),
        )
        if days == 90:
            refusal = Answer("refuse", "Sudah dibiayai unit pelatihan kementerian tahun ini; ajukan lagi tahun depan.")
            answer_package(by=world.actor("dinas"), package=package, answer=refusal, now=_at(world, -80, 10))


def _at(world: World, days: int, hour: int, minute: int = 0) -> datetime:
    day = world.today + timedelta(days=days)
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)
