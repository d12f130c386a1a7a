"""What a proposal answers, as a form asks it: needs, job orders with the units read in them, or why there is none."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.access.permissions import Permission as P
from balai.demand.models import JobOrder, NeedEvidence
from balai.planning.models import Package
from balai.web.forms.base import BalaiForm
from balai.web.forms.fields import SomeOfField

MOST = 200


class NeedChoice(SomeOfField):
    def label_from_instance(self, obj: NeedEvidence) -> str:
        return f"{obj.get_kind_display()}: {obj.text}"


class OrderChoice(SomeOfField):
    """Rows carry `read`: how many units the centre reads in them."""

    def label_from_instance(self, obj: JobOrder) -> str:
        said = gettext("%(employer)s: %(title)s, %(count)s orang") % {
            "employer": obj.employer,
            "title": obj.title,
            "count": obj.count,
        }
        read = getattr(obj, "read", 0)
        units = ngettext("%(n)s unit dipadankan", "%(n)s unit dipadankan", read) % {"n": read}
        unread = gettext("belum dipadankan")
        return f"{said} ({units if read else unread})"


@dataclass(frozen=True, slots=True)
class Chosen:
    """Ids of what was chosen before; offered again though it is closed or older than the newest."""

    needs: list[int] = field(default_factory=list)
    orders: list[int] = field(default_factory=list)

    def initial(self) -> dict[str, Any]:
        return {"needs": self.needs, "job_orders": self.orders}


def chosen_in(package: Package) -> Chosen:
    rows = list(package.evidence.values_list("need_id", "job_order_id"))
    return Chosen([need for need, _order in rows if need], [order for _need, order in rows if order])


class NeedFields(BalaiForm):
    needs = NeedChoice(
        label=_("Kebutuhan atau potensi daerah yang dijawab"),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Pilih sedikitnya satu kebutuhan atau permintaan pemberi kerja; bila tidak ada, tulis mengapa."),
    )
    job_orders = OrderChoice(
        label=_("Permintaan pemberi kerja yang dijawab"),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Disimpan dengan kata-kata pemberi kerja pada hari ini. Padankan dahulu dengan unit kompetensi."),
    )
    no_need_why = forms.CharField(
        label=_("Bila tidak ada yang bisa dipilih: mengapa?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Dibaca pendana di samping usulan. Kosongkan bila Anda memilih kebutuhan di atas."),
    )

    def __init__(self, *args: Any, needs: QuerySet[NeedEvidence], orders: QuerySet[JobOrder], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["needs"].queryset = needs  # type: ignore[attr-defined]
        self.fields["job_orders"].queryset = orders  # type: ignore[attr-defined]
        if not needs.exists():
            self.fields["needs"].help_text = str(_("Belum ada kebutuhan yang tercatat di daerah ini."))


def needs_for(actor: Actor, chosen: Chosen) -> QuerySet[NeedEvidence]:
    """The newest the actor may see, and those chosen before."""
    newest = NeedEvidence.objects.visible_to(actor).order_by("-as_of", "-pk").values_list("pk", flat=True)
    rows = NeedEvidence.objects.visible_to(actor).filter(pk__in=[*newest[:MOST], *chosen.needs])
    return rows.order_by("-as_of", "-pk")


def orders_for(actor: Actor, chosen: Chosen, today: date) -> QuerySet[JobOrder]:
    """The newest open ones, by id, since a form asks again and a slice cannot be asked; and those chosen before."""
    newest = JobOrder.objects.public().open_on(today).order_by("-published_on", "-pk").values_list("pk", flat=True)
    centres: Iterable[int] = actor.institutions_with(P.PACKAGE_PROPOSE)
    rows = JobOrder.objects.visible_to(actor).filter(pk__in=[*newest[:MOST], *chosen.orders])
    rows = rows.annotate(read=Count("units", filter=Q(units__centre_id__in=list(centres)), distinct=True))
    return rows.select_related("employer").order_by("-published_on", "-pk")
