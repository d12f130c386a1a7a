"""Attendance that a phone kept while there was no network."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from balai.access.actor import Actor
from balai.kernel.device import DeviceItem, Receipt, ReceiptState
from balai.kernel.refusal import Refused
from balai.training.actions.statements import Told, tell_marks
from balai.training.enums import MarkSource, StatementState
from balai.training.models import MarkStatement, TrainingSession


def take_marks(*, by: Actor, items: Sequence[DeviceItem], now: datetime) -> list[Receipt]:
    """body: {session, enrolment, mark, seen, note}, ids as numbers. Each meeting is a transaction of its own; one that refuses
    does not hold up the others, and one bad mark does not hold up its meeting."""
    meetings: dict[int, list[DeviceItem]] = defaultdict(list)
    for item in items:
        meetings[_number(item, "session")].append(item)
    rows = TrainingSession.objects.visible_to(by).in_bulk(list(meetings))
    receipts: dict[object, Receipt] = {}
    for pk, sent in meetings.items():
        for receipt in _one_meeting(by, rows.get(pk), sent, now):
            receipts[receipt.id] = receipt
    return [receipts[item.id] for item in items]


def _one_meeting(
    by: Actor, session: TrainingSession | None, sent: Sequence[DeviceItem], now: datetime
) -> list[Receipt]:
    if session is None:
        sentence = _("Pertemuan ini tidak ditemukan atau bukan kelas Anda lagi. Hubungi balai Anda.")
        return [Receipt(item.id, ReceiptState.REFUSED, sentence) for item in sent]
    try:
        answers = tell_marks(
            by=by, session=session, told=[_told(item) for item in sent], source=MarkSource.PHONE, now=now
        )
    except Refused as no:
        if len(sent) == 1 or no.code != "not_in_class":
            return [Receipt(item.id, ReceiptState.REFUSED, str(no)) for item in sent]
        return [receipt for item in sent for receipt in _one_meeting(by, session, [item], now)]
    return [_receipt(item, answer) for item, answer in zip(sent, answers, strict=True)]


def _receipt(item: DeviceItem, answer: MarkStatement) -> Receipt:
    if answer.state != StatementState.DIFFERS:
        return Receipt(item.id, ReceiptState.DONE)
    sentence = _("Sudah ada tanda lain: %(mark)s. Keduanya disimpan; putuskan di halaman “Tanda yang berbeda”.") % {
        "mark": answer.get_standing_display()
    }
    return Receipt(item.id, ReceiptState.DIFFERS, sentence)


def _told(item: DeviceItem) -> Told:
    words = {name: _storable(str(item.body.get(name) or "")) for name in ("mark", "seen", "note")}
    return Told(item.id, _number(item, "enrolment"), words["mark"], item.made_at, words["seen"], words["note"])


def _storable(text: str) -> str:
    """JSON may carry NUL and half a letter (a lone surrogate); no database takes them."""
    return text.encode("utf-8", "replace").decode().replace("\0", "")


def _number(item: DeviceItem, name: str) -> int:
    value = item.body.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 2**63 else 0
