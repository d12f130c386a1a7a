"""A call to ask for the whole NIK: nobody answered, or nobody can be reached. An answer is a NIK that is set."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.audit.record import record
from balai.kernel.refusal import Refused
from balai.people.enums import CallOutcome
from balai.people.models import CallListItem
from balai.people.rules.authority import check_may_on


@transaction.atomic
def record_call(*, by: Actor, item: CallListItem, outcome: str, now: datetime, note: str = "") -> CallListItem:
    item = CallListItem.objects.select_for_update(of=("self",)).select_related("person").get(pk=item.pk)
    check_may_on(by, Permission.PERSON_EDIT, item.person)
    if item.outcome not in (CallOutcome.OPEN, CallOutcome.NO_ANSWER):
        raise Refused("call_over", _("Telepon ini sudah dicatat petugas lain."))
    item.outcome, item.note = CallOutcome(outcome), note[:200]
    item.called_at, item.called_by = now, by.name
    item.save(update_fields=["outcome", "note", "called_at", "called_by"])
    record(by, "people.call", item, person=item.person_id, outcome=outcome)
    return item
