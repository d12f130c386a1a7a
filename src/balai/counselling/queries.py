"""Reading case files for pages and desks."""

from datetime import date

from django.db.models import Max, Min, Prefetch, Q

from balai.counselling.models import CaseFile, CaseFileQuerySet, CounsellingSession, EarlierWords, RouteRecommendation


def for_list(rows: CaseFileQuerySet) -> CaseFileQuerySet:
    """With the person, the current routes and the last session, in two queries."""
    current = RouteRecommendation.objects.filter(superseded_on=None).order_by("route")
    found: CaseFileQuerySet = rows.select_related("person", "counsellor", "office").prefetch_related(
        Prefetch("routes", queryset=current, to_attr="current_routes")
    )
    return found.annotate(
        last_session=Max("counselling_sessions__held_on"),
        next_review=Min("routes__review_on", filter=Q(routes__superseded_on=None)),
    )


def sessions_of(case_file: CaseFile) -> list[CounsellingSession]:
    rows = CounsellingSession.objects.filter(case_file=case_file).select_related(
        "counsellor", "institution", "group_session"
    )
    before = Prefetch("earlier_words", EarlierWords.objects.order_by("-replaced_at"))
    return list(rows.prefetch_related("routes", before).order_by("-held_on", "-pk")[:100])


def routes_of(case_file: CaseFile) -> list[RouteRecommendation]:
    """Current ones first, then what was before."""
    rows = RouteRecommendation.objects.filter(case_file=case_file).select_related("decided_by")
    return sorted(rows, key=lambda r: (r.superseded_on is not None, -r.decided_on.toordinal(), -r.pk))


def due_for_review(rows: CaseFileQuerySet, day: date) -> CaseFileQuerySet:
    found: CaseFileQuerySet = rows.filter(
        routes__superseded_on=None, routes__review_on__lte=day, state="open"
    ).distinct()
    return found
