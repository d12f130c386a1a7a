"""Two officers write a verdict on one candidate; and a verdict whose line was cut after the commit (docs/faults.md)."""

from typing import Any

import pytest
from django.db import connection

from balai.accounts.models import User
from balai.audit.models import Entry
from balai.certification.actions.assess import Verdict, record_verdict
from balai.certification.models import CompetencyAssessment
from balai.kernel.refusal import Refused
from tests.admissions.test_pages import as_user
from tests.certification.test_certification import certified, competent, ready, registered, verdict_on
from tests.support.races import one_behind_the_other
from tests.support.refusals import code_of
from tests.training.rows import NOW, admin_of

pytestmark = [pytest.mark.data, pytest.mark.django_db]


def two_officers(row: CompetencyAssessment) -> Any:
    assert row.enrolment is not None
    return admin_of(row.enrolment.batch), admin_of(row.enrolment.batch)


@pytest.mark.django_db(transaction=True)
def test_of_two_verdicts_at_once_the_second_officer_is_told_the_first() -> None:
    (row,) = registered()
    one, other = two_officers(row)

    ready(row)
    given = {"competent": verdict_on(row, "competent", seen="pending"), "absent": Verdict("absent", {}, seen="pending")}

    def write(by: Any, overall: str) -> object:
        return record_verdict(by=by, assessment=row, verdict=given[overall], now=NOW)

    raced = one_behind_the_other(lambda: write(one, "competent"), lambda: write(other, "absent"))
    connection.close()
    assert raced.waited and isinstance(raced.second, Refused) and raced.second.code == "decided_meanwhile", raced
    assert "kompeten" in str(raced.second) and CompetencyAssessment.objects.get().recorded_by == one.name


def test_the_same_verdict_again_after_a_cut_line_is_written_once_and_a_correction_goes_through() -> None:
    (row,) = registered()
    one, other = two_officers(row)
    for _again in range(2):
        record_verdict(by=one, assessment=ready(row), verdict=verdict_on(row, "competent", seen="pending"), now=NOW)
    assert Entry.objects.filter(verb="certification.verdict").count() == 1
    corrected = record_verdict(by=other, assessment=row, verdict=Verdict("absent", {}, seen="competent"), now=NOW)
    assert (corrected.verdict, corrected.recorded_by) == ("absent", other.name)


def test_the_page_knows_what_it_showed() -> None:
    (row,) = registered()
    one, other = two_officers(row)
    client, address = as_user(User.objects.get(pk=other.user_id)), f"/uji/{row.pk}/"
    assert 'name="seen" value="pending"' in client.get(address).content.decode()
    competent(row, one)
    page = client.post(address, {"seen": "pending", "verdict": "absent"}).content.decode()
    assert "Sejak halaman ini dibuka" in page
    row.refresh_from_db()
    assert row.verdict == "competent"


@pytest.mark.django_db(transaction=True)
def test_one_number_is_recorded_once_also_at_the_same_moment() -> None:
    rows = registered(number=2)
    by, _other = two_officers(rows[0])
    raced = one_behind_the_other(lambda: certified(rows[0], by), lambda: certified(rows[1], by))
    connection.close()
    assert raced.waited and isinstance(raced.second, Refused) and raced.second.code == "already_recorded", raced


def test_a_certificate_sent_again_does_not_become_two() -> None:
    (row,) = registered()
    by, _other = two_officers(row)
    certified(row, by)
    assert code_of(lambda: certified(row, by)) == "already_recorded"
