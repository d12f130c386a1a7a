"""What this room does with a person's rows, and the steps of their road into work."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from balai.kernel.registry import PersonHooks, Reader, RoadStep
from balai.placement.enums import ReferralState
from balai.placement.models import Placement, PlacementStatement, Referral
from balai.placement.queries import words

ERASED_EMPLOYER = "-"


def export(person_id: UUID) -> dict[str, list[dict[str, Any]]]:
    referrals = Referral.objects.filter(person_id=person_id).select_related("job_order__employer").order_by("made_on")
    placements = Placement.objects.filter(person_id=person_id).select_related("employer").order_by("starts_on")
    said = PlacementStatement.objects.filter(placement__person_id=person_id).order_by("as_of")
    return {
        "referrals": [
            {
                "job_order": r.job_order.title, "employer": r.job_order.employer.name, "made_on": str(r.made_on),
                "state": r.state, "reason": r.reason, "note": r.note,
            }
            for r in referrals
        ],
        "placements": [
            {
                "employer": p.workplace, "title": p.title, "kind": p.kind, "starts_on": str(p.starts_on),
                "ends_on": str(p.ends_on or ""), "withdrawn_reason": p.withdrawn_reason,
            }
            for p in placements
        ],
        "placement_statements": [
            {"side": s.side, "says": s.says, "as_of": str(s.as_of), "note": s.note} for s in said
        ],
    }  # fmt: skip


def erase(person_id: UUID) -> dict[str, int]:
    """Words and titles go; that there was a placement stays as a count."""
    placements = Placement.objects.filter(person_id=person_id)
    for told in placements.exclude(employer_name=""):
        told.employer_name = f"{ERASED_EMPLOYER} {told.pk}"  # two that began on one day stay two, by constraint
        told.save(update_fields=["employer_name"])
    return {
        "Referral": Referral.objects.filter(person_id=person_id).update(reason="", note=""),
        "PlacementStatement": PlacementStatement.objects.filter(placement__person_id=person_id).update(note=""),
        "Placement": placements.update(title=""),
    }


def merge(kept: UUID, merged: UUID) -> dict[str, list[Any]]:
    """A row that the kept person has as well (same order still open, same work and start) stays where it is."""
    open_orders = Referral.objects.waiting().filter(person_id=kept).values_list("job_order_id", flat=True)
    stays = Q(state__in=[ReferralState.REFERRED, ReferralState.INTERVIEWED], job_order_id__in=list(open_orders))
    referrals = list(Referral.objects.filter(person_id=merged).exclude(stays).values_list("pk", flat=True))
    have = set(Placement.objects.live().filter(person_id=kept).values_list("employer_id", "employer_name", "starts_on"))
    mine = Placement.objects.filter(person_id=merged).values_list("pk", "employer_id", "employer_name", "starts_on")
    placements = [pk for pk, *key in mine if tuple(key) not in have]
    Referral.objects.filter(pk__in=referrals).update(person_id=kept)
    Placement.objects.filter(pk__in=placements).update(person_id=kept)
    return {name: ids for name, ids in (("Referral", referrals), ("Placement", placements)) if ids}


def unmerge(kept: UUID, merged: UUID, moved: dict[str, list[Any]]) -> None:
    for model in (Referral, Placement):
        ids = moved.get(model.__name__, [])
        model._default_manager.filter(pk__in=ids, person_id=kept).update(person_id=merged)


def road(person_id: UUID, today: date, reader: Reader) -> Iterable[RoadStep]:
    for r in Referral.objects.filter(person_id=person_id).select_related("job_order__employer", "made_by"):
        yield RoadStep(
            on=r.made_on,
            title=_("Dirujuk ke %(employer)s") % {"employer": r.job_order.employer.name},
            text=_("%(title)s: %(state)s.") % {"title": r.job_order.title, "state": r.get_state_display()},
            who=r.made_by.name,
            state="current" if r.state in (ReferralState.REFERRED, ReferralState.INTERVIEWED) else "done",
            url="placement:referral",
            args=(r.pk,),
            order=30,
        )
    rows = Placement.objects.live().filter(person_id=person_id).select_related("employer", "made_by")
    for p in rows.prefetch_related("statements"):
        yield RoadStep(
            on=p.starts_on,
            title=_("Bekerja di %(workplace)s") % {"workplace": p.workplace},
            text=_confirmation(p),
            who=p.made_by.name if p.made_by else "",
            state="done" if p.starts_on <= today else "ahead",
            url="placement:placement",
            args=(p.pk,),
            order=31,
        )


def _confirmation(placement: Placement) -> str:
    said = words(placement.statements.all())
    if said.differs:
        return _("Kata para pihak berbeda.")
    if said.confirmed:
        return _("Dibenarkan pemberi kerja.")
    if said.employer is not None:
        return _("Kata pemberi kerja: %(says)s.") % {"says": said.employer.get_says_display()}
    return _("Belum dibenarkan pemberi kerja.")


HOOKS = PersonHooks(room="placement", export=export, erase=erase, merge=merge, unmerge=unmerge, road=road)
