"""A researcher's bench: opened for a period, filled with sources, informants and quotations, taken away as a case workbook."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balai.access.permissions import Permission as P
from balai.collaboration.actions import bench as verbs
from balai.collaboration.actions.coding import open_round
from balai.collaboration.models import Bench, BenchSource, CodingRound, Informant, Period, Quotation
from balai.collaboration.parameters import PAPER_MONTHS
from balai.collaboration.queries import bench_book
from balai.collaboration.queries.coding import colleagues_of, waiting_quotations
from balai.collaboration.queries.meetings import parties_of
from balai.documents.actions.store import store_upload
from balai.documents.enums import DocumentKind
from balai.documents.models import StoredFile
from balai.institutions.models import Institution
from balai.kernel.paging import keyset_page
from balai.parameters.queries import value_on
from balai.web.collaboration import bench_forms as forms
from balai.web.collaboration.bench_found import at_bench, bench_crumb, form_page, found_bench
from balai.web.collaboration.found import today_of
from balai.web.downloads import sealed_file
from balai.web.forms.base import done
from balai.web.gate import permitted
from balai.web.request import DeskRequest
from balai.web.turning import AFTER, around

MOST = 500
PARTS = (
    ("kutipan", gettext_lazy("Kutipan")), ("sumber", gettext_lazy("Sumber")), ("informan", gettext_lazy("Informan")),
    ("putaran", gettext_lazy("Pengodean")),
)  # fmt: skip
LIMITS: dict[str, Any] = {"kutipan": Quotation, "sumber": BenchSource, "informan": Informant, "putaran": CodingRound}


def bodies_of(request: DeskRequest) -> dict[int, str]:
    """Bodies for which the reader does research."""
    own = request.actor.institutions_with(P.BENCH_EDIT)
    rows = Institution.objects.visible_to(request.actor).filter(pk__in=own).order_by("name_key")
    return {row.pk: row.name for row in rows}


@permitted(P.BENCH_EDIT)
def begin(request: DeskRequest, pk: int) -> HttpResponse:
    rows = Period.objects.visible_to(request.actor).select_related("collaboration__owner__region")
    period = get_object_or_404(rows, pk=pk)
    bodies = bodies_of(request)
    form = forms.OpenForm(bodies, request.POST if request.method == "POST" else None)
    back = reverse("collaboration:part", args=[pk, "kajian"])
    made: list[Bench] = []
    if form.is_valid() and done(form, lambda: made.append(_opened(request, period, form.cleaned_data["institution"]))):
        return redirect("collaboration:bench", made[0].pk, "sumber")
    says = _(
        "Di sini lembaga Anda menyimpan sumber, informan tanpa nama dan kutipan, lalu dua pengode mengodenya sendiri-sendiri. "
        "Tidak ada yang masuk ke catatan forum."
    )
    context = at_bench(Bench(period=period), _("Buka meja peneliti"))
    return form_page(request, context, form, _("Buka meja peneliti"), back, says)


def _opened(request: DeskRequest, period: Period, body: int) -> Bench:
    row = Institution.objects.visible_to(request.actor).get(pk=body)
    return verbs.open_bench(by=request.actor, period=period, institution=row, now=timezone.now())


@permitted(P.BENCH_EDIT)
def bench(request: DeskRequest, pk: int, part: str) -> HttpResponse:
    row = found_bench(request, pk)
    if part not in LIMITS:
        raise Http404
    rows = LIMITS[part].objects.visible_to(request.actor).filter(bench=row)
    if part == "kutipan":
        rows = rows.select_related("source", "informant", "round")
    elif part == "informan":
        rows = rows.select_related("member")
    page = keyset_page(rows, ("pk",), request.GET.get(AFTER))
    tabs = [(label, reverse("collaboration:bench", args=[pk, slug]), slug == part) for slug, label in PARTS]
    context = at_bench(row, _("Meja peneliti")) | {
        "part": part, "rows": page.rows, "tabs": tabs, "has_source": row.benchsource_rows.exists(),
        "waiting": waiting_quotations(row).count() if part == "putaran" else 0,
        "runs": row.rounds.filter(compared_at=None).first(), **around(page),
    }  # fmt: skip
    return render(request, "collaboration/bench.html", context)


@permitted(P.BENCH_EDIT)
def add_source(request: DeskRequest, pk: int) -> HttpResponse:
    row = found_bench(request, pk)
    posted = request.method == "POST"
    form = forms.SourceForm(request.POST if posted else None, request.FILES if posted else None)
    if form.is_valid() and done(form, lambda: _source(request, row, form)):
        messages.success(request, _("Sumber tersimpan. Sekarang tambahkan kutipannya."))
        return redirect("collaboration:bench", pk, "sumber")
    return _adding(request, row, form, _("Tambah sumber"), "sumber")


def _source(request: DeskRequest, row: Bench, form: forms.SourceForm) -> BenchSource:
    now, upload = timezone.now(), form.cleaned_data["file"]
    file: StoredFile | None = None
    if upload:
        months = int(value_on(PAPER_MONTHS, now.date()))
        file = store_upload(
            by=request.actor, name=upload.name, content=upload, kind=DocumentKind.OTHER, keep_months=months, now=now
        )
    return verbs.add_source(by=request.actor, bench=row, plan=form.plan(file), now=now, client_id=form.once)


@permitted(P.BENCH_EDIT)
def add_informant(request: DeskRequest, pk: int) -> HttpResponse:
    row = found_bench(request, pk)
    form = forms.InformantForm(parties_of(row.period), request.POST if request.method == "POST" else None)
    if form.is_valid() and done(form, lambda: verbs.add_informant(
        by=request.actor, bench=row, sector=form.cleaned_data["sector"], role=form.cleaned_data["role"], member=form.party(),
        now=timezone.now(), client_id=form.once,
    )):  # fmt: skip
        messages.success(request, _("Informan tersimpan dengan kode, tanpa nama."))
        return redirect("collaboration:bench", pk, "informan")
    return _adding(request, row, form, _("Tambah informan"), "informan")


@permitted(P.BENCH_EDIT)
def add_quotation(request: DeskRequest, pk: int) -> HttpResponse:
    row = found_bench(request, pk)
    sources = BenchSource.objects.visible_to(request.actor).filter(bench=row).order_by("-pk")[:MOST]
    informants = Informant.objects.visible_to(request.actor).filter(bench=row).order_by("pk")[:MOST]
    form = forms.QuotationForm(list(sources), list(informants), request.POST if request.method == "POST" else None)
    if form.is_valid() and done(form, lambda: verbs.add_quotation(
        by=request.actor, bench=row, plan=form.plan(), now=timezone.now(), client_id=form.once
    )):  # fmt: skip
        messages.success(request, _("Kutipan tersimpan."))
        return redirect("collaboration:bench", pk, "kutipan")
    return _adding(request, row, form, _("Tambah kutipan"), "kutipan")


@permitted(P.BENCH_EDIT)
def new_round(request: DeskRequest, pk: int) -> HttpResponse:
    row, now = found_bench(request, pk), timezone.now()
    form = forms.CodersForm(
        colleagues_of(row, today_of(row.period.collaboration)), request.POST if request.method == "POST" else None
    )
    if form.is_valid() and done(form, lambda: open_round(
        by=request.actor, bench=row, first=form.cleaned_data["first"], second=form.cleaned_data["second"], now=now
    )):  # fmt: skip
        messages.success(request, _("Putaran dibuka. Kedua pengode bisa mulai, masing-masing sendiri."))
        return redirect("collaboration:bench", pk, "putaran")
    says = _(
        "Semua kutipan yang belum dikode masuk putaran ini. Pengodean yang satu tidak terlihat oleh yang lain sampai keduanya selesai."
    )
    return _adding(request, row, form, _("Buka putaran pengodean"), "putaran", says)


def _adding(request: DeskRequest, row: Bench, form: Any, title: str, part: str, says: str = "") -> HttpResponse:
    context = at_bench(row, title, bench_crumb(row, part))
    return form_page(request, context, form, title, reverse("collaboration:bench", args=[row.pk, part]), says)


@permitted(P.BENCH_EDIT)
def source_file(request: DeskRequest, pk: int) -> HttpResponse:
    rows = BenchSource.objects.visible_to(request.actor).select_related("file")
    row = get_object_or_404(rows, pk=pk)
    if row.file is None:
        raise Http404
    return sealed_file(row.file, f"sumber-{row.code}")


@permitted(P.BENCH_EDIT)
def book(request: DeskRequest, pk: int) -> HttpResponse:
    row = found_bench(request, pk)
    response = HttpResponse(bench_book.bench_zip(row), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="kajian-{row.pk}.zip"'
    return response
