"""A finding answered by a decision: awaited until its day, then read from the records, with the forum's words beside it."""

from datetime import date, datetime, timedelta
from unittest import mock
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from balai.access.actor import WORKER
from balai.collaboration import night as night_work
from balai.collaboration.actions.adaptations import (
    Deed,
    Hope,
    answer_finding,
    look_again,
    look_at_all,
    name_deed,
    say_what_came,
)
from balai.collaboration.actions.forum import open_period
from balai.collaboration.actions.promise_words import give_cause
from balai.collaboration.models import Adaptation, AdaptationDeed, Decision, Issue
from balai.collaboration.queries.adaptations import cause_on, offers
from balai.kernel.registry import AgendaAsk, work_for
from balai.notifications.models import Message
from balai.programmes.models import Programme, VocationalField
from tests.collaboration.deliberating import Table
from tests.collaboration.promising import DUE, Promising, measured
from tests.collaboration.test_convening import NOW, refusal
from tests.collaboration.test_deliberation_pages import at, text

pytestmark = [pytest.mark.data, pytest.mark.django_db]
TODAY = NOW.date()
DAY = date(2026, 12, 10)
ALARM = ("alarm", "nobody_owns-coordination")
promising = pytest.fixture(lambda: Promising())


@pytest.fixture
def table() -> Table:
    return Table()


@pytest.fixture
def trouble(table: Table) -> Issue:
    return Issue.objects.create(period=table.period, code="h9", text="Dana terlambat", subject="funding")


def decided(table: Table) -> Decision:
    return Decision.objects.create(
        period=table.period, code=f"q{uuid4()}", kind="substantive", text="Dana diminta lebih awal."
    )


def answered(table: Table, **other: object) -> Adaptation:
    told = {
        "by": table.secretary, "period": table.period, "finding": ALARM, "decision": decided(table), "now": NOW,
        "hope": Hope("Setiap hambatan punya pemegang.", "quiet", DAY, table.of(table.company)),
    }  # fmt: skip
    return answer_finding(**(told | other))  # type: ignore[arg-type]


def on(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 3, tzinfo=NOW.tzinfo)


def night(day: date) -> int:
    return look_at_all(by=WORKER, now=on(day))


def awaits(table: Table, day: date) -> set[str]:
    return {one.key for one in work_for(table.owner, on(day)) if "look_again" in one.key}


def test_it_is_awaited_until_its_day_and_then_read(table: Table, trouble: Issue) -> None:
    row = answered(table)
    page = f"/kerja-sama/penyesuaian/{row.pk}/"
    with mock.patch("django.utils.timezone.now", return_value=NOW):
        before = text(at(table, table.company).get(page))
    assert "Ditunggu sampai 10 Desember 2026" in before and "Tulis yang dilihat forum" not in before
    assert night(DAY - timedelta(days=1)) == 0 and awaits(table, DAY - timedelta(days=1)) == set()
    with refusal("not_yet"):
        say_what_came(by=table.owner, adaptation=row, text="Sudah", now=NOW)
    assert look_again(by=WORKER, adaptation=row, now=NOW).effect == ""
    trouble.resolved_on = "2026-12-01"
    trouble.save()
    assert night(DAY) == 1 and night(DAY) == 0
    row.refresh_from_db()
    assert (row.then_state, row.now_state, row.effect) == ("sounds", "quiet", "came")
    assert Message.objects.filter(kind="collaboration.look_again").count() == 1
    assert awaits(table, DAY) == {f"collaboration.look_again:{row.pk}"}
    ask = AgendaAsk(frozenset(), table.period.pk, TODAY, DAY - timedelta(days=5))
    assert [one.key for one in offers(ask)] == [f"collaboration.adaptation:{row.pk}"]
    with mock.patch("django.utils.timezone.now", return_value=on(DAY)):
        company = at(table, table.company)
        assert "Tulis yang dilihat forum" in text(company.get(page))
        company.post(f"{page}lihat/", {"text": "Kami belum merasakannya."})
        after = text(company.get(page))
    assert "datang" in after and "Kami belum merasakannya." in after and "Aturan versi 2026.1" in after
    assert "Dulu, 20 November 2026" in after and "Kini, 10 Desember 2026" in after
    row.refresh_from_db()
    assert row.effect == "came" and awaits(table, DAY) == set() and list(offers(ask)) == []
    with refusal("answered"):
        say_what_came(by=table.owner, adaptation=row, text="Lain", now=on(DAY))


def test_what_has_not_come_and_what_cannot_be_seen_are_two_things(table: Table, trouble: Issue) -> None:
    row = answered(table)
    night(DAY)
    row.refresh_from_db()
    assert (row.effect, row.now_evidence) == ("not_yet", ["issues:h9"])
    later = answered(table, hope=Hope("Reda", "quiet", date(2027, 3, 1), table.of(table.company)))
    year = open_period(by=table.secretary, collaboration=table.period.collaboration, year=2027)
    night(date(2027, 3, 2))
    later.refresh_from_db()
    assert (later.effect, later.now_period) == ("unseen", year)
    page = text(at(table, table.company).get(f"/kerja-sama/penyesuaian/{later.pk}/"))
    assert "Itu bukan tanda bahwa tidak ada yang berubah" in page


