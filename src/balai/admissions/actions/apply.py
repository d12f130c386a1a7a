"""Apply to a class: a claim until a phone answers, a clerk vouches or an account stands for it.

One verb over a set; the page's verb is the set of one. The same key again is the same application: decided by constraint.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.admissions.actions.claim_rows import Key, key_of, known_claims, new_claim, write_claims
from balai.admissions.actions.locks import locked_application
from balai.admissions.actions.phone import send_codes
from balai.admissions.actions.tie import tie
from balai.admissions.enums import Conflict, VerifiedBy
from balai.admissions.models import Application
from balai.admissions.parameters import CLAIM_DAYS
from balai.admissions.queries.known import Asked, Known
from balai.admissions.rules.authority import check_may_enter
from balai.admissions.rules.claims import Claim, check_claim
from balai.audit.record import record_many
from balai.institutions.models import Institution
from balai.kernel.crypto import unseal
from balai.kernel.refusal import Refused
from balai.parameters.queries import value_on
from balai.people.models import Person
from balai.people.models.person import nik_aad as person_nik_aad


@transaction.atomic
def apply_many(
    *, by: Actor, claims: Sequence[Claim], now: datetime, send: bool = True, assisted_at: Institution | None = None,
    known: Known | None = None,
) -> list[Application | Refused]:  # fmt: skip
    """One answer a claim, in order. A claim sent before (same class, same key) is answered by the application it became,
    also when a rule would refuse it now.

    send: phones get their code. known: of a caller that keeps it. Nothing here looks whether somebody else applied
    with the same NIK.
    """
    keys = [key_of(claim) for claim in claims]
    fresh, refused = _weighed(by, dict(zip(keys, claims, strict=True)), now, assisted_at, known or Asked())
    made = write_claims(fresh)
    if made:
        record_many(by, "admissions.apply", made, batch=made[0].batch_id if len({r.batch_id for r in made}) == 1 else 0)
    if send:
        send_codes([row for row in made if row.phone], now)
    new: dict[Key, Application | Refused] = {(row.batch_id, row.key_digest): row for row in made}
    answers = refused | new | known_claims([key for key in keys if key not in new])
    return [answers[key] for key in keys]


def _weighed(
    by: Actor, claims: Mapping[Key, Claim], now: datetime, desk: Institution | None, known: Known
) -> tuple[dict[Key, Application], dict[Key, Application | Refused]]:
    """Rows to write, and what a rule says no to."""
    batches = known.classes({claim.batch_id for claim in claims.values()})
    regions = known.places({claim.region_code for claim in claims.values() if claim.region_code})
    days = timedelta(days=value_on(CLAIM_DAYS, now.date()))
    fresh: dict[Key, Application] = {}
    refused: dict[Key, Application | Refused] = {}
    for key, claim in claims.items():
        try:
            tidied = check_claim(claim, batches.get(claim.batch_id), regions.get(claim.region_code), now)
        except Refused as no:
            refused[key] = no
            continue
        fresh[key] = new_claim(
            claim, key[1], tidied, said_by=by.name, now=now, lapses_in=days, desk=desk.pk if desk else None
        )
    return fresh, refused


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
