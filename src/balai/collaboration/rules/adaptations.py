"""What a decision that answers a finding must say, and when it is looked at again."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.collaboration.assessment.effects import is_finding
from balai.collaboration.enums import DelayCause
from balai.collaboration.enums.adaptations import BETTER, FindingKind
from balai.collaboration.models import Adaptation, Decision, Member, Period
from balai.collaboration.rules.authority import check_may_speak_for, may_keep
from balai.kernel.refusal import Refused

LONGEST = timedelta(days=3 * 366)


def is_known(kind: str, about: str) -> bool:
    return about in DelayCause.values if kind == FindingKind.CAUSE else is_finding(kind, about)


def check_finding(kind: str, about: str) -> None:
    if not is_known(kind, about):
        raise Refused("no_finding", _("Temuan ini tidak dikenal. Buka lagi dari halaman temuan."))


def check_decision(decision: Decision, period: Period) -> None:
    if decision.period.collaboration_id != period.collaboration_id:
        raise Refused("other_forum", _("“Keputusan”: pilih keputusan forum ini."), "decision")


def check_looker(looker: Member, period: Period) -> None:
    if looker.period.collaboration_id != period.collaboration_id:
        raise Refused("no_party", _("“Yang melihat kembali”: pilih pihak forum ini."), "looker")


def check_wanted(kind: str, wanted: str, then: str) -> None:
    """Better than it was; of something that was not seen, anything that can be seen."""
    order = [str(one) for one in BETTER[kind]]
    if wanted not in order or (then in order and order.index(wanted) <= order.index(then)):
        raise Refused("not_better", _("“Menjadi”: pilih keadaan yang lebih baik daripada sekarang."), "wanted")


def check_look_on(look_on: date, today: date) -> None:
    if look_on <= today:
        raise Refused("look_on_past", _("“Dilihat kembali”: pilih hari sesudah hari ini."), "look_on")
    if look_on > today + LONGEST:
        raise Refused(
            "look_on_far", _("“Dilihat kembali”: pilih hari paling lama tiga tahun dari sekarang."), "look_on"
        )


def check_is_day(row: Adaptation, today: date) -> None:
    if today < row.look_on:
        raise Refused("not_yet", _("Harinya belum tiba. Jawaban ditulis pada hari dilihat kembali."))


def check_may_look(by: Actor, row: Adaptation, today: date) -> None:
    check_may_speak_for(by, row.looker, today)


def check_may_name(by: Actor, row: Adaptation, today: date) -> None:
    """The secretariat, or who looks again."""
    if not may_keep(by, row.period.collaboration):
        check_may_speak_for(by, row.looker, today)
