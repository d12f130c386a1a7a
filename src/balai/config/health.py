"""/healthz: the process answers. /readyz: the database answers, is migrated, and the worker has been seen."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone

from balai.kernel.worker import is_worker_alive


@login_not_required
def alive(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"status": "ok"})


@login_not_required
def ready(request: HttpRequest) -> JsonResponse:
    checks = {"database": _database(), "worker": is_worker_alive(timezone.now())}
    well = all(checks.values())
    return JsonResponse({"status": "ok" if well else "not ready", "checks": checks}, status=200 if well else 503)


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM django_migrations LIMIT 1")
    except DatabaseError:
        return False
    return True
