"""What stands behind a line of a list, for who checks; and a sample an inspector can draw again."""

import random
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from balai.access.permissions import Permission as P
from balai.accounts.queries import names_of
from balai.admissions.models import Application
from balai.admissions.queries import scores_of
from balai.planning.models import Batch
from balai.training.models import Enrolment, TrainingCertificate, TrainingSession
from balai.training.queries import attendance_of, marks_of, results_of
from balai.web.forms.fields import is_id
from balai.web.gate import permitted
from balai.web.papers.forms import SampleForm
from balai.web.request import DeskRequest
from balai.web.training.opened import inside, opened_class

SAMPLE_SIZE = 5


@permitted(P.TRAINING_READ)
def sample(request: DeskRequest, pk: int) -> HttpResponse:
    """Five lines by a number the inspector chooses: the same number draws the same lines."""
    batch = opened_class(request, pk)
    form = SampleForm(request.GET if "code" in request.GET else None)
    if form.is_valid():
        if _found(request, batch, form.cleaned_data["code"]) is not None:
            return redirect("papers:evidence", pk, form.cleaned_data["code"])
        form.add_error(
            "code", _("Tidak ada baris berkode itu di kelas ini. Salin kode di depan barisnya, misalnya P-12.")
        )
    people = list(
        Enrolment.objects.visible_to(request.actor).filter(batch=batch).select_related("person").order_by("pk")
    )
    meetings = list(TrainingSession.objects.visible_to(request.actor).filter(batch=batch).order_by("pk"))
    seed = request.GET.get("undi", "")
    lines = [(f"P-{e.pk}", e.person.full_name) for e in people]
    lines += [(f"T-{s.pk}", _("Pertemuan %(n)d") % {"n": s.number}) for s in meetings]
    drawn = sorted(random.Random(seed).sample(lines, min(SAMPLE_SIZE, len(lines)))) if is_id(seed) else []
    context = inside(request, batch, "papers", _("Contoh untuk pemeriksa"))
    return render(
        request, "papers/sample.html", context | {"form": form, "drawn": drawn, "seed": seed, "whole": len(lines)}
    )


@permitted(P.TRAINING_READ)
def evidence(request: DeskRequest, pk: int, code: str) -> HttpResponse:
    """P-<enrolment>, T-<meeting>, A-<application>."""
    batch = opened_class(request, pk)
    one = _found(request, batch, code)
    if isinstance(one, Enrolment):
        return _person(request, batch, one)
    if isinstance(one, TrainingSession):
        return _meeting(request, batch, one)
    if isinstance(one, Application):
        return _application(request, batch, one)
    raise Http404


def _found(request: DeskRequest, batch: Batch, code: str) -> Enrolment | TrainingSession | Application | None:
    kind, _dash, key = code.partition("-")
    if kind == "P" and is_id(key):
        people = Enrolment.objects.visible_to(request.actor).filter(batch=batch)
        return people.select_related("person", "application").filter(pk=int(key)).first()
    if kind == "T" and is_id(key):
        meetings = TrainingSession.objects.visible_to(request.actor).filter(batch=batch)
        return meetings.select_related("instructor", "unit").filter(pk=int(key)).first()
    if kind == "A" and (found := _uuid(key)):
        return Application.objects.visible_to(request.actor).filter(batch=batch, pk=found).first()
    return None


def _inside(request: DeskRequest, batch: Batch, title: str) -> dict[str, Any]:
    context = inside(request, batch, "papers", title)
    context["crumbs"].append((_("Contoh untuk pemeriksa"), reverse("papers:sample", args=[batch.pk])))
    return context


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _person(request: DeskRequest, batch: Batch, one: Enrolment) -> HttpResponse:
    marks = list(one.marks.select_related("session").order_by("session__held_on", "session__number"))
    papers = TrainingCertificate.objects.visible_to(request.actor).filter(enrolment=one).order_by("pk")
    standing = list(results_of([one])[one.pk].values())
    units = {unit.pk: unit for unit in batch.curriculum.units.all()}
    application = Application.objects.visible_to(request.actor).filter(enrolment=one).first()
    context = _inside(request, batch, _("Bukti: %(name)s") % {"name": one.person.full_name}) | {
        "one": one,
        "marks": marks,
        "attended": attendance_of([one])[one.pk],
        "results": [(units.get(row.unit_id), row) for row in standing],
        "certificates": papers,
        "application": application,
        "names": names_of([row.marked_by for row in marks] + [row.recorded_by for row in standing]),
        "application_url": reverse("papers:evidence", args=[batch.pk, f"A-{application.pk}"]) if application else "",
    }
    return render(request, "papers/evidence_person.html", context)


def _meeting(request: DeskRequest, batch: Batch, one: TrainingSession) -> HttpResponse:
    marks = marks_of(one)
    people = (
        Enrolment.objects.visible_to(request.actor).filter(pk__in=marks).select_related("person").order_by("seat", "pk")
    )
    context = _inside(request, batch, _("Bukti: pertemuan %(n)d") % {"n": one.number})
    sheets = list(one.sheets.order_by("sent_at"))
    context |= {"one": one, "marks": [(e, marks[e.pk]) for e in people], "sheets": sheets}
    context["names"] = names_of(sheet.sent_by for sheet in sheets)
    return render(request, "papers/evidence_meeting.html", context)


def _application(request: DeskRequest, batch: Batch, one: Application) -> HttpResponse:
    scores = [row for stage in scores_of(batch.pk).get(one.pk, {}).values() for row in stage.rows]
    context = _inside(request, batch, _("Bukti: %(name)s") % {"name": one.full_name})
    context |= {"one": one, "scores": scores, "names": names_of([one.decided_by])}
    return render(request, "papers/evidence_application.html", context)
