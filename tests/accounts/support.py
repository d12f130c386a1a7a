"""What the tests of accounts share."""

import re
import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from balai.accounts.models import User
from balai.notifications.models import Message

PASSWORD = "rumah-panjang-77"


def last_code(address: str) -> str:
    """The newest code sent to that address."""
    body = Message.objects.filter(address=address, kind="accounts.code").latest("pk").body
    found = re.search(r"\b\d{6}\b", body)
    assert found, body
    return found[0]


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def signed_in(user: User, password: str = PASSWORD) -> Client:
    client = Client()
    client.post("/masuk/", {"login": user.username, "password": password})
    assert is_in(client)
    return client


def totp(secret: str, steps: int = 0) -> str:
    """The code an app shows now, or `steps` half minutes later."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps)))
