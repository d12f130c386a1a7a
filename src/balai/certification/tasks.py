from datetime import datetime

from django.utils import timezone

from balai.certification.actions.keys import remember_keys
from balai.certification.actions.remind import remind_of_ending


def keep_certificates(now: datetime) -> int:
    """Writes down the keys in use and tells holders whose certificate ends soon; the number told."""
    today = timezone.localdate(now)
    remember_keys(today=today)
    return remind_of_ending(today=today)
