"""Who asks: the Actor, built once a request; strangers are the public."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest
from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone, translation

from balai.access.actor import PUBLIC
from balai.accounts.models import User
from balai.institutions.desks import actor_for
from balai.web.errors import wrong_method

LARGEST_ID = 2**63 - 1


class ActorMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if isinstance(user, User):
            acting_for = request.session.get("on_behalf_of")
            actor = actor_for(user, timezone.localdate(), acting_for)
            if acting_for is not None and actor.on_behalf_of is None:
                del request.session["on_behalf_of"]  # the proxy is over: from here on people act for themselves
            request.actor = actor  # type: ignore[attr-defined]
            request.acting_for = actor.desks[0].name if actor.on_behalf_of else ""  # type: ignore[attr-defined]
            if user.language != translation.get_language():
                translation.activate(user.language)
        else:
            request.actor = PUBLIC  # type: ignore[attr-defined]
        return self.get_response(request)


def permissions_policy(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """What a page may ask of the device: the camera, to photograph a paper; nothing else."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", settings.BALAI_PERMISSIONS_POLICY)
        return response

    return answer


class AskedPolitely:
    """An address only buttons send to, opened by hand or by coming back after signing in: a sentence, not a blank page.

    Machines are told in their form.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 405 or response.streaming:
            return response
        page = wrong_method(request)
        page.headers["Allow"] = response.headers.get("Allow", "POST")
        return page


class WithoutNul:
    """What no database takes. PostgreSQL takes no NUL in any text: sent outside a form it is a bad request, not an error of ours."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("NUL in the address")
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        """A number in an address that is larger than any of the database's names nothing."""
        if request.path_info.startswith("/api/"):  # answers in its own form
            return
        for value in (*args, *kwargs.values()):
            if isinstance(value, int | str) and str(value).isdecimal() and int(value) > LARGEST_ID:
                raise Http404

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        if isinstance(exception, ValueError | DataError) and "NUL" in str(exception):
            raise BadRequest("NUL in a field") from exception
