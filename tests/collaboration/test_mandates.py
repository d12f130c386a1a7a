"""What a party is there to do: its own words, the others' comments, and the forum's finding made in a meeting."""

import pytest

from balai.collaboration.actions.mandates import (
    Judgement,
    agree_mandate,
    comment_on_mandate,
    judge_mandate,
    propose_mandate,
)
from balai.collaboration.models import Mandate, MandateNote
from tests.collaboration.deliberating import Table
from tests.collaboration.test_convening import NOW, refusal

pytestmark = [pytest.mark.data, pytest.mark.django_db]


@pytest.fixture
def table() -> Table:
    return Table()


def proposed(table: Table) -> Mandate:
    return propose_mandate(
        by=table.owner,
        period=table.period,
        member=table.of(table.company),
        text="Menyediakan tempat magang",
        basis="",
        now=NOW,
    )


def test_each_party_writes_its_own_and_the_others_comment(table: Table) -> None:
    row = proposed(table)
    comment_on_mandate(by=table.worker, mandate=row, member=table.of(table.union), text="Berapa tempat?", now=NOW)
    assert [one.text for one in row.comments.all()] == ["Berapa tempat?"] and not MandateNote.objects.exists()
    with refusal("may_not_speak"):
        propose_mandate(
            by=table.owner, period=table.period, member=table.of(table.union), text="Mengawasi", basis="", now=NOW
        )
    with refusal("may_not_speak"):
        comment_on_mandate(by=table.owner, mandate=row, member=table.of(table.union), text="Baik", now=NOW)


def test_it_is_evidence_when_the_forum_agreed_and_judged_in_a_meeting_that_was_held(table: Table) -> None:
    row, meeting = proposed(table), table.held().meeting
    said = Judgement("partly", "Empat dari enam tempat terisi", "https://contoh.id/laporan")
    with refusal("not_agreed"):
        judge_mandate(by=table.secretary, mandate=row, meeting=meeting, said=said, now=NOW)
    with refusal("not_met"):
        agree_mandate(by=table.secretary, mandate=row, meeting=table.called().meeting, now=NOW)
    with refusal("may_not_keep"):
        agree_mandate(by=table.owner, mandate=row, meeting=meeting, now=NOW)
    agree_mandate(by=table.secretary, mandate=row, meeting=meeting, now=NOW)
    agree_mandate(by=table.secretary, mandate=row, meeting=meeting, now=NOW)
    note = MandateNote.objects.get()
    assert (note.institution, note.text, note.performed) == (table.of(table.company), "Menyediakan tempat magang", "")
    with refusal("may_not_keep"):
        judge_mandate(by=table.owner, mandate=row, meeting=meeting, said=said, now=NOW)
    judge_mandate(by=table.secretary, mandate=row, meeting=meeting, said=said, now=NOW)
    note.refresh_from_db()
    row.refresh_from_db()
    assert note.performed == "partly" and row.evidence == "https://contoh.id/laporan" and row.judged_in == meeting
