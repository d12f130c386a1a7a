"""What must not happen while a forum talks and decides: words of other forums, votes by letters that are over, years that are closed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from balai.collaboration.actions.deliberation import Said, give_argument, propose_option, say_interest
from balai.collaboration.actions.determination import declare_conflict, vote
from balai.collaboration.actions.mandates import (
    Judgement,
    agree_mandate,
    comment_on_mandate,
    judge_mandate,
    propose_mandate,
)
from balai.collaboration.actions.obstacles import Trouble, answer_obstacle, ask_owner, raise_obstacle, settle_obstacle
from balai.collaboration.models import Interest, Obstacle, Vote
from balai.collaboration.queries.determination import view_of
from balai.documents.actions.store import store_upload
from balai.documents.enums import DocumentKind
from balai.institutions.models import Proxy
from tests.authority.furnish import picture
from tests.collaboration.deliberating import Table
from tests.collaboration.test_convening import NOW, Forum, refusal

pytestmark = [pytest.mark.data, pytest.mark.django_db]
TODAY = NOW.date()


@pytest.fixture
def table() -> Table:
    return Table()


def lettered(table: Table) -> Proxy:
    """The group has no desk; the office acts for it by its letter until today."""
    letter = store_upload(
        by=table.secretary, name="surat.png", content=picture(), kind=DocumentKind.LETTER, keep_months=12, now=NOW
    )
    return Proxy.objects.create(
        institution=table.group, acting_institution=table.office, letter=letter, reason="Tanpa akun",
        valid_from=TODAY - timedelta(days=9), valid_to=TODAY, begun_by="user:1", begun_at=NOW,
    )  # fmt: skip


def test_a_vote_by_letter_counts_once_and_shows_who_cast_it(table: Table) -> None:
    letter, ballot = lettered(table), table.asked(quorum=5)
    acting = replace(table.secretary, on_behalf_of=table.group.pk)
    said = {"by": acting, "ballot": ballot, "member": table.of(table.group), "voice": "for", "reason": ""}
    with refusal("no_mandate"):  # the letter is over on that day
        vote(**said, now=NOW + timedelta(days=1))
    with refusal("no_mandate"):  # it is the group's letter
        vote(**(said | {"member": table.of(table.union)}), now=NOW)
    kept = vote(**said, now=NOW)
    assert (kept.membership, kept.noted_by_id) == (None, table.office.pk)
    Proxy.objects.filter(pk=letter.pk).update(ended_at=NOW)
    for body in (table.office, table.company, table.centre, table.union):
        table.votes(ballot, body)
    ballot.refresh_from_db()
    assert ballot.outcome == "passed" and view_of(ballot).tally.answered == 5


def test_words_that_are_no_answer_are_not_counted(table: Table) -> None:
    matter = table.without_consensus()
    for code, other in (("no_rule", {"rule": "acclamation"}), ("no_kind", {"kind": "secret"})):
        with refusal(code):
            table.asked(matter, **other)
    ballot = table.asked(matter, rule="majority")
    with refusal("no_voice"):
        table.votes(ballot, table.company, "maybe")
    option = propose_option(by=table.owner, matter=matter, member=table.of(table.company), text="Mei", now=NOW)
    with refusal("no_leaning"):
        give_argument(
            by=table.owner, option=option, member=table.of(table.company), leans="perhaps", text="Panen", now=NOW
        )
    assert not Vote.objects.filter(ballot=ballot).exists()


def test_nothing_of_another_forum_or_matter_comes_in(table: Table) -> None:
    other, matter = Forum(), table.matter()
    option = propose_option(by=table.owner, matter=table.matter(), member=table.of(table.company), text="Mei", now=NOW)
    with refusal("other_option"):
        table.asked(matter, option=option)
    with refusal("other_meeting"):
        table.asked(matter, meeting=other.held().meeting)
    stranger = other.of(other.company)
    with refusal("no_party"):
        say_interest(by=other.owner, matter=matter, member=stranger, said=Said("Upah"), now=NOW)
    with refusal("no_party"):
        propose_option(by=other.owner, matter=matter, member=stranger, text="Juni", now=NOW)
    ballot = table.asked(matter)
    for act in (vote, declare_conflict):
        more = {"voice": "for"} if act is vote else {}
        with refusal("no_party_then"):
            act(by=other.owner, ballot=ballot, member=stranger, reason="Kami juga", now=NOW, **more)  # type: ignore[operator]
    with refusal("no_party"):
        raise_obstacle(
            by=other.owner, period=table.period, member=stranger, trouble=Trouble("Dana", "funding"), now=NOW
        )
    conflict = Trouble("Rebutan", "sectoral_ego", [table.of(table.centre), stranger])
    with refusal("no_party"):
        raise_obstacle(by=table.owner, period=table.period, member=table.of(table.company), trouble=conflict, now=NOW)
    row = raised(table)
    with refusal("no_party"):
        ask_owner(by=table.secretary, obstacle=row, member=stranger, due=TODAY, now=NOW)
    mandate = propose_mandate(
        by=table.owner, period=table.period, member=table.of(table.company), text="Magang", basis="", now=NOW
    )
    with refusal("not_met"):
        agree_mandate(by=table.secretary, mandate=mandate, meeting=other.held().meeting, now=NOW)
    assert not Interest.objects.exists() and Obstacle.objects.count() == 1


def raised(table: Table) -> Obstacle:
    return raise_obstacle(
        by=table.owner, period=table.period, member=table.of(table.company), trouble=Trouble("Dana", "funding"), now=NOW
    )


def test_a_closed_year_takes_no_word_more(table: Table) -> None:
    company, matter, meeting = table.of(table.company), table.matter(), table.held().meeting
    option = propose_option(by=table.owner, matter=matter, member=company, text="Mei", now=NOW)
    row = ask_owner(by=table.secretary, obstacle=raised(table), member=company, due=TODAY, now=NOW)
    mandate = propose_mandate(by=table.owner, period=table.period, member=company, text="Magang", basis="", now=NOW)
    table.period.is_closed = True
    table.period.save()
    mine = {"by": table.owner, "member": company, "now": NOW}
    acts: list[Callable[[], object]] = [
        lambda: say_interest(matter=matter, said=Said("Upah"), **mine),
        lambda: propose_option(matter=matter, text="Juni", **mine),
        lambda: give_argument(option=option, leans="positive", text="Cepat", **mine),
        lambda: table.asked(matter),
        lambda: raised(table),
        lambda: answer_obstacle(by=table.owner, obstacle=row, accepts=True, reason="", now=NOW),
        lambda: settle_obstacle(by=table.secretary, obstacle=row, how="Sudah", now=NOW),
        lambda: comment_on_mandate(mandate=mandate, text="Berapa?", **mine),
        lambda: agree_mandate(by=table.secretary, mandate=mandate, meeting=meeting, now=NOW),
        lambda: judge_mandate(
            by=table.secretary, mandate=mandate, meeting=meeting, said=Judgement("yes", "Sudah penuh"), now=NOW
        ),
    ]
    for act in acts:
        with refusal("period_closed"):
            act()
