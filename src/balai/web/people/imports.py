"""A list comes in: upload, columns shown and corrected, verdicts shown, saved; questions decided, refused rows sent back."""

import hashlib
from collections import Counter
from itertools import islice
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from balai.access.permissions import Permission
from balai.imports.actions.files import drop_file, keep_file, kept_file
from balai.imports.actions.queue import is_queued
from balai.imports.actions.run import abandon_run, begin_run, is_open, match_columns_of
from balai.imports.enums import ImportKind, RowState, RunState
from balai.imports.models import ImportRow, ImportRun
from balai.institutions.models import Institution
from balai.kernel.refusal import Refused
from balai.kernel.tables import text_of
from balai.people.actions.decide_row import CHOICES, decide_person_row
from balai.people.actions.import_people import Imported, import_people, preview
from balai.people.actions.list_reading import OpenedList, open_list
from balai.people.actions.undo_row import undo_decision
from balai.people.models import Person
from balai.people.rules.list_columns import LABELS
from balai.web.downloads import workbook
from balai.web.gate import permitted
from balai.web.import_runs import file_gone, is_large, leave_to_worker, over, queued_page, unless_file_gone
from balai.web.parts import FileAnswer, RowAnswer
from balai.web.people.common import office_of
from balai.web.people.forms import ListForm
from balai.web.request import DeskRequest

SHOWN = 50
_IMPORT = Permission.PERSON_IMPORT


@permitted(_IMPORT)
def start(request: DeskRequest) -> HttpResponse:
    office = office_of(request, _IMPORT)
    form = ListForm(request.POST, request.FILES) if request.method == "POST" else ListForm()
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        content = upload.read()
        try:
            opened = open_list(content, upload.name)
        except Refused as no:
            form.add_error("file", str(no))
        else:
            run = begin_run(
                by=request.actor, kind=ImportKind.PEOPLE, file_name=upload.name, institution_id=office.pk,
                file_sha256=hashlib.sha256(content).hexdigest(), now=timezone.now(),
                rows_total=sum(1 for _row in opened.body()),
            )  # fmt: skip
            keep_file(run, content)
            match_columns_of(by=request.actor, run_id=run.pk, mapping=opened.mapping)
            return redirect("people:import_run", run.pk)
    runs = ImportRun.objects.visible_to(request.actor).filter(kind=ImportKind.PEOPLE, institution_id=office.pk)
    context = {
        "form": form,
        "office": office,
        "runs": runs.exclude(state=RunState.ABANDONED).order_by("-started_at")[:20],
    }
    return render(request, "people/import_start.html", context)


@permitted(_IMPORT)
@unless_file_gone("people:import")
def run(request: DeskRequest, run_id: UUID) -> HttpResponse:
    one = _run(request, run_id)
    if is_queued(one):
        return queued_page(request, one, "people:import")
    if not is_open(one):
        return over(request, _finished(request, one))
    content = kept_file(one)
    opened = open_list(content, one.file_name)
    if request.method == "POST":
        chosen = {f: t for f in LABELS for t in [request.POST.get(f"kolom-{f}", "")] if t in opened.titles}
        one = match_columns_of(by=request.actor, run_id=one.pk, mapping=chosen)
        return redirect("people:import_run", one.pk)
    context = {
        "run": one,
        "columns": _columns(opened, one),
        "selects": _selects(opened, one),
        "office": _office(request, one),
        "is_large": is_large(one),
        "problem": one.problem,
    }
    if is_large(one):
        return over(request, render(request, "people/import_columns.html", context))
    try:
        verdicts = preview(
            by=request.actor, content=content, file_name=one.file_name, institution=_office(request, one),
            mapping=one.mapping, now=timezone.now(),
        )  # fmt: skip
    except Refused as no:
        return render(request, "people/import_columns.html", context | {"problem": str(no)})
    return render(
        request,
        "people/import_columns.html",
        context
        | {
            "answer": _answer(verdicts),
            "new": verdicts.changed,
            "skipped": len(verdicts.skipped),
            "notes": _notes(verdicts),
        },
    )


