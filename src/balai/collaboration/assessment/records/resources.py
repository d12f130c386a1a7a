"""Money and means: what stands behind the work."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balai.collaboration.assessment.book import Row
from balai.collaboration.assessment.records.agreements import in_force
from balai.collaboration.assessment.records.meetings import at_table, between_actors
from balai.collaboration.assessment.records.promises import is_delivered
from balai.collaboration.assessment.rule import Reading, Told, rule
from balai.collaboration.enums import ContributionKind, FacilityCondition, Performed, Subject, YesNo
from balai.institutions.enums import Function

LATE = timedelta(days=30)
PARTS_OF_CAPACITY, UNFIT, LARGEST = 2, 1 / 3, Decimal("0.8")


@rule(
    "funding.given", Subject.FUNDING, reads=("contributions",),
    words=gettext_lazy(
        "Dana mendukung bila sumbangan dana tercatat; menghambat bila tabel sumbangan lengkap dan tidak ada "
        "dana, atau semua dana hanya "
        "dijanjikan."
    ),
)  # fmt: skip
def funding(read: Reading) -> Iterator[Told]:
    rows = [row for row in read.rows("contributions") if row["kind"] == ContributionKind.FUNDING]
    given = [row for row in rows if is_delivered(row) or not row["promised_on"]]
    whole = read.is_complete("contributions")
    if given or (rows and not whole):
        yield Told(True, _("%(n)s sumbangan dana tercatat.") % {"n": len(rows)}, tuple(rows))
    elif whole and read.rows("activities"):
        yield Told(
            False, _("Tidak ada dana yang diserahkan; tabel sumbangan lengkap."), tuple(rows), ("contributions",)
        )


@rule(
    "budget_timing.late", Subject.BUDGET_TIMING, reads=("contributions", "activities"), days=LATE.days,
    words=gettext_lazy(
        "Waktu anggaran menghambat bila dana diserahkan lebih dari %(days)s hari sesudah dijanjikan, atau "
        "separuh kegiatan mulai lebih dari "
        "%(days)s hari sesudah rencananya."
    ),
)  # fmt: skip
def budget_timing(read: Reading) -> Iterator[Told]:
    money = [
        row for row in read.rows("contributions")
        if row["kind"] == ContributionKind.FUNDING and _is_late(row, "promised_on", "delivered_on")
    ]  # fmt: skip
    planned = [row for row in read.rows("activities") if row["planned_start"] and row["start"]]
    late = [row for row in planned if _is_late(row, "planned_start", "start")]
    if money:
        because = _("%(n)s sumbangan dana diserahkan lebih dari sebulan sesudah dijanjikan.") % {"n": len(money)}
        yield Told(False, because, tuple(money))
    if late and 2 * len(late) >= len(planned):
        said = {"late": len(late), "n": len(planned)}
        because = _("%(late)s dari %(n)s kegiatan mulai lebih dari sebulan sesudah rencananya.") % said
        yield Told(False, because, tuple(late))


def _is_late(row: Row, wanted: str, done: str) -> bool:
    last, first = row.last(wanted), row.first(done)
    return last is not None and first is not None and first > last + LATE


@rule(
    "power_imbalance.concentration", Subject.POWER_IMBALANCE, reads=("contributions", "institutions"), largest=80,
    words=gettext_lazy(
        "Ketimpangan menghambat bila satu dari tiga organisasi atau lebih menanggung paling sedikit %(largest)s "
        "persen nilai sumbangan, dan "
        "tabel sumbangan lengkap dengan angkanya."
    ),
)  # fmt: skip
def concentration(read: Reading) -> Iterator[Told]:
    rows = [row for row in read.rows("contributions") if (row.number("amount") or 0) > 0]
    shares: dict[frozenset[str], Decimal] = {}
    for row in rows:
        who = read.actors.organisations([row["institution"]])
        shares[who] = shares.get(who, Decimal(0)) + (row.number("amount") or 0)
    total = sum(shares.values(), Decimal(0))
    if (
        len(shares) > PARTS_OF_CAPACITY
        and read.is_complete("contributions")
        and max(shares.values()) >= LARGEST * total
    ):
        share = round(100 * max(shares.values()) / total)
        yield Told(
            False, _("Satu organisasi menanggung %(share)s persen nilai sumbangan.") % {"share": share}, tuple(rows)
        )


@rule(
    "facilities.condition", Subject.FACILITIES, reads=("facilities",),
    words=gettext_lazy(
        "Sarana menghambat bila sepertiga atau lebih dari yang dicatat keadaannya aus, rusak, terlalu sempit "
        "atau tidak ada; mendukung bila "
        "dua atau lebih tercatat dan semuanya baik."
    ),
)  # fmt: skip
def facilities(read: Reading) -> Iterator[Told]:
    rows = [row for row in read.rows("facilities") if row["condition"]]
    unfit = [row for row in rows if row["condition"] != FacilityCondition.GOOD]
    if unfit and len(unfit) >= UNFIT * len(rows):
        said = {"unfit": len(unfit), "n": len(rows)}
        yield Told(False, _("%(unfit)s dari %(n)s sarana yang tercatat tidak baik.") % said, tuple(unfit))
    elif not unfit and len(rows) >= PARTS_OF_CAPACITY:
        yield Told(True, _("Semua %(n)s sarana yang tercatat baik.") % {"n": len(rows)}, tuple(rows))


@rule(
    "instructors.certified", Subject.INSTRUCTORS, reads=("instructors",),
    words=gettext_lazy(
        "Instruktur mendukung bila semua kelompok instruktur yang tercatat bersertifikat kompetensi; menghambat "
        "bila separuh atau lebih tidak."
    ),
)  # fmt: skip
def instructors(read: Reading) -> Iterator[Told]:
    rows = [row for row in read.rows("instructors") if row["competence_certified"]]
    without = [row for row in rows if row["competence_certified"] == YesNo.NO]
    if rows and not without:
        yield Told(True, _("Semua instruktur yang tercatat bersertifikat kompetensi."), tuple(rows))
    elif without and 2 * _heads(without) >= _heads(rows):
        said = {"without": _heads(without), "n": _heads(rows)}
        yield Told(
            False,
            _("%(without)s dari %(n)s instruktur yang tercatat tanpa sertifikat kompetensi.") % said,
            tuple(without),
        )


def _heads(rows: list[Row]) -> int:
    return sum(row.count("count") or 1 for row in rows)


@rule(
    "materials.delivered", Subject.MATERIALS, reads=("contributions",),
    words=gettext_lazy(
        "Bahan mendukung bila bahan diserahkan; menghambat bila bahan dijanjikan, tabel sumbangan lengkap, dan "
        "tidak ada yang diserahkan."
    ),
)  # fmt: skip
def materials(read: Reading) -> Iterator[Told]:
    yield from _delivered(
        read,
        ContributionKind.MATERIALS,
        _("Bahan diserahkan: %(n)s sumbangan."),
        _("Bahan dijanjikan, belum diserahkan."),
    )


@rule(
    "market_access.delivered", Subject.MARKET_ACCESS, reads=("contributions",),
    words=gettext_lazy(
        "Akses pasar mendukung bila sudah diberikan; menghambat bila dijanjikan, tabel sumbangan lengkap, dan "
        "tidak ada yang diberikan."
    ),
)  # fmt: skip
def market_access(read: Reading) -> Iterator[Told]:
    yield from _delivered(
        read,
        ContributionKind.MARKET_ACCESS,
        _("Akses pasar diberikan: %(n)s sumbangan."),
        _("Akses pasar dijanjikan, belum diberikan."),
    )


def _delivered(read: Reading, kind: ContributionKind, given: str, missing: str) -> Iterator[Told]:
    rows = [row for row in read.rows("contributions") if row["kind"] == kind]
    delivered = [row for row in rows if is_delivered(row)]
    promised = [row for row in rows if row["promised_on"]]
    if delivered:
        yield Told(True, given % {"n": len(delivered)}, tuple(delivered))
    elif promised and read.is_complete("contributions"):
        yield Told(False, missing, tuple(promised), ("contributions",))


@rule(
    "capacity.parts", Subject.CAPACITY, reads=("agreements", "mandates", "meetings", "contributions", "institutions"),
    least=PARTS_OF_CAPACITY,
    words=gettext_lazy(
        "Kapasitas punya empat bagian: aturan (dasar tertulis yang berlaku antara dua organisasi), kepemimpinan "
        "(koordinator atau fasilitator "
        "menjalankan tugas), pengetahuan (keahlian, kurikulum atau evaluasi yang dibagikan) dan sumber daya "
        "(sumbangan diserahkan dua "
        "organisasi). Memadai bila tiga bagian terlihat, kuat bila keempatnya; lemah bila tabel sumbangan "
        "lengkap dan kurang dari %(least)s "
        "organisasi memberi."
    ),
)  # fmt: skip
def capacity(read: Reading) -> Iterator[Told]:
    parts = [part for part in (_rules(read), _leading(read), _knowledge(read), _means(read)) if part]
    if len(parts) > PARTS_OF_CAPACITY:
        rows = tuple(row for part in parts for row in part)
        because = _("%(n)s dari empat bagian kapasitas terlihat di catatan.") % {"n": len(parts)}
        yield Told(True, because, rows, strong=len(parts) > PARTS_OF_CAPACITY + 1)
    givers = read.actors.organisations(row["institution"] for row in read.rows("contributions"))
    if read.is_complete("contributions") and len(read.actors.by_code) > 1 and len(givers) < PARTS_OF_CAPACITY:
        because = _("Hanya %(n)s organisasi memberi sumber daya; tabel sumbangan lengkap.") % {"n": len(givers)}
        yield Told(False, because, tuple(read.rows("contributions")), ("contributions",))


def _rules(read: Reading) -> list[Row]:
    return [row for row in in_force(read) if len(read.actors.organisations(row.codes("parties"))) >= PARTS_OF_CAPACITY]


def _leading(read: Reading) -> list[Row]:
    leaders = set(read.actors.with_function(Function.COORDINATOR, Function.FACILITATOR))
    return [row for row in read.rows("mandates") if row["institution"] in leaders and row["performed"] == Performed.YES]


def _knowledge(read: Reading) -> list[Row]:
    kinds = (ContributionKind.EXPERTISE, ContributionKind.CURRICULUM)
    shared = [row for row in read.rows("contributions") if row["kind"] in kinds and is_delivered(row)]
    looked = [row for row in between_actors(read) if row["kind"] == "evaluation" and at_table(row)]
    return [*shared, *looked]


def _means(read: Reading) -> list[Row]:
    rows = [row for row in read.rows("contributions") if is_delivered(row)]
    return rows if len(read.actors.organisations(row["institution"] for row in rows)) >= PARTS_OF_CAPACITY else []
