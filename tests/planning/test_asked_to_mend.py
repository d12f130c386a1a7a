"""A funder asks a proposal to be mended; after the last day of the planning only that, or a new day, lets a centre change it."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client

from balai.access.actor import CLI
from balai.access.roles import Role
from balai.kernel.registry import work_for
from balai.planning.actions.mend import ask_to_mend
from balai.planning.actions.propose import Answer, Revision, answer_package, revise_package, withdraw_package
from balai.planning.actions.rounds import NewRound, open_round, reopen_round
from balai.planning.desk import due_of
from balai.planning.models import Package
from tests import factories as make
from tests.planning import rows
from tests.planning.rows import NOW, REASON, WHY
from tests.planning.test_plan_file import other_content
from tests.support.refusals import code_of

pytestmark = [pytest.mark.data, pytest.mark.django_db]
LAST = date(2026, 3, 31)
LATE = datetime(2026, 4, 1, 3, tzinfo=UTC)
WORDS = "Kurangi kursinya menjadi dua belas."


def planning(at: rows.Place):
    return open_round(by=at.by_office, funder=at.office, plan=NewRound(2026, LAST), now=NOW)


def mended(at: rows.Place, package: Package, now: datetime = LATE, **stated: object) -> Package:
    said = Revision(**({"title": "Garmen", "seats": 12, "cost": 50_000_000, "reason": REASON} | stated))  # type: ignore[arg-type]
    return revise_package(by=at.by_centre, package=package, revision=said, now=now)


@pytest.mark.parametrize(
    ("zone", "before", "after"),
    [("Asia/Jakarta", (16, 59), (17, 0)), ("Asia/Jayapura", (14, 59), (15, 0))],
)
def test_a_sent_proposal_is_the_centres_to_change_until_midnight_of_the_last_day(
    zone: str, before: tuple[int, int], after: tuple[int, int]
) -> None:
    at = rows.place(zone)
    planning(at)
    package = rows.proposed(at)
    assert mended(at, package, datetime(2026, 3, 31, *before, 59, tzinfo=UTC)).seats == 12
    late = datetime(2026, 3, 31, *after, tzinfo=UTC)
    with pytest.raises(Exception) as no:
        mended(at, package, late, seats=30)
    assert getattr(no.value, "code", "") == "mending_over"
    for words in (at.office.name, "31 Maret 2026 pukul 23.59", "memintanya"):
        assert words in str(no.value)
    package.refresh_from_db()
    assert package.seats == 12


def test_after_the_last_day_the_funder_asks_and_the_centre_mends_once() -> None:
    at = rows.place()
    planning(at)
    package = rows.proposed(at)
    assert code_of(lambda: ask_to_mend(by=at.by_centre, package=package, words=WORDS, now=LATE)) == "may_not_answer"
    asked = ask_to_mend(by=at.by_office, package=package, words=WORDS, now=LATE)
    assert (asked.state, asked.answer, due_of(asked)) == ("proposed", WORDS, None)
    ask_to_mend(by=at.by_office, package=package, words=WORDS, now=LATE)
    assert [v.step for v in package.versions.all()] == ["propose", "ask"]
    mend = mended(at, package)
    assert (mend.seats, mend.mend_asked_at, mend.proposed_at) == (12, None, LATE)
    assert code_of(lambda: mended(at, package, seats=30)) == "mending_over"
    line = rows.line(at)
    answer_package(by=at.by_office, package=package, answer=Answer("accept", REASON, line), now=LATE)
    package.refresh_from_db()
    assert (package.state, package.seats) == ("accepted", 12)


def test_a_planning_opened_again_lets_the_centre_mend_without_being_asked() -> None:
    at = rows.place()
    made, package = planning(at), rows.proposed(at)
    assert code_of(lambda: mended(at, package)) == "mending_over"
    reopen_round(by=at.by_office, planning_round=made, words=REASON, closes_on=date(2026, 4, 9), now=LATE)
    assert mended(at, package).seats == 12


def test_withdrawing_or_answering_ends_the_asking() -> None:
    at = rows.place()
    one, two = rows.proposed(at), rows.proposed(at)
    for package in (one, two):
        ask_to_mend(by=at.by_office, package=package, words=WORDS, now=NOW)
    assert withdraw_package(by=at.by_centre, package=one, reason=REASON, now=NOW).mend_asked_at is None
    answered = answer_package(by=at.by_office, package=two, answer=Answer("refuse", REASON), now=NOW)
    assert (answered.state, answered.mend_asked_at) == ("refused", None)


def test_the_programme_is_changed_in_a_draft_and_where_the_funder_asks() -> None:
    at, far = rows.place(), rows.place()
    package, other, foreign = rows.proposed(at), other_content(at), other_content(far, "Las")
    assert code_of(lambda: mended(at, package, NOW, curriculum=other)) == "programme_stands"
    ask_to_mend(by=at.by_office, package=package, words="Ganti programnya menjadi tata busana.", now=NOW)
    assert code_of(lambda: mended(at, package, NOW, curriculum=foreign)) == "programme_not_offered"
    assert mended(at, package, NOW, curriculum=other).curriculum == other
    assert [v.curriculum_id for v in package.versions.all()] == [at.curriculum.pk, at.curriculum.pk, other.pk]
    assert code_of(lambda: mended(at, package, NOW, curriculum=at.curriculum)) == "programme_stands"


def test_on_the_pages_it_is_asked_read_at_the_desk_and_mended_with_another_programme(client: Client) -> None:
    at = rows.place()
    planning(at)
    package, other = rows.proposed(at), other_content(at)
    with time_machine.travel(LATE, tick=False):
        client.force_login(at.admin)
        page = client.get(f"/paket/{package.pk}/").content.decode()
        assert "hanya bisa diperbaiki bila" in page and f"/paket/{package.pk}/perbaiki/" not in page
        assert client.get(f"/paket/{package.pk}/perbaiki/").status_code == 302
        client.force_login(at.officer)
        figures = client.post(f"/paket/{package.pk}/", {"step": "ask", "answer": WORDS, "seats": 12})
        assert "kosongkan kursi serta biayanya" in figures.content.decode()
        assert client.post(f"/paket/{package.pk}/", {"step": "ask", "answer": WORDS}).status_code == 302
        assert not [w for w in work_for(at.by_office, LATE) if w.key == f"planning:package:{package.pk}"]
        [item] = [w for w in work_for(at.by_centre, LATE) if w.key == f"planning:mend:{package.pk}"]
        assert "meminta perbaikan" in item.reason
        client.force_login(at.admin)
        assert WORDS in client.get(f"/paket/{package.pk}/").content.decode()
        said = {
            "title": "Busana",
            "seats": 12,
            "cost": "50.000.000",
            "reason": REASON,
            "no_need_why": WHY,
            "curriculum": other.pk,
        }
        assert client.post(f"/paket/{package.pk}/perbaiki/", said).status_code == 302
        client.force_login(at.officer)
        page = client.get(f"/paket/{package.pk}/").content.decode()
        assert "Tata Busana" in page and "<del>Operator Garmen v1</del>" in page
        assert [w for w in work_for(at.by_office, LATE) if w.key == f"planning:package:{package.pk}"]


def test_a_stranger_does_not_ask() -> None:
    at = rows.place()
    stranger = make.actor(make.institution(region=make.regency()), Role.PARTNER)
    package = rows.proposed(at)
    assert code_of(lambda: ask_to_mend(by=stranger, package=package, words=WORDS, now=NOW)) == "may_not_answer"
    assert ask_to_mend(by=CLI, package=package, words=WORDS, now=NOW).mend_asked_at == NOW
