"""Promises and mandates: given, due, kept."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balai.collaboration.assessment.book import Row
from balai.collaboration.assessment.rule import Reading, Told, rule
from balai.collaboration.enums import Performed, Subject

KEPT, BROKEN, LEAST = 0.75, 0.5, 2


def is_delivered(row: Row) -> bool:
    """A contribution with the day it was handed over. One only named, or only promised, is not."""
    return bool(row["delivered_on"])


def is_kept(row: Row) -> bool:
    target, achieved = row.number("target"), row.number("achieved")
    return target is not None and achieved is not None and target > 0 and achieved >= target


def is_broken(read: Reading, row: Row) -> bool:
    """Due within what is judged, counted, and short of its target. Without a count nothing is known."""
    target, achieved = row.number("target"), row.number("achieved")
    if target is None or achieved is None or achieved >= target:
        return False
    due, ends = row.last("due"), read.book.ends
    return due is not None and ends is not None and due <= ends


@rule(
    "commitment.kept", Subject.COMMITMENT, reads=("commitments",), kept=75, broken=50, least=LEAST,
    words=gettext_lazy(
        "Dari janji yang angkanya diketahui (sedikitnya %(least)s): komitmen memadai bila paling sedikit "
        "%(kept)s persen ditepati, lemah bila "
        "paling sedikit %(broken)s persen lewat tenggat tanpa tercapai; di antara keduanya bercampur."
    ),
)  # fmt: skip
def commitment(read: Reading) -> Iterator[Told]:
    kept = [row for row in read.rows("commitments") if is_kept(row)]
    broken = [row for row in read.rows("commitments") if is_broken(read, row)]
    n = len(kept) + len(broken)
    if n < LEAST:
        return
    said = {"kept": len(kept), "n": n, "broken": len(broken)}
    for_it = _("%(kept)s dari %(n)s janji yang sudah bisa dinilai ditepati.") % said
    against = _("%(broken)s dari %(n)s janji lewat tenggat tanpa tercapai.") % said
    if len(broken) < BROKEN * n:
        yield Told(
            True, for_it, tuple(kept) if len(kept) >= KEPT * n else (*kept, *broken), strong=not broken and n > LEAST
        )
    if len(kept) < KEPT * n:
        yield Told(False, against, tuple(broken) if len(broken) >= BROKEN * n else (*kept, *broken))


@rule(
    "commitment.mandates", Subject.COMMITMENT, reads=("mandates", "institutions"), least=LEAST,
    words=gettext_lazy(
        "Tugas yang dijalankan menunjukkan komitmen bila sedikitnya %(least)s organisasi menjalankan tugasnya "
        "dan tidak ada yang tercatat lalai; "
        "lemah bila lebih banyak tugas tidak dijalankan daripada dijalankan. Tugas yang dijalankan tidak pernah "
        "menunjukkan kepercayaan."
    ),
)  # fmt: skip
def mandates(read: Reading) -> Iterator[Told]:
    rows = read.rows("mandates")
    done = [row for row in rows if row["performed"] == Performed.YES]
    left = [row for row in rows if row["performed"] == Performed.NO]
    who = read.actors.organisations(row["institution"] for row in done)
    if len(who) >= LEAST and not left:
        said = {"n": len(done), "who": len(who)}
        yield Told(True, _("%(n)s tugas dijalankan oleh %(who)s organisasi.") % said, tuple(done))
    elif len(left) > len(done):
        said = {"n": len(left), "of": len(left) + len(done)}
        yield Told(False, _("%(n)s dari %(of)s tugas tidak dijalankan.") % said, (*left, *done))
