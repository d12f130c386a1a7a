"""Signed credentials and their status lists. Public: who has the code may read what the verification page says too."""

from typing import Any, Literal

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router, Status

from balai.certification.credentials.badge import as_file, status_list
from balai.certification.credentials.issuer import base_of, issuer
from balai.certification.credentials.statement import Kind, statement_for

router = Router(tags=["credentials"])
Problem = dict[str, str]


@router.get(
    "/credentials/status/{kind}/{number}", response={200: dict[str, Any], 404: Problem, 503: Problem}, auth=None
)
def status(request: HttpRequest, kind: Kind, number: int) -> Any:
    """A Bitstring Status List of revocations, signed; a copy is good for a day. 503 when it cannot be read: never an empty list."""
    if not 0 <= number < 1000:
        return Status(404, {"code": "no_such_list", "message": _("Daftar status ini tidak ada.")})
    try:
        found = status_list(kind, number, issuer(), base_of(request.build_absolute_uri("/")), timezone.now())
    except DatabaseError:
        return Status(503, _unreadable())
    answer = JsonResponse(found)
    answer["Cache-Control"] = "public, max-age=60"
    return answer


@router.get("/credentials/{id}", response={200: dict[str, Any], 404: Problem, 410: Problem, 503: Problem}, auth=None)
def credential(request: HttpRequest, id: str, form: Literal["json", "jwt", "svg"] = "json") -> Any:
    """id: the code on the certificate. json: Data Integrity eddsa-rdfc-2022; jwt: VC-JWT; svg: a picture that carries the VC-JWT.

    410 with code "ended" for a certificate that was replaced or revoked: no fresh signature is put under it.
    """
    try:
        said = statement_for(id)
    except DatabaseError:
        return Status(503, _unreadable())
    if said is None:
        return Status(404, {"code": "no_such_credential", "message": _("Kredensial dengan kode ini tidak ada.")})
    if not said.holds:
        message = _("Sertifikat ini sudah diganti atau dicabut, jadi kredensialnya tidak diterbitkan lagi.")
        return Status(410, {"code": "ended", "message": message})
    content, kind = as_file(said, form, base_of(request.build_absolute_uri("/")), timezone.now())
    return HttpResponse(content, content_type=kind)


def _unreadable() -> Problem:
    return {
        "code": "unreadable",
        "message": _("Catatan sertifikat sedang tidak terbaca. Coba lagi beberapa menit lagi."),
    }
