"""Every night: a round of the pulse whose last day has passed is closed by itself, and who took part is told."""

import logging
from datetime import datetime, timedelta

from balai.access.actor import Actor
from balai.collaboration.actions.pulse import close_pulse
from balai.collaboration.enums import PulseState
from balai.collaboration.models import PulseRound
from balai.collaboration.rules.authority import day_of

log = logging.getLogger(__name__)
_A_DAY = timedelta(days=1)


def follow_pulses(*, by: Actor, now: datetime) -> int:
    """Each by itself, on the day where its forum is kept: one that cannot be closed does not hold up the others. How many closed."""
    closed = 0
    rows = PulseRound.objects.filter(state=PulseState.OPEN, closes_on__lte=now.date() + _A_DAY, period__is_closed=False)
    for row in rows.select_related("period__collaboration__owner__region").order_by("pk"):
        today = day_of(row.period, now)
        if row.closes_on >= today:
            continue
        try:
            close_pulse(by=by, row=row, today=today)
        except Exception:
            log.exception("pulse round %s could not be closed", row.pk)
        else:
            closed += 1
    return closed
