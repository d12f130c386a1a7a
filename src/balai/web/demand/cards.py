"""A vacancy in the words of somebody who looks for work."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balai.demand.enums import JobOrderState
from balai.demand.models import JobOrder
from balai.people.enums import Education, Sex
from balai.web.parts import Tone

LAST_DAYS = 3


@dataclass(frozen=True, slots=True)
class VacancyCard:
    order: JobOrder
    status: str
    tone: Tone
    place: str
    limits: str


def card(order: JobOrder, today: date) -> VacancyCard:
    status, tone = status_of(order, today)
    return VacancyCard(order, status, tone, place_of(order), limits_of(order))


def status_of(order: JobOrder, today: date) -> tuple[str, Tone]:
    """What is shown; a vacancy past its last day has ended, whatever its row says."""
    if order.state == JobOrderState.PUBLISHED:
        if order.valid_until is None:
            return _("dibuka"), "daun"
        days = (order.valid_until - today).days
        if days < 0:
            return _("sudah berakhir"), "kabut"
        if days == 0:
            return _("hari terakhir"), "kunyit"
        if days <= LAST_DAYS:
            return ngettext("tinggal %(days)s hari", "tinggal %(days)s hari", days) % {"days": days}, "kunyit"
        return _("dibuka"), "daun"
    words: dict[str, tuple[str, Tone]] = {
        JobOrderState.DRAFT: (_("rancangan"), "kabut"),
        JobOrderState.FILLED: (_("sudah terisi"), ""),
        JobOrderState.EXPIRED: (_("sudah berakhir"), "kabut"),
        JobOrderState.CANCELLED: (_("dibatalkan"), "saga"),
    }
    return words[order.state]


def place_of(order: JobOrder) -> str:
    region = order.region or order.employer.region
    return ", ".join(part for part in (order.place, region.short_name if region else "") if part)


def limits_of(order: JobOrder) -> str:
    """Education, and what the employer limits, as it stands; the reason stands beside it on the page."""
    parts = []
    if order.minimum_education:
        parts.append(_("pendidikan paling rendah %(level)s") % {"level": Education(order.minimum_education).label})
    if order.minimum_age is not None:
        parts.append(_("umur mulai %(age)s tahun") % {"age": order.minimum_age})
    if order.maximum_age is not None:
        parts.append(_("umur sampai %(age)s tahun") % {"age": order.maximum_age})
    if order.sex:
        parts.append(str(Sex(order.sex).label))
    return ", ".join(parts)
