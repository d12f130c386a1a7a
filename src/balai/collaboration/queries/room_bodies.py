"""Rows from the register: agreements in force among the parties, rooms, equipment and instructors of those who train."""

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import Count, Exists, OuterRef, Q

from balai.collaboration.enums import FacilityKind, YesNo
from balai.collaboration.models import Basis
from balai.collaboration.queries.living import Found, Living, RoomRow, ids, listed, written
from balai.institutions.enums import CertificateKind, EquipmentKind, RoomKind
from balai.institutions.models import AgreementParty, Equipment, Instructor, InstructorCertificate, Room

KINDS: dict[str, FacilityKind] = {RoomKind.ROOM: FacilityKind.ROOM, RoomKind.WORKSHOP: FacilityKind.WORKSHOP,
         EquipmentKind.EQUIPMENT: FacilityKind.EQUIPMENT, EquipmentKind.MEDIA: FacilityKind.MEDIA}  # fmt: skip
TOGETHER = 2


def agreements(living: Sequence[Living]) -> Found:
    """Between two parties or more, in force on a day of the period, and not cited in it already."""
    cited = set(
        Basis.objects.filter(period__in=[one.period_id for one in living], agreement__isnull=False)
        .values_list("period_id", "agreement_id")
    )  # fmt: skip
    rows = (
        AgreementParty.objects.filter(institution__in=ids(living))
        .select_related("agreement")
        .order_by("agreement_id", "pk")
    )
    parties: dict[int, list[AgreementParty]] = defaultdict(list)
    for row in rows:
        parties[row.agreement_id].append(row)
    for one in living:
        for pk, bound in parties.items():
            ours = [row.institution_id for row in bound if row.institution_id in one.members]
            paper = bound[0].agreement
            starts_late = paper.valid_from is not None and paper.valid_from > one.ends
            is_over = paper.valid_to is not None and paper.valid_to < one.begins
            if len(ours) < TOGETHER or starts_late or is_over or (one.period_id, pk) in cited:
                continue
            cells = {
                "code": f"naskah-{pk}", "title": paper.title, "kind": paper.kind,
                "parties": listed(one.members[body] for body in ours), "valid_from": written(paper.valid_from),
                "valid_to": written(paper.valid_to),
            }  # fmt: skip
            yield one.period_id, RoomRow("agreements", cells, "institutions:page", (ours[0],))


def facilities(living: Sequence[Living]) -> Found:
    """What is still there. A condition that nobody noted stays unsaid."""
    centres = ids(living, centres=True)
    rooms = Room.objects.filter(institution__in=centres, gone_on=None, kind__in=KINDS).order_by("pk")
    things = Equipment.objects.filter(institution__in=centres, gone_on=None, kind__in=KINDS).order_by("pk")
    named = [("ruang", row) for row in rooms] + [("alat", row) for row in things]
    for one in living:
        for word, row in named:
            if row.institution_id in one.centres:
                cells = {
                    "code": f"{word}-{row.pk}", "institution": one.members[row.institution_id], "item": row.name,
                    "kind": str(KINDS[row.kind]), "condition": row.condition, "note": "",
                }  # fmt: skip
                yield one.period_id, RoomRow("facilities", cells, "institutions:page", (row.institution_id,))


def instructors(living: Sequence[Living]) -> Found:
    """In heads. Certified: a technical certificate that holds today; none of those recorded holds: not; none recorded: not known."""
    day = max(one.ends for one in living)
    papers = InstructorCertificate.objects.filter(instructor=OuterRef("pk"), kind=CertificateKind.TECHNICAL)
    holds = papers.filter(Q(valid_until=None) | Q(valid_until__gte=day))
    rows = (
        Instructor.objects.filter(institution__in=ids(living, centres=True)).active_on(day)
        .annotate(holds=Exists(holds), has=Exists(papers)).order_by()
        .values_list("institution_id", "holds", "has").annotate(n=Count("pk"))
    )  # fmt: skip
    told = sorted((body, *_certified(holds, has), n) for body, holds, has, n in rows)
    for one in living:
        for body, word, certified, n in told:
            if body in one.centres:
                cells = {
                    "code": f"instruktur-{body}-{word}", "institution": one.members[body], "count": str(n),
                    "competence_certified": certified, "licence": "", "note": "",
                }  # fmt: skip
                yield one.period_id, RoomRow("instructors", cells, "institutions:page", (body,))


def _certified(holds: bool, has: bool) -> tuple[str, str]:
    if holds:
        return "berlaku", str(YesNo.YES)
    return ("lewat", str(YesNo.NO)) if has else ("belum-dicatat", "")
