"""Anyone with a code may ask what a paper proves. An answer tells name, programme, issuer and dates, nothing else."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from balai.certification.queries import code_in, proof_for
from balai.training.models import TrainingCertificate
from balai.web.request import PublicRequest


@login_not_required
def verify(request: PublicRequest) -> HttpResponse:
    typed = request.GET.get("kode", "")
    code = code_in(typed)
    if code:
        return redirect("verification:paper", code)
    return render(request, "verification/verify.html", {"empty": bool(typed)})


@login_not_required
@never_cache
def paper(request: PublicRequest, code: str) -> HttpResponse:
    """valid, replaced, revoked, expired, withdrawn; unknown code (404); or it cannot be told now (503), which is not "no"."""
    wanted = code_in(code)
    try:
        proof = proof_for(wanted, timezone.localdate())
    except DatabaseError:
        return render(request, "verification/cannot_tell.html", {"code": wanted}, status=503)
    if proof is None:
        return render(request, "verification/unknown.html", {"code": wanted}, status=404)
    mine = proof.kind == "training" and proof.state == "valid" and _may_print(request, wanted)
    return render(request, "verification/paper.html", {"proof": proof, "now": timezone.now(), "may_print": mine})


def _may_print(request: PublicRequest, code: str) -> bool:
    """The holder, signed in, or whoever may see the certificate itself."""
    if request.actor.user_id is None:
        return False
    return TrainingCertificate.objects.visible_to(request.actor).filter(code=code).exists()
