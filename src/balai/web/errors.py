"""Pages for what went wrong: what happened, and what can be done. Never a bare number."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

MACHINES = "/api/"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if request.path.startswith(MACHINES):
        said = _("Alamat ini tidak ada. Lihat daftarnya di /api/v1/openapi.json.")
        return JsonResponse({"code": "not_found", "message": said}, status=404)
    return render(request, "404.html", status=404)


def wrong_method(request: HttpRequest) -> HttpResponse:
    if request.path.startswith(MACHINES):
        said = _("Alamat ini tidak menerima cara kirim itu. Lihat daftarnya di /api/v1/openapi.json.")
        return JsonResponse({"code": "wrong_method", "message": said}, status=405)
    return render(request, "405.html", status=405)


def broken(request: HttpRequest) -> HttpResponse:
    if request.path.startswith(MACHINES):
        said = _("Maaf, ada yang rusak di pihak kami. Coba lagi sebentar lagi.")
        return JsonResponse({"code": "broken", "message": said}, status=500)
    return render(request, "500.html", status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", status=403)
