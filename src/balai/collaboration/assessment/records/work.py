"""The work itself: where it was held and how many came."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balai.collaboration.assessment.book import Row
from balai.collaboration.assessment.rule import Reading, Told, rule
from balai.collaboration.enums import Subject

FULL, THIN, MOVED, LEAST = 0.9, 0.7, 0.3, 2


@rule(
    "participation.places", Subject.PARTICIPATION, reads=("activities",), full=90, thin=70,
    words=gettext_lazy(
        "Partisipasi mendukung bila paling sedikit %(full)s persen tempat terisi, menghambat di bawah %(thin)s "
        "persen. Bila di setiap kegiatan "
        "realisasi persis sama dengan rencana, angkanya tidak dipakai: realisasi yang disalin dari rencana tidak "
        "menunjukkan apa-apa."
    ),
)  # fmt: skip
def participation(read: Reading) -> Iterator[Told]:
    rows = [row for row in read.rows("activities") if row.count("target") and row.count("realised") is not None]
    if all(row.count("target") == row.count("realised") for row in rows) and len(rows) >= LEAST or not rows:
        return
    target, came = sum(row.count("target") or 0 for row in rows), sum(row.count("realised") or 0 for row in rows)
    because = _("%(came)s dari %(target)s tempat terisi.") % {"came": came, "target": target}
    if came >= FULL * target:
        yield Told(True, because, tuple(rows))
    elif came < THIN * target:
        yield Told(False, because, tuple(rows))


@rule(
    "location.moved", Subject.LOCATION, reads=("activities",), moved=30,
    words=gettext_lazy(
        "Lokasi menghambat bila paling sedikit %(moved)s persen kegiatan diadakan di desa, kelurahan atau "
        "kecamatan lain daripada rencananya."
    ),
)  # fmt: skip
def location(read: Reading) -> Iterator[Told]:
    known = [row for row in read.rows("activities") if _both(row)]
    moved = [row for row in known if _moved(row)]
    if len(moved) >= LEAST and len(moved) >= MOVED * len(known):
        said = {"moved": len(moved), "n": len(known)}
        yield Told(
            False, _("%(moved)s dari %(n)s kegiatan diadakan di tempat lain daripada rencananya.") % said, tuple(moved)
        )


def _both(row: Row) -> bool:
    return bool(row["planned_village"] and row["village"] or row["planned_district"] and row["district"])


def _moved(row: Row) -> bool:
    pairs = (("planned_village", "village"), ("planned_district", "district"))
    return any(
        row[planned] and row[held] and row[planned].casefold() != row[held].casefold() for planned, held in pairs
    )
