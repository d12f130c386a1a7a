"""Apply to a class: a claim until a phone answers, a clerk vouches or an account stands for it.

One verb over a set; the page's verb is the set of one. The same key again is the same application: decided by constraint.
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.admissions.actions.locks import locked_application
from balai.admissions.actions.phone import send_codes
from balai.admissions.actions.tie import tie
from balai.admissions.enums import ApplicationState, Conflict, VerifiedBy
from balai.admissions.models import Application
from balai.admissions.models.application import nik_aad
from balai.admissions.parameters import CLAIM_DAYS
from balai.admissions.rules.authority import check_may_enter
from balai.admissions.rules.claims import CONSENT_VERSION, Claim, check_claim
from balai.audit.record import record_many
from balai.institutions.models import Institution
from balai.kernel.crypto import blind_index, seal, unseal
from balai.kernel.refusal import Refused
from balai.parameters.queries import value_on
from balai.people.models import Person
from balai.people.models.person import nik_aad as person_nik_aad
from balai.people.queries.identity import NIK_INDEX
from balai.people.rules.details import Tidied
from balai.planning.models import Batch
from balai.regions.models import Region

Key = tuple[int, str]


@transaction.atomic
def apply_many(
    *, by: Actor, claims: Sequence[Claim], now: datetime, send: bool = True, assisted_at: Institution | None = None
) -> list[Application | Refused]:
    """One answer a claim, in order. A claim sent before (same class, same key) is answered by the application it became.

    send: phones get their code. Nothing here looks whether somebody else applied with the same NIK.
    """
    batches = _batches(claims)
    regions = _regions(claims)
    answered: dict[Key, Application | Refused] = dict(_known([_key(c) for c in claims]))
    fresh: dict[Key, Application] = {}
    days = timedelta(days=value_on(CLAIM_DAYS, now.date()))
    for claim in claims:
        key = _key(claim)
        if key in answered or key in fresh:
            continue
        try:
            batch, region = batches.get(claim.batch_id), regions.get(claim.region_code)
            fresh[key] = _row(by, claim, check_claim(claim, batch, region, now), now, days)
            fresh[key].assisted_at = assisted_at
        except Refused as no:
            answered[key] = no
    answered |= _insert(by, fresh, now, send)
    return [answered[_key(claim)] for claim in claims]


def _insert(by: Actor, fresh: dict[Key, Application], now: datetime, send: bool) -> dict[Key, Application]:
    """The rows that were new are recorded and told; where somebody was faster with the same key, theirs is the answer."""
    if not fresh:
        return {}
    Application.objects.bulk_create(fresh.values(), ignore_conflicts=True)
    stored = _known(list(fresh))
    made = [row for key, row in fresh.items() if stored[key].pk == row.pk]
    if made:
        record_many(by, "admissions.apply", made, batch=made[0].batch_id if len({r.batch_id for r in made}) == 1 else 0)
    if send:
        send_codes([row for row in made if row.phone], now)
    return stored


@transaction.atomic
def apply_to_batch(*, by: Actor, claim: Claim, now: datetime) -> Application:
    """The public's verb. Raises Refused with the rule."""
    return _only(apply_many(by=by, claims=[claim], now=now))


@transaction.atomic
def apply_by_account(
    *, by: Actor, batch_id: int, key: str, aim: str, motivation: str, consent: bool, now: datetime
) -> Application:
    """A signed-in person with a record: what is on record is the claim, and the account stands for it at once.

    Raises Refused: the rules of the class, "birth_date_unknown", "already_applied" (it is their own).
    """
    mine = Person.objects.live().select_related("home_region")
    person = mine.filter(user_id=by.user_id).first() if by.user_id is not None else None
    if person is None:
        raise Refused("no_record", _("Akun Anda belum terhubung dengan catatan orang. Isi pendaftaran dari awal."))
    if person.birth_date is None:
        raise Refused(
            "birth_date_unknown", _("Tanggal lahir Anda belum tercatat. Lengkapi data Anda, lalu daftar lagi.")
        )
    claim = Claim(
        batch_id=batch_id, key=key, full_name=person.full_name, birth_date=person.birth_date, sex=person.sex,
        nik=unseal(person.nik_sealed, person_nik_aad(person.pk)) if person.nik_sealed else "",
        phone=person.phone, region_code=person.home_region.code if person.home_region else "",
        education=person.education, aim=aim or person.aim, motivation=motivation, consent=consent,
    )  # fmt: skip
    application = _only(apply_many(by=by, claims=[claim], now=now, send=False))
    locked = locked_application(application.pk)
    tied = tie(by=by, application=locked, verified_by=VerifiedBy.ACCOUNT, now=now, person=person)
    if tied.conflict == Conflict.ALREADY_APPLIED:
        raise Refused("already_applied", _("Anda sudah terdaftar di kelas ini. Lihat pendaftaran Anda di Meja."))
    return tied


@transaction.atomic
def apply_assisted(*, by: Actor, claim: Claim, office: Institution, now: datetime) -> Application:
    """At a desk: the clerk sees the person and the papers, and vouches at once. A conflict stays for a clerk to solve."""
    check_may_enter(by, office.pk)
    application = _only(apply_many(by=by, claims=[claim], now=now, send=False, assisted_at=office))
    return tie(by=by, application=locked_application(application.pk), verified_by=VerifiedBy.CLERK, now=now)


def _only(answers: list[Application | Refused]) -> Application:
    answer = answers[0]
    if isinstance(answer, Refused):
        raise answer
    return answer


def key_digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def _key(claim: Claim) -> Key:
    return claim.batch_id, key_digest(claim.key)


def _batches(claims: Sequence[Claim]) -> dict[int, Batch]:
    ids = {claim.batch_id for claim in claims}
    return {b.pk: b for b in Batch.objects.filter(pk__in=ids).select_related("centre__region", "residents_of")}


def _regions(claims: Sequence[Claim]) -> dict[str, Region]:
    codes = {claim.region_code for claim in claims if claim.region_code}
    if not codes:
        return {}
    rows = Region.objects.current().filter(code__in=codes).select_related("parent__parent", "regency")
    return {row.code: row for row in rows}


def _known(keys: Sequence[Key]) -> dict[Key, Application]:
    wanted = Q(batch_id__in={batch for batch, _d in keys}, key_digest__in={digest for _b, digest in keys})
    rows = Application.objects.filter(wanted).select_related("batch", "person")
    asked = set(keys)
    return {(row.batch_id, row.key_digest): row for row in rows if (row.batch_id, row.key_digest) in asked}


def _row(by: Actor, claim: Claim, tidied: Tidied, now: datetime, days: timedelta) -> Application:
    said = tidied.fields
    row = Application(
        batch_id=claim.batch_id, key_digest=key_digest(claim.key), full_name=said["full_name"],
        birth_date=claim.birth_date, sex=said["sex"], phone=said["phone"], region_code=claim.region_code,
        education=claim.education, aim=claim.aim, motivation=claim.motivation.strip()[:2000],
        consent_version=CONSENT_VERSION, state=ApplicationState.CLAIMED, submitted_by=by.name, submitted_at=now,
        expires_at=now + days, remarks=",".join(w.code for w in tidied.warnings)[:300],
    )  # fmt: skip
    digits = tidied.national_id.digits if tidied.national_id else ""
    if digits:
        row.nik_sealed = seal(digits, nik_aad(row.pk))
        row.nik_index, row.nik_tail = blind_index(NIK_INDEX, digits), digits[-2:]
    return row
