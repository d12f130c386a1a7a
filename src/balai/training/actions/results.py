"""The centre's result per part of the curriculum."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.audit.record import record
from balai.kernel.refusal import Refused
from balai.planning.models import Batch
from balai.programmes.models import CurriculumUnit
from balai.training.enums import CertificateState, UnitVerdict
from balai.training.models import Enrolment, TrainingCertificate, UnitResult
from balai.training.rules.authority import check_may_record


@dataclass(frozen=True, slots=True)
class Result:
    """verdict: UnitVerdict. score: of 100, where the centre gives one. verdict_only: score and note stay as they stand."""

    verdict: str
    score: Decimal | None = None
    note: str = ""
    verdict_only: bool = False


Place = tuple[int, int]
"""(enrolment id, curriculum unit id)"""


@transaction.atomic
def record_results(*, by: Actor, batch: Batch, results: Mapping[Place, Result], now: datetime) -> int:
    """New and changed results; what is not named stays. How many were written."""
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    check_may_record(by, batch)
    _check_places(batch, results)
    standing = {(r.enrolment_id, r.unit_id): r for r in UnitResult.objects.filter(enrolment__batch=batch)}
    new: list[UnitResult] = []
    changed: list[tuple[UnitResult, str]] = []
    for place, given in results.items():
        here = standing.get(place)
        if here is not None and given.verdict_only:
            given = Result(given.verdict, here.score, here.note)
        if here is None:
            new.append(UnitResult(enrolment_id=place[0], unit_id=place[1], **_fields(given, by, now)))
        elif (here.verdict, here.score, here.note) != (given.verdict, given.score, given.note):
            before = here.verdict
            for name, value in _fields(given, by, now).items():
                setattr(here, name, value)
            changed.append((here, before))
    _check_not_printed(new, changed)
    UnitResult.objects.bulk_create(new)
    UnitResult.objects.bulk_update([r for r, _b in changed], ["verdict", "score", "note", "recorded_by", "recorded_at"])
    if new or changed:
        record(by, "training.record_results", batch, results=len(new), corrected=len(changed))
    for row, before in changed:
        record(by, "training.correct_result", row, before=before, after=row.verdict)
    return len(new) + len(changed)


def _check_not_printed(new: Sequence[UnitResult], changed: Sequence[tuple[UnitResult, str]]) -> None:
    """A verdict that stands on a valid certificate: the paper goes first. Scores and notes are not printed."""
    people = {row.enrolment_id for row in new}
    people |= {row.enrolment_id for row, before in changed if row.verdict != before}
    out = TrainingCertificate.objects.filter(enrolment_id__in=people, state=CertificateState.ISSUED).order_by("pk")
    if paper := out.first():
        raise Refused(
            "has_certificate",
            _(
                "Sertifikat pelatihan %(number)s atas nama %(name)s sudah terbit dengan hasil ini. Cabut sertifikat itu dulu di "
                "halaman sertifikat, perbaiki hasilnya, lalu terbitkan lagi: nomor dan kodenya baru."
            )
            % {"number": paper.number, "name": paper.holder_name},
        )


def _fields(given: Result, by: Actor, now: datetime) -> dict[str, object]:
    return {
        "verdict": given.verdict,
        "score": given.score,
        "note": given.note[:300],
        "recorded_by": by.name,
        "recorded_at": now,
    }


def _check_places(batch: Batch, results: Mapping[Place, Result]) -> None:
    members = set(Enrolment.objects.filter(batch=batch).values_list("pk", flat=True))
    units = set(CurriculumUnit.objects.filter(curriculum_id=batch.curriculum_id).values_list("pk", flat=True))
    for (enrolment, unit), given in results.items():
        if enrolment not in members or unit not in units or given.verdict not in UnitVerdict.values:
            raise Refused("not_in_class", _("Ada isian yang bukan dari kelas ini. Muat ulang halaman, lalu isi lagi."))
        if given.score is not None and not 0 <= given.score <= 100:
            raise Refused("score_out_of_range", _("Nilai ditulis antara 0 dan 100. Perbaiki nilainya."), "score")
