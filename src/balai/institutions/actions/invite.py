"""A desk is offered, and taken by whoever opens the link: with a new account or the one they have."""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from balai.access.actor import Actor
from balai.accounts.actions.create import create_account
from balai.accounts.models import User
from balai.accounts.queries import holder_of
from balai.audit.record import record
from balai.institutions.actions.proxy import end_proxies_of
from balai.institutions.messages import tell_invited
from balai.institutions.models import Institution, Invitation, Membership
from balai.institutions.parameters import INVITATION_DAYS
from balai.institutions.rules.authority import check_may_manage_desks, check_may_seat_as
from balai.institutions.rules.roles import check_role_fits
from balai.kernel.clock import today_in
from balai.kernel.refusal import Refused
from balai.parameters.queries import value_on


@dataclass(frozen=True, slots=True)
class Invitee:
    """email or phone (E.164); title: what the desk is called there. ends_on: last day of the desk, None for open."""

    role: str
    email: str = ""
    phone: str = ""
    title: str = ""
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class NewAccount:
    full_name: str
    password: str


def invite_to_desk(
    *, by: Actor, institution_id: int, invitee: Invitee, link: Callable[[str], str], now: datetime
) -> tuple[Invitation, str]:
    """link: makes the address out of the secret. Returns the invitation and that address, which is shown this once."""
    secret = secrets.token_urlsafe(24)
    with transaction.atomic():
        institution = (
            Institution.objects.select_for_update(of=("self",)).select_related("region").get(pk=institution_id)
        )
        check_may_manage_desks(by, institution)
        check_role_fits(institution, invitee.role)
        check_may_seat_as(by, invitee.role)
        today = today_in(institution.zone, now)
        _check_address(invitee, today)
        invitation = Invitation.objects.create(
            institution=institution, role=invitee.role, title=invitee.title, email=invitee.email, phone=invitee.phone,
            desk_ends_on=invitee.ends_on, token_hash=_hash(secret), invited_by=by.name, invited_at=now,
            expires_at=now + timedelta(days=value_on(INVITATION_DAYS, today)),
        )  # fmt: skip
        record(by, "institutions.invite", institution, invitation=invitation.pk, role=invitee.role)
        tell_invited(invitation, link(secret))
    return invitation, link(secret)


def find_invitation(secret: str, now: datetime) -> Invitation | None:
    """The open invitation of a link, None when it is unknown, used, taken back or too old."""
    rows = Invitation.objects.waiting_at(now).select_related("institution__region")
    return rows.filter(token_hash=_hash(secret)).first()


def accept_invitation(
    *, secret: str, now: datetime, user: User | None = None, account: NewAccount | None = None
) -> Membership:
    """user: who is signed in; account: a new one for who is not. Opens once, also when two open it at the same time."""
    try:
        with transaction.atomic():
            invitation = Invitation.objects.select_for_update(of=("self",)).select_related("institution__region").filter(
                token_hash=_hash(secret)
            ).first()  # fmt: skip
            if invitation is None or invitation.accepted_at or invitation.revoked_at or invitation.expires_at <= now:
                raise Refused(
                    "invitation_over",
                    _("Tautan undangan ini sudah dipakai, ditarik, atau kedaluwarsa. Mintalah undangan baru."),
                )
            holder = user or _new_user(invitation, account, now)
            return _seated(invitation, holder, now)
    except IntegrityError:
        raise Refused(
            "already_seated", _("Anda sudah duduk di meja ini. Buka halaman Meja untuk mulai bekerja.")
        ) from None


def revoke_invitation(*, by: Actor, invitation_id: int, now: datetime) -> Invitation:
    with transaction.atomic():
        invitation = Invitation.objects.select_for_update(of=("self",)).select_related("institution__region").get(
            pk=invitation_id
        )  # fmt: skip
        check_may_manage_desks(by, invitation.institution)
        if invitation.accepted_at is not None:
            raise Refused("already_accepted", _("Undangan ini sudah diterima. Akhiri mejanya bila tidak jadi."))
        invitation.revoked_at = now
        invitation.save(update_fields=["revoked_at"])
        record(by, "institutions.revoke_invitation", invitation.institution, invitation=invitation.pk)
    return invitation


def _seated(invitation: Invitation, holder: User, now: datetime) -> Membership:
    today = today_in(invitation.institution.zone, now)
    desk = Membership.objects.create(
        institution=invitation.institution, user=holder, role=invitation.role, title=invitation.title,
        starts_on=today, ends_on=invitation.desk_ends_on,
    )  # fmt: skip
    invitation.accepted_at, invitation.accepted_desk = now, desk
    invitation.save(update_fields=["accepted_at", "accepted_desk"])
    by = Actor(f"user:{holder.pk}", holder.pk)
    record(by, "institutions.accept_invitation", desk, invitation=invitation.pk, institution=invitation.institution_id)
    end_proxies_of(by=by, institution_id=invitation.institution_id, now=now)
    return desk


def _new_user(invitation: Invitation, account: NewAccount | None, now: datetime) -> User:
    if account is None:
        raise Refused("account_missing", _("Masuk dengan akun Anda, atau isi nama dan kata sandi untuk akun baru."))
    if holder_of(invitation.address) is not None:
        raise Refused(
            "sign_in_first",
            _("Alamat ini sudah punya akun. Masuk dulu dengan akun itu, lalu buka tautan undangan ini sekali lagi."),
        )
    return create_account(
        by="public", full_name=account.full_name, password=account.password, now=now,
        phone=invitation.phone, email=invitation.email,
    )  # fmt: skip


def _check_address(invitee: Invitee, today: date) -> None:
    if not invitee.email and not invitee.phone:
        raise Refused("address_missing", _("Isi alamat surel atau nomor telepon orang yang diundang."), "email")
    if invitee.ends_on is not None and invitee.ends_on < today:
        raise Refused("desk_already_over", _("Tanggal berakhir sudah lewat. Pilih tanggal mendatang."), "ends_on")


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()