@permitted(_IMPORT)
@require_POST
def save(request: DeskRequest, run_id: UUID) -> HttpResponse:
    one = _run(request, run_id)
    try:
        if "abandon" in request.POST:
            abandon_run(by=request.actor, run_id=one.pk)
            drop_file(one)
            messages.success(request, _("Impor dibatalkan. Tidak ada yang disimpan."))
            return redirect("people:import")
        if is_queued(one) or (is_open(one) and leave_to_worker(request, one)):
            return redirect("people:import_run", one.pk)
        done = import_people(
            by=request.actor, content=kept_file(one), file_name=one.file_name, institution=_office(request, one),
            now=timezone.now(), mapping=one.mapping, run=one,
        )  # fmt: skip
    except Refused as no:
        is_over = not is_open(_run(request, run_id))
        messages.error(request, _("Impor ini sudah disimpan atau dibatalkan.") if is_over else str(no))
    else:
        drop_file(one)
        messages.success(request, _("%(number)d orang baru dicatat.") % {"number": done.changed})
    return redirect("people:import_run", one.pk)


@permitted(_IMPORT)
def refused_rows(request: DeskRequest, run_id: UUID) -> HttpResponse:
    """The rows as they were sent, with the reason in the last column, to be corrected and sent again."""
    from balai.kernel.tables.refused_rows import write_refused  # noqa: PLC0415 - keeps the writer out of the web process

    one = _run(request, run_id)
    rows = list(ImportRow.objects.visible_to(request.actor).filter(run=one, state=RowState.REFUSED).order_by("n"))
    contents = [row.content() for row in rows]
    if not any(contents):
        return file_gone(request, "people:import", _("Baris yang ditolak sudah tidak disimpan. Unggah berkasnya lagi."))
    titles = list(dict.fromkeys(title for content in contents for title in content))
    told = (([c.get(t, "") for t in titles], _sentence(row)) for row, c in zip(rows, contents, strict=True))
    return workbook(write_refused(titles, told), "perlu-diperbaiki.xlsx")


@permitted(_IMPORT)
def decide(request: DeskRequest, row_id: UUID) -> HttpResponse:
    row = get_object_or_404(ImportRow.objects.visible_to(request.actor).select_related("run"), pk=row_id)
    kind = str(row.proposal.get("kind", ""))
    people = Person.objects.visible_to(request.actor).filter(pk__in=row.proposal.get("people", []))
    if request.method == "POST":
        chosen = next((p.pk for p in people if str(p.pk) == request.POST.get("person")), None)
        choice = next((c for c in CHOICES.get(kind, ()) if c == request.POST.get("choice")), None)
        try:
            if choice is None:
                raise Refused("not_a_choice", _("Pilih dulu salah satu jawaban."))
            decide_person_row(by=request.actor, row=row, choice=choice, person_id=chosen, now=timezone.now())
        except Refused as no:
            messages.error(request, str(no))
            return redirect("people:decide_row", row.pk)
        messages.success(request, _("Keputusan disimpan."))
        return redirect("people:import_run", row.run_id)
    hidden = row.run.mapping.get("nik")
    content = [(t, _masked(v) if t == hidden else v) for t, v in row.content().items() if v]
    context = {
        "row": row, "content": content, "people": list(people), "reason": _sentence(row),
        "choices": [(c, _CHOICE_WORDS[c]) for c in CHOICES.get(kind, ())], "unseen": len(row.proposal.get("people", [])) - len(people),
        "chosen": _CHOICE_WORDS.get(row.decision.get("choice", ""), ""),
    }  # fmt: skip
    return render(request, "people/import_decide.html", context)


@require_POST
@permitted(_IMPORT)
def undo(request: DeskRequest, row_id: UUID) -> HttpResponse:
    rows = ImportRow.objects.visible_to(request.actor).filter(run__kind=ImportKind.PEOPLE).select_related("run")
    row = get_object_or_404(rows, pk=row_id)
    try:
        undo_decision(by=request.actor, row=row, now=timezone.now())
        messages.success(request, _("Keputusan dibatalkan. Baris ini menunggu lagi."))
    except Refused as no:
        messages.error(request, str(no))
    return redirect("people:decide_row", row.pk)


