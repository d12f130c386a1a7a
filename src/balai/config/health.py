"""/healthz: the process answers. /readyz: the database answers, is migrated, and the worker has been seen."""

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone

WORKER_SEEN = "balai:worker:seen"
SILENT_AFTER = 120  # seconds


@login_not_required
def alive(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"status": "ok"})


@login_not_required
def ready(request: HttpRequest) -> JsonResponse:
    checks = {"database": _database(), "worker": _worker()}
    well = all(checks.values())
    return JsonResponse({"status": "ok" if well else "not ready", "checks": checks}, status=200 if well else 503)


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM django_migrations LIMIT 1")
    except DatabaseError:
        return False
    return True


def _worker() -> bool:
    try:
        seen = cache.get(WORKER_SEEN)
    except DatabaseError:
        return False
    return seen is not None and (timezone.now() - seen).total_seconds() < SILENT_AFTER
