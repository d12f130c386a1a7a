"""What each side says of a placement. Kept apart, newest of each side counts, never averaged."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balai.access.actor import PUBLIC, Actor
from balai.audit.record import record
from balai.kernel.refusal import Refused
from balai.parameters.queries import value_on
from balai.people.enums import ConsentPurpose
from balai.people.queries.consents import has_consented
from balai.placement import links, messages
from balai.placement.actions.place import locked
from balai.placement.enums import Side
from balai.placement.models import Placement, PlacementStatement
from balai.placement.parameters import LINK_DAYS
from balai.placement.queries import words_of_employer
from balai.placement.rules import check_as_of, check_may_keep, check_may_say, is_not_withdrawn


@transaction.atomic
def state_placement(
    *, by: Actor, placement: Placement, side: str, says: str, as_of: date, now: datetime, note: str = ""
) -> PlacementStatement:
    """side: whose word (Side). says: Says. An office of the employer's area speaks for it by proxy, and it shows."""
    placement = locked(placement)
    check_may_say(by, placement, side)
    return _store(by, placement, side, says, as_of, now, note)


@transaction.atomic
def answer_by_link(*, token: str, says: str, now: datetime, note: str = "") -> PlacementStatement:
    """The employer's word through its one-time link. Refused("link_over") when it was used or is too old."""
    placement = locked(placement_of_link(token, timezone.localdate(now)))
    found = links.read(token, int(value_on(LINK_DAYS, timezone.localdate(now))))
    if found is None or found[1] != words_of_employer(placement):  # answered meanwhile, now that the row is locked
        raise _link_over()
    return _store(PUBLIC, placement, Side.EMPLOYER, says, timezone.localdate(now), now, note)


@transaction.atomic
def ask_employer(*, by: Actor, placement: Placement, address: str, link: str) -> Placement:
    """Sends the employer's contact a link that answers in two taps. Needs the person's consent or a referral of theirs."""
    placement = locked(placement)
    check_may_keep(by, placement)
    agreed = placement.referral_id is not None or has_consented(placement.person, ConsentPurpose.SHARE_WITH_EMPLOYER)
    if not agreed:
        raise Refused(
            "no_consent",
            _("Orang ini belum setuju datanya dibagikan kepada pemberi kerja. Minta persetujuannya lebih dulu."),
            "address",
        )
    messages.ask_employer(placement, address, link)
    record(by, "placement.ask_employer", placement)
    return placement


def placement_of_link(token: str, today: date) -> Placement:
    """The placement a link that still works is about."""
    found = links.read(token, int(value_on(LINK_DAYS, today)))
    placement = (
        Placement.objects.live().select_related("person", "employer").filter(pk=found[0] if found else 0).first()
    )
    if found is None or placement is None or words_of_employer(placement) != found[1]:
        raise _link_over()
    return placement


def link_for(placement: Placement) -> str:
    return links.sign(placement.pk, words_of_employer(placement))


def _store(
    by: Actor, placement: Placement, side: str, says: str, as_of: date, now: datetime, note: str
) -> PlacementStatement:
    today = timezone.localdate(now)
    if not is_not_withdrawn(placement):
        raise Refused("placement_withdrawn", _("Penempatan ini sudah ditarik sebagai salah catat."))
    check_as_of(as_of, placement, today)
    said = PlacementStatement.objects.create(
        placement=placement, side=side, says=says, as_of=as_of, note=note.strip(), said_by=by.name, said_at=now,
        on_behalf_of_id=_for_whom(by, placement, side),
    )  # fmt: skip
    record(by, "placement.state", said, placement=placement.pk, side=side, says=says)
    return said


def _for_whom(by: Actor, placement: Placement, side: str) -> int | None:
    """An office that writes down the employer's word acts for it, with or without a letter."""
    if by.on_behalf_of:
        return by.on_behalf_of
    own = any(desk.institution == placement.employer_id for desk in by.desks)
    return placement.employer_id if side == Side.EMPLOYER and by.user_id is not None and not own else None


def _link_over() -> Refused:
    return Refused(
        "link_over", _("Tautan ini sudah dipakai atau tidak berlaku lagi. Minta tautan baru kepada pengirimnya.")
    )
