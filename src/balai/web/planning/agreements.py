"""The agreements a package rests on: naming one with its clauses, changing them, letting go."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from balai.access.permissions import Permission as P
from balai.institutions.models import Agreement, Institution
from balai.kernel.refusal import Refused
from balai.planning import queries
from balai.planning.actions.agreements import Clauses, let_go, rest_on
from balai.planning.agreements import agreements_of, to_choose
from balai.planning.models import Package, PackageAgreement
from balai.planning.rules.agreements import may_name_agreement
from balai.web.forms.base import BalaiForm, done
from balai.web.gate import permitted
from balai.web.request import DeskRequest

if TYPE_CHECKING:  # these are generic for the type checker only
    OneAgreement = forms.ModelChoiceField[Agreement]
    OneBody = forms.ModelChoiceField[Institution]
else:
    OneAgreement = OneBody = forms.ModelChoiceField


class AgreementChoice(OneAgreement):
    def label_from_instance(self, obj: Agreement) -> str:
        until = obj.valid_to_text or _("akhirnya tidak disebut")
        return _("%(title)s, sampai %(until)s") % {"title": obj.title, "until": until}


class ClausesForm(BalaiForm):
    """agreement: absent when the clauses of one already named are written anew."""

    agreement = AgreementChoice(
        label=gettext_lazy("Perjanjian"), queryset=None, empty_label=gettext_lazy("Pilih perjanjian")
    )
    hirer = OneBody(
        label=gettext_lazy("Siapa menerima lulusan bekerja"), queryset=None, required=False,
        empty_label=gettext_lazy("Tidak dijanjikan"),
    )  # fmt: skip
    hires = forms.IntegerField(label=gettext_lazy("Berapa orang"), required=False, min_value=1, max_value=2000)
    lender = OneBody(
        label=gettext_lazy("Siapa meminjamkan alat atau ruang"), queryset=None, required=False,
        empty_label=gettext_lazy("Tidak dijanjikan"),
    )  # fmt: skip
    lends = forms.CharField(
        label=gettext_lazy("Apa yang dipinjamkan"), required=False, max_length=300,
        help_text=gettext_lazy("Misalnya “8 mesin jahit industri selama kelas”."),
    )  # fmt: skip
    note = forms.CharField(
        label=gettext_lazy("Isi lain yang penting bagi kelas"), required=False, max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(
        self, *args: Any, agreements: QuerySet[Agreement] | None, bodies: QuerySet[Institution], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if agreements is None:
            del self.fields["agreement"]
        else:
            self.fields["agreement"].queryset = agreements  # type: ignore[attr-defined]
        for name in ("hirer", "lender"):
            self.fields[name].queryset = bodies  # type: ignore[attr-defined]


def _package(request: DeskRequest, pk: int) -> Package:
    row = get_object_or_404(queries.package_for_page(Package.objects.visible_to(request.actor)), pk=pk)
    if not may_name_agreement(request.actor, row):
        raise Http404
    return row


def _bodies(request: DeskRequest, agreements: Any) -> QuerySet[Institution]:
    bound = Q(agreement_parties__agreement__in=agreements) | Q(agreements_kept__in=agreements)
    return Institution.objects.visible_to(request.actor).filter(bound).distinct().order_by("name")


@permitted(P.PACKAGE_PROPOSE, P.PACKAGE_DECIDE)
def name_one(request: DeskRequest, pk: int) -> HttpResponse:
    package = _package(request, pk)
    agreements = to_choose(package, Agreement.objects.visible_to(request.actor))
    form = ClausesForm(
        request.POST if request.method == "POST" else None,
        agreements=agreements,
        bodies=_bodies(request, list(agreements.values_list("pk", flat=True))),
    )
    shown = {"form": form, "package": package, "none": not agreements.exists()}
    return _answered(request, form, package, None) or render(request, "planning/agreement.html", shown)


@permitted(P.PACKAGE_PROPOSE, P.PACKAGE_DECIDE)
def change(request: DeskRequest, pk: int, row: int) -> HttpResponse:
    package = _package(request, pk)
    named = get_object_or_404(agreements_of(package), pk=row)
    said = {
        "hirer": named.hirer,
        "hires": named.hires,
        "lender": named.lender,
        "lends": named.lends,
        "note": named.note,
    }
    form = ClausesForm(
        request.POST if request.method == "POST" else None,
        initial=said,
        agreements=None,
        bodies=_bodies(request, [named.agreement_id]),
    )
    shown = {"form": form, "package": package, "named": named}
    return _answered(request, form, package, named) or render(request, "planning/agreement.html", shown)


def _answered(
    request: DeskRequest, form: ClausesForm, package: Package, named: PackageAgreement | None
) -> HttpResponse | None:
    if not form.is_valid():
        return None
    said = dict(form.cleaned_data)
    agreement = named.agreement if named else said.pop("agreement")
    if not done(
        form,
        lambda: rest_on(
            by=request.actor, package=package, agreement=agreement, clauses=Clauses(**said), now=timezone.now()
        ),
    ):
        return None
    messages.success(request, _("Perjanjian ditautkan. Balai dan pendana membacanya di halaman ini."))
    return redirect("planning:package", package.pk)


@require_POST
@permitted(P.PACKAGE_PROPOSE, P.PACKAGE_DECIDE)
def release(request: DeskRequest, pk: int, row: int) -> HttpResponse:
    package = _package(request, pk)
    named = get_object_or_404(agreements_of(package), pk=row)
    try:
        let_go(by=request.actor, row=named, now=timezone.now())
        messages.success(request, _("Perjanjian dilepas dari paket ini; perjanjiannya sendiri tetap tercatat."))
    except Refused as no:
        messages.error(request, str(no))
    return redirect("planning:package", pk)
