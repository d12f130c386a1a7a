from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render

from balai.web.privacy.held import held
from balai.web.request import PublicRequest


@login_not_required
def privacy(request: PublicRequest) -> HttpResponse:
    return render(request, "privacy/privacy.html", {"purposes": held(), "contact": settings.BALAI_CONTACT})


@login_not_required
def robots(request: PublicRequest) -> HttpResponse:
    """Public pages may be found; a person's pages, and addresses with a code in them, may not."""
    closed = (
        "/akun/",
        "/masuk/",
        "/daftar/",
        "/lupa-sandi/",
        "/meja/",
        "/pendaftaran/",
        "/kabar/",
        "/undangan/",
        "/kerja-sama/warga/hambatan/",
        "/api/",
    )
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")
