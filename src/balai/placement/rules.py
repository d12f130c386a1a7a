"""Who may refer, place and confirm; what must be said with it."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.demand.models import JobOrder
from balai.institutions.models import Institution
from balai.institutions.rules.authority import seat_of
from balai.kernel.refusal import Refused
from balai.people.models import Person
from balai.people.rules.authority import is_self, may_on
from balai.placement.enums import Side
from balai.placement.models import Placement, Referral

SOON = timedelta(days=60)


def check_may_refer(by: Actor, person: Person) -> None:
    if not may_on(by, Permission.REFER, person):
        raise Refused(
            "may_not_refer",
            _("Anda belum bisa merujuk atau menempatkan orang ini. Minta petugas lembaga yang melayaninya."),
        )


def check_order_is_open(order: JobOrder, today: date) -> None:
    if not JobOrder.objects.open_on(today).filter(pk=order.pk).exists():
        raise Refused(
            "order_not_open", _("Lowongan ini sudah tidak dibuka. Pilih lowongan lain yang masih dibuka."), "job_order"
        )


def may_answer_for(by: Actor, employer: Institution | None) -> bool:
    """The employer's own desk, or an office of its area that writes down what the employer said."""
    if employer is None:
        return False
    return by.may(Permission.PLACEMENT_CONFIRM, employer.pk) or by.may_in(
        Permission.PLACEMENT_CONFIRM, **seat_of(employer)
    )


def may_take_down_answer(by: Actor, referral: Referral) -> bool:
    """Whoever sent the person may write down what the employer told them; it is kept as told."""
    return may_answer_for(by, referral.job_order.employer) or by.may(Permission.REFER, referral.made_by_id)


def check_may_answer(by: Actor, referral: Referral) -> None:
    if not may_take_down_answer(by, referral):
        raise Refused(
            "not_your_referral",
            _(
                "Rujukan ini ditujukan kepada pemberi kerja lain. Hanya penerima atau pengirimnya yang mencatat jawaban."
            ),
        )


def may_keep(by: Actor, placement: Placement) -> bool:
    """The office or centre that made it, an office that serves the person."""
    return by.may(Permission.REFER, placement.made_by_id) or may_on(by, Permission.REFER, placement.person)


def check_may_keep(by: Actor, placement: Placement) -> None:
    if not may_keep(by, placement):
        raise Refused(
            "not_your_placement",
            _("Penempatan ini dicatat lembaga lain. Minta lembaga yang mencatatnya memperbaikinya."),
        )


def check_may_say(by: Actor, placement: Placement, side: str) -> None:
    """Each side speaks for itself; an office speaks as an office, also when it passes on what it was told."""
    allowed = {
        Side.PERSON: is_self(by, placement.person) or by.system,
        Side.EMPLOYER: may_answer_for(by, placement.employer),
        Side.OFFICE: may_keep(by, placement),
    }[Side(side)]
    if not allowed:
        raise Refused(
            "not_your_word",
            _("Keterangan pihak ini hanya bisa diisi oleh pihak itu sendiri. Catat sebagai keterangan petugas."),
            "side",
        )


def check_starts_on(starts_on: date, today: date) -> None:
    if starts_on > today + SOON:
        raise Refused(
            "start_too_far",
            _("“Mulai bekerja” lebih dari dua bulan lagi. Catat penempatan bila harinya sudah dekat."),
            "starts_on",
        )


def check_workplace(employer: Institution | None, name: str) -> str:
    tidied = " ".join(name.split())[:300]
    if employer is None and len(tidied) < 3:
        raise Refused(
            "no_workplace",
            _("“Pemberi kerja” belum diisi. Pilih dari daftar, atau tulis namanya bila belum ada di Balai."),
            "employer_name",
        )
    return "" if employer is not None else tidied


def check_as_of(as_of: date, placement: Placement, today: date) -> None:
    if as_of > today:
        raise Refused("day_ahead", _("“Keadaan pada tanggal” belum terjadi. Isi hari ini atau sebelumnya."), "as_of")
    if as_of < placement.starts_on - SOON:
        raise Refused(
            "day_before_start", _("“Keadaan pada tanggal” jauh sebelum hari mulai bekerja. Periksa lagi."), "as_of"
        )


def is_not_withdrawn(placement: Placement) -> bool:
    return placement.withdrawn_on is None
