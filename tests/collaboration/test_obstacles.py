"""An obstacle has somebody who looks after it or is put before the next meeting; a conflict is settled by the word of those in it."""

from datetime import timedelta
from uuid import uuid4

import pytest

from balai.collaboration.actions.obstacles import (
    Trouble,
    add_step,
    answer_obstacle,
    ask_owner,
    raise_obstacle,
    say_settled,
    settle_obstacle,
)
from balai.collaboration.models import Issue, Obstacle, ObstacleStep
from balai.collaboration.queries.obstacles import offers, unowned_of
from balai.kernel.registry import AgendaAsk, work_for
from tests.collaboration.deliberating import Table
from tests.collaboration.test_convening import NOW, refusal

pytestmark = [pytest.mark.data, pytest.mark.django_db]
TODAY = NOW.date()


@pytest.fixture
def table() -> Table:
    return Table()


def raised(table: Table, subject: str = "funding", *bodies: object, **other: object) -> Obstacle:
    trouble = Trouble("Dana terlambat", subject, [table.of(one) for one in bodies])  # type: ignore[arg-type]
    return raise_obstacle(
        by=table.owner, period=table.period, member=table.of(table.company), trouble=trouble, now=NOW, **other
    )  # type: ignore[arg-type]


def owned(table: Table, obstacle: Obstacle) -> Obstacle:
    due = TODAY + timedelta(days=10)
    return ask_owner(by=table.trainer, obstacle=obstacle, member=table.of(table.centre), due=due, now=NOW)


def test_raised_once_it_is_evidence_at_once(table: Table) -> None:
    key = uuid4()
    assert raised(table, client_id=key) == raised(table, client_id=key)
    issue = Issue.objects.get()
    assert (issue.text, issue.subject, issue.raised_on, issue.raised_by) == (
        "Dana terlambat", "funding", TODAY.isoformat(), table.of(table.company),
    )  # fmt: skip
    with refusal("no_subject"):
        raised(table, "cuaca")
    with refusal("who_with_whom"):
        raised(table, "sectoral_ego", table.centre)
    trouble = Trouble("Dana", "funding")
    with refusal("may_not_speak"):
        raise_obstacle(by=table.owner, period=table.period, member=table.of(table.union), trouble=trouble, now=NOW)


def test_who_is_asked_takes_it_up_or_gives_it_back_to_the_agenda(table: Table) -> None:
    obstacle, due = raised(table), TODAY + timedelta(days=5)
    centre = table.of(table.centre)
    with refusal("due_in_past"):
        ask_owner(by=table.secretary, obstacle=obstacle, member=centre, due=TODAY - timedelta(days=1), now=NOW)
    with refusal("may_not_keep"):
        ask_owner(by=table.owner, obstacle=obstacle, member=centre, due=due, now=NOW)
    ask_owner(by=table.secretary, obstacle=obstacle, member=centre, due=due, now=NOW)
    assert list(unowned_of(table.period.pk)) == [obstacle]
    assert f"collaboration.obstacle:jawab:{obstacle.pk}" in {one.key for one in work_for(table.trainer, NOW)}
    with refusal("reason_missing"):
        answer_obstacle(by=table.trainer, obstacle=obstacle, accepts=False, reason="", now=NOW)
    with refusal("may_not_speak"):
        answer_obstacle(by=table.owner, obstacle=obstacle, accepts=True, reason="", now=NOW)
    answer_obstacle(by=table.trainer, obstacle=obstacle, accepts=False, reason="Bukan wewenang kami", now=NOW)
    obstacle.refresh_from_db()
    assert obstacle.state == "open" and obstacle.declined == "BLK Uji: Bukan wewenang kami" and obstacle.owner is None
    ask = AgendaAsk(frozenset(), table.period.pk, TODAY, TODAY)
    assert [one.text for one in offers(ask)] == ["Hambatan tanpa penanganan: Dana terlambat"]
    owned(table, obstacle)
    assert not unowned_of(table.period.pk).exists() and not list(offers(ask))
    with refusal("has_owner"):
        ask_owner(by=table.owner, obstacle=obstacle, member=table.of(table.company), due=due, now=NOW)
    late = AgendaAsk(frozenset(), table.period.pk, TODAY, TODAY + timedelta(days=11))
    assert [one.text for one in offers(late)] == ["Hambatan lewat tenggat, ditangani BLK Uji: Dana terlambat"]


def test_steps_and_how_it_was_settled_are_kept(table: Table) -> None:
    obstacle, key = owned(table, raised(table)), uuid4()
    for _twice in range(2):
        add_step(by=table.trainer, obstacle=obstacle, text="Surat ke pusat", on=TODAY, now=NOW, client_id=key)
    assert ObstacleStep.objects.count() == 1
    with refusal("step_ahead"):
        add_step(by=table.trainer, obstacle=obstacle, text="Besok", on=TODAY + timedelta(days=2), now=NOW)
    with refusal("may_not_speak"):
        settle_obstacle(by=table.owner, obstacle=obstacle, how="Sudah", now=NOW)
    settle_obstacle(by=table.trainer, obstacle=obstacle, how="Dana turun bulan ini", now=NOW)
    again = settle_obstacle(by=table.trainer, obstacle=obstacle, how="Dana turun bulan ini", now=NOW)
    assert again.state == "settled" and Issue.objects.get().resolved_on == TODAY.isoformat()
    with refusal("settled"):
        add_step(by=table.trainer, obstacle=obstacle, text="Lagi", on=TODAY, now=NOW)


def test_a_conflict_is_settled_when_all_in_it_say_so(table: Table) -> None:
    obstacle = owned(table, raised(table, "sectoral_ego", table.office, table.union))
    settle_obstacle(by=table.trainer, obstacle=obstacle, how="Tugas dibagi ulang", now=NOW)
    assert not Issue.objects.get().resolved_on
    union, office = table.of(table.union), table.of(table.office)
    assert f"collaboration.obstacle:kata:{obstacle.pk}" in {one.key for one in work_for(table.worker, NOW)}
    say_settled(by=table.secretary, obstacle=obstacle, member=office, settled=True, text="", now=NOW)
    with refusal("not_concerned"):
        say_settled(by=table.owner, obstacle=obstacle, member=table.of(table.company), settled=True, text="", now=NOW)
    with refusal("may_not_speak"):
        say_settled(by=table.secretary, obstacle=obstacle, member=union, settled=True, text="", now=NOW)
    with refusal("no_words"):
        say_settled(by=table.worker, obstacle=obstacle, member=union, settled=False, text=" ", now=NOW)
    say_settled(by=table.worker, obstacle=obstacle, member=union, settled=False, text="Belum tertulis", now=NOW)
    obstacle.refresh_from_db()
    assert obstacle.state == "owned" and not Issue.objects.get().resolved_on
    settle_obstacle(by=table.trainer, obstacle=obstacle, how="Sudah tertulis di notulen", now=NOW)
    say_settled(by=table.worker, obstacle=obstacle, member=union, settled=True, text="", now=NOW)
    assert not Issue.objects.get().resolved_on  # the office's earlier yes was to another text
    say_settled(by=table.secretary, obstacle=obstacle, member=office, settled=True, text="", now=NOW)
    obstacle.refresh_from_db()
    assert obstacle.state == "settled" and Issue.objects.get().resolved_on == TODAY.isoformat()
