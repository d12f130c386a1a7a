"""Lists of bodies: upload, match columns, look at every row's answer, save; then the questions, one at a time."""

import hashlib
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.access.permissions import Permission
from balai.imports.actions.files import FileGone, drop_file, keep_file, kept_file
from balai.imports.actions.queue import is_queued
from balai.imports.actions.run import abandon_run, begin_run, is_open, match_columns_of
from balai.imports.enums import ImportKind, RowState, RunState
from balai.imports.models import ImportRow, ImportRun
from balai.imports.models.run import OPEN, QUEUED, ImportRunQuerySet
from balai.institutions.actions.import_list import Answer, ListFile, plan_list, read_list, save_list
from balai.institutions.models import Institution
from balai.kernel.refusal import Refused
from balai.kernel.tables import text_of
from balai.kernel.tables.cells import Row
from balai.kernel.tables.refused_rows import write_refused
from balai.web.downloads import workbook
from balai.web.forms.base import attempt, done
from balai.web.gate import permitted
from balai.web.import_runs import file_gone, is_large, leave_to_worker, over, queued_page, unless_file_gone
from balai.web.institutions.forms_imports import ColumnsForm, UploadForm
from balai.web.institutions.masked import masked
from balai.web.parts import FileAnswer, RowAnswer
from balai.web.request import DeskRequest

SHOWN = 200
MOST_BYTES = 20_000_000