def _finished(request: DeskRequest, one: ImportRun) -> HttpResponse:
    rows = ImportRow.objects.visible_to(request.actor).filter(run=one, state__in=[RowState.REFUSED, RowState.ASKED])
    answers = [
        RowAnswer(r.n, "asked" if r.state == RowState.ASKED else "refused",
                  r.reasons[0]["column"] if r.reasons else "", _sentence(r),
                  reverse("people:decide_row", args=[r.pk]) if r.state == RowState.ASKED else "")
        for r in rows.order_by("state", "n")[: SHOWN * 4]
    ]  # fmt: skip
    url = reverse("people:import_refused", args=[one.pk]) if one.refused else ""
    answer = FileAnswer(one.accepted, one.refused, one.asked, answers, url)
    decided = one.rows.filter(state=RowState.DECIDED).order_by("-decided_at")[:SHOWN]
    return render(request, "people/import_done.html", {"run": one, "answer": answer, "decided": decided})


def _run(request: DeskRequest, run_id: UUID) -> ImportRun:
    return get_object_or_404(ImportRun.objects.visible_to(request.actor).filter(kind=ImportKind.PEOPLE), pk=run_id)


def _office(request: DeskRequest, one: ImportRun) -> Institution | None:
    return Institution.objects.visible_to(request.actor).filter(pk=one.institution_id or 0).first()


def _columns(opened: OpenedList, one: ImportRun) -> list[tuple[str, str, str]]:
    meanings = {title: str(LABELS[name]) for name, title in one.mapping.items()}
    first = [row.cells for row in islice((r for r in opened.body() if hasattr(r, "cells")), 3)]
    hidden = one.mapping.get("nik")
    told = []
    for at, title in enumerate(opened.titles):
        examples = [text_of(cells[at]) for cells in first if at < len(cells) and text_of(cells[at])]
        shown = [_masked(e) if title == hidden else e[:40] for e in examples[:2]]
        told.append((title, meanings.get(title, ""), " · ".join(shown)))
    return told


def _selects(opened: OpenedList, one: ImportRun) -> list[tuple[str, str, list[tuple[str, bool]]]]:
    """(field, label, [(heading, chosen)])."""
    return [
        (name, str(label), [(title, one.mapping.get(name) == title) for title in opened.titles])
        for name, label in LABELS.items()
    ]


def _answer(done: Imported) -> FileAnswer:
    rows = [
        RowAnswer(r.n, "refused", r.problems[0].column, "; ".join(str(p.reason) for p in r.problems))
        for r in done.refused
    ]
    rows += [RowAnswer(a.row.n, "asked", a.reason.column, str(a.reason.reason)) for a in done.asked]
    return FileAnswer(done.accepted, len(done.refused), len(done.asked), sorted(rows, key=lambda r: r.row)[:SHOWN])


def _notes(done: Imported) -> list[tuple[int, str, str]]:
    """(rows, column, what is not stored of them), the most frequent first."""
    others = {row.n for row in done.refused} | {one.row.n for one in done.asked}
    said = Counter((note.column, str(note.reason)) for n, note in done.notes if n not in others)
    return [(count, column, reason) for (column, reason), count in said.most_common(10)]


def _sentence(row: ImportRow) -> str:
    return "; ".join(f"{r['column']}: {r['reason']}" if r["column"] else str(r["reason"]) for r in row.reasons)


def _masked(text: str) -> str:
    return "•" * max(len(text) - 2, 0) + text[-2:]


_CHOICE_WORDS = {
    "same": gettext_lazy("Ya, orang yang sama"),
    "new": gettext_lazy("Bukan, ini orang baru dengan NIK itu"),
    "without_nik": gettext_lazy("Ini orang lain; catat tanpa NIK dulu"),
    "skip": gettext_lazy("Lewati baris ini"),
}
