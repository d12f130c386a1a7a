"""A business group: formed, joined, agreed to, running or not and why, shown to the public or not."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.accounts.models import User
from balai.audit.record import record
from balai.institutions.models import Institution
from balai.kernel.refusal import Refused
from balai.people.actions.involve import end_involvement, involve
from balai.people.actions.register import touch
from balai.people.models import Person
from balai.people.rules.authority import is_self
from balai.planning.models import Batch
from balai.regions.models import Region
from balai.ventures.actions.plan import plan_visits
from balai.ventures.enums import MemberRole
from balai.ventures.models import BusinessGroup, GroupMember
from balai.ventures.rules import check_may_edit_groups_of, check_may_join, check_mentor, check_product_note, check_state

MEMBER = "ventures.member"


@dataclass(frozen=True, slots=True)
class GroupDetails:
    """formed_on: as told. batch: the class the members come from, if they do."""

    name: str
    business: str
    formed_on: date
    programme: str = ""
    batch: Batch | None = None
    region: Region | None = None
    address_note: str = ""
    mentor: User | None = None
    mentoring_institution: Institution | None = None


@transaction.atomic
def form_group(*, by: Actor, office: Institution, details: GroupDetails, now: datetime) -> BusinessGroup:
    """office: who answers for the group. Its visits are planned at once, by the dated rule."""
    check_may_edit_groups_of(by, office)
    if details.formed_on > timezone.localdate(now):
        raise Refused("day_ahead", _("“Dibentuk pada” belum terjadi. Isi hari ini atau sebelumnya."), "formed_on")
    check_mentor(details.mentor, details.mentoring_institution, timezone.localdate(now))
    try:
        with transaction.atomic():
            group = BusinessGroup.objects.create(
                office=office, name=" ".join(details.name.split()), business=" ".join(details.business.split()),
                programme=details.programme.strip(), batch=details.batch, region=details.region or office.region,
                address_note=details.address_note.strip(), mentor=details.mentor,
                mentoring_institution=details.mentoring_institution, formed_on=details.formed_on,
            )  # fmt: skip
    except IntegrityError as error:
        raise _name_taken() from error
    record(by, "ventures.form_group", group, office=office.pk)
    plan_visits(by=by, group=group, now=now)
    return group


@transaction.atomic
def describe_group(*, by: Actor, group: BusinessGroup, details: GroupDetails, now: datetime) -> BusinessGroup:
    """Name, business, class, place and mentor as they are now; the day it was formed stays."""
    group = locked(group)
    check_may_edit_groups_of(by, group.office)
    if details.mentor is not None and details.mentor.pk != group.mentor_id:
        check_mentor(details.mentor, details.mentoring_institution, timezone.localdate(now))
    told = {
        "name": " ".join(details.name.split()), "business": " ".join(details.business.split()),
        "programme": details.programme.strip(), "batch": details.batch, "region": details.region or group.office.region,
        "address_note": details.address_note.strip(), "mentor": details.mentor,
        "mentoring_institution": details.mentoring_institution,
    }  # fmt: skip
    changed = [name for name, value in told.items() if getattr(group, name) != value]
    for name in changed:
        setattr(group, name, told[name])
    try:
        with transaction.atomic():
            group.save(update_fields=changed)
    except IntegrityError as error:
        raise _name_taken() from error
    record(by, "ventures.describe_group", group, fields=changed)
    return group


@transaction.atomic
def add_member(
    *,
    by: Actor,
    group: BusinessGroup,
    person: Person,
    now: datetime,
    role: str = MemberRole.MEMBER,
    agreed: bool = False,
) -> GroupMember:
    """agreed: the member said yes to whoever writes this down; kept as told until they say so themself."""
    group = locked(group)
    today = timezone.localdate(now)
    check_may_edit_groups_of(by, group.office)
    check_may_join(by, person)
    try:
        with transaction.atomic():
            member = GroupMember.objects.create(
                group=group, person=person, role=role, joined_on=max(group.formed_on, today),
                agreed_on=today if agreed else None, agreed_as_told=agreed,
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused("already_member", _("Orang ini sudah menjadi anggota kelompok ini."), "person") from error
    involve([person.pk], group.office_id, MEMBER, today)
    touch([person.pk], today)
    record(by, "ventures.add_member", member, group=group.pk, agreed=agreed)
    return member


@transaction.atomic
def agree_to_join(*, by: Actor, member: GroupMember, now: datetime) -> GroupMember:
    """The member's own yes, or an officer's record of it."""
    member = _locked_member(member)
    own = is_self(by, member.person)
    if not own:
        check_may_edit_groups_of(by, member.group.office)
    member.agreed_on, member.agreed_as_told = timezone.localdate(now), not own
    member.save(update_fields=["agreed_on", "agreed_as_told"])
    record(by, "ventures.agree_to_join", member, as_told=not own)
    return member


@transaction.atomic
def leave_group(*, by: Actor, member: GroupMember, now: datetime) -> GroupMember:
    """By the member or the office. Coming back is a new membership."""
    member = _locked_member(member)
    if not is_self(by, member.person):
        check_may_edit_groups_of(by, member.group.office)
    member.left_on = timezone.localdate(now)
    member.save(update_fields=["left_on"])
    end_involvement([member.person_id], member.group.office_id, MEMBER, member.left_on)
    record(by, "ventures.leave_group", member)
    return member


@transaction.atomic
def change_group_state(*, by: Actor, group: BusinessGroup, state: str, reason: str, now: datetime) -> BusinessGroup:
    """Any state can follow any other: life does. Stalled and stopped say why."""
    group = locked(group)
    check_may_edit_groups_of(by, group.office)
    set_state(group, state, check_state(state, reason), timezone.localdate(now))
    record(by, "ventures.change_group_state", group, state=state)
    return group


@transaction.atomic
def show_business(
    *, by: Actor, group: BusinessGroup, product_note: str, contact: str, today: date, agreed: bool
) -> BusinessGroup:
    """On the public list, in the group's own words, because the group agreed."""
    group = locked(group)
    check_may_edit_groups_of(by, group.office)
    if not agreed:
        raise Refused("group_not_agreed", _("Tanyakan dulu kepada kelompok, lalu centang persetujuannya."), "agreed")
    note = check_product_note(product_note)
    group.shown_since = group.shown_since or today
    group.product_note, group.contact = note[:300], " ".join(contact.split())[:120]
    group.save(update_fields=["shown_since", "product_note", "contact"])
    record(by, "ventures.show_business", group)
    return group


@transaction.atomic
def hide_business(*, by: Actor, group: BusinessGroup) -> BusinessGroup:
    group = locked(group)
    check_may_edit_groups_of(by, group.office)
    group.shown_since = None
    group.save(update_fields=["shown_since"])
    record(by, "ventures.hide_business", group)
    return group


def set_state(group: BusinessGroup, state: str, reason: str, since: date) -> None:
    group.state, group.state_reason, group.state_since = state, reason, since
    group.save(update_fields=["state", "state_reason", "state_since"])


def locked(group: BusinessGroup) -> BusinessGroup:
    return (
        BusinessGroup.objects.select_for_update(of=("self",)).select_related("office__region", "batch").get(pk=group.pk)
    )


def _locked_member(member: GroupMember) -> GroupMember:
    rows = GroupMember.objects.select_for_update(of=("self",)).select_related("person", "group__office__region")
    found = rows.get(pk=member.pk)
    if found.left_on is not None:
        raise Refused("left_group", _("Orang ini sudah keluar dari kelompok."))
    return found


def _name_taken() -> Refused:
    return Refused(
        "name_taken", _("Kantor ini sudah punya kelompok dengan nama itu. Tambahkan pembeda pada namanya."), "name"
    )
