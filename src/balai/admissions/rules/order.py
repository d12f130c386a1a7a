"""Does a list of decisions keep to the ranking? Asked when it is decided and again, with the scores of that hour, when told."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from balai.admissions.enums import DecisionRule, Outcome, Stage
from balai.admissions.rules.deciding import SHORTEST_REASON, Decision
from balai.admissions.rules.ranking import Ranked
from balai.kernel.refusal import Refused

PLACED = (Outcome.SELECT, Outcome.RESERVE)
BY_RANK = (DecisionRule.RANKED_BELOW, DecisionRule.NOT_DRAWN)


@dataclass(frozen=True, slots=True)
class Listed:
    """decisions: of those not seated yet; names: of everybody, for the refusal; sits: who confirmed and keeps the seat."""

    decisions: Sequence[Decision]
    names: Mapping[UUID, str]
    sits: Collection[UUID] = ()


def check_order(listed: Listed, ranked: Sequence[Ranked]) -> None:
    """Nobody is told "ranked below" while somebody behind them or without a place sits; equals are parted by a draw only.

    A reserve may stand before a seat, or a lower place be preferred, only with a reason that the applicant reads. Nobody is told a
    place that they do not have, nor a draw that nobody held.
    """
    given = {d.application_id: d for d in listed.decisions}
    _check_drawn(given, ranked)
    scored = any(one.place for one in ranked)
    for one in ranked:
        mine = given.get(one.application_id)
        if mine is not None and mine.outcome in PLACED and one.place is None and (scored or _is_out(one)):
            raise placeless(listed.names.get(one.application_id, ""), one)
        if mine is not None and mine.outcome == Outcome.DECLINE and mine.rule in BY_RANK:
            _check_true_rule(DecisionRule(mine.rule), one, listed.names.get(one.application_id, ""), scored)
    seats = [one for one in ranked if one.application_id in listed.sits or _is(given, one, Outcome.SELECT)]
    _check_passed_over(given, ranked, seats, seats + [one for one in ranked if _is(given, one, Outcome.RESERVE)])


def _check_passed_over(
    given: Mapping[UUID, Decision], ranked: Sequence[Ranked], seats: Sequence[Ranked], kept: Sequence[Ranked]
) -> None:
    lowest_seat, lowest_kept = _lowest(seats, len(ranked)), _lowest(kept, len(ranked))
    for one in ranked:
        mine = given.get(one.application_id)
        if mine is None or one.place is None or one.owed:
            continue
        below = mine.outcome == Outcome.DECLINE and mine.rule in BY_RANK
        before = mine.outcome == Outcome.RESERVE and len(mine.reason.strip()) < SHORTEST_REASON
        if (below and one.place < lowest_kept) or (before and one.place < lowest_seat):
            raise order_broken(one.place)


def _check_true_rule(rule: DecisionRule, one: Ranked, name: str, scored: bool) -> None:
    """The refusal that the applicant reads says what happened."""
    if one.place is None:
        raise untrue_rule(rule, one, name, scored)
    if rule == DecisionRule.NOT_DRAWN and (one.owed or not one.tied):
        raise not_drawn_yet(name)


def _lowest(rows: Sequence[Ranked], people: int) -> int:
    """Who has no place stands behind everybody who has one."""
    return max((one.place or people + 1 for one in rows), default=0)


def _is_out(one: Ranked) -> bool:
    return bool(one.below) or one.outcome == Outcome.FORFEIT


def _is(given: Mapping[UUID, Decision], one: Ranked, outcome: Outcome) -> bool:
    mine = given.get(one.application_id)
    return mine is not None and mine.outcome == outcome


def _check_drawn(given: Mapping[UUID, Decision], ranked: Sequence[Ranked]) -> None:
    groups: dict[int, list[Decision]] = {}
    for one in ranked:
        if one.owed and one.application_id in given:
            groups.setdefault(one.tie, []).append(given[one.application_id])
    for group in groups.values():
        by_rank = [d for d in group if d.outcome != Outcome.DECLINE or d.rule == DecisionRule.RANKED_BELOW]
        outcomes = [d.outcome for d in by_rank if d.outcome != Outcome.FORFEIT]
        if len(outcomes) > 1 and (len(set(outcomes)) > 1 or Outcome.RESERVE in outcomes):
            raise draw_owed()


def draw_owed() -> Refused:
    return Refused(
        "draw_owed",
        _("Ada pelamar yang nilainya persis sama pada batas kursi atau cadangan. Undi mereka dahulu di hadapan saksi."),
    )


def order_broken(place: int) -> Refused:
    return Refused(
        "order_broken",
        _(
            "Pelamar peringkat %(place)d dilewati oleh yang peringkatnya di bawahnya. Ikuti peringkat, atau tulis aturan dan alasannya."
        )
        % {"place": place},
    )


def untrue_rule(rule: DecisionRule, one: Ranked, name: str, scored: bool) -> Refused:
    """Refused by a place in the ranking, and has none: what the true ground is."""
    said = {
        "name": name,
        "rule": rule.label,
        "stages": ", ".join(str(Stage(stage).label) for stage in one.below or one.missing),
    }
    if one.below:
        true, said["true"] = _("Aturan yang benar: “%(true)s” (%(stages)s)."), DecisionRule.BELOW_PASS.label
    elif one.outcome == Outcome.FORFEIT:
        true, said["true"] = _("Aturan yang benar: “%(true)s”."), DecisionRule.ABSENT.label
    elif scored:
        true = _("Isi nilainya pada %(stages)s dahulu, atau pilih “alasan lain” dan tulis alasannya.")
    else:
        true = _("Belum ada pelamar yang dinilai. Isi nilainya dahulu, atau pilih “alasan lain” dan tulis alasannya.")
    sentence = _("%(name)s tidak punya peringkat, jadi tidak bisa ditolak dengan aturan “%(rule)s”.")
    return Refused("untrue_rule", f"{sentence % said} {true % said}", "rule")


def not_drawn_yet(name: str) -> Refused:
    return Refused(
        "not_drawn_yet",
        _(
            "%(name)s tidak ikut undian mana pun, jadi tidak bisa ditolak karena “tidak terundi”. Undi dahulu, atau pilih aturan lain."
        )
        % {"name": name},
        "rule",
    )


def placeless(name: str, one: Ranked) -> Refused:
    """On a seat or as reserve without a place in the ranking: who it is, and by which rule they have none."""
    said = {"name": name, "stages": ", ".join(str(Stage(stage).label) for stage in one.below or one.missing)}
    if one.below:
        sentence = _(
            "%(name)s tidak bisa mendapat kursi: nilai %(stages)s di bawah batas lulus. Pilih putusan lain, atau perbaiki nilainya."
        )
    elif one.outcome == Outcome.FORFEIT:
        sentence = _(
            "%(name)s tidak bisa mendapat kursi: tidak hadir pada tahap seleksi. Pilih putusan lain, atau perbaiki catatannya."
        )
    else:
        sentence = _(
            "%(name)s tidak bisa mendapat kursi: belum berperingkat, karena belum dinilai pada %(stages)s. Isi nilainya dahulu."
        )
    return Refused("without_place", sentence % said)
