"""Assessments kept on demand and by night: what changes is read again, what does not is left alone; no change goes unseen."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction
from django.db.models import Model
from django.test import Client
from django.utils.translation import override

from balai.access.actor import CLI, WORKER
from balai.accounts.models import User
from balai.collaboration import book_triggers
from balai.collaboration.actions import keep_assessments
from balai.collaboration.actions.convene import Came, mark_present, remove_presence
from balai.collaboration.actions.forum import open_period
from balai.collaboration.actions.keep_assessments import assess_at_night, assess_due, keep_assessment
from balai.collaboration.models import (
    Activity,
    BookChange,
    Commitment,
    Contribution,
    KeptAssessment,
    Meeting,
    Period,
    Presence,
)
from balai.collaboration.queries.assessment import digest_of
from balai.collaboration.queries.kept_assessments import marks_of_periods
from balai.collaboration.rules.assessments import known_on
from balai.collaboration.tables import TABLES
from balai.kernel.refusal import Refused
from tests import factories as make
from tests.collaboration.books import book, published, shuffled
from tests.collaboration.test_convening import NOW, Forum
from tests.collaboration.test_pages import bring, text_of

pytestmark = [pytest.mark.data, pytest.mark.django_db]
DAY = timedelta(days=1)


def night(now: datetime = NOW) -> int:
    return assess_due(by=WORKER, now=now)


def marked() -> set[int]:
    return set(marks_of_periods())


def kept(period: Period) -> list[KeptAssessment]:
    return list(KeptAssessment.objects.filter(period=period).order_by("pk"))


def installed() -> set[str]:
    names = "SELECT tgname FROM pg_trigger" if connection.vendor == "postgresql" else "SELECT name FROM sqlite_master"
    with connection.cursor() as cursor:
        cursor.execute(names)
        return {name for (name,) in cursor.fetchall()}


def test_every_table_a_book_is_read_from_marks_its_changes() -> None:
    """Asked of the list from which books are read: a table that is added to it and not to the triggers is seen here."""
    models: set[type[Model]] = {table.model for table in TABLES}
    models |= {column.link.model for table in TABLES for column in table.columns if column.link is not None}
    assert {model._meta.db_table for model in models} <= set(book_triggers.MARKED)
    assert book_triggers.names() <= installed()


def test_a_night_reads_what_changed_and_the_next_one_nothing() -> None:
    forum = Forum()
    study = bring("pekanbaru-2019")
    assert night() == 2 and BookChange.objects.count() == 0
    before = kept(study)[0]
    assert night() == 0
    forum.held()
    assert marked() == {forum.period.pk}
    assert night() == 1
    assert [row.pk for row in kept(study)] == [before.pk]
    (row,) = kept(forum.period)
    assert row.month and row.month.isoformat() == "2026-11-01" and row.tables["meetings"]["rows"] == 1
    assert row.result["case"] == forum.period.code and row.rules == "2026.1" and row.made_by == "worker"


def test_each_way_of_changing_a_row_is_seen() -> None:
    forum = Forum()
    meeting = forum.called()
    night()
    acts: list[Callable[[], object]] = [
        lambda: mark_present(
            by=forum.secretary, convening=meeting, member=forum.of(forum.office), came=Came("Ana"), now=NOW
        ),
        lambda: remove_presence(by=forum.secretary, presence=Presence.objects.get()),
        lambda: Meeting.objects.filter(pk=meeting.meeting_id).update(kind="evaluation"),
        lambda: Contribution.objects.bulk_create([Contribution(period=forum.period, code="s", kind="funding")]),
        lambda: Contribution.objects.filter(code="s").delete(),
        lambda: Period.objects.filter(pk=forum.period.pk).update(title="Nama lain"),
    ]
    for act in acts:
        BookChange.objects.all().delete()
        act()
        assert marked() == {forum.period.pk}, acts.index(act)


def test_a_living_period_is_kept_month_by_month_and_a_finished_one_once() -> None:
    forum, study = Forum(), bring("tanah-datar-2022")
    for days in (0, 1, 20, 21):
        night(NOW + days * DAY)
    assert [row.month.isoformat() for row in kept(forum.period) if row.month] == ["2026-11-01", "2026-12-01"]
    assert len(kept(study)) == 1
    assert kept(forum.period)[0].as_of.isoformat() == "2026-11-20"  # the same: found again, not written again
    assert kept(forum.period)[0].looked_on.isoformat() == "2026-11-21"


def test_what_changed_within_the_month_is_written_over_and_what_is_past_stands() -> None:
    forum = Forum()
    night()
    Commitment.objects.create(period=forum.period, code="j1", institution=forum.members[0], due="2026-12-02",
                              due_from="2026-12-02", due_to="2026-12-02", text="Melatih")  # fmt: skip
    night()
    first = kept(forum.period)[0]
    assert first.tables["commitments"]["rows"] == 1 and first.result["alarms"] == []
    night(NOW + 13 * DAY)  # the day has come, though no row has changed
    november, december = kept(forum.period)
    assert november.result == first.result and november.digest == december.digest
    assert [one["kind"] for one in december.result["alarms"]] == ["overdue"]


def test_new_rules_read_every_period_again(monkeypatch: pytest.MonkeyPatch) -> None:
    study = bring("pekanbaru-2019")
    night()
    monkeypatch.setattr(keep_assessments, "VERSION", "2027.1")
    monkeypatch.setattr("balai.collaboration.queries.kept_assessments.VERSION", "2027.1")
    assert night(NOW + DAY) == 1
    assert [row.rules for row in kept(study)] == ["2027.1"] and night(NOW + DAY) == 0


def test_one_book_that_cannot_be_read_does_not_hold_up_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    forum, study = Forum(), bring("pekanbaru-2019")
    real = keep_assessments.assess

    def broken(found: object) -> object:
        if found.case.code == forum.period.code:  # type: ignore[attr-defined]
            raise ValueError("unreadable")
        return real(found)  # type: ignore[arg-type]

    monkeypatch.setattr(keep_assessments, "assess", broken)
    night()
    assert len(kept(study)) == 1 and kept(forum.period) == [] and marked() == {forum.period.pk}


def test_asked_twice_it_is_kept_once_and_in_one_language() -> None:
    forum, study = Forum(), bring("pekanbaru-2019")
    with override("en"):
        first = keep_assessment(by=forum.secretary, period=forum.period, now=NOW)
        told = keep_assessment(by=CLI, period=study, now=NOW)
    assert keep_assessment(by=forum.secretary, period=forum.period, now=NOW).pk == first.pk
    assert keep_assessment(by=CLI, period=study, now=NOW + 400 * DAY).pk == told.pk  # judged up to its own last day
    assert any("kegiatan" in sentence for sentence in told.result["verdicts"]["actions"]["records"]["because"])
    with pytest.raises(Refused) as no:
        keep_assessment(by=forum.owner, period=forum.period, now=NOW)
    assert no.value.code == "may_not_keep"


def test_a_researcher_keeps_what_they_may_see() -> None:
    forum, study = Forum(), bring("pekanbaru-2019")
    researcher = make.actor(make.institution(name="Universitas Uji", kind="university"), "researcher")
    assert keep_assessment(by=researcher, period=study, now=NOW).made_by == researcher.name
    with pytest.raises(Refused):
        keep_assessment(by=researcher, period=forum.period, now=NOW)


def test_a_year_that_runs_is_judged_up_to_today_and_a_study_to_its_end() -> None:
    forum, study = Forum(), bring("pekanbaru-2019")
    assert known_on(forum.period, NOW) == NOW.date() and known_on(study, NOW) is None
    next_year = open_period(by=forum.secretary, collaboration=forum.period.collaboration, year=2027)
    night()
    assert kept(next_year)[0].month  # it was opened, so it is marked; it has not begun, so it is not read every night
    assert night(NOW + DAY) == 1


def test_the_order_of_rows_is_not_in_the_digest() -> None:
    tables = published("pekanbaru-2019")
    assert digest_of(book(tables)) == digest_of(book(shuffled(tables, 3)))
    tables["meetings"][0]["title"] += "."
    assert digest_of(book(tables)) != digest_of(book(published("pekanbaru-2019")))


def test_by_day_the_worker_leaves_it_alone() -> None:
    Forum()
    assert assess_at_night(NOW) == 0  # ten in the morning in Jakarta
    assert assess_at_night(datetime(2026, 11, 20, 18, tzinfo=UTC)) == 1


def test_what_was_kept_is_shown_as_it_was(client: Client) -> None:
    study = bring("pekanbaru-2019")
    row = keep_assessment(by=CLI, period=study, now=NOW)
    address = f"/kerja-sama/penilaian/{row.pk}/"
    shown = text_of(client, address)
    assert row.digest in shown and "Tindakan bersama" in shown and "10 dari 10 kegiatan" in shown
    for sentence in row.result["cannot_see"]:
        assert sentence in shown
    page = client.get(address).content.decode()
    for link in {part.partition('"')[0] for part in page.split('href="')[1:] if "/tabel/" in part.partition('"')[0]}:
        assert client.get(link).status_code == 200, link
    Activity.objects.filter(period=study, code="TKM 1").delete()
    assert "TKM 1 (sekarang tidak ada lagi)" in text_of(client, address)
    assert "10 dari 10 kegiatan" in text_of(client, address)
    assert f"/kerja-sama/penilaian/{row.pk}/" in client.get(f"/kerja-sama/masa/{study.pk}/penilaian/").content.decode()


def test_the_button_keeps_and_only_who_may_has_it(client: Client) -> None:
    forum = Forum()
    page, keep = (
        f"/kerja-sama/masa/{forum.period.pk}/penilaian/",
        f"/kerja-sama/masa/{forum.period.pk}/penilaian/simpan/",
    )
    client.force_login(User.objects.get(pk=forum.owner.user_id))
    assert "Simpan penilaian hari ini" not in text_of(client, page) and client.post(keep).status_code == 403
    client.force_login(User.objects.get(pk=forum.secretary.user_id))
    assert "Simpan penilaian hari ini" in text_of(client, page)
    answer = client.post(keep)
    (row,) = kept(forum.period)
    assert answer["Location"] == f"/kerja-sama/penilaian/{row.pk}/" and row.made_by == forum.secretary.name
    client.logout()
    assert client.get(f"/kerja-sama/penilaian/{row.pk}/").status_code == 404


@pytest.mark.postgres_only
@pytest.mark.django_db(transaction=True)
def test_what_changes_while_a_book_is_read_stays_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two connections: a row is written and committed after the marks were taken away."""
    forum = Forum()
    night()
    Contribution.objects.create(period=forum.period, code="satu", kind="funding")
    reading, written, real = Barrier(2), Barrier(2), keep_assessments.books_on

    def slow(periods: object, known: object) -> object:
        reading.wait(20)
        written.wait(20)
        return real(periods, known)  # type: ignore[arg-type]

    def write() -> None:
        reading.wait(20)
        with transaction.atomic():
            Contribution.objects.create(period=forum.period, code="dua", kind="funding")
        written.wait(20)
        connection.close()

    monkeypatch.setattr(keep_assessments, "books_on", slow)
    writer = Thread(target=write)
    writer.start()
    assert night() == 1
    writer.join(20)
    assert marked() == {forum.period.pk}
