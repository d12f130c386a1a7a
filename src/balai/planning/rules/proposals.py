"""May a package be proposed, answered, sent?"""

from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.funding.models import FundLine
from balai.institutions.models import Institution
from balai.institutions.voice import has_own_voice
from balai.kernel.clock import today_in, zone_name
from balai.kernel.formats import rupiah, tanggal
from balai.kernel.refusal import Refused
from balai.planning.enums import BatchState, PackageState, RoundState
from balai.planning.models import Package, PlanningRound
from balai.programmes.models import Curriculum


def check_may_propose(actor: Actor, centre_id: int) -> None:
    if not actor.may(Permission.PACKAGE_PROPOSE, centre_id):
        raise Refused("may_not_propose", _("Usulan hanya bisa diajukan oleh petugas balai pelatihan itu sendiri."))


def may_answer(actor: Actor, package: Package, today: date) -> bool:
    """The funder; or, while nobody sits at the funder, the centre that writes down what it was told."""
    if actor.may(Permission.PACKAGE_DECIDE, package.funder_id):
        return True
    told = actor.may(Permission.PACKAGE_PROPOSE, package.centre_id)
    return told and not has_own_voice(package.funder_id, Permission.PACKAGE_DECIDE, today)


def check_may_answer(actor: Actor, package: Package, today: date) -> None:
    if not may_answer(actor, package, today):
        raise Refused("may_not_answer", _("Usulan ini dijawab oleh petugas lembaga pendana yang dituju."))


def check_funder(funder: Institution) -> None:
    if not funder.is_verified:
        raise Refused(
            "funder_unverified",
            _("Lembaga pendana ini belum diperiksa dinas. Pilih pendana lain, atau tunggu pemeriksaannya."),
            "funder",
        )


def check_need(package: Package) -> None:
    """Numbers counted by themselves are no need (R-000-18): a proposal that is sent points at one, or says why it cannot."""
    pointed = package.evidence.filter(Q(need__isnull=False) | Q(job_order__isnull=False)).exists()
    if pointed or package.no_need_why:
        return
    raise Refused(
        "no_need_named",
        _(
            "Usulan belum menunjuk kebutuhan. Pilih permintaan kerja, kebutuhan, atau potensi daerah; bila tidak ada, tulis mengapa."
        ),
        "needs",
    )


def check_no_need_why(text: str) -> str:
    """Empty where a need is pointed at; else a sentence."""
    return check_reason(text, "no_need_why") if text.strip() else ""


def check_year(year: int) -> None:
    if not 2000 <= year <= 2100:
        raise Refused("year_unlikely", _("Tahun anggaran ditulis empat angka, misalnya 2026."), "year")


def check_round_open(funder: Institution, year: int) -> PlanningRound | None:
    """Locks the round, so that nothing is sent while it is being closed. A year without a round takes proposals."""
    row = PlanningRound.objects.select_for_update().filter(funder=funder, year=year).first()
    if row is not None and row.state == RoundState.CLOSED:
        day = tanggal(today_in(funder.zone, row.closed_at)) if row.closed_at else "-"
        raise Refused(
            "round_closed",
            _("Perencanaan %(funder)s tahun %(year)s ditutup %(day)s. Petugas %(funder)s yang bisa membukanya lagi.")
            % {"funder": funder.name, "year": year, "day": day},
            "year",
        )
    return row


def check_takes_proposals(funder: Institution, year: int, now: datetime) -> None:
    """Open, and its last day has not passed where the funder is; a draft can be written later, but not sent."""
    row = check_round_open(funder, year)
    if row is not None and row.closes_on is not None and today_in(funder.zone, now) > row.closes_on:
        words = {"funder": funder.name, "year": year, "day": tanggal(row.closes_on), "zone": zone_name(funder.zone)}
        raise Refused(
            "round_over",
            _(
                "Usulan untuk %(funder)s tahun %(year)s ditunggu sampai %(day)s pukul 23.59 %(zone)s. "
                "Rancangan tetap tersimpan; petugas %(funder)s yang bisa membukanya lagi."
            )
            % words,
            "year",
        )


