"""A second factor for everyone who can see other people's data: set up first, and passed in this session."""

from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.totp.views import activate_totp
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from balai.access.actor import Actor
from balai.accounts.queries import has_second_factor
from balai.web.request import DeskRequest

ALWAYS_OPEN = frozenset({"set_language", "account", "account_help", "robots"})


def must_have(actor: Actor) -> bool:
    return bool(settings.BALAI_SECOND_FACTOR) and actor.sees_others


class SecondFactorMiddleware:
    """Behind the login: who must have a second factor and has not shown it in this session is led there first."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if not must_have(request.actor) or _is_open(request) or _was_shown(request):
            return None
        name = "mfa_reauthenticate" if has_second_factor(request.user.pk) else "mfa_activate_totp"
        back = request.get_full_path() if request.method == "GET" else settings.LOGIN_REDIRECT_URL
        return HttpResponseRedirect(f"{reverse(name)}?{urlencode({'next': back})}")


def _is_open(request: HttpRequest) -> bool:
    name = request.resolver_match.view_name if request.resolver_match else ""
    return name in ALWAYS_OPEN or name.startswith(("account_", "mfa_"))


def _was_shown(request: HttpRequest) -> bool:
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))


def set_up(request: DeskRequest) -> HttpResponseBase:
    """allauth's page; the code typed to set it up has shown the factor in this session as well."""
    had_one = has_second_factor(request.user.pk)
    response: HttpResponseBase = activate_totp(request)
    if request.method == "POST" and not had_one and has_second_factor(request.user.pk):
        record_authentication(request, request.user, "mfa", type="totp")
    return response