@permitted(Permission.INSTITUTION_IMPORT)
def upload(request: DeskRequest) -> HttpResponse:
    offices = _offices(request)
    form = UploadForm(offices, request.POST if request.method == "POST" else None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        content = file.read(MOST_BYTES + 1)
        found = attempt(form, lambda: read_list(content, file.name))
        if found is not None:
            run = begin_run(
                by=request.actor, kind=ImportKind.INSTITUTIONS, file_name=file.name,
                file_sha256=hashlib.sha256(content).hexdigest(),
                institution_id=form.cleaned_data["institution"], now=timezone.now(), rows_total=len(found.rows),
            )  # fmt: skip
            keep_file(run, content)
            return redirect("institution_imports:columns", run.pk)
    context = {"form": form, "runs": _runs(request).order_by("-started_at")[:20]}
    return render(request, "institutions/import_upload.html", context, status=422 if form.errors else 200)


@permitted(Permission.INSTITUTION_IMPORT)
@unless_file_gone("institution_imports:upload")
def columns(request: DeskRequest, run_id: UUID) -> HttpResponse:
    run = get_object_or_404(_runs(request).open(), pk=run_id)
    found = _found(run)
    form = ColumnsForm(found, request.POST if request.method == "POST" else None)
    if form.is_valid() and done(
        form, lambda: match_columns_of(by=request.actor, run_id=run.pk, mapping=form.mapping())
    ):
        return redirect("institution_imports:check", run.pk)
    examples = found.rows[:3]
    rows = [(field, match.title, _example(examples, match.column)) for field, match in form.column_fields()]
    context = {"run": run, "form": form, "rows": rows, "count": len(found.rows), "skipped": found.skipped}
    return render(request, "institutions/import_columns.html", context, status=422 if form.errors else 200)


@permitted(Permission.INSTITUTION_IMPORT)
@unless_file_gone("institution_imports:upload")
def check(request: DeskRequest, run_id: UUID) -> HttpResponse:
    """Every row's answer before anything is saved; POST saves all of it, or leaves a large file to the worker."""
    run = get_object_or_404(_runs(request).exclude(state__in=[RunState.MAPPING, RunState.ABANDONED]), pk=run_id)
    if is_queued(run) or (request.method == "POST" and is_open(run) and leave_to_worker(request, run)):
        return redirect("institution_imports:result", run.pk)
    if not is_open(run):
        raise Http404
    if is_large(run) and request.method != "POST":
        return render(request, "institutions/import_check.html", {"run": run, "is_large": True})
    try:
        answers = _answers(run)
        if request.method == "POST":
            save_list(by=request.actor, run_id=run.pk, answers=answers, now=timezone.now())
            drop_file(run)
            messages.success(request, _("Daftar disimpan."))
            return redirect("institution_imports:result", run.pk)
    except FileGone:
        raise
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("institution_imports:columns", run.pk)
    context = {"run": run, "answer": _told(answers), "notes": _notes(answers), "total": len(answers)}
    return render(request, "institutions/import_check.html", context)


@permitted(Permission.INSTITUTION_IMPORT)
def result(request: DeskRequest, run_id: UUID) -> HttpResponse:
    run = get_object_or_404(_runs(request).filter(state__in=[RunState.SAVED, RunState.FAILED, *QUEUED]), pk=run_id)
    if is_queued(run):
        return queued_page(request, run, "institution_imports:upload")
    if run.state == RunState.FAILED:
        return over(request, redirect("institution_imports:check", run.pk))
    rows = run.rows.order_by("n")[:SHOWN]
    told = FileAnswer(
        accepted=run.accepted, refused=run.refused, asked=run.asked, rows=[_kept_answer(row) for row in rows],
        refused_url=f"{request.path}ditolak.xlsx" if run.refused else "",
    )  # fmt: skip
    waiting = run.rows.waiting().count()
    context = {"run": run, "answer": told, "waiting": waiting}
    return over(request, render(request, "institutions/import_result.html", context))


@permitted(Permission.INSTITUTION_IMPORT)
def refused(request: DeskRequest, run_id: UUID) -> HttpResponse:
    run = get_object_or_404(_runs(request).filter(state=RunState.SAVED), pk=run_id)
    contents = [
        ({k: masked(v) for k, v in row.content().items()}, row.reasons)
        for row in run.rows.filter(state=RowState.REFUSED).order_by("n")
    ]
    if not any(content for content, _reasons in contents):
        sentence = _("Baris yang ditolak sudah tidak disimpan. Unggah berkasnya lagi.")
        return file_gone(request, "institution_imports:upload", sentence)
    titles = list(dict.fromkeys(title for content, _reasons in contents for title in content))
    table = write_refused(
        titles, (([c.get(t, "") for t in titles], "; ".join(r["reason"] for r in why)) for c, why in contents)
    )
    return workbook(table, "lembaga-ditolak.xlsx")


@require_POST
@permitted(Permission.INSTITUTION_IMPORT)
def abandon(request: DeskRequest, run_id: UUID) -> HttpResponse:
    run = get_object_or_404(_runs(request), pk=run_id, state__in=(*OPEN, RunState.WAITING))
    abandon_run(by=request.actor, run_id=run.pk)
    drop_file(run)
    messages.success(request, _("Impor dibatalkan. Tidak ada yang disimpan."))
    return redirect("institution_imports:upload")


def _example(rows: list[Row], column: int) -> str:
    texts = (masked(text_of(row.cells[column])) for row in rows if column < len(row.cells))
    return Truncator("; ".join(text for text in texts if text)).chars(90)


def _runs(request: DeskRequest) -> ImportRunQuerySet:
    return ImportRun.objects.visible_to(request.actor).filter(kind=ImportKind.INSTITUTIONS)


def _offices(request: DeskRequest) -> list[tuple[str, str]]:
    may = request.actor.institutions_with(Permission.INSTITUTION_IMPORT)
    return [(str(d.institution), d.name) for d in request.actor.desks if d.institution in may]


def _found(run: ImportRun) -> ListFile:
    return read_list(kept_file(run), run.file_name)


def _answers(run: ImportRun) -> list[Answer]:
    office = Institution.objects.public().select_related("region__province").filter(pk=run.institution_id or 0).first()
    home = office.region if office else None
    mapping: dict[str, Any] = run.mapping
    return plan_list(
        _found(run), mapping["columns"], default_kind=mapping["default_kind"], home=home, run=run,
        today=timezone.localdate(),
    )  # fmt: skip


def _told(answers: list[Answer]) -> FileAnswer:
    states = [a.state for a in answers]
    shown = [a for a in answers if a.state != RowState.ACCEPTED][:SHOWN]
    return FileAnswer(
        accepted=states.count(RowState.ACCEPTED),
        refused=states.count(RowState.REFUSED),
        asked=states.count(RowState.ASKED),
        rows=[
            RowAnswer(a.listed.n, "refused" if a.state == RowState.REFUSED else "asked", r.column, str(r.reason))
            for a in shown
            for r in a.reasons[:1]
        ],
    )


def _notes(answers: list[Answer]) -> list[tuple[int, str]]:
    return [(a.listed.n, note) for a in answers if a.state == RowState.ACCEPTED for note in a.listed.notes][:50]


def _kept_answer(row: ImportRow) -> RowAnswer:
    why = row.reasons[0] if row.reasons else {"column": "", "reason": ""}
    state = {RowState.REFUSED: "refused", RowState.ASKED: "asked"}.get(RowState(row.state), "accepted")
    url = f"/impor/lembaga/baris/{row.pk}/" if row.state == RowState.ASKED else ""
    return RowAnswer(row.n, state, why["column"], why["reason"], url)  # type: ignore[arg-type]
