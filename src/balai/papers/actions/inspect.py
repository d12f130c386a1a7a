"""An inspection: a mandate is given and ended, a sample is drawn, lines are opened and judged. Nothing of the class changes."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.audit.record import record
from balai.institutions.models import Institution
from balai.kernel.clock import today_in
from balai.kernel.once import saved_once
from balai.kernel.reasons import check_reason
from balai.kernel.refusal import Refused
from balai.papers.drawing import classes_of, draw
from balai.papers.enums import Finding, MandateScope
from balai.papers.models import LineOpening, Mandate, Sample, SampleLine
from balai.papers.rules.inspection import (
    area_given,
    check_finding,
    check_may_give,
    check_may_inspect,
    check_not_sent,
    check_opened,
    check_term,
    check_wish,
)
from balai.planning.models import Batch

LONGEST_SEED = 10**12


@dataclass(frozen=True, slots=True)
class NewMandate:
    """body: whose inspectors; giver: the body that sends them. scope: of MandateScope."""

    body: Institution
    giver: Institution
    scope: str
    letter_number: str
    valid_from: date
    valid_to: date


@dataclass(frozen=True, slots=True)
class Wish:
    """What to draw: of one class or of a year. seed: empty to have one drawn."""

    kinds: str
    lines: int
    batch: Batch | None = None
    year: int | None = None
    seed: str = ""


@transaction.atomic
def give_mandate(*, by: Actor, mandate: NewMandate, now: datetime) -> Mandate:
    """The same letter twice is refused by the constraint."""
    check_may_give(by, mandate.giver, mandate.scope)
    check_term(mandate.valid_from, mandate.valid_to)
    area = area_given(by, mandate.giver) if mandate.scope == MandateScope.AREA else None
    try:
        with transaction.atomic():
            made = Mandate.objects.create(
                body=mandate.body, giver=mandate.giver, scope=mandate.scope, letter_number=mandate.letter_number.strip(),
                area_level=area.level if area else "", area_region_id=area.region if area else None,
                valid_from=mandate.valid_from, valid_to=mandate.valid_to, given_by=by.name, given_at=now,
            )  # fmt: skip
    except IntegrityError:
        sentence = _("Nomor surat tugas ini sudah tercatat. Periksa nomornya.")
        raise Refused("mandate_exists", sentence, "letter_number") from None
    record(by, "papers.give_mandate", made, body=made.body_id, giver=made.giver_id, scope=str(made.scope))
    return made


@transaction.atomic
def end_mandate(*, by: Actor, mandate: Mandate, reason: str, now: datetime) -> Mandate:
    """From now on nothing opens under it; what was found stays."""
    mandate = Mandate.objects.select_for_update(of=("self",)).select_related("giver").get(pk=mandate.pk)
    check_may_give(by, mandate.giver, MandateScope.FUNDER)
    if mandate.ended_at is not None:
        raise Refused("mandate_over", _("Surat tugas ini sudah diakhiri. Muat ulang halaman ini."))
    mandate.end_reason, mandate.ended_at = check_reason(reason)[:300], now
    mandate.save(update_fields=["end_reason", "ended_at"])
    record(by, "papers.end_mandate", mandate)
    return mandate


@transaction.atomic
def draw_sample(*, by: Actor, mandate: Mandate, wish: Wish, now: datetime, client_id: UUID | None = None) -> Sample:
    """client_id: of the page it was drawn on; the same again answers the first sample. Raises Refused("nothing_there")."""
    check_may_inspect(by, mandate, today_in(mandate.giver.zone, now))
    check_wish(wish.kinds, wish.lines)
    seed = wish.seed or str(secrets.randbelow(LONGEST_SEED))
    sample = Sample(
        mandate=mandate, batch=wish.batch, year=None if wish.batch else wish.year, kinds=wish.kinds, seed=seed,
        asked=wish.lines, pool=0, pool_sum="", drawn_by=by.name, drawn_at=now, client_id=client_id,
    )  # fmt: skip
    drawn = draw(classes_of(sample), wish.kinds, seed, wish.lines)
    if not drawn.lines:
        raise Refused(
            "nothing_there", _("Tidak ada baris yang bisa diundi di sana. Pilih kelas, tahun, atau jenis lain.")
        )
    sample.pool, sample.pool_sum = drawn.pool, drawn.pool_sum
    if (first := saved_once(sample, mandate=mandate)) is not sample:
        return first
    SampleLine.objects.bulk_create(
        SampleLine(sample=sample, number=n, batch_id=batch, code=code) for n, (batch, code) in enumerate(drawn.lines, 1)
    )
    record(
        by, "papers.draw_sample", sample, mandate=mandate.pk, lines=len(drawn.lines), pool=drawn.pool, kinds=wish.kinds
    )
    return sample


@transaction.atomic
def open_line(*, by: Actor, line: SampleLine, now: datetime) -> LineOpening:
    """Each opening is kept, and stands in the audit trail with the class and the code of the line."""
    mandate = line.sample.mandate
    check_may_inspect(by, mandate, today_in(mandate.giver.zone, now))
    made = LineOpening.objects.create(line=line, opened_by=by.name, opened_at=now)
    record(by, "papers.open_evidence", line, sample=line.sample_id, batch=line.batch_id, code=line.code)
    return made


def locked_sample(pk: int) -> Sample:
    """Findings are written, and closed, under the lock of their sample."""
    rows = Sample.objects.select_for_update(of=("self",)).select_related("mandate__body", "mandate__giver__region")
    return rows.get(pk=pk)


@transaction.atomic
def note_finding(*, by: Actor, line: SampleLine, finding: str, note: str, now: datetime) -> SampleLine:
    """Changed later it leaves both in the trail, until the findings are sent. What does not fit or is not found says why."""
    sample = locked_sample(line.sample_id)
    mandate = sample.mandate
    check_may_inspect(by, mandate, today_in(mandate.giver.zone, now))
    check_not_sent(sample)
    line = SampleLine.objects.select_for_update().get(pk=line.pk)
    check_finding(finding)
    check_opened(by, line)
    before, words = line.finding, " ".join(note.split())
    line.finding = finding
    line.note = (words if finding == Finding.FITS else check_reason(words, "note"))[:500]
    line.found_by, line.found_at = by.name, now
    line.save(update_fields=["finding", "note", "found_by", "found_at"])
    record(by, "papers.note_finding", line, sample=line.sample_id, before=before, after=str(finding))
    return line
