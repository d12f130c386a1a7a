"""After the last day of a yearly planning nothing is sent into it; the funder opens it again with a new day and a reason."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client

from balai.audit.models import Entry
from balai.kernel.refusal import Refused
from balai.planning.actions.copy_plan import Copied, copy_plan
from balai.planning.actions.propose import (
    Answer,
    Revision,
    answer_package,
    propose_package,
    reopen_package,
    revise_package,
    send_package,
    withdraw_package,
)
from balai.planning.actions.rounds import NewRound, close_round, open_round, reopen_round
from balai.planning.models import Package, PlanningRound
from tests import factories as make
from tests.planning import rows
from tests.planning.rows import NOW, REASON, WHY
from tests.support.races import one_behind_the_other
from tests.support.refusals import code_of

pytestmark = [pytest.mark.data, pytest.mark.django_db]
LAST = date(2026, 3, 31)
WORDS = "Rencana disepakati bersama."


def planning(at: rows.Place, closes_on: date | None = LAST, year: int = 2027) -> PlanningRound:
    return open_round(by=at.by_office, funder=at.office, plan=NewRound(year, closes_on), now=NOW)


def draft(at: rows.Place, year: int = 2027) -> Package:
    [made] = copy_plan(by=at.by_office, rows=[Copied(rows.funded(at), 16, 70_000_000)], year=year, now=NOW)
    said = Revision("Garmen", 16, 70_000_000, REASON, no_need_why=WHY)
    return revise_package(by=at.by_centre, package=made, revision=said, now=NOW)


def sent(at: rows.Place, package: Package, now: datetime) -> str:
    try:
        return send_package(by=at.by_centre, package=package, now=now).state
    except Refused as no:
        return no.code


@pytest.mark.parametrize(
    ("zone", "minute_before", "minute_after"),
    [("Asia/Jakarta", (16, 59), (17, 0)), ("Asia/Makassar", (15, 59), (16, 0)), ("Asia/Jayapura", (14, 59), (15, 0))],
)
def test_the_last_day_ends_at_midnight_where_the_funder_is(
    zone: str, minute_before: tuple[int, int], minute_after: tuple[int, int]
) -> None:
    at = rows.place(zone)
    planning(at)
    early, late = draft(at), draft(at)
    assert sent(at, early, datetime(2026, 3, 31, *minute_before, 59, tzinfo=UTC)) == "proposed"
    assert sent(at, late, datetime(2026, 3, 31, *minute_after, tzinfo=UTC)) == "round_over"
    assert Package.objects.get(pk=late.pk).state == "draft"


def test_nothing_goes_round_the_last_day_and_drafts_stay() -> None:
    at = rows.place()
    planning(at)
    waits, withdrawn, answered = (rows.proposed(at, year=2027) for _ in range(3))
    withdraw_package(by=at.by_centre, package=withdrawn, reason=REASON, now=NOW)
    late = datetime(2026, 4, 1, 3, tzinfo=UTC)
    with pytest.raises(Refused) as no:
        propose_package(by=at.by_centre, centre=at.centre, funder=at.office, now=late, proposal=proposal_like(waits))
    assert no.value.code == "round_over"
    for words in ("31 Maret 2026 pukul 23.59 WIB", at.office.name, "Rancangan tetap tersimpan"):
        assert words in str(no.value)
    back = lambda: reopen_package(by=at.by_centre, package=withdrawn, reason=REASON, now=late)  # noqa: E731
    assert code_of(back) == "round_over"
    answer = Answer("refuse", REASON)
    answer_package(by=at.by_office, package=answered, answer=answer, now=late)
    undone = reopen_package(by=at.by_office, package=answered, reason="Salah menekan tombol.", now=late)
    assert undone.state == "proposed"
    [copy] = copy_plan(by=at.by_office, rows=[Copied(rows.funded(at), 16, 1_000)], year=2027, now=late)
    assert copy.state == "draft"


def proposal_like(package: Package):
    from balai.planning.actions.propose import Proposal

    return Proposal(package.curriculum, "Garmen lain", package.year, 16, 1_000_000, REASON, no_need_why=WHY)


def test_the_funder_opens_it_again_with_a_new_day_and_a_reason_and_the_trail_stays() -> None:
    at, other = rows.place(), rows.place()
    made, package = planning(at), draft(at)
    late = datetime(2026, 4, 2, 3, tzinfo=UTC)

    def again(by, closes_on=None, words="Dua balai meminta waktu.", now=late):
        return reopen_round(by=by, planning_round=made, words=words, closes_on=closes_on, now=now)

    assert code_of(lambda: again(other.by_office, date(2026, 4, 9))) == "may_not_plan"
    assert code_of(lambda: again(at.by_office)) == "day_missing"
    assert code_of(lambda: again(at.by_office, date(2026, 4, 1))) == "last_day_past"
    assert code_of(lambda: again(at.by_office, date(2026, 4, 9), words="ya")) == "reason_missing"
    assert again(at.by_office, date(2026, 4, 9)).closes_on == date(2026, 4, 9)
    assert sent(at, package, late) == "proposed"
    assert code_of(lambda: again(at.by_office)) == "not_closed"
    assert again(at.by_office, date(2026, 4, 12)).closes_on == date(2026, 4, 12)
    answer_package(by=at.by_office, package=package, answer=Answer("refuse", REASON), now=late)
    close_round(by=at.by_office, planning_round=made, words=WORDS, now=late)
    assert again(at.by_office).state == "open"
    steps = list(made.versions.values_list("number", "step", "closes_on"))
    assert steps == [
        (1, "open", LAST), (2, "reopen", date(2026, 4, 9)), (3, "move_day", date(2026, 4, 12)),
        (4, "close", date(2026, 4, 12)), (5, "reopen", date(2026, 4, 12)),
    ]  # fmt: skip
    facts = Entry.objects.get(verb="planning.move_day_round").facts
    assert (facts["before"], facts["after"]) == ("2026-04-09", "2026-04-12")
    past = lambda: planning(at, date(2026, 3, 1), 2028)  # noqa: E731
    assert code_of(past) == "last_day_past"


def test_the_pages_say_that_the_day_has_passed_and_open_it_again(client: Client) -> None:
    at = rows.place()
    made, package = planning(at), draft(at)
    with time_machine.travel(datetime(2026, 4, 2, 3, tzinfo=UTC), tick=False):
        client.force_login(at.admin)
        page = client.get(f"/paket/{package.pk}/").content.decode()
        assert "ditunggu sampai 31 Maret 2026" in page and "Kirim usulan" not in page
        assert "lewat hari terakhir" in client.get("/perencanaan/").content.decode()
        late = client.post(f"/paket/{package.pk}/kirim/", follow=True).content.decode()
        assert "pukul 23.59 WIB" in late
        client.force_login(at.officer)
        again = f"/perencanaan/{made.pk}/buka/"
        assert "Buka lagi perencanaan" in client.get(f"/perencanaan/{made.pk}/").content.decode()
        refused = client.post(again, {"words": "Dua balai meminta waktu."}, follow=True).content.decode()
        assert "Tulis hari terakhir yang baru" in refused
        said = {"words": "Dua balai meminta waktu.", "closes_on": "09-04-2026"}
        page = client.post(again, said, follow=True).content.decode()
        assert "9 April 2026" in page and "Dua balai meminta waktu." in page and "Ubah hari terakhir" in page
        client.force_login(at.admin)
        assert "Kirim usulan" in client.get(f"/paket/{package.pk}/").content.decode()


def test_totals_are_of_all_and_every_list_says_how_much_of_it_is_shown(client: Client, monkeypatch) -> None:
    from balai.web.planning import rounds

    monkeypatch.setattr(rounds, "MOST", 3)
    monkeypatch.setattr(rounds, "MOST_OPEN", 2)
    at = rows.place()
    made = planning(at, year=2026)
    plain = {"centre": at.centre, "funder": at.office, "curriculum": at.curriculum, "year": 2026, "reason": REASON,
             "proposed_by": "user:1", "proposed_at": NOW}  # fmt: skip
    for state, count in (("refused", 5), ("proposed", 3), ("draft", 4)):
        Package.objects.bulk_create(
            Package(
                **plain, title=f"{state} {n}", seats=10, cost=1_000, seats_proposed=10, cost_proposed=1_000, state=state
            )
            for n in range(count)
        )
    client.force_login(at.officer)
    address = f"/perencanaan/{made.pk}/"
    shown = client.get(address)
    totals = shown.context["totals"]
    assert (totals["waiting"], totals["waiting_seats"], totals["waiting_cost"]) == (3, 30, 3_000)
    assert (totals["refused"], totals["drafts"], totals["decided"]) == (5, 4, 5)
    page = shown.content.decode()
    for words in ("Ditampilkan 2 dari 3.", "Ditampilkan 3 dari 4.", "Ditampilkan 3 dari 5."):
        assert words in page
    seen = [p.title for p in shown.context["decided"].rows]
    second = client.get(address + shown.context["decided"].older.split("#")[0])
    seen += [p.title for p in second.context["decided"].rows]
    assert seen == [f"refused {n}" for n in range(5)]
    assert second.context["capacity"][0].asked == 70
    book = client.get(f"/perencanaan/{made.pk}/berkas/")
    from balai.kernel.tables import open_table

    assert len(list(open_table(book.content, "rencana.xlsx").main_sheet().rows())) == 2 + 12


def test_last_years_plan_is_copied_a_page_at_a_time(client: Client, monkeypatch) -> None:
    from balai.web.planning import rounds

    monkeypatch.setattr(rounds, "MOST", 2)
    at = rows.place()
    old = [rows.funded(at, title=f"Paket {n}") for n in range(3)]
    made = planning(at)
    client.force_login(at.officer)
    address = f"/perencanaan/{made.pk}/salin/"
    assert "Ditampilkan 2 dari 3 paket." in client.get(address).content.decode()
    said = {f"{what}_{p.pk}": value for p in old for what, value in (("pick", "on"), ("seats", 16), ("cost", "1.000"))}
    onward = client.post(address, said)
    assert onward.url.startswith(f"{address}?sesudah=")
    assert [p.title for p in client.get(onward.url).context["sources"]] == ["Paket 2"]
    assert client.post(onward.url, said).url == f"/perencanaan/{made.pk}/"
    assert Package.objects.filter(year=2027, state="draft").count() == 3
    again = client.get(address)
    assert "sudah disalin" in again.content.decode()
    assert not again.context["form"][f"pick_{old[0].pk}"].value()


@pytest.mark.django_db(transaction=True)
def test_a_proposal_sent_while_its_planning_is_being_closed_is_refused_with_the_day() -> None:
    at = rows.place()
    made, package = planning(at), draft(at)
    officer, centre = at.by_office, at.by_centre
    raced = one_behind_the_other(
        lambda: close_round(by=officer, planning_round=made, words=WORDS, now=NOW),
        lambda: send_package(by=centre, package=package, now=NOW),
    )
    connection.close()
    assert raced.waited and isinstance(raced.second, Refused) and raced.second.code == "round_closed", raced
    assert (Package.objects.get(pk=package.pk).state, PlanningRound.objects.get().state) == ("draft", "closed")


@pytest.mark.django_db(transaction=True)
def test_a_planning_closed_while_a_proposal_is_being_sent_stays_open_until_it_is_answered() -> None:
    at = rows.place()
    made, package = planning(at), draft(at)
    officer, centre = at.by_office, at.by_centre
    raced = one_behind_the_other(
        lambda: send_package(by=centre, package=package, now=NOW),
        lambda: close_round(by=officer, planning_round=made, words=WORDS, now=NOW),
    )
    connection.close()
    assert raced.waited and isinstance(raced.second, Refused) and raced.second.code == "not_all_answered", raced
    assert (Package.objects.get(pk=package.pk).state, PlanningRound.objects.get().state) == ("proposed", "open")


@pytest.mark.django_db(transaction=True)
def test_what_is_written_while_the_last_day_is_brought_forward_heeds_the_new_day() -> None:
    at = rows.place()
    made, package = planning(at), draft(at)
    officer, centre = at.by_office, at.by_centre
    now = NOW + timedelta(days=5)
    new = date(2026, 3, 3)
    raced = one_behind_the_other(
        lambda: reopen_round(by=officer, planning_round=made, words=WORDS, closes_on=new, now=NOW),
        lambda: send_package(by=centre, package=package, now=now),
    )
    connection.close()
    assert raced.waited and isinstance(raced.second, Refused) and raced.second.code == "round_over", raced


def test_a_draft_of_another_funder_is_not_touched_by_a_round_that_is_over() -> None:
    at = rows.place()
    planning(at, year=2026)
    donor = make.institution()
    late = datetime(2026, 4, 1, 3, tzinfo=UTC)
    package = rows.proposed(at, year=2027)
    made = propose_package(by=at.by_centre, centre=at.centre, funder=donor, now=late, proposal=proposal_like(package))
    assert made.state == "proposed"
