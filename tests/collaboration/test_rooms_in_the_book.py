"""What the other rooms know of a living period's parties stands in its book: with an address, without names, never as a whole table."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from balai.access.actor import WORKER
from balai.access.roles import Role
from balai.accounts.models import User
from balai.collaboration.actions.forum import add_members
from balai.collaboration.actions.keep_assessments import assess_due
from balai.collaboration.assessment.assess import assess
from balai.collaboration.assessment.book import Book
from balai.collaboration.models import Activity, Basis, KeptAssessment, Period
from balai.collaboration.queries.assessment import book_of, books_on
from balai.collaboration.queries.period_page import activity_totals
from balai.collaboration.queries.voices import sides_of
from balai.institutions.actions.agreements import AgreementFacts, save_agreement
from balai.institutions.enums import Function
from balai.institutions.models import Equipment, Instructor, InstructorCertificate, Room
from balai.planning.models import Batch, Package
from balai.training.models import TrainingSession
from balai.ventures.models import BusinessGroup, MonitoringVisit
from tests import factories as make
from tests.collaboration.test_convening import NOW, Forum
from tests.collaboration.test_pages import text_of
from tests.outcomes.rows import finished_class, follow_up, graduate, said

pytestmark = [pytest.mark.data, pytest.mark.django_db]
DAY = date(2026, 11, 20)


class Training(Forum):
    """The office paid a class of a centre; both are parties of the forum's year."""

    def __init__(self) -> None:
        super().__init__()
        self.centre = make.institution(name="BLK Uji", kind="government_centre", sector="government")
        self.centre.functions.create(function=Function.TRAINING_PROVIDER)
        add_members(by=self.secretary, period=self.period, institutions=[self.centre])
        self.members = list(self.period.member_rows.order_by("pk"))
        self.batch = self.paid_class()

    def paid_class(self, graduates: int = 5) -> Batch:
        batch = finished_class(centre=self.centre)
        Package.objects.filter(pk=batch.package_id).update(funder=self.office)
        TrainingSession.objects.create(batch=batch, number=1, held_on=date(2026, 4, 20), state="held")
        self.asked = [follow_up(graduate(batch), owner=self.office) for _each in range(graduates)]
        for one, status in zip(self.asked, ("employed", "self_employed", "seeking"), strict=False):
            said(one, status)
        return batch

    def book(self) -> Book:
        return book_of(self.period, DAY)

    def cells(self, table: str) -> dict[str, dict[str, str]]:
        return {row.code: dict(row.cells) for row in self.book().rows(table)}


def test_a_class_its_outcome_and_the_looks_at_it_are_in_the_book() -> None:
    forum = Training()
    group = BusinessGroup.objects.create(
        name="KUB", business="menjahit", batch=forum.batch, office=forum.office, formed_on=DAY
    )
    visit = MonitoringVisit.objects.create(
        group=group,
        visited_on=date(2026, 9, 1),
        state="done",
        progress="Bu Ana maju",
        recorded_by="cli",
        recorded_at=NOW,
    )
    pk, office, centre = forum.batch.pk, forum.of(forum.office).code, forum.of(forum.centre).code
    row = forum.cells("activities")[f"kelas-{pk}"]
    assert (row["provider"], row["funder"], row["target"], row["realised"]) == (centre, office, "60", "5")
    assert (row["planned_start"], row["start"]) == ("2026-03-02", "2026-04-20")
    out = forum.cells("outcomes")[f"hasil-{pk}"]
    told = [
        out[name]
        for name in ("activity", "completed", "certified", "employed", "self_employed", "not_working", "unknown")
    ]
    assert told == [
        f"kelas-{pk}",
        "5",
        "",
        "1",
        "1",
        "1",
        "2",
    ]  # nobody's certificate is on file: that is not known, not nought
    looks = forum.cells("monitoring")
    assert looks[f"kunjungan-{visit.pk}"]["by"] == office and looks[f"kabar-{pk}-{forum.office.pk}"]["kind"] == "survey"
    assert "Ana" not in str(forum.book().tables)
    assert not any(forum.book().is_complete(name) for name in ("activities", "outcomes", "monitoring"))


def test_what_leaves_the_rooms_leaves_the_book_and_others_never_come() -> None:
    forum = Training()
    assert forum.cells("activities")
    Package.objects.update(funder=make.institution())
    assert forum.cells("activities") == {}  # paid by somebody who is no party
    Package.objects.update(funder=forum.office)
    Batch.objects.update(starts_on=date(2025, 3, 2))
    assert forum.cells("activities") == {}  # of another year
    Batch.objects.update(starts_on=date(2026, 3, 2), state="cancelled")
    assert forum.cells("activities") == {}
    Batch.objects.update(state="finished")
    Period.objects.filter(pk=forum.period.pk).update(is_closed=True)
    forum.period.refresh_from_db()
    assert forum.cells("activities") == {}  # a closed period is what it was


