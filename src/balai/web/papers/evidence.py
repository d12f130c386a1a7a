"""The lists of a class and what stands behind each of their lines, for who looks into the class."""

import random
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from balai.admissions.models import Application
from balai.papers.behind import Evidence
from balai.papers.enclosed import shown_lists
from balai.papers.evidence import Row, evidence_of, row_of
from balai.papers.models import ClassPaper
from balai.papers.queries import newest
from balai.papers.records import Records
from balai.papers.rules import may_read_scores, may_read_whole
from balai.planning.models import Batch, Spending
from balai.training.models import Enrolment, TrainingCertificate, TrainingSession
from balai.web.forms.fields import is_id
from balai.web.gate import permitted
from balai.web.papers.forms import SampleForm
from balai.web.papers.pages import READERS, opened_file
from balai.web.request import DeskRequest
from balai.web.training.opened import inside

SAMPLE_SIZE = 5


@permitted(*READERS)
def lists(request: DeskRequest, pk: int) -> HttpResponse:
    """Each list as its paper froze it, line by line with its evidence; ?daftar= names it."""
    batch = opened_file(request, pk)
    if not may_read_whole(request.actor, batch):
        raise Http404
    made = ClassPaper.objects.visible_to(request.actor).filter(batch=batch).select_related("listed")
    told = shown_lists(Records(batch), newest(list(made)), scores=may_read_scores(request.actor, batch))
    wanted = request.GET.get("daftar", "participants")
    if wanted not in {one.name for one in told}:
        raise Http404
    shown = next(one for one in told if one.name == wanted)
    rows = shown.listing.rows
    codes = shown.listing.codes or [""] * len(rows)
    context = inside(request, batch, "papers", _("Daftar dan buktinya")) | {
        "shown": shown, "choices": [(one.listing.title, f"?daftar={one.name}", one.name == wanted) for one in told],
        "rows": [(shown.listing.written(row), code) for row, code in zip(rows, codes, strict=True)],
        "foot": shown.listing.written(shown.listing.foot) if shown.listing.foot else [],
    }  # fmt: skip
    return render(request, "papers/lists.html", context)


@permitted(*READERS)
def sample(request: DeskRequest, pk: int) -> HttpResponse:
    """From the code printed before a line to its evidence; or five lines by a number: the same number draws the same lines."""
    batch = opened_file(request, pk)
    form = SampleForm(request.GET if "code" in request.GET else None)
    if form.is_valid():
        if _found(request, batch, form.cleaned_data["code"]) is not None:
            return redirect("papers:evidence", pk, form.cleaned_data["code"])
        form.add_error(
            "code", _("Tidak ada baris berkode itu di kelas ini. Salin kode di depan barisnya, misalnya P-12.")
        )
    lines, seed = _lines(request, batch), request.GET.get("undi", "")
    drawn = sorted(random.Random(seed).sample(lines, min(SAMPLE_SIZE, len(lines)))) if is_id(seed) else []
    told = {"form": form, "drawn": drawn, "seed": seed, "whole": len(lines)}
    return render(request, "papers/sample.html", inside(request, batch, "papers", _("Contoh untuk pemeriksa")) | told)


def _lines(request: DeskRequest, batch: Batch) -> list[tuple[str, str]]:
    of = Records(batch)
    people = of.enrolments
    if not may_read_whole(request.actor, batch):
        seen = set(Enrolment.objects.visible_to(request.actor).filter(batch=batch).values_list("pk", flat=True))
        people = [one for one in people if one.pk in seen]
    lines = [(f"P-{e.pk}", e.person.full_name) for e in sorted(people, key=lambda one: one.pk)]
    meetings = sorted(of.sessions, key=lambda one: one.pk)
    return lines + [(f"T-{s.pk}", _("Pertemuan %(n)d") % {"n": s.number}) for s in meetings]


@permitted(*READERS)
def evidence(request: DeskRequest, pk: int, code: str) -> HttpResponse:
    """The evidence behind one line: see LINE_KINDS of papers.evidence for the letters."""
    batch = opened_file(request, pk)
    row = _found(request, batch, code)
    if row is None:
        raise Http404
    told = evidence_of(code, row, batch)
    context = _inside(request, batch, _("Bukti: %(name)s") % {"name": told.title})
    return render(request, "papers/evidence.html", context | {"told": told, "files": _files(told)})


def _files(told: Evidence) -> list[tuple[str, str]]:
    """Label, address; nothing for a file past its term."""
    return [(one.label, "" if one.gone else reverse(one.page, args=one.args)) for one in told.attached]


def _found(request: DeskRequest, batch: Batch, code: str) -> Row | None:
    """Only what the desk may see: the lines of the file to who may read the whole of it; an application to who selects, a payment
    to who plans or pays."""
    row = row_of(code, batch)
    if row is not None and not isinstance(row, Application | Spending) and may_read_whole(request.actor, batch):
        return row
    if isinstance(row, Enrolment | TrainingSession | TrainingCertificate | Application):
        seen: Any = type(row).objects.visible_to(request.actor)
    elif isinstance(row, Spending):
        seen = Spending.objects.visible_to(request.actor)
    else:
        return None
    return row if seen.filter(pk=row.pk).exists() else None


def _inside(request: DeskRequest, batch: Batch, title: str) -> dict[str, Any]:
    context = inside(request, batch, "papers", title)
    if may_read_whole(request.actor, batch):
        context["crumbs"].append((_("Daftar dan buktinya"), reverse("papers:lists", args=[batch.pk])))
    return context
