"""Money: a package cannot exceed its line; who may write a line, and who may say who bears a duty."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.access.roles import ROLES, Role
from balai.funding.enums import STATE_MONEY
from balai.funding.models import FundLine
from balai.institutions.voice import may_speak
from balai.kernel.formats import rupiah
from balai.kernel.refusal import Refused

FIRST_YEAR, LAST_YEAR = 2000, 2100


def may_edit_funds(actor: Actor, funder_id: int, today: date) -> bool:
    """The funder's desk; while it has none, another body's that keeps funds, and the line says who wrote it down. A company
    keeps its own money and nobody else's."""
    if actor.may(Permission.FUND_EDIT, funder_id):
        return True
    keeps = any(Permission.FUND_EDIT in ROLES[desk.role].own and desk.role != Role.EMPLOYER for desk in actor.desks)
    return keeps and may_speak(actor, Permission.FUND_EDIT, funder_id, today)


def check_may_edit_funds(actor: Actor, funder_id: int, today: date) -> None:
    if not may_edit_funds(actor, funder_id, today):
        raise _not_yours()


def may_change_line(actor: Actor, line: FundLine, today: date) -> bool:
    """The funder's desk; while it has none, only the body that wrote the line down."""
    if actor.may(Permission.FUND_EDIT, line.funder_id):
        return True
    wrote_it = actor.may(Permission.FUND_EDIT, line.noted_by_id)
    return wrote_it and may_edit_funds(actor, line.funder_id, today)


def check_may_change_line(actor: Actor, line: FundLine, today: date) -> None:
    if not may_change_line(actor, line, today):
        raise _not_yours()


def _not_yours() -> Refused:
    return Refused(
        "not_your_funds",
        _("Dana ini milik lembaga lain. Hanya petugas lembaga itu yang bisa mengubahnya."),
        "funder",
    )


def check_within_ceiling(line: FundLine, committed: int, asked: int) -> None:
    """committed: rupiah already promised from the line, without the package asked about."""
    left = line.ceiling - committed
    if asked > left:
        raise Refused(
            "exceeds_fund_line",
            _("Biaya %(asked)s melebihi sisa dana %(line)s, yaitu %(left)s. Kurangi biaya atau pilih dana lain.")
            % {"asked": rupiah(asked), "line": line.title, "left": rupiah(max(left, 0))},
            "fund_line",
        )


def check_ceiling(amount: int) -> None:
    if amount < 0:
        raise Refused("negative_ceiling", _("Pagu tidak boleh kurang dari nol. Tulis jumlah rupiahnya."), "ceiling")


def check_not_below(ceiling: int, committed: int) -> None:
    if ceiling < committed:
        raise Refused(
            "below_committed",
            _("Pagu baru lebih kecil daripada %(committed)s yang sudah dijanjikan kepada paket. Batalkan paket dahulu.")
            % {"committed": rupiah(committed)},
            "ceiling",
        )


def check_year(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refused("year_unlikely", _("Tahun anggaran ditulis empat angka, misalnya 2026."), "year")


def check_guide(line: FundLine, number: str, received_on: date, changes: str, *, first: bool, today: date) -> None:
    """Only state money has operating guides; a later version says what is different."""
    if line.source not in STATE_MONEY:
        raise Refused("no_guide_here", _("Petunjuk operasional kegiatan (POK) hanya ada pada dana APBN."), "number")
    if not number.strip():
        raise Refused("number_missing", _("Nomor petunjuk belum ditulis. Salin dari suratnya."), "number")
    if received_on > today:
        raise Refused(
            "received_tomorrow", _("Tanggal terima belum tiba. Tulis hari petunjuk itu diterima."), "received_on"
        )
    if not first and len(changes.strip()) < 10:
        raise Refused(
            "changes_missing", _("Tulis apa yang berubah dari versi sebelumnya, satu kalimat cukup."), "changes"
        )


def may_set_chain(actor: Actor, funder_id: int | None) -> bool:
    """funder_id None: for the whole network, by the ministry or the operator; else for that body's own money."""
    if funder_id is None:
        return actor.may_for_all(Permission.PARAMETER_EDIT)
    return actor.may(Permission.FUND_EDIT, funder_id)


def check_may_set_chain(actor: Actor, funder_id: int | None) -> None:
    if may_set_chain(actor, funder_id):
        return
    if funder_id is None:
        raise Refused(
            "may_not_set_chain",
            _("Pembagian tugas untuk seluruh jaringan hanya diubah oleh kementerian atau operator sistem."),
            "funder",
        )
    raise Refused(
        "may_not_set_chain",
        _("Pembagian tugas untuk dana ini hanya diubah oleh petugas lembaga pendananya. Pilih lembaga Anda."),
        "funder",
    )
