"""What the pages of every kind of import share: a run in the queue or failed, and a file that is no longer there."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from balai.imports.actions.files import FileGone
from balai.imports.actions.queue import LARGE, is_queued, queue_run
from balai.imports.models import ImportRun
from balai.kernel.refusal import Refused
from balai.kernel.worker import is_worker_alive
from balai.web.request import DeskRequest

V = TypeVar("V", bound=Callable[..., HttpResponse])


def unless_file_gone(upload: str) -> Callable[[V], V]:
    """A page that says so instead of an error. upload: name of the page where the file can be sent again."""

    def around(view: V) -> V:
        @wraps(view)
        def guarded(request: DeskRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                return view(request, *args, **kwargs)
            except FileGone as gone:
                return file_gone(request, upload, str(gone))

        return guarded  # type: ignore[return-value]

    return around


def file_gone(request: DeskRequest, upload: str, sentence: str) -> HttpResponse:
    return render(request, "imports/gone.html", {"sentence": sentence, "upload": upload}, status=410)


def is_large(run: ImportRun) -> bool:
    """Too large to be judged row by row while somebody waits for the page."""
    return run.rows_total > LARGE


def leave_to_worker(request: DeskRequest, run: ImportRun) -> bool:
    """True when it is in the queue now, be it by a click before this one; False where it is small or nobody would take it."""
    now = timezone.now()
    if not (is_large(run) and is_worker_alive(now)):
        return False
    try:
        queue_run(by=request.actor, run_id=run.pk, now=now)
    except Refused as no:
        run.refresh_from_db()
        if not is_queued(run):
            messages.error(request, str(no))
    return True


def queued_page(request: DeskRequest, run: ImportRun, upload: str) -> HttpResponse:
    """Draws itself again until the run is over; a browser with scripts only changes the lines that say how far it is."""
    return render(request, "imports/queued.html", {"run": run, "upload": upload})


def over(request: DeskRequest, answer: HttpResponse) -> HttpResponse:
    """The run is over: a page that was only changing its lines is drawn whole."""
    if request.htmx:
        answer["HX-Refresh"] = "true"
    return answer
