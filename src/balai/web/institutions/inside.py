"""Rooms, equipment, instructors with certificates, agreements, mandate: one form each."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.documents.actions.store import store_upload
from balai.documents.enums import DocumentKind
from balai.documents.models import StoredFile
from balai.institutions.actions import facilities, instructors
from balai.institutions.actions.agreements import AgreementFacts, save_agreement, state_mandate
from balai.institutions.models import Agreement, Equipment, Institution, Instructor, InstructorCertificate, Room
from balai.institutions.parameters import AGREEMENT_MONTHS
from balai.kernel.refusal import Refused
from balai.parameters.queries import value_on
from balai.web.forms.base import done
from balai.web.institutions import forms_inside as forms
from balai.web.institutions.found import editable, form_page, stored_file
from balai.web.request import DeskRequest


def _posted(request: DeskRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _started(row: Any, form: type[BaseForm]) -> dict[str, Any]:
    return {} if row is None else {name: getattr(row, name) for name in form.base_fields}  # type: ignore[attr-defined]


def _answer(
    request: DeskRequest, form: BaseForm, body: Institution, title: str, act: Callable[[], object], remove_url: str = ""
) -> HttpResponse:
    if form.is_valid() and done(form, act):
        messages.success(request, _("Tersimpan."))
        return redirect("institutions:page", body.pk)
    return form_page(request, form, institution=body, title=title, verb=_("Simpan"), remove_url=remove_url)


def _removal(body: Institution, what: str, row_id: int | None) -> str:
    return reverse("institutions:remove", args=[body.pk, what, row_id]) if row_id else ""


def room(request: DeskRequest, pk: int, room_id: int | None = None) -> HttpResponse:
    body = editable(request, pk)
    row = get_object_or_404(Room.objects.visible_to(request.actor), pk=room_id, institution=body) if room_id else None
    form = forms.RoomForm(_posted(request), initial=_started(row, forms.RoomForm))

    def act() -> Room:
        facts = facilities.RoomFacts(**form.cleaned_data)
        return facilities.save_room(by=request.actor, institution_id=pk, facts=facts, room_id=room_id)

    return _answer(
        request, form, body, _("Ubah ruang") if row else _("Tambah ruang"), act, _removal(body, "ruang", room_id)
    )


def equipment(request: DeskRequest, pk: int, equipment_id: int | None = None) -> HttpResponse:
    body = editable(request, pk)
    rows = Equipment.objects.visible_to(request.actor).filter(institution=body)
    row = get_object_or_404(rows, pk=equipment_id) if equipment_id else None
    started = _started(row, forms.EquipmentForm) | ({"room": row.room_id} if row else {})
    form = forms.EquipmentForm(body, _posted(request), initial=started)

    def act() -> Equipment:
        facts = facilities.EquipmentFacts(**form.cleaned_data)
        return facilities.save_equipment(by=request.actor, institution_id=pk, facts=facts, equipment_id=equipment_id)

    return _answer(
        request, form, body, _("Ubah alat") if row else _("Tambah alat"), act, _removal(body, "alat", equipment_id)
    )


@require_POST
def repair(request: DeskRequest, pk: int, equipment_id: int) -> HttpResponse:
    """Asks for a repair, or says that it is done."""
    body = editable(request, pk)
    row = get_object_or_404(Equipment.objects.visible_to(request.actor), pk=equipment_id, institution=body)
    act = facilities.mark_repaired if row.awaits_repair else facilities.ask_repair
    try:
        act(by=request.actor, equipment_id=row.pk, today=timezone.localdate())
        messages.success(request, _("Tercatat sudah diperbaiki.") if row.awaits_repair else _("Perbaikan diminta."))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("institutions:page", pk)


@require_POST
def remove(request: DeskRequest, pk: int, what: str, row_id: int) -> HttpResponse:
    """A room or a thing is no longer there."""
    body = editable(request, pk)
    today = timezone.localdate()
    if what == "ruang":
        get_object_or_404(Room.objects.visible_to(request.actor), pk=row_id, institution=body)
        facilities.remove_room(by=request.actor, institution_id=pk, room_id=row_id, today=today)
    else:
        get_object_or_404(Equipment.objects.visible_to(request.actor), pk=row_id, institution=body)
        facilities.remove_equipment(by=request.actor, equipment_id=row_id, today=today)
    messages.success(request, _("Dicatat sudah tidak ada."))
    return redirect("institutions:page", pk)


def instructor(request: DeskRequest, pk: int, instructor_id: int | None = None) -> HttpResponse:
    body = editable(request, pk)
    rows = Instructor.objects.visible_to(request.actor).filter(institution=body)
    row = get_object_or_404(rows, pk=instructor_id) if instructor_id else None
    form = forms.InstructorForm(_posted(request), initial=_started(row, forms.InstructorForm))

    def act() -> Instructor:
        facts = instructors.InstructorFacts(**form.cleaned_data, user=row.user if row else None)
        return instructors.save_instructor(
            by=request.actor, institution_id=pk, facts=facts, instructor_id=instructor_id
        )

    return _answer(request, form, body, _("Ubah instruktur") if row else _("Tambah instruktur"), act)


def certificate(request: DeskRequest, pk: int, instructor_id: int, renews: int | None = None) -> HttpResponse:
    body = editable(request, pk)
    who = get_object_or_404(Instructor.objects.visible_to(request.actor), pk=instructor_id, institution=body)
    seen = InstructorCertificate.objects.visible_to(request.actor).filter(instructor=who)
    old = get_object_or_404(seen, pk=renews) if renews else None
    started = {"kind": old.kind, "scheme": old.scheme, "issuer": old.issuer} if old else {}
    form = forms.CertificateForm(_posted(request), initial=started)

    def act() -> InstructorCertificate:
        facts = instructors.CertificateFacts(**form.cleaned_data)
        return instructors.add_certificate(by=request.actor, instructor_id=who.pk, facts=facts, renews=renews)

    title = _("Perbarui sertifikat %(name)s") if old else _("Tambah sertifikat %(name)s")
    return _answer(request, form, body, title % {"name": who.full_name}, act)


def agreement(request: DeskRequest, pk: int, agreement_id: int | None = None) -> HttpResponse:
    body = editable(request, pk)
    rows = Agreement.objects.visible_to(request.actor).filter(kept_by=body)
    row = get_object_or_404(rows, pk=agreement_id) if agreement_id else None
    form = forms.AgreementForm(_posted(request), request.FILES or None, initial=_agreement_said(row, body))

    def act() -> Agreement:
        said = dict(form.cleaned_data)
        parties = [body, *said.pop("parties")]
        facts = AgreementFacts(**(said | {"scan": _scan(request, said["scan"])}))
        return save_agreement(by=request.actor, kept_by=body, facts=facts, parties=parties, agreement_id=agreement_id)

    return _answer(request, form, body, _("Ubah perjanjian") if row else _("Catat perjanjian atau aturan"), act)


def agreement_scan(request: DeskRequest, pk: int, agreement_id: int) -> HttpResponse:
    """The signed text, for the parties and whoever keeps it; that it exists is public."""
    rows = (
        Agreement.objects.visible_to(request.actor)
        .scan_visible_to(request.actor)
        .filter(scan__isnull=False)
        .select_related("scan")
    )
    row = get_object_or_404(rows.filter(Q(kept_by_id=pk) | Q(parties__institution_id=pk)).distinct(), pk=agreement_id)
    return stored_file(row.scan, f"naskah-{row.pk}")


def mandate(request: DeskRequest, pk: int) -> HttpResponse:
    body = editable(request, pk)
    row = body.mandates.first()
    form = forms.MandateForm(_posted(request), initial=_started(row, forms.MandateForm))

    def act() -> object:
        return state_mandate(
            by=request.actor, institution_id=pk, mandate_id=row.pk if row else None, **form.cleaned_data
        )

    return _answer(request, form, body, _("Tugas dan fungsi"), act)


def _agreement_said(row: Agreement | None, body: Institution) -> dict[str, Any]:
    if row is None:
        return {}
    others = [p.institution for p in row.parties.select_related("institution") if p.institution_id != body.pk]
    names = ("kind", "title", "number", "valid_from_text", "valid_to_text", "source")
    return {name: getattr(row, name) for name in names} | {"parties": others}


def _scan(request: DeskRequest, upload: Any) -> StoredFile | None:
    if not upload:
        return None
    try:
        return store_upload(
            by=request.actor, name=upload.name, content=upload, kind=DocumentKind.AGREEMENT,
            keep_months=int(value_on(AGREEMENT_MONTHS, timezone.localdate())), now=timezone.now(),
        )  # fmt: skip
    except Refused as refused:
        raise Refused(refused.code, refused.message, "scan") from None
