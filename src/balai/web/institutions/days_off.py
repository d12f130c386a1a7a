"""Days on which a body does not work: seen with whose word they are, said and taken back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.institutions.actions.days_off import DayFacts, area_of, forget_day_off, say_day_off
from balai.institutions.models import DayOff
from balai.web.forms.base import done
from balai.web.institutions.forms_inside import DayOffForm
from balai.web.institutions.found import editable
from balai.web.request import DeskRequest

SHOWN = 200


def days_off(request: DeskRequest, pk: int) -> HttpResponse:
    body = editable(request, pk)
    may_for_area = area_of(request.actor, pk) is not None
    form = DayOffForm(request.POST if request.method == "POST" else None, may_for_area=may_for_area)
    if form.is_valid() and done(
        form, lambda: say_day_off(by=request.actor, institution_id=pk, facts=DayFacts(**form.cleaned_data))
    ):
        messages.success(request, _("Tersimpan. Jadwal yang disusun sesudah ini memakainya."))
        return redirect("institutions:days_off", pk)
    begin = timezone.localdate().replace(month=1, day=1)
    rows = DayOff.objects.visible_to(request.actor).holding_at(body) | DayOff.objects.visible_to(request.actor).filter(
        institution=body
    )
    context = {
        "institution": body, "form": form,
        "rows": rows.filter(day__gte=begin).select_related("institution", "region").order_by("day", "pk")[:SHOWN],
    }  # fmt: skip
    return render(request, "institutions/days_off.html", context)


@require_POST
def forget(request: DeskRequest, pk: int, row_id: int) -> HttpResponse:
    body = editable(request, pk)
    forget_day_off(by=request.actor, institution_id=body.pk, row_id=row_id)
    messages.success(request, _("Hari itu dihapus dari daftar."))
    return redirect("institutions:days_off", pk)
