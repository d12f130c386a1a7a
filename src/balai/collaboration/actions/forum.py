"""A forum begins, opens a year, and takes in a party."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.audit.record import record
from balai.collaboration.enums import Framework
from balai.collaboration.models import Collaboration, Member, Period
from balai.collaboration.rules.authority import check_may_keep
from balai.collaboration.rules.convening import check_open
from balai.institutions.enums import Standing
from balai.institutions.models import Institution
from balai.kernel.refusal import Refused

COPIED = ("code", "name", "kind", "sector", "functions", "region", "institution_id")


@dataclass(frozen=True, slots=True)
class ForumPlan:
    title: str
    framework: str = Framework.ANSELL_GASH


@transaction.atomic
def begin_forum(
    *, by: Actor, owner: Institution, plan: ForumPlan, today: date, client_id: UUID | None = None
) -> Collaboration:
    """A collaboration that lives here; its first period is this year. client_id: of the page; the same again answers the first."""
    if not by.may(Permission.COLLABORATION_EDIT, owner.pk):
        raise Refused("may_not_keep", _("Forum dibuka oleh sekretariatnya sendiri atau dinas yang memeliharanya."))
    title = " ".join(plan.title.split())
    if not title:
        raise Refused("no_title", _("Nama forum belum diisi."), "title")
    Institution.objects.select_for_update(of=("self",)).get(pk=owner.pk)
    code = f"forum-{client_id}" if client_id else _free_code(owner, today)
    if first := Collaboration.objects.filter(code=code, owner=owner).first():
        return first  # under the lock of the body that keeps it
    kept = Collaboration.objects.create(
        code=code, title=title, framework=plan.framework, owner=owner, region=owner.region
    )
    record(by, "collaboration.begin", kept)
    period = open_period(by=by, collaboration=kept, year=today.year)
    add_members(by=by, period=period, institutions=[owner])
    return kept


def _free_code(owner: Institution, today: date) -> str:
    taken = Collaboration.objects.filter(owner=owner).count()
    return f"forum-{owner.pk}-{today.year}-{taken + 1}"


@transaction.atomic
def open_period(*, by: Actor, collaboration: Collaboration, year: int) -> Period:
    """The year of a forum, with the parties of the year before. Asked twice it answers the one there is."""
    kept = Collaboration.objects.select_for_update(of=("self",)).get(pk=collaboration.pk)
    check_may_keep(by, kept)
    code = f"{kept.code}:{year}"[:120]
    found = Period.objects.filter(code=code).first()
    if found is not None:
        return found
    before = Period.objects.filter(collaboration=kept).order_by("-period_end_to", "-pk").first()
    period = Period.objects.create(
        collaboration=kept, code=code, title=kept.title, framework=kept.framework, region=_place(kept),
        period_start=str(year), period_start_from=date(year, 1, 1), period_start_to=date(year, 12, 31),
        period_end=str(year), period_end_from=date(year, 1, 1), period_end_to=date(year, 12, 31),
    )  # fmt: skip
    if before is not None:
        Member.objects.bulk_create(
            Member(period=period, **row) for row in Member.objects.filter(period=before).order_by("pk").values(*COPIED)
        )
    record(by, "collaboration.open_period", period, year=year)
    return period


def _place(kept: Collaboration) -> str:
    return kept.region.full_name if kept.region else kept.region_as_reported


@transaction.atomic
def add_members(*, by: Actor, period: Period, institutions: Sequence[Institution]) -> list[Member]:
    """Bodies of the register become parties of the period; one that is a party stays it once."""
    kept = Collaboration.objects.select_for_update(of=("self",)).get(pk=period.collaboration_id)
    check_may_keep(by, kept)
    check_open(period)
    closed = [body.name for body in institutions if body.standing == Standing.CLOSED]
    if closed:
        raise Refused("party_closed", _("Lembaga ini sudah tutup: %(names)s.") % {"names": ", ".join(closed)})
    there = set(Member.objects.filter(period=period).values_list("institution_id", flat=True))
    newest = Member.objects.filter(period=period).aggregate(n=Max("pk"))["n"] or 0
    made = []
    for body in institutions:
        if body.pk not in there:
            made.append(_member(period, body, newest))
    if made:
        record(by, "collaboration.add_members", period, members=[row.institution_id for row in made])
    return made


def _member(period: Period, body: Institution, newest: int) -> Member:
    functions = ";".join(row.function for row in body.functions.order_by("pk"))
    region = body.region.full_name if body.region else body.region_as_reported
    try:
        with transaction.atomic():
            return Member.objects.create(
                period=period, code=f"p{body.pk}", name=body.name, kind=body.kind, sector=body.sector, functions=functions,
                region=region, institution=body,
            )  # fmt: skip
    except IntegrityError:  # a code of the imported year before
        return Member.objects.create(
            period=period, code=f"p{body.pk}-{newest}", name=body.name, kind=body.kind, sector=body.sector,
            functions=functions, region=region, institution=body,
        )  # fmt: skip
