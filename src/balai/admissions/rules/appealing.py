"""When an applicant may ask to look again. The terms are dated parameters: no national rule was found."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from balai.admissions.enums import AppealState, ApplicationState
from balai.admissions.models import Appeal, Application, Selection
from balai.admissions.parameters import APPEAL_DAYS
from balai.kernel import formats
from balai.kernel.clock import today_in
from balai.kernel.refusal import Refused
from balai.parameters.queries import value_on

REFUSED = (ApplicationState.DECLINED, ApplicationState.FORFEITED)


def last_day(application: Application, selection: Selection) -> date | None:
    """In the centre's zone, counted from the result or from a later decision about this applicant; None before the result."""
    if selection.published_at is None:
        return None
    zone = application.batch.zone
    since = max(selection.published_at, application.decided_at or selection.published_at)
    day = today_in(zone, since)
    return day + timedelta(days=value_on(APPEAL_DAYS, day, application.batch.selector_id))


def check_may_appeal(application: Application, selection: Selection, now: datetime) -> None:
    last = last_day(application, selection)
    if last is None or application.state not in REFUSED:
        raise Refused(
            "not_refused", _("Banding diajukan sesudah hasil diumumkan, oleh pelamar yang tidak diterima atau gugur.")
        )
    if today_in(application.batch.zone, now) > last:
        raise Refused(
            "appeal_over",
            _("Batas banding sudah lewat pada %(day)s. Anda masih bisa bertanya langsung kepada lembaga penyeleksi.")
            % {"day": formats.tanggal(last)},
        )
    earlier = Appeal.objects.filter(application=application).exclude(state=AppealState.WITHDRAWN)
    if earlier.filter(state=AppealState.OPEN).exists():
        raise Refused("appeal_waits", _("Banding Anda sudah kami terima dan sedang dibaca."))
    if earlier.filter(refused_as=application.state, refused_rule=application.rule).exists():
        raise Refused("already_appealed", _("Banding atas putusan ini sudah dijawab. Jawabannya ada di halaman ini."))
