"""A person's case file: exported, blanked, merged, told on their road."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from balai.counselling.models import CaseFile, CounsellingSession, EarlierWords, RouteRecommendation
from balai.kernel.registry import PersonHooks, Reader, RoadStep

Told = dict[str, list[dict[str, Any]]]


def export(person_id: UUID) -> Told:
    files = CaseFile.objects.filter(person_id=person_id)
    sessions = CounsellingSession.objects.filter(case_file__person_id=person_id).order_by("held_on", "pk")
    routes = RouteRecommendation.objects.filter(case_file__person_id=person_id).order_by("decided_on", "pk")
    return {
        "case_file": [_plain(r) for r in files.values("office__name", "summary", "state", "opened_on", "closed_on")],
        "counselling_session": [
            _plain(r) for r in sessions.values("institution__name", "held_on", "mode", "situation", "notes")
        ],
        "earlier_words": [
            _plain(r)
            for r in EarlierWords.objects.filter(session__case_file__person_id=person_id)
            .order_by("replaced_at", "pk")
            .values("session__held_on", "situation", "notes", "replaced_at")
        ],
        "route_recommendation": [
            _plain(r)
            for r in routes.values("route", "reason", "decided_on", "review_on", "superseded_on", "withdrawn_reason")
        ],
    }


def _plain(row: Any) -> dict[str, Any]:
    return {name: v if v is None or isinstance(v, str | int | bool) else str(v) for name, v in row.items()}


def erase(person_id: UUID) -> dict[str, int]:
    """Rows stay as counts of a public service; every word goes."""
    sessions = CounsellingSession.objects.filter(case_file__person_id=person_id).update(situation="", notes="")
    words, _kinds = EarlierWords.objects.filter(session__case_file__person_id=person_id).delete()
    routes = RouteRecommendation.objects.filter(case_file__person_id=person_id).update(reason="-", withdrawn_reason="")
    files = CaseFile.objects.filter(person_id=person_id).update(summary="")
    return {
        "CounsellingSession": sessions,
        "EarlierWords": words,
        "RouteRecommendation": routes,
        "CaseFile": files,
    }


def merge(kept: UUID, merged: UUID) -> dict[str, list[Any]]:
    """One case file a person: when both have one, sessions move and routes that do not collide move with them."""
    source = CaseFile.objects.filter(person_id=merged).first()
    if source is None:
        return {}
    target = CaseFile.objects.filter(person_id=kept).first()
    if target is None:
        CaseFile.objects.filter(pk=source.pk).update(person_id=kept)
        return {"CaseFile": [source.pk]}
    taken = set(target.routes.filter(superseded_on=None).values_list("route", flat=True))
    routes = [r.pk for r in source.routes.all() if r.superseded_on is not None or r.route not in taken]
    held = set(target.counselling_sessions.exclude(group_session=None).values_list("group_session_id", flat=True))
    sessions = [
        s.pk for s in source.counselling_sessions.all() if s.group_session_id is None or s.group_session_id not in held
    ]
    CounsellingSession.objects.filter(pk__in=sessions).update(case_file=target)
    RouteRecommendation.objects.filter(pk__in=routes).update(case_file=target)
    return {"CounsellingSession": sessions, "RouteRecommendation": routes}


def unmerge(kept: UUID, merged: UUID, moved: dict[str, list[Any]]) -> None:
    if "CaseFile" in moved:
        CaseFile.objects.filter(pk__in=moved["CaseFile"], person_id=kept).update(person_id=merged)
        return
    source = CaseFile.objects.filter(person_id=merged).first()
    if source is not None:
        CounsellingSession.objects.filter(pk__in=moved.get("CounsellingSession", [])).update(case_file=source)
        RouteRecommendation.objects.filter(pk__in=moved.get("RouteRecommendation", [])).update(case_file=source)


def road(person_id: UUID, today: date, reader: Reader) -> Iterable[RoadStep]:
    sessions = CounsellingSession.objects.filter(case_file__person_id=person_id).select_related(
        "institution", "counsellor", "group_session"
    )
    for session in sessions.prefetch_related("routes").order_by("held_on", "pk"):
        routes = list(session.routes.all())
        names = ", ".join(str(r.get_route_display()) for r in routes)
        reason = routes[0].reason if routes else ""
        yield RoadStep(
            on=session.held_on,
            title=_("Konseling kelompok") if session.group_session_id else _("Konseling"),
            text=_("Jalur: %(routes)s. %(reason)s") % {"routes": names, "reason": reason} if names else "",
            who=f"{session.counsellor}, {session.institution.name}",
            order=0,
        )


HOOKS = PersonHooks(room="counselling", export=export, erase=erase, merge=merge, unmerge=unmerge, road=road)
