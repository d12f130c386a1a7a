"""Where a follow-up stands on the ladder."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _

from balai.kernel.refusal import Refused
from balai.outcomes.models import ContactAttempt
from balai.outcomes.queries import agreed, waits_on
from balai.outcomes.rules.ladder import Reach, Rung, Tried, next_rung
from balai.people.enums import ConsentPurpose
from balai.people.models import Person


def ladder_on(today: date) -> list[Rung]:
    return [Rung(channel, days) for channel, days in waits_on(today)]


def reach_of(person: Person, consents: Collection[str]) -> Reach:
    return Reach(
        phone=bool(person.phone or person.other_phone),
        messages=ConsentPurpose.REMINDERS in consents,
        others=ConsentPurpose.FOLLOW_UP_CONTACTS in consents,
    )


def reach_now(person: Person) -> Reach:
    return reach_of(person, agreed([person.pk]).get(person.pk, set()))


def tried(attempts: Iterable[ContactAttempt]) -> list[Tried]:
    return [Tried(a.channel, a.result) for a in attempts if not a.withdrawn_reason]


def next_step(person: Person, attempts: Iterable[ContactAttempt], today: date) -> Rung | None:
    return next_rung(ladder_on(today), tried(attempts), reach_now(person))


def days_after(channel: str, ladder: Sequence[Rung]) -> int:
    """How long to wait after a try of this kind."""
    return next((rung.days for rung in ladder if rung.channel == channel), 0)


def check_exhausted(person: Person, attempts: Iterable[ContactAttempt], today: date) -> None:
    rung = next_step(person, attempts, today)
    if rung is not None:
        raise Refused(
            "ladder_not_exhausted",
            _("Masih ada cara yang belum dicoba: %(channel)s. Coba dulu sebelum menutup sebagai belum diketahui.")
            % {"channel": rung.channel.label},
        )
