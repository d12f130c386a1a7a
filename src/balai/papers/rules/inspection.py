"""Who gives a mandate, over what; who draws, opens and finds under it, and until when."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor, Area
from balai.access.permissions import Permission as P
from balai.institutions.models import Institution
from balai.kernel.formats import tanggal
from balai.kernel.refusal import Refused
from balai.papers.enums import Finding, MandateScope
from balai.papers.evidence import LINE_KINDS
from balai.papers.models import Mandate, Sample, SampleLine

MOST_LINES = 200
MOST_MANDATE_DAYS = 731


def area_given(actor: Actor, giver: Institution) -> Area | None:
    """The area for which the actor's desk at the giver answers."""
    desks = (desk for desk in actor.desks if desk.institution == giver.pk and desk.area is not None)
    return next((desk.area for desk in desks if desk.area in actor.areas_with(P.MANDATE_GIVE)), None)


def check_may_give(actor: Actor, giver: Institution, scope: str) -> None:
    if not actor.may(P.MANDATE_GIVE, giver.pk):
        raise Refused(
            "may_not_give_mandate",
            _("Surat tugas pemeriksaan dicatat oleh pendana atau dinas yang memberi tugas. Hubungi salah satunya."),
        )
    if scope == MandateScope.AREA and area_given(actor, giver) is None:
        raise Refused(
            "no_area",
            _("Lembaga Anda tidak bertanggung jawab atas suatu wilayah. Pilih kelas yang didanainya."),
            "scope",
        )


def check_term(first: date, last: date) -> None:
    if last < first:
        raise Refused(
            "ends_before_start", _("Hari terakhir lebih awal daripada hari pertama. Perbaiki tanggalnya."), "valid_to"
        )
    if (last - first).days > MOST_MANDATE_DAYS:
        raise Refused(
            "mandate_too_long", _("Surat tugas berlaku paling lama dua tahun. Perbaiki hari terakhirnya."), "valid_to"
        )


def is_valid(mandate: Mandate, today: date) -> bool:
    return mandate.ended_at is None and mandate.valid_from <= today <= mandate.valid_to


def may_inspect(actor: Actor, mandate: Mandate, today: date) -> bool:
    return actor.may(P.INSPECT, mandate.body_id) and is_valid(mandate, today)


def check_may_inspect(actor: Actor, mandate: Mandate, today: date) -> None:
    if not actor.may(P.INSPECT, mandate.body_id):
        raise Refused(
            "may_not_inspect", _("Pemeriksaan ini dikerjakan pemeriksa dari %(who)s.") % {"who": mandate.body.name}
        )
    if mandate.ended_at is not None:
        raise Refused(
            "mandate_over",
            _("Surat tugas %(number)s sudah diakhiri. Mintalah yang baru kepada pemberinya.")
            % {"number": mandate.letter_number},
        )
    if not is_valid(mandate, today):
        raise Refused(
            "mandate_over",
            _("Surat tugas %(number)s berlaku dari %(first)s sampai %(last)s. Mintalah yang baru kepada pemberinya.")
            % {
                "number": mandate.letter_number,
                "first": tanggal(mandate.valid_from),
                "last": tanggal(mandate.valid_to),
            },
        )


def check_wish(kinds: str, lines: int) -> None:
    if not kinds or set(kinds) - set(LINE_KINDS):
        raise Refused("nothing_to_draw", _("Pilih sedikitnya satu jenis baris yang diperiksa."), "kinds")
    if not 1 <= lines <= MOST_LINES:
        raise Refused("too_many_lines", _("Jumlah baris: tulis angka 1 sampai %(n)d.") % {"n": MOST_LINES}, "lines")


def check_opened(actor: Actor, line: SampleLine) -> None:
    """Nobody judges what they did not look at."""
    if not line.openings.filter(opened_by=actor.name).exists():
        raise Refused("not_opened", _("Buka dulu bukti di belakang baris ini, lalu catat temuannya."))


def check_finding(finding: str) -> None:
    if finding not in Finding.values:
        raise Refused("no_finding", _("Pilih temuan untuk baris ini."), "finding")


def check_not_sent(sample: Sample) -> None:
    if sample.sent_at is not None:
        raise Refused(
            "findings_sent",
            _("Temuan contoh ini sudah dikirim ke balai dan tidak berubah lagi. Undi contoh baru bila perlu."),
        )


def check_all_judged(sample: Sample) -> None:
    left = sample.lines.filter(finding="").count()
    if left:
        raise Refused(
            "lines_left", _("Masih ada %(n)d baris yang belum diperiksa. Catat temuannya dulu.") % {"n": left}
        )


def may_answer(actor: Actor, line: SampleLine) -> bool:
    """line: with its batch. Where a line asks for an answer is told by `SampleLine.objects.unanswered`."""
    return actor.may(P.TRAINING_CERTIFY, line.batch.centre_id)


def check_may_answer(actor: Actor, line: SampleLine) -> None:
    sent = SampleLine.objects.sent().exclude(finding=Finding.FITS).filter(pk=line.pk).exists()
    if not (sent and may_answer(actor, line)):
        raise Refused(
            "may_not_answer",
            _("Temuan dijawab petugas balai penyelenggara kelasnya, sesudah pemeriksa mengirimkannya."),
        )


def check_may_read_answers(actor: Actor, mandate: Mandate) -> None:
    """Also after the mandate has ended: an answer may come later."""
    if not actor.may(P.INSPECT, mandate.body_id):
        raise Refused(
            "may_not_inspect", _("Pemeriksaan ini dikerjakan pemeriksa dari %(who)s.") % {"who": mandate.body.name}
        )
