"""The page that answers where there is no network, and the script that lets it."""

from functools import cache
from pathlib import Path

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from balai.training.enums import SHORT_MARKS
from balai.web.request import PublicRequest

WORKER = Path(__file__).parents[1] / "static/balai/offline/worker.js"


@cache
def _script() -> str:
    return WORKER.read_text(encoding="utf-8")


@require_safe
@login_not_required
def worker(request: PublicRequest) -> HttpResponse:
    """At the root, because a service worker answers only for addresses below its own."""
    return HttpResponse(_script(), content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"})


@require_safe
@login_not_required
def shell(request: PublicRequest) -> HttpResponse:
    return render(request, "offline/shell.html", {"marks": SHORT_MARKS.items(), "hours": 12})
