"""Changing one person's record: details, identity number, needs, consents, papers."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from balai.access.permissions import Permission
from balai.documents.actions.store import FileGone
from balai.documents.enums import DocumentKind
from balai.kernel.refusal import Refused
from balai.people.actions.consent import give_consent, withdraw_consent
from balai.people.actions.identity import reveal_national_id, set_national_id, verify_national_id
from balai.people.actions.inclusion import set_inclusion
from balai.people.actions.papers import add_paper, open_paper, remove_paper
from balai.people.actions.register import correct_person
from balai.people.enums import ConsentMeans, ConsentPurpose
from balai.people.models import Person, PersonDocument
from balai.people.queries.consents import asked_of, needs_guardian
from balai.people.queries.page import inclusion_of
from balai.people.rules.authority import is_self
from balai.web.forms.base import done, show_refusal
from balai.web.people.common import seen_person
from balai.web.people.forms import (
    ON_CARD,
    STEPS,
    InclusionForm,
    NationalIdForm,
    PaperForm,
    PersonForm,
    RevealForm,
    initial_of,
)
from balai.web.request import DeskRequest

DETAILS = tuple(name for _title, names in STEPS[:3] for name in names if name != "nik") + ON_CARD
NEEDS = ("adjustments", "disabilities", "groups", "basis")


def edit(request: DeskRequest, person_id: UUID) -> HttpResponse:
    one = seen_person(request, person_id, Permission.PERSON_EDIT)
    posted = request.method == "POST"
    form = PersonForm(request.POST if posted else None, initial=initial_of(one)).only(DETAILS)
    if form.is_valid():
        try:
            corrected = correct_person(by=request.actor, person=one, details=form.details(one), now=timezone.now())
        except Refused as no:
            show_refusal(form, no)
        else:
            messages.success(request, _("Perubahan disimpan."))
            for remark in (r for r in corrected.warnings if r.code.startswith("guardian")):
                messages.warning(request, str(remark.sentence))
            return _back(request, one)
    return render(
        request,
        "people/edit.html",
        {"person": one, "form": form, "title": _("Perbaiki data"), "verb": _("Simpan perubahan")},
    )


def national_id(request: DeskRequest, person_id: UUID) -> HttpResponse:
    one = seen_person(request, person_id, Permission.PERSON_EDIT)
    form = NationalIdForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            remarks = set_national_id(by=request.actor, person=one, nik=form.cleaned_data["nik"], now=timezone.now())
        except Refused as no:
            show_refusal(form, no)
        else:
            messages.success(request, _("NIK disimpan. Di halaman hanya dua angka terakhir yang terlihat."))
            for remark in remarks:
                messages.warning(request, str(remark.sentence))
            return _back(request, one)
    context = {"person": one, "form": form, "title": _("Isi NIK"), "verb": _("Simpan NIK")}
    return render(request, "people/edit.html", context)


@require_POST
def verify(request: DeskRequest, person_id: UUID) -> HttpResponse:
    one = seen_person(request, person_id, Permission.PERSON_EDIT)
    try:
        verify_national_id(by=request.actor, person=one, now=timezone.now())
        messages.success(request, _("NIK ditandai sudah dicocokkan dengan KTP."))
    except Refused as no:
        messages.error(request, str(no))
    return redirect("people:one", one.pk)


@never_cache
def reveal(request: DeskRequest, person_id: UUID) -> HttpResponse:
    """Shown in the answer to this POST and nowhere else; loading the page again asks for a reason again."""
    one = seen_person(request, person_id, Permission.PERSON_REVEAL)
    form = RevealForm(request.POST if request.method == "POST" else None)
    shown = ""
    if form.is_valid():
        try:
            digits = reveal_national_id(
                by=request.actor, person=one, reason=form.cleaned_data["reason"], now=timezone.now()
            )
            shown = " ".join(digits[at : at + 4] for at in range(0, 16, 4))
        except Refused as no:
            show_refusal(form, no)
    return render(request, "people/reveal.html", {"person": one, "form": form, "shown": shown})


def needs(request: DeskRequest, person_id: UUID) -> HttpResponse:
    one = seen_person(request, person_id, Permission.PERSON_EDIT)
    held = inclusion_of(one)
    initial = {
        "adjustments": [a.need for a in held.adjustments], "disabilities": [d.kind for d in held.disabilities],
        "groups": [g.group for g in held.groups],
    }  # fmt: skip
    form = InclusionForm(request.POST if request.method == "POST" else None, initial=initial).only(NEEDS)
    if form.is_valid() and done(
        form, lambda: set_inclusion(by=request.actor, person=one, now=timezone.now(), **form.cleaned_data)
    ):
        messages.success(request, _("Kebutuhan disimpan."))
        return _back(request, one)
    context = {"person": one, "form": form, "title": _("Apa yang bisa membantu?"), "verb": _("Simpan")}
    return render(request, "people/edit.html", context)


def consents(request: DeskRequest, person_id: UUID) -> HttpResponse:
    """Each purpose apart: its text, one button to agree, one to withdraw."""
    one = seen_person(request, person_id, Permission.PERSON_EDIT)
    now, today = timezone.now(), timezone.localdate()
    if request.method == "POST":
        try:
            _consent(request, one, now)
        except (Refused, ValueError) as no:
            words = str(no) if isinstance(no, Refused) else _("Pilihan ini tidak dikenal. Muat ulang halaman.")
            messages.error(request, words)
        return redirect("people:consents", one.pk)
    context = {"person": one, "asked": asked_of(one, today), "child": one.is_child_on(today),
               "guardian_missing": needs_guardian(one, today), "oneself": is_self(request.actor, one)}  # fmt: skip
    return render(request, "people/consents.html", context)


def papers(request: DeskRequest, person_id: UUID) -> HttpResponse:
    one = seen_person(request, person_id, Permission.PERSON_EDIT)
    form = PaperForm(request.POST or None, request.FILES or None) if request.method == "POST" else PaperForm()
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            add_paper(
                by=request.actor, person=one, kind=DocumentKind(form.cleaned_data["kind"]), name=upload.name,
                content=upload, now=timezone.now(),
            )  # fmt: skip
        except Refused as no:
            show_refusal(form, no)
        else:
            messages.success(request, _("Berkas disimpan tersegel."))
            return _back(request, one)
    context = {"person": one, "form": form, "title": _("Tambah berkas"), "verb": _("Unggah berkas"), "is_file": True}
    return render(request, "people/edit.html", context)


@require_POST
@never_cache
def open_one_paper(request: DeskRequest, paper_id: int) -> HttpResponse:
    paper = get_object_or_404(
        PersonDocument.objects.visible_to(request.actor, Permission.PERSON_EDIT).select_related("person", "file"),
        pk=paper_id,
    )
    try:
        if "remove" in request.POST:
            remove_paper(by=request.actor, paper=paper, now=timezone.now())
            messages.success(request, _("Berkas dihapus."))
            return _back(request, paper.person)
        content = open_paper(by=request.actor, paper=paper)
    except (Refused, FileGone) as no:
        messages.error(request, str(no) if isinstance(no, Refused) else _("Berkas ini sudah tidak ada."))
        return _back(request, paper.person)
    answer = HttpResponse(content, content_type=paper.file.media_type)
    answer["Content-Disposition"] = "inline"
    return answer


def _consent(request: DeskRequest, person: Person, now: datetime) -> None:
    purpose = ConsentPurpose(request.POST.get("purpose", ""))
    if "withdraw" in request.POST:
        withdraw_consent(by=request.actor, person=person, purpose=purpose, now=now)
        messages.success(request, _("Persetujuan dicabut. Layanan Anda tetap berjalan."))
        return
    means = ConsentMeans(request.POST.get("means", ConsentMeans.SCREEN))
    give_consent(
        by=request.actor, person=person, purpose=purpose, version=int(request.POST.get("version", "0")), now=now,
        means=means, guardian_name=request.POST.get("guardian_name", ""),
    )  # fmt: skip
    messages.success(request, _("Persetujuan dicatat."))


def _back(request: DeskRequest, person: Person) -> HttpResponse:
    oneself = is_self(request.actor, person)
    return redirect("people:own") if oneself else redirect("people:one", person.pk)
