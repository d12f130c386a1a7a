"""A centre reads units of competence in the words of employers."""

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.access.permissions import Permission as P
from balai.demand.actions import match_units
from balai.demand.models import JobOrder
from balai.demand.queries import nearest_first, read_by, to_match
from balai.institutions.models import Institution
from balai.kernel.paging import keyset_page
from balai.programmes.queries import units_taught_at
from balai.skills.models import CompetencyUnit
from balai.web.demand.forms import MatchForm
from balai.web.forms.base import done
from balai.web.gate import permitted
from balai.web.request import DeskRequest

MOST_UNITS = 60


def _centres(request: DeskRequest) -> QuerySet[Institution]:
    own = request.actor.institutions_with(P.PACKAGE_PROPOSE)
    return Institution.objects.visible_to(request.actor).filter(pk__in=own).order_by("name")


@permitted(P.PACKAGE_PROPOSE)
def matching(request: DeskRequest) -> HttpResponse:
    own = request.actor.institutions_with(P.PACKAGE_PROPOSE)
    page = keyset_page(to_match(own, timezone.localdate()), ("-published_on", "-id"), request.GET.get("sesudah"))
    shown = {
        "rows": page.rows,
        "older": f"?sesudah={page.next}" if page.next else "",
        "newer": "" if page.first else "?",
    }
    return render(request, "demand/matching.html", shown)


@permitted(P.PACKAGE_PROPOSE)
def match(request: DeskRequest, pk: int) -> HttpResponse:
    order = get_object_or_404(JobOrder.objects.public().select_related("employer"), pk=pk)
    centres = list(_centres(request))
    asked = request.GET.get("balai", "")
    centre = next((one for one in centres if str(one.pk) == asked), centres[0])
    search = request.GET.get("q", "").strip()[:80]
    read = read_by(order, centre.pk)
    form = MatchForm(
        request.POST if request.method == "POST" else None,
        units=_candidates(order, centre, search, read),
        initial={"units": sorted(read)},
    )
    if form.is_valid() and done(
        form,
        lambda: match_units(
            by=request.actor,
            job_order=order,
            centre=centre,
            units=list(CompetencyUnit.objects.visible_to(request.actor).filter(pk__in=form.cleaned_data["units"])),
            today=timezone.localdate(),
        ),
    ):
        messages.success(request, _("Padanan tersimpan. Usulan paket membawanya sebagai bukti kebutuhan."))
        return redirect("demand:matching")
    shown = {"order": order, "centre": centre, "centres": centres, "form": form, "search": search}
    return render(request, "demand/match.html", shown)


def _candidates(order: JobOrder, centre: Institution, search: str, read: set[int]) -> list[CompetencyUnit]:
    """What the centre teaches and what was searched for, the nearest in words first; what is ticked always stands."""
    wanted = Q(pk__in=units_taught_at(centre))
    if search:
        wanted |= Q(title__icontains=search) | Q(code__icontains=search)
    units = list(CompetencyUnit.objects.public().filter(wanted).exclude(pk__in=read).order_by("code")[:300])
    ticked = list(CompetencyUnit.objects.public().filter(pk__in=read).order_by("code"))
    return ticked + nearest_first(units, f"{order.title} {order.description} {search}")[:MOST_UNITS]
