"""Fetching rows for these pages, and turning what a verb refused into a sentence on the form."""

from collections.abc import Callable
from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from balai.institutions.models import Institution
from balai.institutions.rules.authority import may_edit, may_manage_desks
from balai.kernel.refusal import Refused
from balai.web.forms.base import show_refusal
from balai.web.request import PublicRequest

T = TypeVar("T")


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


def with_managed_desks(request: PublicRequest, pk: int) -> Institution:
    institution = institution_of(request, pk)
    if not may_manage_desks(request.actor, institution):
        raise PermissionDenied
    return institution


def attempt(form: BaseForm, act: Callable[[], T]) -> T | None:
    """The verb's answer, or None with its refusal on the form."""
    try:
        return act()
    except Refused as refused:
        show_refusal(form, refused)
        return None


def done(form: BaseForm, act: Callable[[], object]) -> bool:
    """Was it done? If not, its refusal stands on the form."""
    return attempt(form, act) is not None or not form.errors


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
