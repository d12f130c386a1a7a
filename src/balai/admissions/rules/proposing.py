"""What the ranking proposes for each applicant, with the rule that a refusal rests on; and whether it may stand by itself."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from balai.admissions.enums import DecisionRule, Outcome, Stage
from balai.admissions.queries import StageScore
from balai.admissions.rules.deciding import Decision
from balai.admissions.rules.order import draw_owed
from balai.admissions.rules.ranking import Ranked
from balai.kernel.refusal import Refused


def rule_of(one: Ranked, by_lot: bool) -> str:
    """Of the outcome that is proposed; empty for a seat or a reserve."""
    if one.outcome == Outcome.FORFEIT:
        return DecisionRule.ABSENT
    if one.outcome != Outcome.DECLINE:
        return ""
    if one.below:
        return DecisionRule.BELOW_PASS
    return DecisionRule.NOT_DRAWN if by_lot else DecisionRule.RANKED_BELOW


def proposals(ranked: Sequence[Ranked], by_lot: bool) -> list[Decision]:
    """For everybody, in order. Raises Refused where nothing is proposed for somebody: "draw_owed", "not_scored"."""
    if any(one.owed for one in ranked):
        raise draw_owed()
    without = [one for one in ranked if one.outcome is None]
    if without:
        stages = [str(Stage(stage).label) for stage in Stage if any(stage in one.missing for one in without)]
        raise Refused(
            "not_scored",
            _("%(number)d pendaftar belum dinilai pada %(stages)s. Isi nilainya, atau putuskan di halaman seleksinya.")
            % {"number": len(without), "stages": ", ".join(stages)},
        )
    return [
        Decision(one.application_id, one.outcome, rule_of(one, by_lot)) for one in ranked if one.outcome is not None
    ]


def check_undisputed(given: Mapping[UUID, Mapping[str, StageScore]], spread: Decimal | int) -> None:
    """Scorers who disagree about somebody are heard by a human first. spread: above it they disagree; 0: never asked."""
    disputed = sum(any(s.half_absent or s.spread > spread for s in mine.values()) for mine in given.values())
    if spread and disputed:
        raise Refused(
            "scores_disputed",
            _(
                "Penilai berbeda jauh tentang %(number)d pendaftar. Lihat nilainya dan putuskan kelas ini di halaman seleksinya."
            )
            % {"number": disputed},
        )