def check_may_mend(package: Package, now: datetime) -> None:
    """A draft always; what was sent until the last day of the planning, afterwards only where the funder asked for it."""
    if package.state == PackageState.DRAFT or package.mend_asked_at is not None:
        return
    row = PlanningRound.objects.filter(funder_id=package.funder_id, year=package.year).first()
    if row is None or row.closes_on is None or today_in(package.funder.zone, now) <= row.closes_on:
        return
    funder = package.funder
    words = {"funder": funder.name, "day": tanggal(row.closes_on), "zone": zone_name(funder.zone)}
    raise Refused(
        "mending_over",
        _(
            "Hari terakhir usulan untuk %(funder)s adalah %(day)s pukul 23.59 %(zone)s. Sesudah itu usulan yang sudah dikirim "
            "hanya bisa diperbaiki bila %(funder)s memintanya, atau membuka lagi perencanaannya."
        )
        % words,
    )


def may_change_programme(package: Package) -> bool:
    return package.state == PackageState.DRAFT or package.mend_asked_at is not None


def check_programme(package: Package, curriculum: Curriculum, proposable: QuerySet[Curriculum]) -> None:
    """proposable: curricula in force that the centre can propose."""
    if not may_change_programme(package):
        raise Refused(
            "programme_stands",
            _("Program usulan yang sudah dikirim hanya bisa diganti bila %(funder)s meminta perbaikan.")
            % {"funder": package.funder.name},
            "curriculum",
        )
    if not proposable.filter(pk=curriculum.pk).exists():
        raise Refused(
            "programme_not_offered",
            _("Kurikulum itu tidak berlaku atau bukan milik balai ini. Pilih program lain dari daftar."),
            "curriculum",
        )


def check_not_below_spent(cost: int, spent: int) -> None:
    if spent > cost:
        raise Refused(
            "below_spent",
            _("Sudah ada belanja %(spent)s dari paket ini. Tarik catatan belanjanya dahulu bila keliru.")
            % {"spent": rupiah(spent)},
            "amount",
        )


def check_not_below_classes(seats: int, given: int) -> None:
    if given > seats:
        raise Refused(
            "below_classes",
            _("Kelas dari paket ini sudah memakai %(given)s kursi. Tulis sedikitnya sebanyak itu.") % {"given": given},
            "seats",
        )


def check_line_fits(line: FundLine, package: Package) -> None:
    if line.year != package.year:
        raise Refused(
            "other_year",
            _(
                "Dana %(line)s adalah dana tahun %(line_year)s, sedangkan usulan ini untuk tahun %(year)s. Pilih dana tahun yang sama."
            )
            % {"line": line.title, "line_year": line.year, "year": package.year},
            "fund_line",
        )


def check_no_class(package: Package) -> None:
    if package.batches.exclude(state=BatchState.CANCELLED).exists():
        raise Refused("package_has_class", _("Sudah ada kelas dari paket ini. Batalkan kelasnya dahulu."))


def check_reason(reason: str, field: str = "reason") -> str:
    """Accepting may be short; a reason is still asked for, since the trail is what both sides learn from."""
    text = reason.strip()
    if text and len(text) < 10:
        raise Refused(
            "reason_missing", _("Alasan terlalu pendek. Tulis satu kalimat, sedikitnya sepuluh huruf."), field
        )
    if not text:
        raise Refused("reason_missing", _("Alasan belum ditulis. Satu kalimat cukup, sedikitnya sepuluh huruf."), field)
    return text


def check_size(seats: int, cost: int) -> None:
    """Every package names its money (R-000-02); what a company or the centre gives in goods is written at its value."""
    if seats < 1:
        raise Refused("no_seats", _("Jumlah kursi sedikitnya satu."), "seats")
    if cost < 0:
        raise Refused("negative_cost", _("Biaya tidak boleh kurang dari nol."), "cost")
    if cost == 0:
        raise Refused(
            "no_cost",
            _(
                "Biaya belum ada. Tulis biayanya dalam rupiah; bahan, alat, atau tenaga sumbangan ditulis menurut nilainya."
            ),
            "cost",
        )
