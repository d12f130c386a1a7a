"""The funder asks the centre to mend a proposal before it answers; the centre may do so though the last day has passed."""

from datetime import datetime

from django.db import transaction

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.audit.record import record
from balai.institutions.voice import noted_by
from balai.kernel.clock import today_in
from balai.planning.actions.trail import keep_version
from balai.planning.enums import PACKAGE_FLOW, PackageStep
from balai.planning.messages import tell_asked
from balai.planning.models import Package
from balai.planning.rules import check_may_answer, check_reason


@transaction.atomic
def ask_to_mend(*, by: Actor, package: Package, words: str, now: datetime) -> Package:
    """Once for the same words: a second click changes nothing."""
    rows = Package.objects.select_for_update(of=("self",)).select_related("centre__region__regency", "funder")
    package = rows.get(pk=package.pk)
    today = today_in(package.centre.zone, now)
    check_may_answer(by, package, today)
    package.state = PACKAGE_FLOW.next_state(package.state, "ask")
    said = check_reason(words, "answer")
    if package.mend_asked_at is not None and package.answer == said:
        return package
    package.answer, package.mend_asked_at = said, now
    package.save(update_fields=["state", "answer", "mend_asked_at"])
    told_for = package.funder_id if noted_by(by, package.funder_id, Permission.PACKAGE_DECIDE, today) else None
    keep_version(by, package, PackageStep.ASK, said, now, said_for=told_for)
    record(by, "planning.ask_to_mend", package)
    tell_asked(package)
    return package
