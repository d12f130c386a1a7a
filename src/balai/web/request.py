from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from balai.access.actor import Actor
from balai.accounts.models import User


class PublicRequest(HttpRequest):
    """What a page may rely on that strangers can open."""

    actor: Actor
    htmx: HtmxDetails


class DeskRequest(PublicRequest):
    """What every page behind the login may rely on."""

    user: User
