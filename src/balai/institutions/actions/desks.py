"""Desks end, get a deputy, and pass to a successor in one act (mutasi)."""

from collections import Counter
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from balai.access.actor import Actor
from balai.accounts.models import User
from balai.audit.record import record
from balai.documents.models import StoredFile
from balai.institutions.models import Handover, Institution, Membership
from balai.institutions.rules.authority import check_may_manage_desks, check_may_seat_as, is_operator
from balai.institutions.rules.roles import manages_desks
from balai.kernel.clock import today_in
from balai.kernel.refusal import Refused
from balai.kernel.registry import registry


def end_desk(*, by: Actor, membership_id: int, last_day: date) -> Membership:
    """Raises Refused("last_manager") when nobody would be left who can seat others."""
    with transaction.atomic():
        desk = _locked(by, membership_id)
        if last_day < desk.starts_on:
            raise Refused(
                "ends_before_start", _("Hari terakhir lebih awal daripada hari mulai. Perbaiki tanggalnya."), "last_day"
            )
        _check_not_last_manager(by, desk)
        desk.ends_on = last_day
        desk.save(update_fields=["ends_on"])
        record(by, "institutions.end_desk", desk, institution=desk.institution_id, last_day=last_day)
    return desk


def appoint_deputy(
    *, by: Actor, membership_id: int, deputy_user_id: int, first_day: date, last_day: date
) -> Membership:
    """A colleague of the same body sits at the desk too, for a period. Raises Refused."""
    with transaction.atomic():
        desk = _locked(by, membership_id)
        check_may_seat_as(by, desk.role)
        _check_deputy(desk, deputy_user_id, first_day, last_day)
        deputy = Membership.objects.create(
            institution=desk.institution, user_id=deputy_user_id, role=desk.role, title=desk.title,
            starts_on=first_day, ends_on=last_day, deputy_of=desk,
        )  # fmt: skip
        record(by, "institutions.appoint_deputy", deputy, institution=desk.institution_id, deputy_of=desk.pk)
    return deputy


def hand_over_desk(
    *, by: Actor, from_membership: int, to_user: int, on_day: date, now: datetime, letter: StoredFile | None = None
) -> Handover:
    """Ends one desk, opens the other, and passes what every room keeps for it, all or nothing.

    on_day: the successor's first day, not in the future. The answer's counts: kind of work -> how many passed.
    """
    with transaction.atomic():
        return _handed_over(by, from_membership, to_user, on_day, now, letter)


def preview_handover(*, by: Actor, from_membership: int, to_user: int, on_day: date, now: datetime) -> dict[str, int]:
    """What would pass: the act itself, taken back. So it is true for every room, today's and tomorrow's."""
    with transaction.atomic():
        counts: dict[str, int] = _handed_over(by, from_membership, to_user, on_day, now, None).counts
        transaction.set_rollback(True)
    return counts


def _handed_over(
    by: Actor, from_membership: int, to_user: int, on_day: date, now: datetime, letter: StoredFile | None
) -> Handover:
    desk = _locked(by, from_membership)
    check_may_seat_as(by, desk.role)
    successor = User.objects.get(pk=to_user)
    _check_handover(desk, successor, on_day, today_in(desk.institution.zone, now))
    desk.ends_on = max(desk.starts_on, on_day - timedelta(days=1))
    desk.save(update_fields=["ends_on"])
    next_desk = _successors_desk(desk, successor, on_day)
    counts: Counter[str] = Counter()
    for _room, hooks in sorted(registry.desks.items()):
        if hooks.hand_over is not None:
            counts.update(hooks.hand_over(desk.user_id, successor.pk, desk.institution_id))
    handover = Handover.objects.create(
        institution=desk.institution, from_desk=desk, to_desk=next_desk, from_user_id=desk.user_id, to_user=successor,
        on_day=on_day, letter=letter, counts=dict(counts), by=by.name, at=now,
    )  # fmt: skip
    record(by, "institutions.hand_over_desk", handover, institution=desk.institution_id, **_as_facts(counts))
    return handover


