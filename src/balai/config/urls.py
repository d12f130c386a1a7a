"""Every address, along the street (docs/journey.md)."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path

from balai.api.v1 import api
from balai.config import health

api_urls = api.urls  # made anew at every look
for answer in api_urls[0]:
    if answer.callback is not None:
        login_not_required(
            answer.callback
        )  # a machine gets 401 from the API itself, never a redirect to the sign-in page

urlpatterns = [
    path("healthz", health.alive),
    path("readyz", health.ready),
    path("api/v1/", api_urls),
    path("", include("balai.web.urls")),
]
handler400 = "balai.web.errors.bad_request"
handler403 = "balai.web.errors.forbidden"
handler404 = "balai.web.errors.not_found"
handler500 = "balai.web.errors.broken"
