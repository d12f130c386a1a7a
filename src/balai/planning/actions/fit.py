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
    """A reason given for other facts gives way. Raises Refused("not_to_answer_for") for what has to be mended, and for what
    fits, and Refused("answered_already") when somebody was faster."""
    try:
        with transaction.atomic():
            batch = Batch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
            check_may_run(by, batch)
            check_not_ended(batch)
            text = check_reason(reason)[:300]
            asked = next((m for m in misfits(batch) if m.subject == subject and m.weight == Weight.ASKS), None)
            if asked is None:
                raise Refused(
                    "not_to_answer_for", _("Hal ini tidak bisa dilewati dengan alasan. Perbaiki dahulu kekurangannya.")
                )
            if asked.earlier:
                FitOverride.objects.filter(batch=batch, subject=subject).delete()
            row = FitOverride.objects.create(
                batch=batch, subject=subject, reason=text, facts=asked.facts, given_by=by.name, given_at=now
            )
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
    held = [one for one in misfits(batch, opening=True) if one.holds]
    if held:
        raise Refused(
            "does_not_fit",
            _("Kelas belum bisa diumumkan. %(what)s Lihat “Ruang, alat, dan instruktur” di halaman kelas.")
            % {"what": " ".join(one.sentence for one in held[:3])},
        )


def check_still_fits(batch: Batch) -> None:
    """Before it starts: a licence may have ended meanwhile, a room changed, equipment worn. Each is answered for."""
    held = [one for one in misfits(batch, opening=False) if one.holds]
    if held:
        raise Refused(
            "no_longer_fits",
            _(
                "Kelas belum bisa dimulai. %(what)s Perbaiki, atau tulis alasannya di “Ruang, alat, dan instruktur” "
                "di halaman kelas, lalu mulai lagi."
            )
            % {"what": " ".join(one.sentence for one in held[:3])},
        )
