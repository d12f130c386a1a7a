"""Anyone with a code may ask what a paper proves. An answer tells name, programme, issuer and dates, nothing else."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from balai.certification.credentials.badge import as_file
from balai.certification.credentials.compact import Signed, Unreadable, looks_signed, read_signed
from balai.certification.credentials.issuer import PublishedKey, base_of, keyring, published_keys
from balai.certification.credentials.statement import statement_for
from balai.certification.models import CompetenceCertificate
from balai.certification.queries import Proof, code_in, proof_for
from balai.training.models import TrainingCertificate
from balai.web.request import PublicRequest


@login_not_required
@never_cache
def verify(request: PublicRequest) -> HttpResponse:
    """A code leads to its page; the whole text of a QR code is read here, its signature first and then the record."""
    typed = request.POST.get("kode", "") if request.method == "POST" else request.GET.get("kode", "")
    if looks_signed(typed):
        return _signed(request, typed)
    code = code_in(typed)
    if code:
        return redirect("verification:paper", code)
    return render(request, "verification/verify.html", {"empty": bool(typed)})


def _signed(request: PublicRequest, text: str) -> HttpResponse:
    try:
        said = read_signed(text, _keys())
    except Unreadable:
        return render(request, "verification/verify.html", {"unreadable": True})
    answer, proof = _judged(said)
    shown = {"said": said, "answer": answer, "proof": proof, "now": timezone.now()}
    return render(request, "verification/signed.html", shown, status=503 if answer == "unchecked" else 200)


def _judged(said: Signed) -> tuple[str, Proof | None]:
    """valid, ended, forged, unchecked (genuine, its revocation could not be read), cannot_tell. Never valid on doubt."""
    if said.finding != "genuine":
        return ("forged" if said.finding == "forged" else "cannot_tell"), None
    try:
        proof = proof_for(said.code, timezone.localdate())
    except DatabaseError:
        return "unchecked", None
    if proof is None or proof.kind != said.kind:
        return "cannot_tell", None
    return ("valid" if proof.state == "valid" else "ended"), proof


def _keys() -> list[PublishedKey]:
    """Without the database those of the keyring are still known."""
    try:
        return published_keys()
    except DatabaseError:
        return keyring()


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
    mine = proof.state == "valid" and _is_mine(request, wanted)
    signed = mine and statement_for(wanted) is not None
    context = {"proof": proof, "now": timezone.now(), "may_print": mine and proof.kind == "training"}
    context |= {"has_credential": signed, "may_print_competence": signed and proof.kind == "competence"}
    return render(request, "verification/paper.html", context)


@never_cache
def wallet(request: PublicRequest, code: str, form: str) -> HttpResponse:
    """The signed credential as a file, for the holder or who may see the certificate. form: json, jwt or svg."""
    wanted = code_in(code)
    said = statement_for(wanted) if form in ("json", "jwt", "svg") and _is_mine(request, wanted) else None
    if said is None or not said.holds:
        raise Http404
    content, kind = as_file(said, form, base_of(request.build_absolute_uri("/")), timezone.now())
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{said.code}.{form}"'
    return answer


def _is_mine(request: PublicRequest, code: str) -> bool:
    """The holder, signed in, or whoever may see the certificate itself."""
    if request.actor.user_id is None:
        return False
    training = TrainingCertificate.objects.visible_to(request.actor).filter(code=code)
    return training.exists() or CompetenceCertificate.objects.visible_to(request.actor).filter(code=code).exists()
