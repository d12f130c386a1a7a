from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.institutions.models import Institution
from balai.kernel.refusal import Refused


def check_may_edit_demand(actor: Actor, employer: Institution) -> None:
    """The employer itself, or the office of its area acting on its behalf."""
    place = employer.region
    if actor.may(Permission.DEMAND_EDIT, employer.pk):
        return
    if place and actor.may_in(Permission.DEMAND_EDIT, regency=place.regency_id, province=place.province_id):
        return
    raise Refused(
        "not_your_job_order",
        _(
            "Permintaan ini milik pemberi kerja lain. Hanya petugasnya, atau dinas di wilayahnya, yang bisa mengubahnya."
        ),
    )


def check_count(count: int) -> None:
    if count < 1:
        raise Refused("no_people_asked", _("Jumlah orang yang dibutuhkan sedikitnya satu."), "count")


def check_limits(description: str, has_limits: bool, reason: str) -> None:
    """Age or sex limits are discouraged: they need a reason and never take part in matching (domain book 3.2)."""
    if has_limits and len(reason.strip()) < 10:
        raise Refused(
            "limits_without_reason",
            _("Batas umur atau jenis kelamin perlu alasan tertulis. Tulis alasannya atau hapus batasnya."),
            "limits_reason",
        )
