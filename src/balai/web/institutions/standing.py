"""An office looks at a body and decides; the body may be closed, opened again, and decisions undone."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balai.access.permissions import Permission
from balai.institutions.actions import standing
from balai.institutions.enums import STANDING_STEPS, StandingStep
from balai.institutions.models import Institution, StandingChange
from balai.institutions.queries.duplicates import duplicates_of
from balai.institutions.rules.authority import may_edit, may_verify
from balai.kernel.paging import keyset_page
from balai.web.forms.base import done
from balai.web.forms.fields import is_id
from balai.web.gate import permitted
from balai.web.institutions.forms import ReasonForm
from balai.web.institutions.found import form_page, institution_of
from balai.web.request import DeskRequest
from balai.web.turning import AFTER, around

ACTS: dict[str, Callable[..., object]] = {
    StandingStep.VERIFY: standing.verify_institution,
    StandingStep.REFUSE: standing.refuse_institution,
    StandingStep.CLOSE: standing.close_institution,
    StandingStep.REOPEN: standing.reopen_institution,
}
SAID = {
    StandingStep.VERIFY: gettext_lazy("Lembaga diterima. Mulai sekarang datanya tampil untuk umum."),
    StandingStep.REFUSE: gettext_lazy("Lembaga ditolak dan alasannya disampaikan."),
    StandingStep.CLOSE: gettext_lazy("Lembaga dicatat tutup. Riwayatnya tetap tersimpan."),
    StandingStep.REOPEN: gettext_lazy("Lembaga dibuka kembali dan menunggu diperiksa."),
}


def verify(request: DeskRequest, pk: int) -> HttpResponse:
    """The page on which a body is looked at beside those it may be the same as, and every decision about it is made."""
    body = institution_of(request, pk)
    verifies = may_verify(request.actor, body)
    if not verifies and not may_edit(request.actor, body):
        raise PermissionDenied
    form = ReasonForm(request.POST if request.method == "POST" else None)
    step = request.POST.get("step", "")
    if form.is_valid() and step in ACTS:
        act = ACTS[StandingStep(step)]
        reason = form.cleaned_data["reason"]
        if done(form, lambda: act(by=request.actor, institution_id=pk, reason=reason, now=timezone.now())):
            messages.success(request, str(SAID[StandingStep(step)]))
            return redirect("institutions:page", pk)
    steps = STANDING_STEPS.open_steps(body.standing)
    context = {
        "institution": body,
        "form": form,
        "alike": duplicates_of(body),
        "steps": steps if verifies else [s for s in steps if s == StandingStep.CLOSE],
        "functions": body.functions.all(),
    }
    return render(request, "institutions/verify.html", context, status=422 if form.errors else 200)


@permitted(Permission.INSTITUTION_VERIFY)
def waiting(request: DeskRequest) -> HttpResponse:
    """Every unverified body of the area; those known to be real are taken in together."""
    rows = Institution.objects.visible_to(request.actor).awaiting(request.actor)
    if request.method == "POST":
        chosen = rows.filter(pk__in=[int(pk) for pk in request.POST.getlist("ids") if is_id(pk)])
        ids = list(chosen.values_list("pk", flat=True))
        answers = standing.verify_many(by=request.actor, institution_ids=ids, now=timezone.now())
        taken = sum(refused is None for _pk, refused in answers)
        messages.success(request, _("%(n)s lembaga diterima.") % {"n": taken})
        for _pk, refused in answers:
            if refused is not None:
                messages.warning(request, str(refused))
        return redirect("institutions:waiting")
    page = keyset_page(rows.select_related("region__parent"), ("name_key", "pk"), request.GET.get(AFTER))
    return render(request, "institutions/waiting.html", {"rows": page.rows} | around(page))


def undo(request: DeskRequest, pk: int, change_id: int) -> HttpResponse:
    body = institution_of(request, pk)
    change = get_object_or_404(StandingChange.objects.visible_to(request.actor), pk=change_id, institution=body)
    if not may_verify(request.actor, body):
        raise PermissionDenied
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(
        form,
        lambda: standing.undo_standing(
            by=request.actor, change_id=change_id, reason=form.cleaned_data["reason"], now=timezone.now()
        ),
    ):
        messages.success(request, _("Keputusan dibatalkan. Keduanya tetap tercatat."))
        return redirect("institutions:page", pk)
    hint = _("Keputusan: %(step)s.") % {"step": change.get_step_display()}
    return form_page(request, form, institution=body, title=_("Batalkan keputusan"), verb=_("Batalkan"), hint=hint)
