from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from balai.api import admissions, catalogue, indicators, products
from balai.kernel.refusal import Refused

api = NinjaAPI(title="Balai", version="1", docs_url=None, openapi_url="/openapi.json")


@api.exception_handler(Refused)
def refused(request: HttpRequest, no: Refused) -> HttpResponse:
    return api.create_response(request, {"code": no.code, "message": str(no.message)}, status=409)


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, wrong: ValidationError) -> HttpResponse:
    fields = sorted({str(e["loc"][-1]) for e in wrong.errors if e.get("loc")})
    message = f"Isian belum benar: {', '.join(fields)}. Perbaiki lalu kirim lagi."
    return api.create_response(request, {"code": "invalid", "message": message, "fields": fields}, status=422)


@api.exception_handler(HttpError)
def unreadable(request: HttpRequest, wrong: HttpError) -> HttpResponse:
    message = "Isi permintaan tidak terbaca. Kirim satu objek JSON dengan Content-Type: application/json."
    return api.create_response(request, {"code": "unreadable", "message": message}, status=wrong.status_code)


api.add_router("", admissions.router)
api.add_router("", catalogue.router)
api.add_router("", indicators.router)
api.add_router("", products.router)
