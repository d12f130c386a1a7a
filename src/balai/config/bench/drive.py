"""Drives one WSGI application in this process: a line with a number comes in, that many requests are made, a line goes out."""

import io
import json
import sys
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.utils.crypto import get_random_string

from balai.config.bench.cost import cost_of
from balai.config.bench.prepare import LIST, TEN, signed_in

BARE_MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]


def serve(side: str) -> dict[str, Any]:
    cookie = f"{settings.SESSION_COOKIE_NAME}={signed_in()}; {settings.CSRF_COOKIE_NAME}={get_random_string(32)}"
    if side == "bare":
        settings.MIDDLEWARE, settings.ROOT_URLCONF = BARE_MIDDLEWARE, "balai.config.bench.bare"
    application = get_wsgi_application()
    for line in sys.stdin:
        print(json.dumps(cost_of(lambda count=int(line): _ask(application, cookie, count))), flush=True)  # type: ignore[misc]
    return {}


def _ask(application: Any, cookie: str, count: int) -> int:
    for _request in range(count):
        answer = application(_environment(cookie), _start)
        body = b"".join(answer)
        answer.close()
        if answer.status_code != 200 or body.count(TEN.encode()) < 10:
            raise AssertionError(f"{answer.status_code}: {body[:200]!r}")
    return count


def _start(_status: str, _headers: list[tuple[str, str]]) -> None:
    """The server's part: nothing is sent anywhere."""


def _environment(cookie: str) -> dict[str, Any]:
    path, _question, query = LIST.partition("?")
    return {
        "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, "SCRIPT_NAME": "", "SERVER_NAME": "localhost",
        "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "HTTP_HOST": "localhost", "HTTP_COOKIE": cookie,
        "HTTP_ACCEPT_LANGUAGE": "id", "REMOTE_ADDR": "127.0.0.1", "wsgi.version": (1, 0), "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(), "wsgi.errors": sys.stderr, "wsgi.multithread": True, "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }  # fmt: skip
