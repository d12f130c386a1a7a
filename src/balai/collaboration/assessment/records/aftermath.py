"""What came afterwards: looking in again, mentoring, what became of people. Unknown is never a no."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balai.collaboration.assessment.book import Row
from balai.collaboration.assessment.rule import Reading, Told, rule
from balai.collaboration.enums import MonitoringKind, MonitoringPhase, Subject
from balai.institutions.enums import Function

FOLLOWED, HALF, CERTIFIED, FEW_CERTIFIED, KNOWN = 0.75, 0.5, 0.7, 0.5, 0.8


def looked_after(read: Reading) -> tuple[list[Row], list[Row], list[Row]]:
    """Activities that somebody looked at afterwards, those nobody did, and the looks."""
    looks = [row for row in read.rows("monitoring") if row["phase"] == MonitoringPhase.AFTER]
    codes = {code for look in looks for code in look.codes("activity")}
    activities = read.rows("activities")
    return [row for row in activities if row.code in codes], [row for row in activities if row.code not in codes], looks


@rule(
    "post_training_monitoring.after", Subject.POST_TRAINING_MONITORING, reads=("activities", "monitoring"), followed=75, half=50,
    words=gettext_lazy(
        "Pemantauan sesudah pelatihan mendukung bila paling sedikit %(followed)s persen kegiatan dipantau "
        "sesudahnya; menghambat bila tabel "
        "pemantauan lengkap dan kurang dari %(half)s persen. Pemantauan selama pelatihan tidak dihitung."
    ),
)  # fmt: skip
def monitoring(read: Reading) -> Iterator[Told]:
    seen, unseen, looks = looked_after(read)
    n = len(seen) + len(unseen)
    said = {"seen": len(seen), "n": n}
    if seen and len(seen) >= FOLLOWED * n:
        yield Told(True, _("%(seen)s dari %(n)s kegiatan dipantau sesudahnya.") % said, tuple(looks))
    elif n and len(seen) < HALF * n and read.is_complete("monitoring"):
        because = _("%(seen)s dari %(n)s kegiatan dipantau sesudahnya; tabel pemantauan lengkap.") % said
        yield Told(False, because, tuple(unseen), ("monitoring",))


@rule(
    "mentoring.visits", Subject.MENTORING, reads=("activities", "monitoring", "institutions"),
    words=gettext_lazy(
        "Pendampingan mendukung bila separuh kegiatan atau lebih dikunjungi sesudahnya; menghambat bila ada "
        "pihak dengan tugas mendampingi, tabel "
        "pemantauan lengkap, dan tidak ada satu kunjungan pun sesudah kegiatan."
    ),
)  # fmt: skip
def mentoring(read: Reading) -> Iterator[Told]:
    activities = read.rows("activities")
    visits = [row for row in read.rows("monitoring")
              if row["phase"] == MonitoringPhase.AFTER and row["kind"] == MonitoringKind.VISIT]  # fmt: skip
    visited = {code for row in visits for code in row.codes("activity")} & {row.code for row in activities}
    if visited and len(visited) >= HALF * len(activities):
        said = {"n": len(visited), "of": len(activities)}
        yield Told(True, _("%(n)s dari %(of)s kegiatan dikunjungi sesudahnya.") % said, tuple(visits))
    elif activities and not visits and read.is_complete("monitoring") and read.actors.with_function(Function.MENTOR):
        because = _(
            "Ada pihak yang bertugas mendampingi, tetapi tidak ada kunjungan sesudah kegiatan; tabelnya lengkap."
        )
        yield Told(False, because, tuple(activities), ("monitoring",))


@dataclass(frozen=True, slots=True)
class Became:
    """People over all rows that say how many completed. low, high: working for sure, working at most."""

    rows: tuple[Row, ...]
    completed: int
    low: int
    high: int

    @property
    def unknown(self) -> int:
        return self.high - self.low


def became(read: Reading) -> Became:
    """Only rows in which somebody's state is known; who is in none of the groups is not known."""
    rows = []
    completed = low = high = 0
    for row in read.rows("outcomes"):
        n = row.count("completed")
        states = [row.count(name) for name in ("employed", "self_employed", "not_working")]
        if not n or all(one is None for one in (*states, row.count("unknown"))):
            continue
        working = min(n, (states[0] or 0) + (states[1] or 0))
        rows.append(row)
        completed, low, high = completed + n, low + working, high + max(working, n - (states[2] or 0))
    return Became(tuple(rows), completed, low, high)


