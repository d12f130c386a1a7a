"""What forums need done once a night. One that fails does not keep the others from running."""

from collections.abc import Callable
from datetime import datetime

from balai.access.actor import WORKER
from balai.collaboration.actions.adaptations import look_at_all
from balai.collaboration.actions.alarms import hear_all
from balai.collaboration.actions.citizens import forget_offers
from balai.collaboration.actions.follow_promises import follow_promises
from balai.collaboration.actions.follow_pulses import follow_pulses

Work = Callable[[datetime], object]
NIGHTLY: tuple[Work, ...] = (
    lambda now: follow_promises(by=WORKER, now=now),
    lambda now: follow_pulses(by=WORKER, now=now),
    lambda now: look_at_all(by=WORKER, now=now),
    lambda now: hear_all(by=WORKER, now=now),
    lambda now: forget_offers(by=WORKER, now=now),
)


def tend_forums(now: datetime) -> None:
    failed: list[Exception] = []
    for work in NIGHTLY:
        try:
            work(now)
        except Exception as fault:  # told below, all of them
            failed.append(fault)
    if failed:
        raise ExceptionGroup("a night of the forums", failed)
