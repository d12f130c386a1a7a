"""What somebody should answer now, whatever the verdicts are."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from balai.collaboration.assessment.book import evidence
from balai.collaboration.assessment.records.actors import ALONE, joint_and_alone
from balai.collaboration.assessment.records.aftermath import looked_after
from balai.collaboration.assessment.records.promises import is_kept
from balai.collaboration.assessment.rule import Reading
from balai.collaboration.assessment.signs import Alarm
from balai.collaboration.enums import Subject
from balai.institutions.enums import Function

NEEDED = (Function.FUNDER, Function.TRAINING_PROVIDER, Function.CERTIFIER, Function.EMPLOYER, Function.MENTOR)
"""Functions without which the road from need to work has a hole."""


def alarms_of(read: Reading) -> list[Alarm]:
    found = (acting_alone, function_missing, silence, overdue, nobody_owns)
    return [alarm for rule in found for alarm in rule(read)]


def acting_alone(read: Reading) -> Iterator[Alarm]:
    joint, alone = joint_and_alone(read)
    n = len(joint) + len(alone)
    if len(alone) > 1 and len(alone) >= ALONE * n:
        because = _("%(alone)s dari %(n)s kegiatan dijalankan satu organisasi saja.") % {"alone": len(alone), "n": n}
        yield Alarm("acting_alone", Subject.SINGLE_ACTOR, because, evidence(alone))


def function_missing(read: Reading) -> Iterator[Alarm]:
    """Only where the list of bodies is complete: else nobody knows that they are missing."""
    if not read.actors.by_code or not read.is_complete("institutions"):
        return
    there = {word for code in read.actors.by_code for word in read.actors.functions(code)}
    for function in NEEDED:
        if function not in there:
            because = _("Tidak ada pihak yang menjadi %(function)s; daftar pihak lengkap.") % {
                "function": function.label
            }
            subject = {Function.EMPLOYER: Subject.PRIVATE_SECTOR, Function.MENTOR: Subject.MENTORING}.get(
                function, Subject.COORDINATION
            )
            yield Alarm("function_missing", subject, because, ("institutions",))


def silence(read: Reading) -> Iterator[Alarm]:
    """Activities of which nothing was written down after their end: no look, no figure."""
    _seen, unseen, _looks = looked_after(read)
    told = {
        code
        for row in read.rows("outcomes")
        if any(row.count(name) is not None for name in ("employed", "self_employed", "not_working"))
        for code in row.codes("activity")
    }
    ends = read.book.ends
    over = [
        row for row in unseen if row.code not in told and _is_over(row.last("end") or row.last("planned_end"), ends)
    ]
    if over and read.is_complete("monitoring"):
        because = _("Sesudah %(n)s kegiatan berakhir tidak ada pemantauan dan tidak ada angka hasil.") % {
            "n": len(over)
        }
        yield Alarm("silence", Subject.POST_TRAINING_MONITORING, because, (*evidence(over), "monitoring"))


def _is_over(last, ends) -> bool:  # type: ignore[no-untyped-def]
    return last is None or ends is None or last <= ends


def overdue(read: Reading) -> Iterator[Alarm]:
    """Past their day and not known to be kept."""
    ends = read.book.ends
    rows = [
        row for row in read.rows("commitments")
        if not is_kept(row) and (due := row.last("due")) is not None and ends is not None and due <= ends
    ]  # fmt: skip
    if rows:
        because = _("%(n)s janji lewat tenggat dan belum tercatat ditepati.") % {"n": len(rows)}
        yield Alarm("overdue", Subject.COMMITMENT, because, evidence(rows))


def nobody_owns(read: Reading) -> Iterator[Alarm]:
    rows = [row for row in read.rows("issues") if not row["raised_by"] and not row["resolved_on"]]
    if rows:
        because = _("%(n)s hambatan belum selesai dan tidak ada yang memegangnya.") % {"n": len(rows)}
        yield Alarm("nobody_owns", Subject.COORDINATION, because, evidence(rows))
