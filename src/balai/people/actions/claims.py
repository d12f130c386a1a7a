"""An alumnus with a new account and an old record: the phone on file answers, else a clerk looks."""

import hmac
import secrets
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.accounts.models import User
from balai.audit.record import record
from balai.kernel.crypto import seal
from balai.kernel.refusal import Refused
from balai.people import messages
from balai.people.enums import ClaimState
from balai.people.models import ClaimRequest, Person
from balai.people.models.claims import claim_aad
from balai.people.queries.identity import matching_claim, phone_says_too_little
from balai.people.rules.authority import check_is_live, check_may_on, is_self
from balai.people.rules.details import read_nik
from balai.regions.models import Region

CODE_MINUTES = 15
MOST_ATTEMPTS = 5
MOST_A_DAY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """What the claimant says. regency: whose clerk looks when no phone can answer."""

    full_name: str
    birth_date: date
    nik: str = field(default="", repr=False)
    phone: str = ""
    regency: Region | None = None


@transaction.atomic
def claim_record(*, by: Actor, user: User, claimed: Claimed, now: datetime) -> ClaimRequest:
    """Always answers alike, whether a record exists or not: "if there is one, a code is on its way".

    Raises Refused("nik_…"), ("has_record") when the account has one, ("claim_open") when one is being looked at.
    """
    if by.user_id != user.pk:
        raise Refused("not_oneself", _("Catatan diambil oleh pemiliknya sendiri, dari akunnya sendiri."))
    if Person.objects.filter(user=user).exists():
        raise Refused("has_record", _("Akun ini sudah punya catatan. Buka halaman Data saya."))
    if ClaimRequest.objects.filter(user=user, asked_at__gt=now - timedelta(days=1)).count() >= MOST_A_DAY:
        raise Refused("too_many_claims", _("Sudah lima kali dicoba hari ini. Coba lagi besok, atau datang ke dinas."))
    nik = read_nik(claimed.nik, claimed.birth_date, "")
    digits = nik.digits if nik else ""
    found = matching_claim(digits, claimed.full_name, claimed.birth_date, claimed.phone)
    claim = ClaimRequest(
        user=user, person=found, state=ClaimState.CODE_SENT, stated_name=" ".join(claimed.full_name.split())[:200],
        stated_birth_date=claimed.birth_date, stated_phone=claimed.phone, regency=claimed.regency, asked_at=now,
        code_expires_at=now + timedelta(minutes=CODE_MINUTES),
    )  # fmt: skip
    claim.nik_sealed = seal(digits, claim_aad(claim.pk)) if digits else None
    code = f"{secrets.randbelow(1_000_000):06}"
    claim.code_digest = _digest(claim, code)
    _save_only_one(claim)
    record(by, "people.claim", claim)
    if found is not None and found.phone and found.user_id is None:
        messages.claim_code(claim, found.phone, code)
    return claim


@transaction.atomic
def confirm_claim(*, by: Actor, claim: ClaimRequest, code: str, now: datetime) -> bool:
    """True when the code of the phone on file is right: linked, or, where others share that phone, with a clerk.

    Five wrong codes hand the claim to a clerk as well.

    Returns False for a wrong code, so that the counted attempt is kept; raises Refused when it is over.
    """
    claim = ClaimRequest.objects.select_for_update(of=("self",)).get(pk=claim.pk)
    if by.user_id != claim.user_id or claim.state != ClaimState.CODE_SENT:
        raise Refused("claim_over", _("Kode ini tidak bisa dipakai lagi. Minta petugas memeriksa, atau mulai lagi."))
    late = claim.code_expires_at is None or now > claim.code_expires_at
    if late or not hmac.compare_digest(bytes(claim.code_digest or b""), _digest(claim, code.strip())):
        claim.attempts += 1
        if claim.attempts >= MOST_ATTEMPTS:
            claim.state, claim.code_digest = ClaimState.WAITING, None
        claim.save(update_fields=["attempts", "state", "code_digest"])
        return False
    if claim.person is not None and phone_says_too_little(claim.person, claim.user):
        claim.state, claim.code_digest = ClaimState.WAITING, None
        claim.save(update_fields=["state", "code_digest"])
        record(by, "people.claim_to_clerk", claim, phone="shared")
        return True
    _link(by, claim, claim.person, now, "code")
    return True


