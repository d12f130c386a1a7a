"""What does not fit may be answered for, with a reason; the answer can be taken back."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.audit.record import record
from balai.kernel.refusal import Refused
from balai.planning.fit import Weight, misfits
from balai.planning.models import Batch, FitOverride
from balai.planning.rules import check_may_run, check_not_ended, check_reason


def answer_for(*, by: Actor, batch: Batch, subject: str, reason: str, now: datetime) -> FitOverride:
    """Raises Refused("not_to_answer_for") for what has to be mended, and for what fits."""
    try:
        with transaction.atomic():
            batch = Batch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
            check_may_run(by, batch)
            check_not_ended(batch)
            text = check_reason(reason)[:300]
            if not any(one.subject == subject and one.weight == Weight.ASKS for one in misfits(batch)):
                raise Refused(
                    "not_to_answer_for", _("Hal ini tidak bisa dilewati dengan alasan. Perbaiki dahulu kekurangannya.")
                )
            row = FitOverride.objects.create(batch=batch, subject=subject, reason=text, given_by=by.name, given_at=now)
            record(by, "planning.answer_for", batch, override=row.pk)
            return row
    except IntegrityError:
        raise Refused("answered_already", _("Alasan untuk hal ini sudah ditulis orang lain.")) from None


@transaction.atomic
def withdraw_answer(*, by: Actor, batch: Batch, subject: str) -> None:
    batch = Batch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    check_may_run(by, batch)
    gone, _rows = FitOverride.objects.filter(batch=batch, subject=subject).delete()
    if gone:
        record(by, "planning.withdraw_answer", batch)


def check_fits(batch: Batch) -> None:
    """Before a class is announced: everything that stops it is named."""
    held = [one for one in misfits(batch) if one.holds]
    if held:
        raise Refused(
            "does_not_fit",
            _("Kelas belum bisa diumumkan. %(what)s Lihat “Ruang, alat, dan instruktur” di halaman kelas.")
            % {"what": " ".join(one.sentence for one in held[:3])},
        )
