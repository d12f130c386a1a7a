"""What waits at the desk: duplicates, requests of the subject, claims, calls, terms."""

from contextlib import suppress
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.access.permissions import Permission
from balai.kernel.paging import keyset_page
from balai.kernel.refusal import Refused
from balai.people.actions.calls import record_call
from balai.people.actions.claims import decide_claim
from balai.people.actions.duplicates import judge_not_same, merge_people, unmerge_people
from balai.people.actions.retention import erase_past_term
from balai.people.actions.rights import answer_request
from balai.people.enums import DuplicateReason, RequestState
from balai.people.models import CallListItem, ClaimRequest, DuplicatePair, MergeRecord, Person, RightsRequest
from balai.people.queries.retention import past_term_for
from balai.web.forms.base import show_refusal
from balai.web.gate import permitted
from balai.web.people.compare import differences
from balai.web.people.forms import AnswerForm, CallForm, ClaimDecisionForm
from balai.web.request import DeskRequest


@permitted(Permission.PERSON_MERGE)
def pairs(request: DeskRequest) -> HttpResponse:
    rows = DuplicatePair.objects.visible_to(request.actor).open().select_related("first", "second")
    page = keyset_page(rows, ["found_at", "pk"], request.GET.get("sesudah"))
    merges = MergeRecord.objects.visible_to(request.actor).filter(undone_at=None).select_related("kept", "merged")
    context = {
        "rows": [(row, [DuplicateReason(r).label for r in row.reasons]) for row in page.rows],
        "older": f"?sesudah={page.next}" if page.next else "", "merges": merges.order_by("-merged_at")[:20],
    }  # fmt: skip
    return render(request, "people/pairs.html", context)


@permitted(Permission.PERSON_MERGE)
def pair(request: DeskRequest, pair_id: int) -> HttpResponse:
    """Side by side. Of somebody in another regency only what the decision needs."""
    rows = DuplicatePair.objects.visible_to(request.actor).select_related(
        *(
            f"{side}__{place}"
            for side in ("first", "second")
            for place in ("home_regency", "home_region", "registered_by")
        )
    )
    row = get_object_or_404(rows, pk=pair_id)
    first, second = row.first, row.second
    seen = _seen(request, first, second)
    if request.method == "POST":
        now = timezone.now()
        try:
            if "not_same" in request.POST:
                judge_not_same(by=request.actor, pair=row, now=now)
                messages.success(request, _("Dicatat sebagai dua orang yang berbeda."))
                return redirect("people:pairs")
            kept, merged = (second, first) if request.POST.get("keep") == str(second.pk) else (first, second)
            merge_people(by=request.actor, kept=kept, merged=merged, now=now)
        except Refused as no:
            messages.error(request, str(no))
            return redirect("people:pair", row.pk)
        messages.success(request, _("Dua catatan digabung. Bila keliru, batalkan di halaman Catatan ganda."))
        return redirect("people:one", kept.pk) if _seen(request, kept) else redirect("people:pairs")
    reasons = [DuplicateReason(r).label for r in row.reasons]
    context = {"row": row, "first": first, "second": second, "lines": differences(first, second, seen), "reasons": reasons,
               "opens_first": first.pk in seen, "opens_second": second.pk in seen}  # fmt: skip
    return render(request, "people/pair.html", context)


def _seen(request: DeskRequest, *people: Person) -> set[UUID]:
    rows = Person.objects.visible_to(request.actor).filter(pk__in=[one.pk for one in people])
    return set(rows.values_list("pk", flat=True))


@permitted(Permission.PERSON_MERGE)
@require_POST
def unmerge(request: DeskRequest, merge_id: int) -> HttpResponse:
    merge = get_object_or_404(MergeRecord.objects.visible_to(request.actor), pk=merge_id)
    try:
        other = unmerge_people(by=request.actor, merge=merge, now=timezone.now())
    except Refused as no:
        messages.error(request, str(no))
        return redirect("people:pairs")
    messages.success(request, _("Penggabungan dibatalkan; kedua catatan kembali seperti semula."))
    return redirect("people:one", other.pk)