def _successors_desk(desk: Membership, successor: User, on_day: date) -> Membership:
    try:
        with transaction.atomic():
            return Membership.objects.create(
                institution=desk.institution, user=successor, role=desk.role, title=desk.title, starts_on=on_day
            )
    except IntegrityError:
        raise Refused("already_seated", _("Pengganti sudah duduk di meja dengan peran yang sama."), "to_user") from None


def _locked(by: Actor, membership_id: int) -> Membership:
    """The body is locked first: two who change its desks at once come one after the other."""
    place = Membership.objects.values_list("institution_id", flat=True).get(pk=membership_id)
    institution = Institution.objects.select_for_update(of=("self",)).select_related("region").get(pk=place)
    check_may_manage_desks(by, institution)
    desk = Membership.objects.select_for_update(of=("self",)).select_related("user").get(pk=membership_id)
    desk.institution = institution
    if desk.ends_on is not None and desk.ends_on < desk.starts_on:
        raise Refused("desk_over", _("Meja ini sudah berakhir."))
    return desk


def _check_not_last_manager(by: Actor, desk: Membership) -> None:
    if not manages_desks(desk.role) or is_operator(by):
        return
    others = Membership.objects.filter(institution=desk.institution, ends_on__isnull=True).exclude(pk=desk.pk)
    if not any(manages_desks(role) for role in others.values_list("role", flat=True)):
        raise Refused(
            "last_manager",
            _("Ini meja terakhir yang bisa mengatur meja lain. Serahkan dulu kepada penggantinya (mutasi)."),
        )


def _check_deputy(desk: Membership, deputy_user_id: int, first_day: date, last_day: date) -> None:
    if last_day < first_day:
        raise Refused(
            "ends_before_start", _("Hari terakhir lebih awal daripada hari pertama. Perbaiki tanggalnya."), "last_day"
        )
    if deputy_user_id == desk.user_id:
        raise Refused("own_deputy", _("Pilih rekan lain: seseorang tidak bisa mewakili dirinya sendiri."), "deputy")
    desks = Membership.objects.filter(institution=desk.institution, user_id=deputy_user_id)
    if not desks.held_on(first_day).exists():
        raise Refused(
            "not_a_colleague",
            _("Wakil harus sudah punya meja di lembaga ini. Undang dulu orangnya, lalu tunjuk sebagai wakil."),
            "deputy",
        )
    overlapping = desks.filter(role=desk.role, starts_on__lte=last_day).exclude(ends_on__lt=first_day)
    if overlapping.exists():
        raise Refused("already_seated", _("Orang ini sudah memegang peran yang sama pada masa itu."), "deputy")


def _check_handover(desk: Membership, successor: User, on_day: date, today: date) -> None:
    if successor.pk == desk.user_id:
        raise Refused("same_person", _("Pilih orang lain sebagai pengganti."), "to_user")
    if on_day > today:
        raise Refused(
            "handover_in_future", _("Mutasi dicatat pada hari berlakunya. Pilih hari ini atau sebelumnya."), "on_day"
        )
    if on_day < desk.starts_on:
        raise Refused("before_start", _("Tanggal mutasi lebih awal daripada hari mulai meja ini."), "on_day")
    if desk.ends_on is not None and desk.ends_on < on_day:
        raise Refused("desk_over", _("Meja ini sudah berakhir sebelum tanggal itu."), "on_day")
    if not successor.is_active:
        raise Refused("account_closed", _("Akun pengganti tidak aktif. Undang kembali orangnya lebih dulu."), "to_user")


def _as_facts(counts: Counter[str]) -> dict[str, int]:
    """Kinds become names of facts; the audit takes codes alone."""
    return {f"moved_{kind.replace('.', '_').replace(' ', '_')}"[:60]: n for kind, n in counts.items()}
