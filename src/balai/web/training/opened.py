"""What every page inside a class begins with: the class the actor may look into, its crumbs and its tabs."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from balai.access.permissions import Permission
from balai.planning.models import Batch
from balai.training.queries import classes_read_by
from balai.web.request import DeskRequest

TABS = ("roster", "sessions", "results", "completion", "certificates")


def opened_class(request: DeskRequest, pk: int) -> Batch:
    return get_object_or_404(classes_read_by(request.actor), pk=pk)


def inside(request: DeskRequest, batch: Batch, here: str, title: str) -> dict[str, Any]:
    """Context of a page inside a class: batch, crumbs, tabs, title."""
    labels = {
        "roster": _("Peserta"),
        "sessions": _("Pertemuan"),
        "results": _("Hasil"),
        "completion": _("Kelulusan"),
        "certificates": _("Sertifikat pelatihan"),
    }
    looks_in = here != "papers" or request.actor.has(Permission.TRAINING_READ)
    names = TABS if looks_in else ()
    tabs = [(labels[name], reverse(f"training:{name}", args=[batch.pk]), name == here) for name in names]
    if request.actor.has(Permission.CERTIFICATE_READ):
        tabs.append((_("Uji kompetensi"), reverse("certification:of_class", args=[batch.pk]), here == "assessments"))
    if here == "papers" or request.actor.has(Permission.TRAINING_READ):
        tabs.append((_("Berkas"), reverse("papers:list", args=[batch.pk]), here == "papers"))
    if looks_in:
        crumbs = [(_("Kelas"), reverse("planning:classes")), (batch.title, reverse("planning:class", args=[batch.pk]))]
    else:
        crumbs = [(batch.package.title, reverse("planning:package", args=[batch.package_id]))]
    crumbs += [(label, url) for label, url, current in tabs if current and label != title]
    return {"batch": batch, "tabs": tabs, "crumbs": crumbs, "title": title, "here": here}