@rule(
    "outcomes.certified", Subject.OUTCOMES, reads=("outcomes",), many=70, few=50,
    words=gettext_lazy(
        "Hasil sementara memadai bila paling sedikit %(many)s persen lulusan bersertifikat; lemah bila kurang "
        "dari %(few)s persen."
    ),
)  # fmt: skip
def certified(read: Reading) -> Iterator[Told]:
    rows = [row for row in read.rows("outcomes") if row.count("completed") and row.count("certified") is not None]
    of, n = sum(row.count("completed") or 0 for row in rows), sum(row.count("certified") or 0 for row in rows)
    because = _("%(n)s dari %(of)s lulusan bersertifikat.") % {"n": n, "of": of}
    if rows and (n >= CERTIFIED * of or n < FEW_CERTIFIED * of):
        yield Told(n >= CERTIFIED * of, because, tuple(rows))


@rule(
    "outcomes.working", Subject.OUTCOMES, reads=("outcomes",), half=50,
    words=gettext_lazy(
        "Hasil sementara memadai bila paling sedikit %(half)s persen lulusan pasti bekerja atau berusaha; lemah "
        "bila paling banyak pun kurang dari "
        "%(half)s persen. Selama yang belum diketahui bisa membalik jawabannya, tidak ada jawaban."
    ),
)  # fmt: skip
def working(read: Reading) -> Iterator[Told]:
    yield from _working(became(read))


@rule(
    "impacts.working", Subject.IMPACTS, reads=("outcomes",), half=50,
    words=gettext_lazy(
        "Dampak memadai bila paling sedikit %(half)s persen lulusan pasti bekerja atau berusaha pada tanggal "
        "yang tercatat; lemah bila paling "
        "banyak pun kurang dari itu. Kesejahteraan sendiri tidak tampak di catatan ini."
    ),
)  # fmt: skip
def impacts(read: Reading) -> Iterator[Told]:
    found = became(read)
    if all(row["as_of"] for row in found.rows):
        yield from _working(found)


def _working(found: Became) -> Iterator[Told]:
    said = {"low": found.low, "high": found.high, "n": found.completed, "unknown": found.unknown}
    because = _(
        "Antara %(low)s dan %(high)s dari %(n)s lulusan bekerja atau berusaha; %(unknown)s orang belum diketahui."
    )
    if found.completed and found.low >= HALF * found.completed:
        yield Told(True, because % said, found.rows)
    elif found.completed and found.high < HALF * found.completed:
        yield Told(False, because % said, found.rows)


@rule(
    "outcome_reporting.known", Subject.OUTCOME_REPORTING, reads=("outcomes", "activities"), known=80, half=50,
    words=gettext_lazy(
        "Pelaporan hasil mendukung bila nasib paling sedikit %(known)s persen lulusan diketahui; menghambat bila "
        "lebih dari %(half)s persen belum "
        "diketahui, atau tabel hasil lengkap dan tidak ada angka hasil sama sekali."
    ),
)  # fmt: skip
def outcome_reporting(read: Reading) -> Iterator[Told]:
    found = became(read)
    said = {"unknown": found.unknown, "n": found.completed}
    because = _("%(unknown)s dari %(n)s lulusan belum diketahui nasibnya.") % said
    if found.rows and found.unknown <= (1 - KNOWN) * found.completed:
        yield Told(True, because, found.rows)
    elif found.rows and found.unknown > HALF * found.completed:
        # Without these rows a complete table would say as much: so the finding rests on its completeness too.
        yield Told(False, because, found.rows, ("outcomes",) if read.is_complete("outcomes") else ())
    elif not found.rows and read.rows("activities") and read.is_complete("outcomes"):
        because = _("Tidak ada angka hasil dari %(n)s kegiatan; tabel hasil lengkap.") % {
            "n": len(read.rows("activities"))
        }
        yield Told(False, because, (), ("outcomes",))
