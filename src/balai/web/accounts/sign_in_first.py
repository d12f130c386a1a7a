"""A page asks for a sign-in that ran out meanwhile: back to the form afterwards, and the truth about what was sent."""

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

UNSAVED = "unsaved"
REMEMBERED_SECONDS = 3600
SAFE = ("GET", "HEAD", "OPTIONS")


class SignInFirstMiddleware(LoginRequiredMiddleware):
    def handle_no_permission(  # type: ignore[override]  # the stubs know a redirect only
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponseBase:
        """A form that was sent leads back to the page it stood on: by GET its address often shows nothing (405). Nothing of what
        was typed is kept, because somebody else may sign in on this device; that it is not saved is said."""
        if request.path.startswith("/api/"):
            return super().handle_no_permission(request, view_func)
        if request.headers.get("HX-Request"):  # a part of a page that asks by itself: the whole page goes to sign in
            here = _own(request, request.headers.get("HX-Current-URL", "")) or request.get_full_path()
            return HttpResponse(headers={"HX-Redirect": redirect_to_login(here, reverse("account_login")).url})
        if request.method in SAFE:
            return super().handle_no_permission(request, view_func)
        request.session[UNSAVED] = time.time()
        return redirect_to_login(form_page(request), reverse("account_login"))


def form_page(request: HttpRequest) -> str:
    """Where the form stood; its own address where the browser does not say."""
    return _own(request, request.headers.get("Referer", "")) or request.get_full_path()


def _own(request: HttpRequest, address: str) -> str:
    """Path and query of a page of this Balai, else empty."""
    if not url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure()):
        return ""
    found = urlsplit(address)
    return f"{found.path}?{found.query}" if found.query else found.path


def is_unsaved(request: HttpRequest) -> bool:
    """The last thing this visitor sent came after their sign-in had run out."""
    return bool(request.session.get(UNSAVED, 0) > time.time() - REMEMBERED_SECONDS)


def say_unsaved(request: HttpRequest) -> None:
    """After signing in, on the page of the form; once."""
    if is_unsaved(request):
        messages.warning(
            request,
            _(
                "Masa masuk Anda habis sebelum kiriman terakhir sampai, jadi isinya belum tersimpan. Isi lagi, lalu kirim."
            ),
        )
    request.session.pop(UNSAVED, None)
