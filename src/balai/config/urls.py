"""Every address, along the street (docs/journey.md)."""

from django.urls import include, path

from balai.api.v1 import api
from balai.config import health

urlpatterns = [
    path("healthz", health.alive),
    path("readyz", health.ready),
    path("api/v1/", api.urls),
    path("", include("balai.web.urls")),
]
handler400 = "balai.web.errors.bad_request"
handler403 = "balai.web.errors.forbidden"
handler404 = "balai.web.errors.not_found"
handler500 = "balai.web.errors.broken"
