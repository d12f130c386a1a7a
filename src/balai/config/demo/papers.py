"""Demonstration: papers of the class that is long over. The report is filed and read; one paper waits to be made again."""

from datetime import timedelta
from typing import Final

from balai.config.demo.world import World
from balai.documents.actions.store import store_upload
from balai.documents.enums import DocumentKind
from balai.documents.sample import sample_sheet
from balai.institutions.models import Institution
from balai.papers.actions.hearing import answer_finding, send_findings
from balai.papers.actions.inspect import NewMandate, Wish, draw_sample, give_mandate, note_finding, open_line
from balai.papers.actions.make import attach_signed, make_paper
from balai.papers.actions.report import file_report, say_read
from balai.papers.contents.said import Said
from balai.papers.enums import Finding, MandateScope, PaperKind
from balai.papers.models import ClassPaper, Mandate
from balai.parameters.actions import set_parameter
from balai.planning.models import Batch
from balai.training.parameters import ALLOWANCE_MEAL, ALLOWANCE_ONLINE, ALLOWANCE_TRANSPORT

NUMBERS: Final = {
    PaperKind.DECREE: "188/021/BLK",
    PaperKind.INVITATION: "005/034/BLK",
    PaperKind.MINUTES: "005/035/BLK",
    PaperKind.ATTENDANCE: "893/102/BLK",
    PaperKind.RESULTS: "893/118/BLK",
    PaperKind.REPORT: "893/121/BLK",
}
SAID: Final = {
    PaperKind.MINUTES: {
        "occasion": "Rapat persiapan pelatihan", "clock": "09.00", "writer": "Sari Latihan",
        "present": "Kepala balai, instruktur, panitia seleksi", "agenda": "Kesiapan ruang dan mesin\nJadwal dan pembagian tugas",
        "discussion": "Dua mesin obras perlu diservis sebelum pembukaan.",
        "decisions": "Servis mesin selesai sebelum hari pertama\nPeserta diundang tiga hari sebelum pembukaan",
    },
    PaperKind.REPORT: {
        "problems": "Listrik padam dua kali pada minggu kedua\nDua mesin obras menunggu suku cadang",
        "advice": "Servis mesin dijadwalkan sebelum kelas berikutnya",
    },
}  # fmt: skip


FOUND: Final = (
    (Finding.FITS, ""),
    (Finding.NOT_FOUND, "Lembar hadir bertanda tangan untuk hari ini tidak ada di map kelas."),
    (Finding.DOES_NOT_FIT, "Tanda tangan satu peserta berbeda dengan lembar hari lain."),
)
RATES: Final = {ALLOWANCE_TRANSPORT: "20.000", ALLOWANCE_MEAL: "25.000", ALLOWANCE_ONLINE: "10.000"}


def build(world: World) -> None:
    _rates(world)
    batch = Batch.objects.get(title="Operator Garmen angkatan I", centre=world.institutions["blk"])
    by = world.actor("admin-blk")
    days = {PaperKind.DECREE: -7, PaperKind.INVITATION: -5, PaperKind.MINUTES: -6}
    made: dict[str, ClassPaper] = {}
    for kind, number in NUMBERS.items():
        day = batch.starts_on + timedelta(days[kind]) if kind in days else batch.ends_on + timedelta(6)
        said = Said(day, number, "Contoh", "Budi Latihan", "Kepala Subbagian Tata Usaha", texts=SAID.get(kind, {}))
        made[kind] = make_paper(by=by, batch=batch, kind=kind, said=said, now=world.at(30))
    signed = store_upload(
        by=by,
        name="daftar-hadir.png",
        content=sample_sheet(),
        kind=DocumentKind.LETTER,
        keep_months=120,
        now=world.at(28),
    )
    attach_signed(by=by, paper=made[PaperKind.ATTENDANCE], scan=signed, now=world.at(28))
    report = file_report(by=by, paper=made[PaperKind.REPORT], now=world.at(29))
    dinas: Institution = world.institutions["dinas"]
    say_read(by=world.actor("dinas"), paper=report, institution=dinas, now=world.at(27))
    _inspected(world, batch)


def _inspected(world: World, batch: Batch) -> None:
    """A mandate that holds, a sample of the class that is over, one line opened and found to fit."""
    new = NewMandate(
        world.institutions["provinsi"], world.institutions["dinas"], MandateScope.AREA, "700/14/ITDA", world.ago(10),
        world.ago(-80),
    )  # fmt: skip
    mandate = give_mandate(by=world.actor("dinas"), mandate=new, now=world.at(10))
    by = world.actor("pemeriksa")
    sample = draw_sample(by=by, mandate=mandate, wish=Wish("PTUS", 8, batch, seed="416253"), now=world.at(8))
    line = sample.lines.earliest("number")
    open_line(by=by, line=line, now=world.at(8, 10))
    note_finding(by=by, line=line, finding=Finding.FITS, note="Catatan dan berkasnya cocok.", now=world.at(8, 11))
    _answered(world, mandate, batch)


def _answered(world: World, mandate: Mandate, batch: Batch) -> None:
    """Another sample: judged, sent to the centre, one finding answered, one that waits for its answer."""
    by, centre = world.actor("pemeriksa"), world.actor("admin-blk")
    sample = draw_sample(by=by, mandate=mandate, wish=Wish("T", len(FOUND), batch, seed="271828"), now=world.at(7))
    for line, (finding, note) in zip(sample.lines.order_by("number"), FOUND, strict=True):
        open_line(by=by, line=line, now=world.at(7, 10))
        note_finding(by=by, line=line, finding=finding, note=note, now=world.at(7, 11))
    send_findings(by=by, sample=sample, now=world.at(6))
    first = sample.lines.exclude(finding=Finding.FITS).earliest("number")
    letter = store_upload(
        by=centre, name="lembar-hadir.png", content=sample_sheet(), kind=DocumentKind.LETTER, keep_months=120,
        now=world.at(5),
    )  # fmt: skip
    words = "Lembar hari itu tersimpan di map kedua; pindaiannya kami lampirkan."
    answer_finding(by=centre, line=first, text=words, now=world.at(5), file=letter)


def _rates(world: World) -> None:
    """What the centre pays for a day, from its own decree; without it the allowance list would be all noughts."""
    for parameter, text in RATES.items():
        set_parameter(
            by=world.actor("admin-blk"), parameter=parameter, text=text, valid_from=world.today.replace(month=1, day=1),
            legal_basis="Keputusan kepala balai 900/011/BLK (contoh)", institution_id=world.institutions["blk"].pk,
        )  # fmt: skip
