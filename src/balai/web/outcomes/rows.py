"""What the call list shows of an alumnus: who, for how long, and the one thing to do now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from balai.outcomes.enums import ContactChannel
from balai.outcomes.models import ContactAttempt, FollowUp
from balai.outcomes.queries import agreed
from balai.outcomes.rules.ladder import Rung, next_rung
from balai.outcomes.rules.steps import ladder_on, reach_of, tried
from balai.people.models import Person


@dataclass(frozen=True, slots=True)
class CallRow:
    follow_up: FollowUp
    person: Person
    step: Rung | None
    attempts: int
    late: int

    @property
    def phone(self) -> str:
        return self.person.phone or self.person.other_phone

    @property
    def whatsapp(self) -> str:
        return f"https://wa.me/{self.phone.lstrip('+')}" if self.phone else ""

    @property
    def advice(self) -> str:
        return step_words(self.step)


def step_words(step: Rung | None) -> str:
    """What to do now, verb first."""
    if step is None:
        return _("Semua cara sudah dicoba: tutup sebagai belum diketahui")
    return {
        ContactChannel.MESSAGE: _("Kirim pesan"),
        ContactChannel.CALL: _("Telepon"),
        ContactChannel.CONTACT_PERSON: _("Tanya orang yang mengenalnya"),
        ContactChannel.VISIT: _("Kunjungi"),
    }[step.channel]


def call_rows(follow_ups: Sequence[FollowUp], today: date) -> list[CallRow]:
    """The follow-ups come from queries.call_list; consents and rules are read once for all."""
    ladder = ladder_on(today)
    consents = agreed(f.enrolment.person_id for f in follow_ups)
    rows = []
    for one in follow_ups:
        person = one.enrolment.person
        attempts: list[ContactAttempt] = getattr(one, "counted_attempts", [])
        reach = reach_of(person, consents.get(person.pk, set()))
        step = next_rung(ladder, tried(attempts), reach)
        waited = (today - (one.next_contact_on or one.due_on)).days
        rows.append(CallRow(one, person, step, len(attempts), waited))
    return rows
