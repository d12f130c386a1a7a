"""Fetching rows for these pages, and the page of one form."""

from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from balai.documents.actions.store import FileGone, open_stored
from balai.documents.models import StoredFile
from balai.institutions.models import Institution
from balai.institutions.rules.authority import may_correct_register, may_edit, may_manage_desks
from balai.web.request import PublicRequest


def institution_of(request: PublicRequest, pk: int) -> Institution:
    rows = Institution.objects.visible_to(request.actor).select_related(
        "parent", "region__parent__parent__parent__parent"
    )
    return get_object_or_404(rows, pk=pk)


def editable(request: PublicRequest, pk: int) -> Institution:
    institution = institution_of(request, pk)
    if not may_edit(request.actor, institution):
        raise PermissionDenied
    return institution


def correctable(request: PublicRequest, pk: int) -> Institution:
    institution = institution_of(request, pk)
    if not may_correct_register(request.actor, institution):
        raise PermissionDenied
    return institution


def with_managed_desks(request: PublicRequest, pk: int) -> Institution:
    institution = institution_of(request, pk)
    if not may_manage_desks(request.actor, institution):
        raise PermissionDenied
    return institution


def stored_file(file: StoredFile | None, name: str) -> HttpResponse:
    """A private upload, unsealed for this one answer; 404 once its term is over."""
    try:
        if file is None:
            raise Http404
        content = open_stored(file)
    except FileGone:
        raise Http404 from None
    ending = "pdf" if file.media_type == "application/pdf" else "jpg"
    response = HttpResponse(content, content_type=file.media_type)
    response["Content-Disposition"] = f'inline; filename="{name}.{ending}"'
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def form_page(
    request: PublicRequest,
    form: BaseForm,
    *,
    institution: Institution | None,
    title: str,
    verb: str,
    hint: str = "",
    remove_url: str = "",
) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    context = {"form": form, "institution": institution, "page_title": title, "verb": verb, "hint": hint}
    return render(request, "institutions/form.html", context | {"remove_url": remove_url}, status=status)
