"""Two kept assessments side by side: what each subject was and is, and what the forum decided in between."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balai.collaboration.assessment.compare import Change, Turn, changes, factor_changes
from balai.collaboration.enums import Framework
from balai.collaboration.models import KeptAssessment, Period
from balai.collaboration.queries.assessment import read_again
from balai.collaboration.queries.kept_assessments import decided_between, kept_of_collaboration
from balai.web.collaboration.conclusions import TONES
from balai.web.collaboration.kept import Rows, crumbs_to
from balai.web.forms.fields import is_id
from balai.web.parts import Evidence, Tone
from balai.web.request import PublicRequest

WORDS: Mapping[Turn, tuple[str | Promise, Tone]] = {
    Turn.BETTER: (gettext_lazy("lebih baik"), "daun"), Turn.WORSE: (gettext_lazy("lebih buruk"), "saga"),
    Turn.FIRST: (gettext_lazy("bukti pertama"), "sawah"), Turn.GONE: (gettext_lazy("tidak ada bukti lagi"), "kabut"),
    Turn.MORE: (gettext_lazy("sama, dengan bukti lain"), "kunyit"), Turn.SAME: (gettext_lazy("tetap"), "kabut"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    subject: str
    before: tuple[Any, Tone]
    after: tuple[Any, Tone]
    turn: tuple[str | Promise, Tone]
    new: Sequence[Evidence]
    gone: Sequence[Evidence]


@login_not_required
def compared(request: PublicRequest, pk: int) -> HttpResponse:
    """dari, ke: kept assessments of any period of this collaboration; else the two newest."""
    rows = Period.objects.visible_to(request.actor).select_related("collaboration__owner__region")
    period = get_object_or_404(rows, pk=pk)
    known = kept_of_collaboration(period)
    older, newer = _chosen(request, known)
    context = {
        "period": period, "collaboration": period.collaboration, "crumbs": crumbs_to(period), "known": known, "older": older,
        "newer": newer, "title": _("Bandingkan penilaian"),
    }  # fmt: skip
    if older is not None and newer is not None:
        context |= _beside(older, newer)
    return render(request, "collaboration/compared_assessments.html", context)


def _chosen(
    request: PublicRequest, known: Sequence[KeptAssessment]
) -> tuple[KeptAssessment | None, KeptAssessment | None]:
    """The older first, whichever was asked for first."""
    by_id = {row.pk: row for row in known}
    asked = [request.GET.get(name, "") for name in ("dari", "ke")]
    chosen = [by_id.get(int(text)) if is_id(text) else None for text in asked]
    pair = [row for row in chosen if row is not None]
    if len(pair) < len(asked) or pair[0].pk == pair[1].pk:
        pair = list(known[:2])
    if len(pair) < len(asked):
        return None, None
    older, newer = sorted(pair, key=lambda row: (row.as_of, row.made_at, row.pk))
    return older, newer


def _beside(older: KeptAssessment, newer: KeptAssessment) -> dict[str, Any]:
    result, said = older.result, ""
    if older.rules != newer.rules:
        again = read_again(older)
        result = again or result
        said = _told_of_rules(older, newer, again is not None)
    found = {one: changes(result, newer.result, one) for one in Framework}
    new = Rows.of(newer, [row for lines in found.values() for change in lines for row in change.new])
    gone = Rows.of(older, [row for lines in found.values() for change in lines for row in change.gone])
    return {
        "frameworks": [(one.label, *_parted([_line(change, new, gone) for change in lines])) for one, lines in found.items()],
        "factors": [
            (str(one.subject.label).capitalize(), _words(one.kind, came=one.came)) for one in factor_changes(result, newer.result)
        ],
        "decisions": decided_between(older, newer),
        "about_rules": said,
    }  # fmt: skip


def _parted(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """What changed, in word or evidence, and what stayed as it was."""
    same = [line for line in lines if line.turn == WORDS[Turn.SAME]]
    return [line for line in lines if line not in same], same


def _told_of_rules(older: KeptAssessment, newer: KeptAssessment, is_read_again: bool) -> str:
    said = {"old": older.rules, "new": newer.rules}
    if is_read_again:
        return (
            _(
                "Aturannya berubah dari %(old)s ke %(new)s. Yang lebih lama dibaca lagi dari catatan yang sama dengan aturan baru, supaya "
                "yang tampak berubah bukan aturannya."
            )
            % said
        )
    return (
        _(
            "Aturannya berubah dari %(old)s ke %(new)s dan catatan yang lama sudah berubah, jadi yang lebih lama tidak bisa dibaca "
            "lagi. Sebagian perbedaan bisa berasal dari aturan."
        )
        % said
    )


def _line(change: Change, new: Rows, gone: Rows) -> Line:
    return Line(
        str(change.subject.label).capitalize(), (change.before.label, TONES[change.before]),
        (change.after.label, TONES[change.after]), WORDS[change.turn], [new.link(row) for row in change.new],
        [gone.link(row) for row in change.gone],
    )  # fmt: skip


def _words(kind: str, *, came: bool) -> str:
    if kind == "inhibiting":
        return _("sekarang menghambat") if came else _("tidak lagi tampak menghambat")
    return _("sekarang mendukung") if came else _("tidak lagi tampak mendukung")
