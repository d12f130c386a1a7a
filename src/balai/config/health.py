"""/healthz: the process answers. /readyz: the database answers, is migrated, and the worker has been seen.

Beside it /readyz counts what waits in the outbox, and says whether messages to telephones leave this place.
"""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone

from balai.kernel.worker import is_worker_alive
from balai.notifications.send import outbox_state


@login_not_required
def alive(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"status": "ok"})


@login_not_required
def ready(request: HttpRequest) -> JsonResponse:
    checks = {"database": _database(), "worker": is_worker_alive(timezone.now())}
    well = all(checks.values())
    said = {"status": "ok" if well else "not ready", "checks": checks, "messages": _messages()}
    return JsonResponse(said, status=200 if well else 503)


def _messages() -> dict[str, Any] | None:
    try:
        return outbox_state(timezone.now())
    except DatabaseError:
        return None


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM django_migrations LIMIT 1")
    except DatabaseError:
        return False
    return True
