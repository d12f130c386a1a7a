"""The invented forum meets: one meeting closed, one whose minutes wait for an answer, one that is called; made through the verbs."""

from datetime import timedelta

from balai.collaboration.actions.addenda import Note, answer_addendum, close_addendum, write_addendum
from balai.collaboration.actions.agenda import Point
from balai.collaboration.actions.convene import Came, ConveningPlan, answer_invitation, convene, mark_present
from balai.collaboration.actions.forum import open_period
from balai.collaboration.actions.minutes import answer_minutes, close_minutes, send_minutes
from balai.collaboration.actions.papers import make_meeting_paper
from balai.collaboration.enums import MeetingKind, MeetingPaperKind, Recurrence
from balai.collaboration.models import Collaboration, Convening, Member, Period
from balai.config.demo.world import World
from balai.papers.contents.said import Said

CAME = {
    "dinas": "Rina Latihan",
    "admin-blk": "Budi Latihan",
    "perusahaan": "Hendra Latihan",
    "sekretaris": "Joko Latihan",
}
WAITING = """1. Jadwal kelas menjahit
Kelas mulai sesudah petunjuk operasional terbit.

2. Tempat magang
Perusahaan menyiapkan enam tempat."""
BODIES = {
    "dinas": "dinas",
    "admin-blk": "blk",
    "perusahaan": "perusahaan",
    "sekretaris": "forum",
    "mitra": "mitra",
    "lsp": "lsp",
}
"""Account -> the body it answers for."""


class Table:
    """The forum's open year and who sits at it."""

    def __init__(self, world: World, kept: Collaboration) -> None:
        self.world, self.secretary = world, world.actor("sekretaris")
        self.period: Period = open_period(by=self.secretary, collaboration=kept, year=world.today.year)
        rows = {one.institution_id: one for one in Member.objects.filter(period=self.period)}
        at = {account: world.institutions[key].pk for account, key in BODIES.items()}
        self.members = {account: rows[pk] for account, pk in at.items() if pk in rows}

    def call(self, title: str, days_ago: int, points: tuple[str, ...], *asked: str) -> Convening:
        begins = self.world.at(days_ago)
        plan = ConveningPlan(
            title, MeetingKind.COORDINATION, begins, begins + timedelta(hours=2, minutes=30),
            place="Aula Dinas Tenaga Kerja Kabupaten Contoh", recurrence=Recurrence.QUARTERLY,
        )  # fmt: skip
        members = [self.members[account] for account in asked]
        return convene(
            by=self.secretary, period=self.period, plan=plan, members=members, points=[Point(text) for text in points]
        )

    def hold(self, meeting: Convening, text: str) -> Convening:
        for account, name in CAME.items():
            came = Came(name, mediated=account == "perusahaan")
            mark_present(
                by=self.secretary, convening=meeting, member=self.members[account], came=came, now=meeting.starts_at
            )
        return send_minutes(by=self.secretary, convening=meeting, text=text, now=meeting.ends_at + timedelta(hours=4))

    def answer(self, meeting: Convening, account: str, objection: str = "") -> None:
        answer_minutes(
            by=self.world.actor(account), convening=meeting, member=self.members[account], version=1,
            agrees=not objection, text=objection, now=meeting.ends_at + timedelta(hours=20),
        )  # fmt: skip


def hold_meetings(world: World, kept: Collaboration) -> None:
    table = Table(world, kept)
    _closed(table)
    waits = table.call(
        "Persiapan kelas semester depan", 2, ("Jadwal kelas menjahit", "Tempat magang"), "dinas", "admin-blk", "perusahaan",
        "sekretaris", "mitra",
    )  # fmt: skip
    table.hold(waits, WAITING)
    table.answer(waits, "sekretaris")
    table.answer(waits, "admin-blk", "Butir 2: tempat magangnya empat, bukan enam.")
    ahead = table.call(
        "Rapat triwulan Forum Vokasi", -10, ("Hasil kelas tahun ini", "Rencana tahun depan"), "dinas", "admin-blk", "perusahaan",
        "sekretaris", "lsp",
    )  # fmt: skip
    for account, coming, note in (
        ("dinas", True, "Kepala bidang pelatihan"),
        ("perusahaan", False, "Bersamaan dengan audit pembeli"),
    ):
        invitation = ahead.invitations.get(member=table.members[account])
        answer_invitation(by=world.actor(account), invitation=invitation, coming=coming, note=note, now=world.now)


def _closed(table: Table) -> None:
    meeting = table.call(
        "Rapat awal tahun forum", 40, ("Kursi yang kosong", "Kebutuhan tenaga kerja"), "dinas", "admin-blk", "perusahaan",
        "sekretaris",
    )  # fmt: skip
    table.hold(
        meeting,
        "1. Kursi yang kosong\nPendamping usaha akan diundang.\n\n2. Kebutuhan tenaga kerja\nDua belas operator garmen.",
    )
    for account in CAME:
        table.answer(meeting, account)
    close_minutes(by=table.secretary, convening=meeting, version=1, now=meeting.ends_at + timedelta(days=1))
    _added(table, meeting)
    said = Said(
        table.world.ago(39),
        letter_number="005/12/FORUM",
        place="Contoh",
        signatory="Joko Latihan",
        signatory_role="Sekretaris forum",
    )
    make_meeting_paper(
        by=table.secretary, convening=meeting, kind=MeetingPaperKind.MINUTES, said=said, now=table.world.at(39)
    )


def _added(table: Table, meeting: Convening) -> None:
    """A correction that stands, and an addition that waits for words."""
    world = table.world
    right = write_addendum(
        by=world.actor("perusahaan"), convening=meeting, member=table.members["perusahaan"],
        note=Note("correction", "Butir 2: kebutuhan kami empat belas operator garmen, bukan dua belas."), now=world.at(37),
    )  # fmt: skip
    for account in ("dinas", "admin-blk", "sekretaris"):
        answer_addendum(
            by=world.actor(account),
            addendum=right,
            member=table.members[account],
            agrees=True,
            text="",
            now=world.at(36),
        )
    close_addendum(by=table.secretary, addendum=right, now=world.at(35))
    more = write_addendum(
        by=table.secretary, convening=meeting, member=None,
        note=Note("addition", "Butir 1: kursi pendamping ditawarkan juga kepada pendamping desa."), now=world.at(1),
    )  # fmt: skip
    answer_addendum(
        by=world.actor("dinas"), addendum=more, member=table.members["dinas"], agrees=False,
        text="Pendamping desa belum dibahas di rapat ini.", now=world.at(0, 7),
    )  # fmt: skip
