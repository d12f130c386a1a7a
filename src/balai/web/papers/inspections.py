"""Inspections: mandates and samples; a draw; the sample with its findings; its sheet."""

from collections import Counter

from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from balai.access.permissions import Permission as P
from balai.kernel.clock import today_in
from balai.kernel.paging import keyset_page
from balai.papers.actions.inspect import draw_sample
from balai.papers.drawing import again
from balai.papers.enums import Finding
from balai.papers.evidence import LINE_WORDS
from balai.papers.inspected import sheet_pdf
from balai.papers.models import Mandate, Sample
from balai.papers.rules.inspection import is_valid, may_inspect
from balai.web.downloads import made_file
from balai.web.forms.base import done
from balai.web.forms.fields import is_id
from balai.web.gate import permitted
from balai.web.papers.forms_inspection import DrawForm
from balai.web.request import DeskRequest
from balai.web.turning import AFTER, around

MOST_CLASSES = 300
MOST_MANDATES = 50


@permitted(P.INSPECT, P.MANDATE_GIVE)
def inspections(request: DeskRequest) -> HttpResponse:
    today, actor = timezone.localdate(), request.actor
    mandates = Mandate.objects.visible_to(actor).select_related("body", "giver").order_by("-valid_to", "-pk")
    told = [
        (one, is_valid(one, today), may_inspect(actor, one, today), actor.may(P.MANDATE_GIVE, one.giver_id))
        for one in mandates[:MOST_MANDATES]
    ]
    rows = Sample.objects.visible_to(actor).select_related("mandate__body", "mandate__giver", "batch")
    judged = Count("lines", filter=~Q(lines__finding=""))
    page = keyset_page(rows.annotate(whole=Count("lines"), judged=judged), ("-drawn_at", "-pk"), request.GET.get(AFTER))
    shown = {"mandates": told, "samples": page.rows, "may_give": actor.has(P.MANDATE_GIVE)}
    return render(request, "papers/inspections.html", shown | around(page))


@permitted(P.INSPECT)
def draw(request: DeskRequest, mandate_id: int) -> HttpResponse:
    rows = Mandate.objects.visible_to(request.actor).select_related("body", "giver__region")
    mandate = get_object_or_404(rows, pk=mandate_id)
    if not request.actor.may(P.INSPECT, mandate.body_id):
        raise Http404
    years = sorted(set(mandate.classes().order_by().values_list("package__year", flat=True)), reverse=True)
    asked = request.GET.get("tahun", "")
    year = int(asked) if is_id(asked) and int(asked) in years else (years or [timezone.localdate().year])[0]
    classes = mandate.classes().filter(package__year=year).order_by("-ends_on", "-pk")
    newest = list(classes.values_list("pk", flat=True)[:MOST_CLASSES])
    form = DrawForm(
        request.POST if request.method == "POST" else None,
        classes=mandate.classes().filter(pk__in=newest).order_by("title", "pk"),
        year=year,
    )
    made: list[Sample] = []
    if form.is_valid() and done(form, lambda: made.append(_draw(request, mandate, form))):
        return redirect("papers:drawn", made[0].pk)
    tabs = [(str(one), f"?tahun={one}", one == year) for one in years]
    shown = {"mandate": mandate, "form": form, "tabs": tabs, "year": year, "whole": classes.count()}
    return render(request, "papers/draw.html", shown | {"most": MOST_CLASSES})


def _draw(request: DeskRequest, mandate: Mandate, form: DrawForm) -> Sample:
    return draw_sample(by=request.actor, mandate=mandate, wish=form.wish(), now=timezone.now(), client_id=form.once)


@permitted(P.INSPECT, P.MANDATE_GIVE)
def drawn(request: DeskRequest, sample_id: int) -> HttpResponse:
    """?ulang draws again on today's records; the page itself only reads what was drawn."""
    sample = _sample(request, sample_id)
    lines = list(sample.lines.select_related("batch", "answer").prefetch_related("openings"))
    found = Counter(line.finding for line in lines)
    may = may_inspect(request.actor, sample.mandate, today_in(sample.mandate.giver.zone, timezone.now()))
    answers = [line.answer for line in lines if hasattr(line, "answer")]
    shown = {
        "sample": sample, "kinds": [LINE_WORDS[kind] for kind in sample.kinds],
        "rows": [(line, LINE_WORDS[line.code[0]], len(line.openings.all())) for line in lines],
        "may": may and sample.sent_at is None, "looks": may,
        "unread": request.actor.may(P.INSPECT, sample.mandate.body_id) and any(one.read_at is None for one in answers),
        "counted": [(Finding(key).label, found[key]) for key in Finding.values], "left": found[""],
    }  # fmt: skip
    if "ulang" in request.GET:
        today = again(sample)
        same = [(line.batch_id, line.code) for line in lines] == today.lines
        shown |= {"drawn_again": True, "same": same, "pool_today": today.pool}
    return render(request, "papers/drawn.html", shown)


@permitted(P.INSPECT, P.MANDATE_GIVE)
def sheet(request: DeskRequest, sample_id: int) -> HttpResponse:
    content = sheet_pdf(_sample(request, sample_id))
    return made_file(content, "application/pdf", f"pemeriksaan-{sample_id}.pdf")


def _sample(request: DeskRequest, pk: int) -> Sample:
    rows = Sample.objects.visible_to(request.actor)
    return get_object_or_404(rows.select_related("mandate__body__region", "mandate__giver__region", "batch"), pk=pk)
