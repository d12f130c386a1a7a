"""Words that are not empty, parties that belong here, and the day where the forum is kept."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from balai.collaboration.models import Member, Period
from balai.institutions.enums import Standing
from balai.kernel.clock import today_in
from balai.kernel.refusal import Refused


def day_of(period: Period, now: datetime) -> date:
    owner = period.collaboration.owner
    return today_in(owner.zone if owner else "Asia/Jakarta", now)


def check_words(text: str, field: str, sentence: Any) -> str:
    found = text.strip()
    if not found:
        raise Refused("no_words", sentence, field)
    return found


def check_party(member: Member, period_id: int) -> None:
    if member.period_id != period_id:
        raise Refused("no_party", _("“Pihak”: pilih pihak yang terdaftar di masa ini."), "member")
    if member.institution.standing == Standing.CLOSED:
        raise Refused(
            "party_closed", _("“Pihak”: %(name)s sudah tutup. Pilih penggantinya.") % {"name": member.name}, "member"
        )
