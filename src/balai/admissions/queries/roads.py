"""From the announcement to the first day: how many people stood at each step, and what is not known."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from balai.admissions.enums import COUNTED, ApplicationState, DecisionRule, Stage
from balai.admissions.models import Application
from balai.admissions.queries import StageScore, scores_of
from balai.planning.models import Batch

S = ApplicationState
_WITHOUT_A_SEAT = (S.DECLINED, S.FORFEITED, S.RESERVE, S.WITHDRAWN, S.EXPIRED)


@dataclass(frozen=True, slots=True)
class Gate:
    """One step. people: how many came this far, None when nobody wrote it down; unknown: of the step before, how many are
    not known here."""

    label: str | Promise
    people: int | None
    unknown: int = 0

    def lost(self, before: int | None) -> int | None:
        if self.people is None or before is None:
            return None
        return max(0, before - self.people - self.unknown)


@dataclass(frozen=True, slots=True)
class FirstDay:
    """From the attendance of the first meeting, by a higher room. came: None while there was no meeting."""

    came: int | None = None
    unknown: int = 0


def gates(batch: Batch, first: FirstDay) -> list[Gate]:
    """Nine steps in three queries."""
    by = _states(batch)
    ever = set(Application.objects.filter(batch=batch, verified_at__isnull=False).values_list("pk", flat=True))
    given = {pk: stages for pk, stages in scores_of(batch.pk).items() if pk in ever}
    verified = len(ever)
    steps = [Gate(_("tahu ada kelas ini"), None), Gate(_("mendaftar"), by["applied"]), Gate(_("terdaftar"), verified)]
    reached = set(ever)
    for stage, label in (
        (Stage.DOCUMENTS, _("berkas lengkap")),
        (Stage.TEST, _("ikut tes tertulis")),
        (Stage.INTERVIEW, _("ikut wawancara")),
    ):
        came = {pk for pk in reached if _came(given.get(pk, {}), stage)}
        unknown = {pk for pk in reached - came if stage not in given.get(pk, {})}
        known = any(stage in stages for stages in given.values())
        steps.append(Gate(label, len(came) if known else None, len(unknown) if known else 0))
        reached = came | unknown
    steps.append(Gate(_("diterima"), by["accepted"] if by["decided"] else None))
    steps.append(Gate(_("daftar ulang"), by["confirmed"] if by["decided"] else None))
    steps.append(Gate(_("datang hari pertama"), first.came, first.unknown))
    return steps


def _came(stages: dict[str, StageScore], stage: str) -> bool:
    return stage in stages and not stages[stage].absent


def _states(batch: Batch) -> dict[str, int]:
    """accepted: has or had a seat: also those who let it go or did not come."""
    late = Q(state=S.FORFEITED, rule__in=(DecisionRule.NOT_CONFIRMED, DecisionRule.NOT_COME))
    return Application.objects.filter(batch=batch).aggregate(
        applied=Count("pk"),
        decided=Count("pk", filter=Q(decided_at__isnull=False, state__in=COUNTED)),
        accepted=Count("pk", filter=Q(state__in=(S.SELECTED, S.CONFIRMED)) | late),
        confirmed=Count("pk", filter=Q(state=S.CONFIRMED) | Q(state=S.FORFEITED, rule=DecisionRule.NOT_COME)),
    )


def left_behind(batch_id: int) -> list[tuple[str, str, int]]:
    """(state, rule where one was named, how many) of everybody who has no seat, most first."""
    rows = Application.objects.filter(batch_id=batch_id, state__in=_WITHOUT_A_SEAT).values_list("state", "rule")
    counted = rows.annotate(number=Count("pk")).order_by("-number", "state", "rule")
    return [(str(state), str(rule), number) for state, rule, number in counted]
