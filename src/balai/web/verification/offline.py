"""Checking a QR code without a network: a page, the same page as one file to keep, and the published keys."""

import json
from pathlib import Path

from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from balai.certification.credentials.issuer import did_document, did_web, published_keys
from balai.web.request import PublicRequest

SCRIPT, STYLE = "balai/verifikasi.js", "balai/verifikasi-luring.css"


@login_not_required
def page(request: PublicRequest) -> HttpResponse:
    return render(request, "verification/offline.html", _inside())


@login_not_required
def as_file(request: PublicRequest) -> HttpResponse:
    """One HTML file with script and keys in it: it works on a device that never sees a network again."""
    parts = {"script": _inlined("script", SCRIPT), "style": _inlined("style", STYLE)}
    text = render_to_string("verification/offline_file.html", _inside() | parts)
    answer = HttpResponse(text, content_type="text/html; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="periksa-sertifikat.html"'
    return answer


def _inlined(element: str, name: str) -> SafeString:
    """Only for the file: a page of ours names its script and style, and its policy allows nothing else."""
    content = Path(str(finders.find(name))).read_text(encoding="utf-8")
    return mark_safe(f"<{element}>{content}</{element}>")


@login_not_required
def keys(request: HttpRequest) -> HttpResponse:
    """/.well-known/balai-keys.json: every key that ever signed here, the current one first."""
    try:
        return JsonResponse({"keys": _told_keys(), "read_at": timezone.now().isoformat()})
    except DatabaseError:
        return _unreadable()


@login_not_required
def did(request: HttpRequest) -> HttpResponse:
    """/.well-known/did.json of did:web; 404 where no public address is set, since the issuer is did:key then."""
    name = did_web()
    if not name:
        message = _("Pemasangan ini tidak punya alamat umum; penerbitnya bernama did:key.")
        return JsonResponse({"code": "no_public_address", "message": message}, status=404)
    try:
        return JsonResponse(did_document(published_keys(), name), content_type="application/did+ld+json")
    except DatabaseError:
        return _unreadable()


def _unreadable() -> HttpResponse:
    message = _("Daftar kunci sedang tidak terbaca. Coba lagi beberapa menit lagi.")
    return JsonResponse({"code": "unreadable", "message": message}, status=503)


def _inside() -> dict[str, object]:
    return {"keys": json.dumps(_told_keys()), "now": timezone.now()}


def _told_keys() -> list[dict[str, object]]:
    return [
        {
            "id": key.id, "public": key.public.hex(), "publicKeyMultibase": key.multibase, "current": key.current,
            "since": key.since and key.since.isoformat(),
            "distrusted_on": key.distrusted_on and key.distrusted_on.isoformat(),
        }
        for key in published_keys()
    ]  # fmt: skip
