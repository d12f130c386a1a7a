"""What a centre took back and opens again: a draft is a draft, a proposal is sent anew on this day."""

from datetime import timedelta

import pytest

from balai.notifications.models import Message
from balai.planning.actions.copy_plan import Copied, copy_plan
from balai.planning.actions.propose import reopen_package, withdraw_package
from balai.planning.models import Package
from tests.planning import rows
from tests.planning.rows import NOW, REASON, TODAY

pytestmark = [pytest.mark.data, pytest.mark.django_db]
LATER = NOW + timedelta(days=40)


def back(at: rows.Place, package: Package) -> Package:
    withdrawn = withdraw_package(by=at.by_centre, package=package, reason=REASON, now=NOW)
    return reopen_package(by=at.by_centre, package=withdrawn, reason=REASON, now=LATER)


def told(at: rows.Place) -> int:
    return Message.objects.filter(kind="planning.proposed", address=at.office.email).count()


def test_a_draft_that_was_never_sent_is_a_draft_again_and_nobody_is_told() -> None:
    at = rows.place()
    [draft] = copy_plan(by=at.by_office, rows=[Copied(rows.funded(at), 16, 1_000)], year=2027, now=NOW)
    before = told(at)
    assert (back(at, draft).state, told(at)) == ("draft", before)


def test_a_proposal_is_counted_again_has_a_term_of_its_own_and_the_funder_is_told() -> None:
    at = rows.place()
    at.office.email = "dinas@contoh.invalid"
    at.office.save(update_fields=["email"])
    package = rows.proposed(at)
    assert told(at) == 1
    again = back(at, package)
    assert (again.state, again.proposed_at, told(at)) == ("proposed", LATER, 2)
    counted = again.evidence.filter(need=None, kind="jobseekers").values_list("as_of", flat=True)
    assert list(counted) == [TODAY + timedelta(days=40)]