def test_the_outcome_of_a_few_people_is_nobodys_to_read() -> None:
    forum = Training()
    few = forum.paid_class(graduates=4)
    assert f"hasil-{few.pk}" not in forum.cells("outcomes") and f"kelas-{few.pk}" in forum.cells("activities")


def test_the_register_tells_of_rooms_teachers_and_agreements() -> None:
    forum = Training()
    room = Room.objects.create(institution=forum.centre, name="Bengkel jahit", kind="workshop", condition="worn")
    Equipment.objects.create(institution=forum.centre, name="Mesin", kind="equipment", gone_on=DAY)
    Equipment.objects.create(institution=forum.company, name="Mesin", kind="equipment")
    for until in (date(2027, 1, 1), date(2026, 1, 1), None):
        teacher = Instructor.objects.create(institution=forum.centre, full_name="Dewi Latihan")
        if until:
            InstructorCertificate.objects.create(instructor=teacher, kind="technical", valid_until=until)
    agreed = save_agreement(
        by=make.actor(forum.centre, Role.CENTRE_ADMIN), kept_by=forum.centre, facts=AgreementFacts("mou", "Kerja sama"),
        parties=[forum.centre, forum.company],
    )  # fmt: skip
    assert list(forum.cells("facilities")) == [f"ruang-{room.pk}"]
    teachers = forum.cells("instructors")
    assert {row["competence_certified"]: row["count"] for row in teachers.values()} == {"yes": "1", "no": "1", "": "1"}
    assert "Dewi" not in str(teachers)
    assert list(forum.cells("agreements")) == [f"naskah-{agreed.pk}"]
    Basis.objects.create(period=forum.period, code="d1", title="Kerja sama", kind="mou", agreement=agreed)
    assert list(forum.cells("agreements")) == ["d1"]  # cited by the forum itself: once


def test_every_row_has_its_page_and_the_tables_say_where_it_comes_from(client: Client) -> None:
    forum = Training()
    client.force_login(User.objects.get(pk=forum.secretary.user_id))
    book, base = forum.book(), f"/kerja-sama/masa/{forum.period.pk}/tabel"
    cited = {row for one in assess(book).verdicts.values() for row in (*one.records.evidence, *one.said.evidence)}
    for table in ("activities", "outcomes", "monitoring"):
        assert "Dari catatan ruang lain" in text_of(client, f"{base}/{table}/")
        for row in book.rows(table):
            shown = text_of(client, f"{base}/{table}/baris/{row.code}/")
            assert "Dari catatan ruang lain." in shown and "Buka catatannya" in shown
    for row in (one.partition(":") for one in cited):
        assert client.get(f"{base}/{row[0]}/" + (f"baris/{row[2]}/" if row[2] else "")).status_code == 200, row
    assert client.get(f"{base}/activities/baris/kelas-999999/").status_code == 404


def test_joint_activities_are_counted_in_one_way() -> None:
    """A contractor that is only paid to teach makes nothing joint; the class from the other room counts on every page."""
    forum = Training()
    taught = Activity.objects.create(period=forum.period, code="k1", title="Las")
    paid = make.institution(name="LPK Uji", kind="private_training_provider", sector="private")
    add_members(by=forum.secretary, period=forum.period, institutions=[paid])
    contractor = forum.period.member_rows.get(institution=paid)
    taught.parties.create(member=forum.of(forum.office), part="funder")
    taught.parties.create(member=contractor, part="provider")
    because = assess(forum.book()).verdicts["actions"].records.because  # type: ignore[index]
    totals = activity_totals(forum.period, DAY)
    (side,) = [one for one in sides_of(forum.period, DAY) if one.subject == "actions"]
    assert (totals.joint, totals.known, totals.activities) == (1, 2, 2)
    assert because == side.records == ["1 dari 2 kegiatan dijalankan dua organisasi atau lebih."]


def test_as_many_questions_for_many_periods_and_classes() -> None:
    asked = []
    forums = [Training()]
    for _more in range(2):
        rows = Period.objects.select_related("collaboration__owner__region").filter(
            pk__in=[one.period.pk for one in forums]
        )
        with CaptureQueriesContext(connection) as queries:
            found = books_on(list(rows), {one.period.pk: DAY for one in forums})
        assert all(len(book.rows("activities")) >= 1 for book in found.values())
        asked.append(len(queries))
        forums += [Training(), Training()]
        forums[0].paid_class()
    assert asked[0] == asked[1] <= 45, asked


def test_the_night_sees_what_another_room_wrote() -> None:
    forum = Training()
    assess_due(by=WORKER, now=NOW)
    first = KeptAssessment.objects.get(period=forum.period).digest
    forum.paid_class()
    assess_due(by=WORKER, now=NOW)
    assert KeptAssessment.objects.get(period=forum.period).digest == first  # once a night
    assess_due(by=WORKER, now=NOW.replace(day=21))
    assert KeptAssessment.objects.get(period=forum.period).digest != first
