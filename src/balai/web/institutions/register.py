"""A body is registered, its particulars kept right, its names kept over time."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.institutions.actions.names import add_alias, remove_alias, rename_institution
from balai.institutions.actions.register import edit_institution, register_institution
from balai.institutions.models import Institution
from balai.kernel.refusal import Refused
from balai.web.forms.base import attempt, done
from balai.web.institutions.forms import AliasForm, EditForm, RegisterForm, RenameForm
from balai.web.institutions.found import correctable, form_page
from balai.web.request import DeskRequest


def new(request: DeskRequest) -> HttpResponse:
    form = RegisterForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = form.cleaned_data
        made = attempt(
            form,
            lambda: register_institution(
                by=request.actor, name=said["name"], particulars=form.particulars(), functions=said["functions"],
                claim_desk=said["claim_desk"], today=timezone.localdate(),
            ),
        )  # fmt: skip
        if made is not None:
            messages.success(request, _("Lembaga didaftarkan dan menunggu diperiksa oleh dinas wilayahnya."))
            # Whoever neither sits there nor answers for its area does not see it before it is verified.
            seen = said["claim_desk"] or Institution.objects.visible_to(request.actor).filter(pk=made.pk).exists()
            return redirect("institutions:page", made.pk) if seen else redirect("institutions:list")
    hint = _("Lembaga baru diperiksa dulu oleh dinas wilayahnya sebelum datanya tampil untuk umum.")
    return form_page(request, form, institution=None, title=_("Daftarkan lembaga"), verb=_("Daftarkan"), hint=hint)


def edit(request: DeskRequest, pk: int) -> HttpResponse:
    body = correctable(request, pk)
    form = EditForm(request.POST if request.method == "POST" else None, initial=EditForm.started(body))
    if form.is_valid():
        saved = done(
            form,
            lambda: edit_institution(
                by=request.actor, institution_id=pk, particulars=form.particulars(),
                functions=form.cleaned_data["functions"],
            ),
        )  # fmt: skip
        if saved:
            messages.success(request, _("Data lembaga disimpan."))
            return redirect("institutions:page", pk)
    return form_page(request, form, institution=body, title=_("Ubah data lembaga"), verb=_("Simpan data"))


def rename(request: DeskRequest, pk: int) -> HttpResponse:
    body = correctable(request, pk)
    form = RenameForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(
        form, lambda: rename_institution(by=request.actor, institution_id=pk, **form.cleaned_data)
    ):
        messages.success(request, _("Nama baru berlaku. Nama lama tetap bisa dicari."))
        return redirect("institutions:page", pk)
    hint = _("Nama sekarang: %(name)s") % {"name": body.name}
    return form_page(request, form, institution=body, title=_("Ganti nama"), verb=_("Ganti nama"), hint=hint)


def alias(request: DeskRequest, pk: int) -> HttpResponse:
    body = correctable(request, pk)
    form = AliasForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(form, lambda: add_alias(by=request.actor, institution_id=pk, **form.cleaned_data)):
        messages.success(request, _("Nama lain dicatat. Lembaga ini sekarang juga ditemukan dengan nama itu."))
        return redirect("institutions:page", pk)
    return form_page(request, form, institution=body, title=_("Tambah nama lain"), verb=_("Tambahkan"))


@require_POST
def alias_remove(request: DeskRequest, pk: int, alias_id: int) -> HttpResponse:
    correctable(request, pk)
    try:
        remove_alias(by=request.actor, alias_id=alias_id)
        messages.success(request, _("Nama lain dihapus."))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("institutions:page", pk)
