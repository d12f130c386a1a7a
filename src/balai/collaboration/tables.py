"""The case workbook: its tables, their columns, and where each cell is kept. Reading, export and pages follow this one list.

`expected` (what a study concluded) is not in it: the product never reads it.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from balai.collaboration import enums as e
from balai.collaboration import models as m
from balai.institutions.enums import AgreementKind, Sector


class Is(StrEnum):
    """What a cell may hold."""

    CODE = "code"  # the row's own code
    TEXT = "text"
    WORDS = "words"  # words separated by ";", an open vocabulary
    CHOICE = "choice"
    DATE = "date"  # 2019, 2019-09, 2019-09-10
    COUNT = "count"  # whole number of people or things
    NUMBER = "number"  # kept as written, read as a number where it is one
    ONE = "one"  # code of a row of another table
    MANY = "many"  # such codes separated by ";"


@dataclass(frozen=True, slots=True)
class Link:
    """Where the codes of a MANY column are kept: one row of `model` a code. target: its key to the other table."""

    model: type[models.Model]
    target: str = "member"
    part: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """choices: of a CHOICE. to: table a ONE or MANY refers to. link: of a MANY. bounds: of a NUMBER. longest: characters."""

    name: str
    label: str | Promise
    kind: Is = Is.TEXT
    choices: type[models.TextChoices] | None = None
    to: str = ""
    link: Link | None = None
    bounds: tuple[int, int] | None = None
    required: bool = False
    longest: int = 20_000


@dataclass(frozen=True, slots=True)
class Table:
    """pairs: columns of dates of which the second may not lie before the first."""

    name: str
    label: str | Promise
    model: type[models.Model]
    columns: tuple[Column, ...]
    key: str = "code"
    pairs: tuple[tuple[str, str], ...] = ()

    def column(self, name: str) -> Column | None:
        return next((c for c in self.columns if c.name == name), None)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(c.name for c in self.columns)


def _code() -> Column:
    return Column("code", _("kode"), Is.CODE, required=True, longest=120)


def _text(name: str, label: str | Promise, *, required: bool = False, longest: int = 20_000) -> Column:
    return Column(name, label, required=required, longest=longest)


def _date(name: str, label: str | Promise) -> Column:
    return Column(name, label, Is.DATE)


def _count(name: str, label: str | Promise) -> Column:
    return Column(name, label, Is.COUNT)


def _choice(name: str, label: str | Promise, choices: type[models.TextChoices]) -> Column:
    return Column(name, label, Is.CHOICE, choices)


def _member(name: str, label: str | Promise) -> Column:
    return Column(name, label, Is.ONE, to="institutions")


def _members(name: str, label: str | Promise, link: Link) -> Column:
    return Column(name, label, Is.MANY, to="institutions", link=link)


def _activities(model: type[models.Model]) -> Column:
    return Column("activity", _("kegiatan"), Is.MANY, to="activities", link=Link(model, "activity"))


_P = e.PartyPart
TABLES: tuple[Table, ...] = (
    Table(
        "case",
        _("kasus"),
        m.Period,
        (
            _code(),
            _text("title", _("judul"), required=True),
            _date("period_start", _("awal masa")),
            _date("period_end", _("akhir masa")),
            _text("region", _("wilayah"), longest=300),
            _choice("framework", _("kerangka"), e.Framework),
            _text("source", _("sumber")),
        ),
        pairs=(("period_start", "period_end"),),
    ),
    Table(
        "sources",
        _("sumber"),
        m.Source,
        (_code(), _choice("kind", _("jenis"), e.SourceKind), _text("title", _("judul")), _text("location", _("letak"))),
    ),
    Table(
        "institutions",
        _("pihak"),
        m.Member,
        (
            _code(),
            _text("name", _("nama"), required=True, longest=300),
            _text("kind", _("jenis"), longest=120),
            _choice("sector", _("sektor"), Sector),
            Column("functions", _("fungsi"), Is.WORDS),
            Column("parent", _("induk"), Is.ONE, to="institutions"),
            _text("region", _("wilayah"), longest=300),
        ),
    ),
    Table(
        "mandates",
        _("tugas"),
        m.MandateNote,
        (
            _code(),
            _member("institution", _("pihak")),
            _text("text", _("isi")),
            _choice("performed", _("dijalankan"), e.Performed),
        ),
    ),
    Table(
        "agreements",
        _("dasar tertulis"),
        m.Basis,
        (
            _code(),
            _text("title", _("judul"), longest=400),
            _choice("kind", _("jenis"), AgreementKind),
            _members("parties", _("para pihak"), Link(m.BasisParty)),
            _date("valid_from", _("berlaku dari")),
            _date("valid_to", _("berlaku sampai")),
        ),
        pairs=(("valid_from", "valid_to"),),
    ),
    Table(
        "meetings",
        _("pertemuan"),
        m.Meeting,
        (
            _code(),
            _text("title", _("judul")),
            _choice("kind", _("jenis"), e.MeetingKind),
            _choice("mode", _("cara"), e.MeetingMode),
            _choice("recurrence", _("seberapa sering"), e.Recurrence),
            _date("date", _("tanggal")),
            _members("convened_by", _("diundang oleh"), Link(m.MeetingParty, part=_P.CONVENED)),
            _members("attended_by", _("dihadiri oleh"), Link(m.MeetingParty, part=_P.ATTENDED)),
        ),
    ),
    Table(
        "decisions",
        _("keputusan"),
        m.Decision,
        (
            _code(),
            Column("meeting", _("pertemuan"), Is.ONE, to="meetings"),
            _choice("kind", _("jenis"), e.DecisionKind),
            _text("text", _("isi")),
            _members("agreed_by", _("disetujui oleh"), Link(m.DecisionParty)),
        ),
    ),
    Table(
        "commitments",
        _("janji"),
        m.Commitment,
        (
            _code(),
            _member("institution", _("pihak")),
            _text("text", _("isi")),
            _text("measure", _("ukuran")),
            Column("target", _("sasaran"), Is.NUMBER, longest=200),
            _date("due", _("tenggat")),
            Column("achieved", _("tercapai"), Is.NUMBER, longest=200),
        ),
    ),
    Table(
        "contributions",
        _("sumbangan"),
        m.Contribution,
        (
            _code(),
            _member("institution", _("pihak")),
            _choice("kind", _("jenis"), e.ContributionKind),
            _text("text", _("isi")),
            Column("amount", _("jumlah"), Is.NUMBER, longest=200),
            _date("promised_on", _("dijanjikan")),
            _date("delivered_on", _("diserahkan")),
        ),
    ),
    Table(
        "activities",
        _("kegiatan"),
        m.Activity,
        (
            _code(),
            _text("title", _("judul")),
            _choice("kind", _("jenis"), e.ActivityKind),
            _members("provider", _("penyelenggara"), Link(m.ActivityParty, part=_P.PROVIDER)),
            _members("funder", _("pendana"), Link(m.ActivityParty, part=_P.FUNDER)),
            _choice("fund_source", _("sumber dana"), e.FundSource),
            _text("planned_village", _("rencana desa atau kelurahan"), longest=200),
            _text("planned_district", _("rencana kecamatan"), longest=200),
            _text("village", _("desa atau kelurahan"), longest=200),
            _text("district", _("kecamatan"), longest=200),
            _date("planned_start", _("rencana mulai")),
            _date("planned_end", _("rencana selesai")),
            _date("start", _("mulai")),
            _date("end", _("selesai")),
            _count("target", _("sasaran")),
            _count("realised", _("terlaksana")),
        ),
        pairs=(("planned_start", "planned_end"), ("start", "end")),
    ),
    Table(
        "outcomes",
        _("hasil"),
        m.ActivityOutcome,
        (
            _code(),
            _activities(m.OutcomeOf),
            _date("as_of", _("keadaan pada")),
            _count("completed", _("selesai")),
            _count("certified", _("bersertifikat")),
            _count("employed", _("bekerja")),
            _count("self_employed", _("berusaha sendiri")),
            _count("not_working", _("tidak bekerja")),
            _count("unknown", _("belum diketahui")),
            _text("note", _("catatan")),
        ),
    ),
    Table(
        "monitoring",
        _("pemantauan"),
        m.Monitoring,
        (
            _code(),
            _activities(m.MonitoringOf),
            _choice("phase", _("waktu"), e.MonitoringPhase),
            _date("date", _("tanggal")),
            _members("by", _("oleh"), Link(m.MonitoringParty)),
            _choice("kind", _("jenis"), e.MonitoringKind),
            _text("finding", _("temuan")),
        ),
    ),
    Table(
        "facilities",
        _("sarana dan prasarana"),
        m.FacilityNote,
        (
            _code(),
            _member("institution", _("pihak")),
            _text("item", _("barang atau ruang")),
            _choice("kind", _("jenis"), e.FacilityKind),
            _choice("condition", _("keadaan"), e.FacilityCondition),
            _text("note", _("catatan")),
        ),
    ),
    Table(
        "instructors",
        _("instruktur"),
        m.InstructorNote,
        (
            _code(),
            _member("institution", _("pihak")),
            _count("count", _("jumlah orang")),
            _choice("competence_certified", _("bersertifikat kompetensi"), e.YesNo),
            _text("licence", _("lisensi")),
            _text("note", _("catatan")),
        ),
    ),
    Table(
        "issues",
        _("hambatan"),
        m.Issue,
        (
            _code(),
            _member("raised_by", _("disampaikan oleh")),
            _choice("subject", _("hal"), e.Subject),
            _text("text", _("isi")),
            _date("raised_on", _("disampaikan")),
            _date("resolved_on", _("selesai")),
        ),
    ),
    Table(
        "claims",
        _("pernyataan"),
        m.Claim,
        (
            _code(),
            Column("source", _("sumber"), Is.ONE, to="sources"),
            _choice("method", _("cara"), e.ClaimMethod),
            _text("speaker", _("penutur"), longest=200),
            _choice("subject", _("hal"), e.Subject),
            _choice("polarity", _("arah"), e.Polarity),
            _text("text", _("isi")),
            _choice("inferred", _("disimpulkan"), e.YesNo),
        ),
    ),
    Table(
        "pulse",
        _("survei singkat"),
        m.PulseAnswer,
        (
            _code(),
            _member("institution", _("pihak")),
            _date("date", _("tanggal")),
            Column("item", _("butir"), Is.CHOICE, e.PulseItem),
            Column("score", _("nilai"), Is.NUMBER, bounds=(1, 5), longest=16),
            _count("respondents", _("jumlah penjawab")),
        ),
    ),
    Table(
        "coverage",
        _("kelengkapan"),
        m.Coverage,
        (
            Column("table", _("tabel"), Is.CODE, required=True, longest=16),
            _choice("complete", _("lengkap"), e.YesNo),
            _text("note", _("catatan")),
        ),
        key="table",
    ),
)
"""In the order in which they can be read: a table refers only to those above it (institutions to themselves)."""

BY_NAME = {table.name: table for table in TABLES}
NEVER_READ = frozenset({"expected"})
LIST_MARK = ";"
