"""The phone of a claim answers with the code it was sent."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.admissions import messages
from balai.admissions.actions.locks import locked_application
from balai.admissions.actions.tie import tie
from balai.admissions.enums import ApplicationState, VerifiedBy
from balai.admissions.models import Application, PhoneCheck, PhoneQuota
from balai.admissions.parameters import CODE_SENDS
from balai.admissions.rules.phone_codes import (
    A_DAY,
    LENGTH,
    LONG,
    code_hash,
    digits_of,
    new_code,
    quota_of,
    quotas_of,
    refusal_of,
)
from balai.audit.record import record
from balai.kernel.insert import count_up, insert_many
from balai.kernel.refusal import Refused
from balai.notifications.send import reaches_phones
from balai.parameters.queries import value_on

_CHECK = {"application_id": "uuid", "quota": "uuid", "code_hash": "bytea"}


def send_codes(applications: Sequence[Application], now: datetime) -> list[Application]:
    """Inside the caller's transaction. Leaves out phones that got their share of a day; returns who was sent one.

    The last of a phone's share is a long code, which answers every claim with that phone.
    """
    if not applications:
        return []
    limit = value_on(CODE_SENDS, now.date())
    quotas = {phone: quota_of(phone) for phone in {row.phone for row in applications}}
    asked = Counter(quotas[row.phone] for row in applications)
    counted = count_up("admissions_phonequota", asked, now, A_DAY)
    codes: list[tuple[Application, str]] = []
    checks: list[tuple[UUID, UUID | None, bytes]] = []
    for row in applications:
        quota = quotas[row.phone]
        asked[quota] -= 1
        place = counted[quota] - asked[quota]
        if place > limit:
            continue
        digits, of = (new_code(LONG), quota) if place == limit else (new_code(), None)
        codes.append((row, digits))
        checks.append((row.pk, of, code_hash(of or row.pk, digits)))
    insert_many("admissions_phonecheck", _CHECK, checks, {"sent_at": now, "attempts": 0})
    messages.phone_codes(codes)
    return [row for row, _digits in codes]


def forget_quotas(now: datetime) -> int:
    """For the worker: counters that no longer count. Returns how many."""
    return PhoneQuota.objects.filter(since__lte=now - A_DAY).delete()[0]


@transaction.atomic
def resend_code(*, by: Actor, application: Application, now: datetime) -> Application:
    """A new code; older ones stop counting. Raises Refused "codes_spent" when the phone got its share of today, "no_phone",
    "phones_not_reached"."""
    application = locked_application(application.pk)
    _check_waits(application)
    if not application.phone:
        raise Refused("no_phone", _("Pendaftaran ini tanpa nomor telepon. Datang ke balai dengan KTP Anda."))
    if not reaches_phones():
        raise Refused(
            "phones_not_reached",
            _(
                "Dari sini pesan ke telepon tidak dapat dikirim. Datang ke balai dengan KTP supaya pendaftaran Anda tercatat."
            ),
        )
    if not send_codes([application], now):
        raise Refused(
            "codes_spent",
            _(
                "Nomor ini sudah cukup dikirimi kode hari ini. Ketik dua belas angka dari pesan terakhirnya, yang berlaku untuk "
                "semua pendaftaran dengan nomor itu, atau datang ke balai dengan KTP."
            ),
        )
    record(by, "admissions.resend_code", application)
    return application


def answer_code(*, by: Actor, application: Application, code: str, now: datetime) -> Application:
    """Raises Refused "code_wrong", "code_old", "code_spent", "code_not_sent"; the try counts all the same.

    The transaction ends before the refusal is raised: a rolled-back try would let somebody guess without end.
    """
    with transaction.atomic():
        application = locked_application(application.pk)
        _check_waits(application)
        check = _check_for(application, digits_of(code), now)
        refused = refusal_of(check, code, now)
        if check is not None:
            check.attempts += 1
            check.answered_at = None if refused else now
            check.save()
        if refused is None:
            return tie(by=by, application=application, verified_by=VerifiedBy.PHONE, now=now)
    raise refused


def _check_for(application: Application, digits: str, now: datetime) -> PhoneCheck | None:
    """What the digits are compared with, on a locked claim: the code sent for it, or the long one its phone got."""
    of_claim = PhoneCheck.objects.select_for_update().filter(application=application)
    own = of_claim.filter(quota=None).order_by("-sent_at", "-pk").first()
    if (own is not None and len(digits) <= LENGTH) or not application.phone:
        return own
    long = PhoneCheck.objects.filter(quota__in=quotas_of(application.phone), sent_at__gt=now - A_DAY)
    sent = long.order_by("-sent_at", "-pk").first()
    if sent is None:
        return own
    tried = of_claim.filter(quota=sent.quota, sent_at=sent.sent_at).first()
    return tried or PhoneCheck(
        application=application, quota=sent.quota, code_hash=sent.code_hash, sent_at=sent.sent_at
    )


def _check_waits(application: Application) -> None:
    if application.state == ApplicationState.EXPIRED:
        raise Refused(
            "claim_expired", _("Pendaftaran ini sudah lewat waktunya. Daftar lagi selama kelas masih dibuka.")
        )
    if application.is_answered:
        raise Refused("already_answered", _("Nomor telepon ini sudah menjawab. Tidak ada yang perlu dilakukan lagi."))
