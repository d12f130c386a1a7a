"""What the parties need, where they differ, the options and their reasons: each in its own words, kept after the decision."""

from uuid import uuid4

import pytest

from balai.collaboration.actions.deliberation import (
    Said,
    bring_matter,
    confirm_interest,
    give_argument,
    propose_option,
    say_interest,
)
from balai.collaboration.models import Argument, Interest, Matter, Option
from balai.notifications.models import Message
from tests.collaboration.deliberating import Table
from tests.collaboration.test_convening import NOW, refusal

pytestmark = [pytest.mark.data, pytest.mark.django_db]


@pytest.fixture
def table() -> Table:
    return Table()


def test_a_matter_is_brought_once_by_the_secretariat_or_a_party(table: Table) -> None:
    key = uuid4()
    for _twice in range(2):
        bring_matter(
            by=table.secretary, period=table.period, title=" Magang ", text="", member=None, now=NOW, client_id=key
        )
    assert [one.title for one in Matter.objects.all()] == ["Magang"]
    own = bring_matter(
        by=table.owner, period=table.period, title="Upah", text="", member=table.of(table.company), now=NOW
    )
    assert own.raised_by == table.of(table.company)
    with refusal("may_not_keep"):
        bring_matter(by=table.owner, period=table.period, title="Upah", text="", member=None, now=NOW)
    with refusal("may_not_speak"):
        bring_matter(by=table.owner, period=table.period, title="Upah", text="", member=table.of(table.union), now=NOW)
    with refusal("no_words"):
        bring_matter(by=table.secretary, period=table.period, title=" ", text="", member=None, now=NOW)
    table.period.is_closed = True
    table.period.save()
    with refusal("period_closed"):
        table.matter()


def test_what_the_secretariat_writes_down_waits_for_the_party(table: Table) -> None:
    matter, company = table.matter(), table.of(table.company)
    noted = say_interest(by=table.secretary, matter=matter, member=company, said=Said("Enam magang"), now=NOW)
    assert noted.noted and noted.confirmed_at is None
    assert Message.objects.filter(kind="collaboration.interest_noted", address="pt@contoh.id").count() == 1
    with refusal("not_the_party"):
        confirm_interest(by=table.secretary, interest=noted, now=NOW)
    assert confirm_interest(by=table.owner, interest=noted, now=NOW).confirmed_at == NOW
    own = say_interest(by=table.owner, matter=matter, member=company, said=Said("Empat magang", "Soal waktu"), now=NOW)
    assert own.pk == noted.pk and not own.noted
    with refusal("own_words"):
        say_interest(by=table.secretary, matter=matter, member=company, said=Said("Sepuluh"), now=NOW)
    with refusal("may_not_speak"):
        say_interest(by=table.owner, matter=matter, member=table.of(table.union), said=Said("Tidak perlu"), now=NOW)
    assert Interest.objects.get().needs == "Empat magang"


def test_a_party_without_a_desk_is_written_down_and_stays_unconfirmed(table: Table) -> None:
    noted = say_interest(
        by=table.secretary, matter=table.matter(), member=table.of(table.group), said=Said("Modal"), now=NOW
    )
    assert noted.noted and noted.confirmed_at is None
    with refusal("not_the_party"):
        confirm_interest(by=table.secretary, interest=noted, now=NOW)


def test_options_and_reasons_are_added_and_stay_after_the_decision(table: Table) -> None:
    matter, key = table.matter(), uuid4()
    for _twice in range(2):
        option = propose_option(
            by=table.owner, matter=matter, member=table.of(table.company), text="Januari", now=NOW, client_id=key
        )
    assert Option.objects.count() == 1
    give_argument(
        by=table.worker, option=option, member=table.of(table.union), leans="negative", text="Terlalu cepat", now=NOW
    )
    ballot = table.asked(matter, option=option)
    for body in (table.office, table.company, table.centre, table.union):
        table.votes(ballot, body)
    table.after(ballot)
    give_argument(
        by=table.worker,
        option=option,
        member=table.of(table.union),
        leans="negative",
        text="Tetap terlalu cepat",
        now=NOW,
    )
    assert [one.text for one in Argument.objects.order_by("pk")] == ["Terlalu cepat", "Tetap terlalu cepat"]
    with refusal("may_not_speak"):
        propose_option(by=table.owner, matter=matter, member=table.of(table.union), text="Juni", now=NOW)
    noted = propose_option(by=table.secretary, matter=matter, member=table.of(table.group), text="Juni", now=NOW)
    assert noted.noted_by_id == table.office.pk
