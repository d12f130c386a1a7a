"""Seats nobody took: everybody whose days to confirm are over, in one act; and whoever did not come on the first day."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.admissions.actions.leave import forfeit
from balai.admissions.actions.locks import locked_application, locked_selection
from balai.admissions.actions.seats import last_day
from balai.admissions.elsewhere import sitting_in
from balai.admissions.enums import ApplicationState, DecisionRule
from balai.admissions.models import Application
from balai.admissions.rules.authority import check_may_decide
from balai.admissions.rules.deciding import check_not_over
from balai.kernel.clock import today_in
from balai.kernel.refusal import Refused
from balai.planning.models import Batch


@transaction.atomic
def forfeit_late(*, by: Actor, batch: Batch, now: datetime) -> list[Application]:
    """Reserves who moved up keep their own days; who sits already leaves at the roster. Returns who forfeited; their seats
    went on in the same act."""
    selection = locked_selection(batch.pk)
    check_may_decide(by, batch)
    check_not_over(batch)
    today = today_in(batch.zone, now)
    rows = Application.objects.filter(batch=batch, state=ApplicationState.SELECTED).select_related(
        "batch__centre__region"
    )
    late = [row for row in rows.in_line() if (day := last_day(row, selection)) is not None and today > day]
    sits = sitting_in([row.person_id for row in late if row.person_id is not None], batch)
    late = [row for row in late if row.person_id not in sits]
    rule = DecisionRule.NOT_CONFIRMED
    return [forfeit(by=by, application=row, rule=rule, reason="", now=now) for row in late]


@transaction.atomic
def forfeit_no_show(*, by: Actor, application: Application, now: datetime) -> Application:
    """Confirmed, and did not come when the class began. Where they already had a seat in the class the roster frees it."""
    locked_selection(application.batch_id)
    application = locked_application(application.pk)
    if today_in(application.batch.zone, now) < application.batch.starts_on:
        raise Refused(
            "class_not_begun", _("Kelas belum mulai. Catat ketidakhadiran pada hari pertama atau sesudahnya.")
        )
    if application.state != ApplicationState.CONFIRMED:
        raise Refused("not_confirmed", _("Orang ini belum daftar ulang, jadi tidak bisa dicatat tidak datang."))
    return forfeit(by=by, application=application, rule=DecisionRule.NOT_COME, reason="", now=now)