@permitted(Permission.RIGHTS_ANSWER)
def requests(request: DeskRequest) -> HttpResponse:
    rows = RightsRequest.objects.visible_to(request.actor, Permission.RIGHTS_ANSWER).open().select_related("person")
    page = keyset_page(rows, ["due_at", "pk"], request.GET.get("sesudah"))
    context = {"rows": page.rows, "now": timezone.now(), "older": f"?sesudah={page.next}" if page.next else ""}
    return render(request, "people/requests.html", context)


@permitted(Permission.RIGHTS_ANSWER)
def answer(request: DeskRequest, request_id: int) -> HttpResponse:
    seen = RightsRequest.objects.visible_to(request.actor, Permission.RIGHTS_ANSWER).select_related("person")
    row = get_object_or_404(seen, pk=request_id)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            answer_request(
                by=request.actor,
                request=row,
                state=RequestState(said["state"]),
                answer=said["answer"],
                now=timezone.now(),
            )
        except Refused as no:
            show_refusal(form, no)
        else:
            messages.success(request, _("Jawaban disimpan dan pemilik data diberi tahu."))
            return redirect("people:requests")
    return render(request, "people/answer.html", {"row": row, "form": form, "now": timezone.now()})


@permitted(Permission.PERSON_EDIT)
def claim(request: DeskRequest, claim_id: UUID) -> HttpResponse:
    row = get_object_or_404(
        ClaimRequest.objects.visible_to(request.actor).select_related("person", "user"), pk=claim_id
    )
    likely = (
        Person.objects.visible_to(request.actor, Permission.PERSON_EDIT)
        .live()
        .filter(birth_date=row.stated_birth_date, user=None)
    )
    likely = likely.filter(name_key__startswith=row.stated_name.casefold().split(" ")[0])[:10]
    candidates = [row.person] if row.person else list(likely)
    form = ClaimDecisionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        chosen = next((p for p in candidates if str(p.pk) == request.POST.get("person")), None)
        try:
            decide_claim(
                by=request.actor, claim=row, person=chosen, accept="accept" in request.POST,
                reason=form.cleaned_data["reason"], now=timezone.now(),
            )  # fmt: skip
        except Refused as no:
            show_refusal(form, no)
        else:
            messages.success(request, _("Jawaban disimpan dan pemohon diberi tahu."))
            return redirect("desk")
    return render(request, "people/claim_desk.html", {"row": row, "form": form, "candidates": candidates})


@permitted(Permission.PERSON_EDIT)
def calls(request: DeskRequest) -> HttpResponse:
    rows: Any = (
        CallListItem.objects.visible_to(request.actor, Permission.PERSON_EDIT).waiting().select_related("person")
    )
    page = keyset_page(rows, ["listed_at", "pk"], request.GET.get("sesudah"))
    context = {"rows": page.rows, "form": CallForm(), "older": f"?sesudah={page.next}" if page.next else ""}
    return render(request, "people/calls.html", context)


@permitted(Permission.PERSON_EDIT)
@require_POST
def called(request: DeskRequest, item_id: int) -> HttpResponse:
    seen = CallListItem.objects.visible_to(request.actor, Permission.PERSON_EDIT)
    item = get_object_or_404(seen.select_related("person"), pk=item_id)
    form = CallForm(request.POST)
    try:
        if form.is_valid():
            record_call(by=request.actor, item=item, now=timezone.now(), **form.cleaned_data)
            messages.success(request, _("Hasil telepon dicatat."))
    except Refused as no:
        messages.error(request, str(no))
    return redirect("people:calls")


@permitted(Permission.RIGHTS_ANSWER)
def past_term(request: DeskRequest) -> HttpResponse:
    rows = past_term_for(request.actor, timezone.localdate())
    if request.method == "POST":
        wanted = rows.filter(pk__in=_ids(request.POST.getlist("person")[:100]))
        try:
            number = erase_past_term(by=request.actor, person_ids=[p.pk for p in wanted], now=timezone.now())
            messages.success(request, _("Data %(number)d orang dihapus.") % {"number": number})
        except Refused as no:
            messages.error(request, str(no))
        return redirect("people:past_term")
    page = keyset_page(rows, ["last_active_on", "pk"], request.GET.get("sesudah"))
    context = {"rows": page.rows, "older": f"?sesudah={page.next}" if page.next else ""}
    return render(request, "people/past_term.html", context)


def _ids(written: list[str]) -> list[UUID]:
    found = []
    for text in written:
        with suppress(ValueError):
            found.append(UUID(text))
    return found