@transaction.atomic
def ask_clerk(*, by: Actor, claim: ClaimRequest, regency: Region | None = None) -> ClaimRequest:
    """The phone on file is lost: an officer compares the identity card with the record."""
    claim = ClaimRequest.objects.select_for_update(of=("self",)).get(pk=claim.pk)
    if by.user_id != claim.user_id or claim.state != ClaimState.CODE_SENT:
        raise Refused("claim_over", _("Permintaan ini sudah ditangani. Muat ulang halaman untuk melihat jawabannya."))
    claim.state, claim.code_digest = ClaimState.WAITING, None
    claim.regency = regency or claim.regency
    claim.save(update_fields=["state", "code_digest", "regency"])
    record(by, "people.claim_to_clerk", claim)
    return claim


@transaction.atomic
def decide_claim(
    *, by: Actor, claim: ClaimRequest, person: Person | None, accept: bool, reason: str, now: datetime
) -> ClaimRequest:
    """An officer who may edit that person has seen the claimant's card. A refusal needs its reason."""
    claim = ClaimRequest.objects.select_for_update(of=("self",)).get(pk=claim.pk)
    if claim.state != ClaimState.WAITING:
        raise Refused("claim_over", _("Permintaan ini sudah dijawab petugas lain. Muat ulang halaman."))
    if by.user_id == claim.user_id:
        raise Refused("not_oneself", _("Permintaan Anda sendiri diperiksa petugas lain."))
    if accept:
        chosen = person or claim.person
        if chosen is None:
            raise Refused("person_needed", _("Pilih dulu catatan orang yang dimaksud."), "person")
        check_may_on(by, Permission.PERSON_EDIT, chosen)
        _link(by, claim, chosen, now, "clerk")
    else:
        if len(reason.strip()) < 10:
            raise Refused("reason_too_short", _("Tulis alasan penolakan, paling sedikit 10 huruf."), "reason")
        if not ClaimRequest.objects.visible_to(by).filter(pk=claim.pk).exists():
            raise Refused("not_your_claim", _("Permintaan ini dijawab petugas di wilayahnya."))
        claim.state, claim.reason = ClaimState.DECLINED, reason.strip()[:300]
        claim.decided_at, claim.decided_by = now, by.name
        claim.save()
        record(by, "people.decline_claim", claim)
    messages.claim_decided(claim)
    return claim


def _link(by: Actor, claim: ClaimRequest, person: Person | None, now: datetime, proof: str) -> None:
    locked = Person.objects.select_for_update().get(pk=person.pk) if person else None
    if locked is None or locked.user_id is not None:
        raise Refused("record_taken", _("Catatan ini sudah terhubung dengan akun lain. Minta petugas memeriksa."))
    check_is_live(locked)
    locked.user_id = claim.user_id
    locked.save(update_fields=["user"])
    claim.person, claim.state, claim.code_digest = locked, ClaimState.CONFIRMED, None
    claim.decided_at, claim.decided_by = now, by.name
    claim.save()
    record(by, "people.link_account", locked, user=claim.user_id, proof=proof, oneself=is_self(by, locked))


def _digest(claim: ClaimRequest, code: str) -> bytes:
    return hmac.digest(settings.SECRET_KEY.encode(), f"claim:{claim.pk}:{code}".encode(), sha256)


def _save_only_one(claim: ClaimRequest) -> None:
    """Starting again replaces a code that was not used; a claim a clerk looks at stays."""
    ClaimRequest.objects.filter(user=claim.user, state=ClaimState.CODE_SENT).update(
        state=ClaimState.EXPIRED, code_digest=None
    )
    try:
        with transaction.atomic():
            claim.save(force_insert=True)
    except IntegrityError as error:
        raise Refused("claim_open", _("Permintaan Anda sedang diperiksa petugas. Tunggu jawabannya.")) from error
