"""What this room does with a person's rows, and the steps of their road into a business."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from balai.kernel.registry import PersonHooks, Reader, RoadStep
from balai.ventures.enums import GroupState, VisitState
from balai.ventures.models import GroupMember, MonitoringVisit


def export(person_id: UUID) -> dict[str, list[dict[str, Any]]]:
    rows = GroupMember.objects.filter(person_id=person_id).select_related("group").order_by("joined_on", "pk")
    return {
        "group_memberships": [
            {
                "group": m.group.name, "business": m.group.business, "role": m.role, "joined_on": str(m.joined_on),
                "agreed_on": str(m.agreed_on or ""), "agreed_as_told": m.agreed_as_told, "left_on": str(m.left_on or ""),
            }
            for m in rows
        ]
    }  # fmt: skip


def erase(person_id: UUID) -> dict[str, int]:
    """The membership ends; who it was is blank with the person."""
    rows = GroupMember.objects.filter(person_id=person_id, left_on__isnull=True)
    return {"GroupMember": rows.update(left_on=timezone.localdate())}


def merge(kept: UUID, merged: UUID) -> dict[str, list[Any]]:
    """A group both belong to keeps the kept person's membership."""
    groups = GroupMember.objects.filter(person_id=kept, left_on__isnull=True).values_list("group_id", flat=True)
    movable = GroupMember.objects.filter(person_id=merged).exclude(left_on__isnull=True, group_id__in=list(groups))
    ids = list(movable.values_list("pk", flat=True))
    GroupMember.objects.filter(pk__in=ids).update(person_id=kept)
    return {"GroupMember": ids} if ids else {}


def unmerge(kept: UUID, merged: UUID, moved: dict[str, list[Any]]) -> None:
    ids = moved.get("GroupMember", [])
    GroupMember.objects.filter(pk__in=ids, person_id=kept).update(person_id=merged)


def road(person_id: UUID, today: date, reader: Reader) -> Iterable[RoadStep]:
    """The whole journey of the group, so that it is not seen as just training (R-003-20)."""
    memberships = list(
        GroupMember.objects.filter(person_id=person_id).select_related("group__office").order_by("joined_on")
    )
    for m in memberships:
        yield RoadStep(
            on=m.joined_on,
            title=_("Bergabung dengan kelompok usaha %(group)s") % {"group": m.group.name},
            text=_agreement(m, reader),
            who=m.group.office.name,
            url="ventures:group",
            args=(m.group_id,),
            order=32,
        )
        if m.group.state in (GroupState.STALLED, GroupState.STOPPED) and m.group.state_since:
            title = _("Usaha %(group)s: %(state)s") % {"group": m.group.name, "state": m.group.get_state_display()}
            yield RoadStep(m.group.state_since, title, m.group.state_reason, order=34)
    visits = MonitoringVisit.objects.filter(group__in=[m.group_id for m in memberships if m.left_on is None])
    for v in visits.exclude(state=VisitState.CANCELLED).select_related("group"):
        yield _visit(v, today)


def _agreement(m: GroupMember, reader: Reader) -> str:
    if reader.oneself and m.agreed_on is None:
        return _("Anda belum menyatakan setuju menjadi anggota.")
    if reader.oneself and m.agreed_as_told:
        return _("Menurut petugas, Anda setuju menjadi anggota.")
    if m.agreed_on is None:
        return _("Persetujuan anggota belum ada.")
    return _("Setuju menjadi anggota, menurut petugas.") if m.agreed_as_told else _("Setuju menjadi anggota.")


def _visit(v: MonitoringVisit, today: date) -> RoadStep:
    if v.visited_on is not None:
        return RoadStep(v.visited_on, _("Usaha %(group)s dikunjungi") % {"group": v.group.name}, v.progress, order=33)
    day = v.planned_on or today
    if day < today:
        return RoadStep(day, _("Kunjungan direncanakan, belum tercatat"), v.group.name, state="unknown", order=33)
    return RoadStep(day, _("Kunjungan direncanakan"), v.group.name, state="ahead", order=33)


HOOKS = PersonHooks(room="ventures", export=export, erase=erase, merge=merge, unmerge=unmerge, road=road)
