"""A clerk vouches for a claim, solves what conflicts, turns a double one down."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.admissions.actions.locks import locked_application, step
from balai.admissions.actions.tie import register_applicant, tie, written_nik
from balai.admissions.enums import ApplicationState, DecisionRule, VerifiedBy
from balai.admissions.models import Application
from balai.admissions.rules.authority import check_may_assist
from balai.admissions.rules.deciding import check_reason
from balai.audit.record import record
from balai.kernel.refusal import Refused
from balai.people.models import Person
from balai.people.queries.identity import with_nik


@transaction.atomic
def vouch(*, by: Actor, application: Application, now: datetime) -> Application:
    """The clerk has seen the person and the papers. A conflict shows only now, and stays for `resolve_conflict`."""
    application = locked_application(application.pk)
    check_may_assist(by, application.batch)
    _check_is_claim(application)
    return tie(by=by, application=application, verified_by=VerifiedBy.CLERK, now=now)


@transaction.atomic
def resolve_conflict(
    *, by: Actor, application: Application, same_person: bool, reason: str, now: datetime
) -> Application:
    """same_person: the record with this NIK is theirs, only written otherwise. Else they are registered anew without the
    NIK, which is then asked for. Raises Refused("still_conflicting") when the record has another application here."""
    application = locked_application(application.pk)
    check_may_assist(by, application.batch)
    _check_is_claim(application)
    check_reason(reason)
    person = conflicting_person(application) if same_person else register_applicant(by, application, "", now)
    if person is None:
        raise Refused("no_record", _("Catatan dengan NIK itu tidak ada lagi. Pilih “orang lain”."))
    was = application.conflict
    tied = tie(by=by, application=application, verified_by=VerifiedBy.CLERK, now=now, person=person)
    if tied.state == ApplicationState.CLAIMED:
        raise Refused(
            "still_conflicting",
            _("Orang itu sudah punya pendaftaran lain di kelas ini. Tutup salah satunya sebagai pendaftaran dobel."),
        )
    tied.decision_reason = " ".join(reason.split())[:500]
    tied.save(update_fields=["decision_reason"])
    record(by, "admissions.resolve_conflict", tied, was=was, same_person=same_person)
    return tied


@transaction.atomic
def dismiss_claim(*, by: Actor, application: Application, reason: str, now: datetime) -> Application:
    """A claim that leads nowhere (double, nobody's). Undone by `renew_claim`."""
    application = locked_application(application.pk)
    check_may_assist(by, application.batch)
    application.decision_reason = check_reason(reason)
    step(application, "dismiss")
    application.rule, application.decided_by, application.decided_at = DecisionRule.DUPLICATE, by.name, now
    application.save(update_fields=["state", "rule", "decision_reason", "decided_by", "decided_at"])
    record(by, "admissions.dismiss", application)
    return application


@transaction.atomic
def renew_claim(*, by: Actor, application: Application, now: datetime) -> Application:
    """Undoes a dismissal, or takes an expired claim up again: the clerk then vouches for it."""
    application = locked_application(application.pk)
    check_may_assist(by, application.batch)
    step(application, "renew")
    application.rule = application.decision_reason = application.decided_by = ""
    application.decided_at = None
    application.save(update_fields=["state", "rule", "decision_reason", "decided_by", "decided_at"])
    record(by, "admissions.renew", application)
    return application


def conflicting_person(application: Application) -> Person | None:
    """The record that holds the NIK of the claim."""
    digits = written_nik(application)
    return with_nik(digits).select_related("home_regency").first() if digits else None


def _check_is_claim(application: Application) -> None:
    if application.state != ApplicationState.CLAIMED:
        raise Refused("not_a_claim", _("Pendaftaran ini sudah diperiksa. Muat ulang halaman untuk melihat keadaannya."))