def test_who_may_answer_and_what_an_answer_must_say(table: Table, trouble: Issue) -> None:
    with refusal("may_not_keep"):
        answered(table, by=table.owner)
    with refusal("no_finding"):
        answered(table, finding=("alarm", "guntur-coordination"))
    with refusal("not_better"):
        answered(table, hope=Hope("Reda", "sounds", DAY, table.of(table.company)))
    with refusal("look_on_past"):
        answered(table, hope=Hope("Reda", "quiet", TODAY, table.of(table.company)))
    with refusal("other_forum"):
        answered(table, decision=decided(Table()))
    key, decision = uuid4(), decided(table)
    row = answered(table, decision=decision, client_id=key)
    assert answered(table, decision=decision, client_id=key) == row
    with refusal("answered"):
        answered(table, decision=decision)
    night(DAY)
    with refusal("may_not_speak"):
        say_what_came(by=table.worker, adaptation=row, text="Saya melihatnya", now=on(DAY))


def test_a_programme_that_changed_is_named(table: Table, trouble: Issue) -> None:
    field = VocationalField.objects.create(name="Garmen uji")
    programme = Programme.objects.create(owner=table.centre, field=field, title="Menjahit pola baru")
    row, key = answered(table), uuid4()
    deed = Deed("Kelas dimulai sesudah dana turun", TODAY, programme=programme)
    for _twice in range(2):
        name_deed(by=table.secretary, adaptation=row, deed=deed, now=NOW, client_id=key)
    assert AdaptationDeed.objects.count() == 1
    with refusal("deed_ahead"):
        name_deed(by=table.owner, adaptation=row, deed=Deed("Nanti", DAY), now=NOW)
    with refusal("may_not_speak"):
        name_deed(by=table.worker, adaptation=row, deed=deed, now=NOW)
    assert "Menjahit pola baru" in text(at(table, table.company).get(f"/kerja-sama/penyesuaian/{row.pk}/"))


def test_from_the_finding_to_its_answer_on_pages(table: Table, trouble: Issue) -> None:
    secretary, company = at(table, table.office), at(table, table.company)
    pages = f"/kerja-sama/masa/{table.period.pk}/temuan/"
    one = f"{pages}alarm/nobody_owns-coordination/"
    with mock.patch("django.utils.timezone.now", return_value=NOW):
        assert one in text(company.get(pages)) and company.get(f"{one}jawab/").status_code == 403
        assert company.get(f"{pages}alarm/guntur-x/").status_code == 404
        assert "Forum belum punya keputusan" in text(secretary.get(f"{one}jawab/"))
        told = {"decision": decided(table).pk, "expected": "Reda", "wanted": "quiet", "look_on": "10-12-2026",
                "looker": table.of(table.group).pk}  # fmt: skip
        assert secretary.post(f"{one}jawab/", told | {"look_on": "01-01-2020"}).status_code == 422
        made = secretary.post(f"{one}jawab/", told)
        row = Adaptation.objects.get()
        assert made["Location"] == f"/kerja-sama/penyesuaian/{row.pk}/"
        asked = []
        for _more in range(2):
            with CaptureQueriesContext(connection) as queries:
                shown = text(company.get(f"/kerja-sama/masa/{table.period.pk}/penilaian/"))
            asked.append(len(queries))
            for _n in range(2):
                answered(table)
        assert "Dana diminta lebih awal." in shown and "ditunggu" in shown and asked[0] == asked[1]
    keys = {item.key for item in work_for(table.secretary, on(DAY))}
    assert f"collaboration.look_again:{row.pk}" in keys, "who looks has no desk of its own"


def test_a_cause_of_delay_is_gone_when_what_fell_due_later_was_not_late_by_it(promising: Promising) -> None:
    for forum in measured(promising):
        late = forum.late()
        assert cause_on(forum.period, "late_guideline", DUE + timedelta(days=40)).state == "quiet"
        give_cause(
            by=forum.owner, promise=late, cause="budget_revision", text="Revisi", now=on(DUE + timedelta(days=30))
        )
        day = DUE + timedelta(days=40)
        stands = cause_on(forum.period, "budget_revision", day)
        assert (stands.state, len(stands.evidence)) == ("sounds", 1)
        assert cause_on(forum.period, "budget_revision", day, since=DUE).state == "no_evidence"


def test_one_that_fails_at_night_does_not_keep_the_others(table: Table) -> None:
    done: list[datetime] = []

    def fails(now: datetime) -> None:
        raise ValueError("planted")

    with mock.patch.object(night_work, "NIGHTLY", (fails, done.append)), pytest.raises(ExceptionGroup):
        night_work.tend_forums(NOW)
    assert done == [NOW]
