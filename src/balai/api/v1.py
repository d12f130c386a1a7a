from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja.errors import AuthenticationError, HttpError, ValidationError

from balai.api import admissions, catalogue, credentials, device, indicators, products
from balai.api.problems import DocumentedAPI, explained
from balai.kernel.refusal import Refused

api = DocumentedAPI(title="Balai", version="1", docs_url=None, openapi_url="/openapi.json")


@api.exception_handler(Refused)
def refused(request: HttpRequest, no: Refused) -> HttpResponse:
    return api.create_response(request, {"code": no.code, "message": str(no.message)}, status=409)


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, wrong: ValidationError) -> HttpResponse:
    return api.create_response(request, explained(wrong.errors), status=422)


@api.exception_handler(AuthenticationError)
def signed_out(request: HttpRequest, wrong: AuthenticationError) -> HttpResponse:
    message = _("Anda belum masuk atau masa masuk sudah habis. Masuk lagi; yang tersimpan di perangkat tidak hilang.")
    return api.create_response(request, {"code": "signed_out", "message": message}, status=401)


@api.exception_handler(HttpError)
def unreadable(request: HttpRequest, wrong: HttpError) -> HttpResponse:
    message = _("Isi permintaan tidak terbaca. Kirim satu objek JSON dengan Content-Type: application/json.")
    return api.create_response(request, {"code": "unreadable", "message": message}, status=wrong.status_code)


api.add_router("", admissions.router)
api.add_router("", catalogue.router)
api.add_router("", credentials.router)
api.add_router("", device.router)
api.add_router("", indicators.router)
api.add_router("", products.router)
