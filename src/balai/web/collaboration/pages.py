"""Collaborations and their periods: open to everybody for what is published, to members and offices for the rest."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balai.access.permissions import Permission
from balai.collaboration.assessment.said import FEWEST
from balai.collaboration.models import Collaboration, Period
from balai.collaboration.queries import meetings, period_page, voices
from balai.collaboration.rules.assessments import known_on
from balai.collaboration.rules.authority import may_keep
from balai.institutions.enums import Function, InstitutionKind, Sector
from balai.kernel.paging import keyset_page
from balai.web.collaboration.adaptations import adaptation_cards
from balai.web.collaboration.assessment import assessment_part
from balai.web.collaboration.cards import promises, said_by, seats
from balai.web.collaboration.conclusions import study_part
from balai.web.collaboration.deliberation_parts import matter_list, obstacle_list, takes_part
from balai.web.collaboration.kept import kept_part
from balai.web.collaboration.promises import promise_list
from balai.web.collaboration.pulse import pulse_part
from balai.web.request import PublicRequest
from balai.web.turning import AFTER, around

PARTS = (
    ("ringkasan", _("Ringkasan")),
    ("penilaian", _("Penilaian")),
    ("pihak", _("Pihak dan dasar")),
    ("pertemuan", _("Pertemuan dan keputusan")),
    ("janji", _("Janji dan sumbangan")),
    ("hambatan", _("Hambatan")),
    ("kegiatan", _("Kegiatan dan hasil")),
    ("denyut", _("Denyut")),
    ("pernyataan", _("Catatan dan pernyataan")),
    ("kajian", _("Kajian peneliti")),
)


@login_not_required
def collaborations(request: PublicRequest) -> HttpResponse:
    seen = Collaboration.objects.visible_to(request.actor).select_related("region", "owner").prefetch_related("periods")
    page = keyset_page(seen, ("title", "pk"), request.GET.get(AFTER))
    context = {
        "rows": page.rows,
        **around(page),
        "imports": request.actor.has(Permission.CASE_IMPORT),
        "begins": request.actor.has(Permission.COLLABORATION_EDIT),
    }
    return render(request, "collaboration/list.html", context)


@login_not_required
def collaboration(request: PublicRequest, pk: int) -> HttpResponse:
    """Its newest period."""
    kept = get_object_or_404(Collaboration.objects.visible_to(request.actor), pk=pk)
    newest = (
        Period.objects.visible_to(request.actor).filter(collaboration=kept).order_by("-period_end_to", "-pk").first()
    )
    if newest is None:
        return render(request, "collaboration/begun.html", {"collaboration": kept})
    return period(request, newest.pk, "ringkasan")


@login_not_required
def period(request: PublicRequest, pk: int, part: str) -> HttpResponse:
    rows = Period.objects.visible_to(request.actor).select_related("collaboration__region", "collaboration__owner")
    row = get_object_or_404(rows, pk=pk)
    if part not in dict(PARTS):
        raise Http404
    context = _FILLED[part](request, row) | {
        "period": row,
        "collaboration": row.collaboration,
        "part": dict(PARTS)[part],
        "tabs": [(label, reverse("collaboration:part", args=[pk, slug]), slug == part) for slug, label in PARTS],
        "others": Period.objects.visible_to(request.actor).filter(collaboration=row.collaboration).exclude(pk=pk)[:20],
        "keeps": may_keep(request.actor, row.collaboration),
        "edits": request.actor.may(Permission.CASE_IMPORT, row.collaboration.owner_id),
    }
    return render(request, f"collaboration/{part}.html", context)


def _summary(request: PublicRequest, row: Period) -> dict[str, Any]:
    return {
        "facts": period_page.table_facts(row),
        "totals": period_page.activity_totals(row, known_on(row, timezone.now())),
    }


def _parties(request: PublicRequest, row: Period) -> dict[str, Any]:
    members = period_page.members_of(row)
    sectors = [(s.label, [m for m in members if m.sector == s]) for s in Sector]
    sectors.append((_("sektor tidak disebut"), [m for m in members if m.sector not in Sector.values]))
    return {
        "sectors": [(label, found) for label, found in sectors if found],
        "kinds": InstitutionKind.choices,
        "functions": Function.choices,
        "bases": period_page.bases_of(row),
        "takes_part": takes_part(request, row),
    }


def _meetings(request: PublicRequest, row: Period) -> dict[str, Any]:
    views, over_all = period_page.meetings_of(row, period_page.members_of(row))
    known = sum(bool(view.attended) for view in views)
    return {
        "views": [(view, seats(view.seats)) for view in views],
        "over_all": seats(over_all, known),
        "known": known,
        "loose": period_page.loose_decisions(row),
        "called": meetings.called_in(row, request.actor),
        **matter_list(request, row),
    }


def _promises(request: PublicRequest, row: Period) -> dict[str, Any]:
    cards, plain = promises(period_page.commitments_of(row))
    living = promise_list(request, row)
    return {"cards": cards, "plain": plain, "contributions": period_page.contributions_of(row), **living}


def _work(request: PublicRequest, row: Period) -> dict[str, Any]:
    facts = {fact.table.name: fact for fact in period_page.table_facts(row)}
    return {"work": period_page.work_of(row, known_on(row, timezone.now())), "facts": facts}


def _voices(request: PublicRequest, row: Period) -> dict[str, Any]:
    names = {m.code: m.name for m in period_page.members_of(row)}
    is_stranger = request.actor.user_id is None
    sides = voices.sides_of(row, known_on(row, timezone.now()))
    loose, issues = voices.unsorted_voices(row)
    return {
        "sides": [(side, [said_by(claim, names, is_stranger) for claim in side.claims]) for side in sides],
        "loose": [said_by(claim, names, is_stranger) for claim in loose],
        "loose_issues": issues,
        "pulse": voices.pulse_of(row),
        "fewest": FEWEST,
    }


_FILLED = {
    "ringkasan": _summary,
    "penilaian": lambda request, row: (
        assessment_part(request, row) | kept_part(request, row) | {"cards": adaptation_cards(row)}
    ),
    "pihak": _parties,
    "pertemuan": _meetings,
    "janji": _promises,
    "hambatan": obstacle_list,
    "kegiatan": _work,
    "denyut": pulse_part,
    "pernyataan": _voices,
    "kajian": study_part,
}
