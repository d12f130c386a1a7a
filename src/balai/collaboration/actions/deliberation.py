"""A matter is brought, the parties say what they need and where they differ, propose options and give their reasons."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.audit.record import record
from balai.collaboration.deliberation_messages import tell_to_confirm
from balai.collaboration.enums import Polarity
from balai.collaboration.models import Argument, Interest, Matter, Member, Option, Period
from balai.collaboration.rules.authority import (
    check_may_keep,
    check_may_speak_for,
    check_own_word,
    check_party,
    day_of,
    may_keep,
)
from balai.collaboration.rules.convening import check_open
from balai.collaboration.rules.deliberation import check_words
from balai.kernel.once import saved_once
from balai.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class Said:
    """needs: what the party is after. differs: where it sees it otherwise than the rest; may be empty."""

    needs: str
    differs: str = ""


def locked_period(pk: int) -> Period:
    """Inside a transaction. Raises Refused where the period takes nothing any more."""
    rows = Period.objects.select_for_update(of=("self",)).select_related("collaboration__owner__region")
    period = rows.get(pk=pk)
    check_open(period)
    return period


@transaction.atomic
def bring_matter(
    *,
    by: Actor,
    period: Period,
    title: str,
    text: str,
    member: Member | None,
    now: datetime,
    client_id: UUID | None = None,
) -> Matter:
    """By the secretariat (member None), or by a party for itself."""
    period = locked_period(period.pk)
    if member is None:
        check_may_keep(by, period.collaboration)
    else:
        check_party(member, period.pk)
        check_may_speak_for(by, member, day_of(period, now))
    title = check_words(title, "title", _("“Pokok bahasan” belum diisi."))[:200]
    made = Matter(
        period=period, title=title, text=text.strip(), raised_by=member, at=now, by=by.name, client_id=client_id
    )
    kept = saved_once(made)
    if kept is made:
        record(by, "collaboration.bring_matter", made)
    return kept


@transaction.atomic
def say_interest(*, by: Actor, matter: Matter, member: Member, said: Said, now: datetime) -> Interest:
    """A party's own word stands at once. What the secretariat writes down for a party that has a desk waits for its confirmation and
    never replaces what the party wrote itself."""
    period = locked_period(matter.period_id)
    check_party(member, period.pk)
    today = day_of(period, now)
    own = by.may(Permission.COLLABORATION_SPEAK, member.institution_id)
    if not own and not may_keep(by, period.collaboration):
        check_may_speak_for(by, member, today)
    needs = check_words(said.needs, "needs", _("“Yang diperlukan” belum diisi."))
    row = Interest.objects.filter(matter=matter, member=member).first() or Interest(matter=matter, member=member)
    if row.pk and not row.noted and not own:
        raise Refused(
            "own_words",
            _("%(name)s sudah menulis sendiri. Hanya mereka yang mengubahnya.") % {"name": member.name},
            "member",
        )
    row.needs, row.differs, row.noted, row.at, row.by = needs, said.differs.strip(), not own, now, by.name
    row.confirmed_at, row.confirmed_by = (now, by.name) if own else (None, "")
    row.save()
    record(by, "collaboration.say_interest", row, party=member.code, noted=row.noted)
    if row.noted:
        tell_to_confirm(row)
    return row


@transaction.atomic
def confirm_interest(*, by: Actor, interest: Interest, now: datetime) -> Interest:
    """Said so: by the desk of the party itself, of what was written down for it."""
    locked_period(interest.matter.period_id)
    row = Interest.objects.select_related("member", "matter").get(pk=interest.pk)
    if not by.may(Permission.COLLABORATION_SPEAK, row.member.institution_id):
        raise Refused(
            "not_the_party", _("Hanya %(name)s yang bisa membenarkan kata-katanya.") % {"name": row.member.name}
        )
    if row.confirmed_at is None:
        row.confirmed_at, row.confirmed_by = now, by.name
        row.save(update_fields=["confirmed_at", "confirmed_by"])
        record(by, "collaboration.confirm_interest", row, party=row.member.code)
    return row


@transaction.atomic
def propose_option(
    *, by: Actor, matter: Matter, member: Member, text: str, now: datetime, client_id: UUID | None = None
) -> Option:
    period = locked_period(matter.period_id)
    wrote = check_own_word(by, member, period, now)
    text = check_words(text, "text", _("“Pilihan” belum diisi."))
    made = Option(
        matter=matter, member=member, text=text, at=now, by=by.name, client_id=client_id,
        noted_by_id=wrote,
    )  # fmt: skip
    kept = saved_once(made)
    if kept is made:
        record(by, "collaboration.propose_option", made, party=member.code)
    return kept


@transaction.atomic
def give_argument(
    *, by: Actor, option: Option, member: Member, leans: str, text: str, now: datetime, client_id: UUID | None = None
) -> Argument:
    """leans: of Polarity. Reasons are added and never taken away, also after the decision: dissent stands."""
    period = locked_period(option.matter.period_id)
    wrote = check_own_word(by, member, period, now)
    text = check_words(text, "text", _("“Alasan” belum diisi."))
    if leans not in Polarity.values:
        raise Refused("no_leaning", _("“Alasan ini”: pilih salah satu dari daftar."), "leans")
    made = Argument(
        option=option, member=member, leans=leans, text=text, at=now, by=by.name, client_id=client_id,
        noted_by_id=wrote,
    )  # fmt: skip
    kept = saved_once(made)
    if kept is made:
        record(by, "collaboration.give_argument", made, party=member.code, leans=leans)
    return kept
