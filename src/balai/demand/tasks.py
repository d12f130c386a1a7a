"""What the worker does for this room: job orders past their last day close by themselves, once a day."""

from datetime import datetime

from balai.access.actor import WORKER
from balai.demand.actions import expire_job_orders
from balai.kernel.clock import today_in

LAST_TO_END = "Asia/Jakarta"


def close_what_is_over(now: datetime) -> int:
    """A day is over once it is over in the west, so that nobody loses hours."""
    return expire_job_orders(by=WORKER, today=today_in(LAST_TO_END, now))
