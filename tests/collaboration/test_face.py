"""The face of a forum: only what it chose, no promise late before its owner could speak; obstacles of citizens and their road."""

from datetime import date, datetime, timedelta
from unittest import mock
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from balai.access.actor import WORKER
from balai.audit.models import Entry
from balai.collaboration.actions.alarms import hear_all
from balai.collaboration.actions.citizens import (
    Taking,
    accept_offer,
    forget_offers,
    merge_offer,
    offer_obstacle,
    refuse_offer,
)
from balai.collaboration.actions.face import set_face
from balai.collaboration.actions.obstacles import add_step, settle_obstacle
from balai.collaboration.models import CitizenOffer, Decision, HeardAlarm, Issue, Obstacle
from balai.collaboration.queries.face import decisions_of, face_of, members_of, promises_of
from balai.kernel.registry import work_for
from balai.notifications.models import Message
from tests.collaboration.deliberating import Table
from tests.collaboration.promising import Promising, measured
from tests.collaboration.test_adaptations import answered
from tests.collaboration.test_convening import NOW, refusal
from tests.collaboration.test_deliberation_pages import at, text

pytestmark = [pytest.mark.data, pytest.mark.django_db]
STORY = "Jembatan ke balai rusak, peserta dari tiga desa tidak bisa datang."
TODAY = NOW.date()
KINDS = ("members", "decisions", "promises", "results", "obstacles")
forum = pytest.fixture(lambda: Promising())


@pytest.fixture
def table() -> Table:
    found = Table()
    set_face(by=found.secretary, collaboration=found.period.collaboration, kinds=KINDS, now=NOW)
    return found


@pytest.fixture(autouse=True)
def now() -> object:
    cache.clear()
    with mock.patch("django.utils.timezone.now", return_value=NOW):
        yield NOW


def told(table: Table, **other: object) -> CitizenOffer:
    return offer_obstacle(**({"collaboration": table.period.collaboration, "text": STORY, "now": NOW} | other))  # type: ignore[arg-type]


def taking(table: Table) -> Taking:
    return Taking("Jembatan menuju balai rusak.", "location", table.of(table.centre), TODAY + timedelta(days=20))


def test_each_kind_has_its_own_switch(table: Table) -> None:
    kept = table.period.collaboration
    page, stranger = f"/kerja-sama/warga/{kept.pk}/", Client()
    Decision.objects.create(period=table.period, code="q1", text="Kelas mulai Januari. Hubungi 9901014506900001.")
    shown = text(stranger.get(page))
    for words in ("Serikat Uji", "Kelas mulai Januari", "Hasil penilaian", "Sampaikan hambatan"):
        assert words in shown
    assert "9901014506900001" not in shown
    assert page in text(stranger.get("/kerja-sama/warga/"))
    with refusal("may_not_keep"):
        set_face(by=table.owner, collaboration=kept, kinds=(), now=NOW)
    secretary = at(table, table.office)
    secretary.post(f"/kerja-sama/{kept.pk}/warga/", {"kinds": ["members"]})
    shown = text(stranger.get(page))
    assert "Serikat Uji" in shown and "Kelas mulai Januari" not in shown and "Sampaikan hambatan" not in shown
    assert stranger.get(f"{page}hambatan/").status_code == 404
    face = face_of(kept.pk)
    assert (
        face is not None and decisions_of(face) == [] and promises_of(face, TODAY) == [] and len(members_of(face)) == 5
    )
    secretary.post(f"/kerja-sama/{kept.pk}/warga/", {})
    assert stranger.get(page).status_code == 404 and page not in text(stranger.get("/kerja-sama/warga/"))
    assert Entry.objects.filter(verb="collaboration.hide").count() == len(KINDS)


def test_a_promise_asked_about_privately_is_not_late_for_citizens(forum: Promising) -> None:
    for one in measured(forum):
        promise = one.asked()
        kept = one.period.collaboration
        set_face(by=one.secretary, collaboration=kept, kinds=["promises"], now=NOW)
        later = datetime.combine(promise.asked_on or TODAY, NOW.timetz())
        with mock.patch("django.utils.timezone.now", return_value=later):
            shown = text(Client().get(f"/kerja-sama/warga/{kept.pk}/"))
        assert promise.text in shown and "diberikan" in shown
        for word in ("terlambat", "ditanyakan", "belum menjawab", "<b>0</b>"):
            assert word not in shown


def test_a_citizen_tells_and_follows_without_an_account(table: Table) -> None:
    kept, stranger = table.period.collaboration, Client()
    page = f"/kerja-sama/warga/{kept.pk}/hambatan/"
    for wrong, word in (("pendek", "dua puluh huruf"), (f"{STORY} NIK 9901 0145 0690 0001", "seperti NIK"),
                        (f"{STORY} hubungi 0812-3456-7890", "nomor telepon"), (f"{STORY} siti@contoh.id", "alamat surel")):  # fmt: skip
        answer = stranger.post(page, {"text": wrong})
        assert answer.status_code == 422 and word in text(answer)
    key = str(uuid4())
    first, again = (stranger.post(page, {"text": STORY, "client_id": key}) for _twice in range(2))
    offer = CitizenOffer.objects.get()
    assert first["Location"] == again["Location"] == f"/kerja-sama/warga/hambatan/{offer.code}/"
    assert Message.objects.filter(kind="collaboration.offered").count() == 1
    assert offer.code not in str(list(Entry.objects.values_list("facts", flat=True)))
    spaced = " ".join((offer.code[:4], offer.code[4:8].lower(), offer.code[8:]))
    assert stranger.post("/kerja-sama/warga/hambatan/", {"code": spaced})["Location"] == first["Location"]
    assert "tidak ditemukan" in text(stranger.post("/kerja-sama/warga/hambatan/", {"code": "AAAABBBBCCCC"}))
    keys = {item.key for item in work_for(table.secretary, NOW)}
    assert f"collaboration.citizens:{kept.pk}" in keys
    assert "menunggu dibaca sekretariat" in text(stranger.get(first["Location"]))


def test_taken_up_it_is_followed_to_its_end_and_nobody_learns_who_told_it(table: Table) -> None:
    offer, secretary = told(table), at(table, table.office)
    listed = f"/kerja-sama/{table.period.collaboration_id}/dari-warga/"
    assert STORY in text(secretary.get(listed)) and at(table, table.company).get(listed).status_code == 403
    with refusal("may_not_keep"):
        accept_offer(by=table.owner, offer=offer, taking=taking(table), now=NOW)
    sent = {
        "text": "Jembatan menuju balai rusak.",
        "subject": "location",
        "owner": table.of(table.centre).pk,
        "due": "10-12-2026",
    }
    secretary.post(f"/kerja-sama/dari-warga/{offer.pk}/terima/", sent)
    offer.refresh_from_db()
    row = offer.obstacle
    assert row is not None and (row.owner, row.state, row.issue.raised_by) == (
        table.of(table.centre),
        "asked",
        table.of(table.office),
    )
    with pytest.raises(Exception, match="wrong_state|tidak|sudah"):
        refuse_offer(by=table.secretary, offer=offer, reason="Bukan urusan forum", now=NOW)
    row.state = "owned"
    row.save()
    add_step(by=table.trainer, obstacle=row, text="Dinas pekerjaan umum ditemui", on=TODAY, now=NOW)
    assert forget_offers(by=WORKER, now=NOW + timedelta(days=900)) == 0, "still worked on"
    settle_obstacle(by=table.trainer, obstacle=row, how="Jembatan darurat dipasang, kata 0812 3456 7890", now=NOW)
    page = text(Client().get(f"/kerja-sama/warga/hambatan/{offer.code}/"))
    for words in ("BLK Uji", "Dinas pekerjaan umum ditemui", "Jembatan darurat dipasang", "selesai"):
        assert words in page
    assert STORY not in page
    assert STORY not in text(at(table, table.company).get(f"/kerja-sama/hambatan/{row.pk}/"))
    assert forget_offers(by=WORKER, now=NOW + timedelta(days=300)) == 0
    assert forget_offers(by=WORKER, now=NOW + timedelta(days=400)) == 1
    offer.refresh_from_db()
    assert offer.text == "" and "selesai" in text(Client().get(f"/kerja-sama/warga/hambatan/{offer.code}/"))


def test_merged_or_refused_with_a_reason(table: Table) -> None:
    first, second, third = (told(table) for _n in range(3))
    accept_offer(by=table.secretary, offer=first, taking=taking(table), now=NOW)
    row = Obstacle.objects.get()
    assert merge_offer(by=table.secretary, offer=second, obstacle=row, now=NOW).obstacle == row
    with refusal("reason_missing"):
        refuse_offer(by=table.secretary, offer=third, reason="", now=NOW)
    refuse_offer(by=table.secretary, offer=third, reason="Jalan desa diurus pemerintah desa.", now=NOW)
    assert "Jalan desa diurus pemerintah desa." in text(Client().get(f"/kerja-sama/warga/hambatan/{third.code}/"))
    set_face(by=table.secretary, collaboration=table.period.collaboration, kinds=["members"], now=NOW)
    with refusal("takes_none"):
        told(table)


def test_a_flood_from_one_place_stops_there_and_nowhere_else(table: Table) -> None:
    page, stranger = f"/kerja-sama/warga/{table.period.collaboration_id}/hambatan/", Client()
    answers = [stranger.post(page, {"text": f"{STORY} {n}"}, REMOTE_ADDR="203.0.113.9").status_code for n in range(22)]
    assert answers == [302] * 20 + [422] * 2
    kept = stranger.post(page, {"text": f"{STORY} lagi"}, REMOTE_ADDR="203.0.113.9")
    assert f"{STORY} lagi" in text(kept), "nothing somebody wrote is lost"
    assert stranger.post(page, {"text": STORY}, REMOTE_ADDR="198.51.100.7").status_code == 302
    waits = [item for item in work_for(table.secretary, NOW) if item.key.startswith("collaboration.citizens")]
    assert len(waits) == 1 and "21" in waits[0].title


def test_an_alarm_waits_for_the_secretariat_until_a_decision_answers_it(table: Table) -> None:
    trouble = Issue.objects.create(period=table.period, code="h9", text="Dana terlambat", subject="funding")

    def waits(day: date) -> list[str]:
        moment = datetime(day.year, day.month, day.day, 3, tzinfo=NOW.tzinfo)
        return [item.key for item in work_for(table.secretary, moment) if "alarm" in item.key]

    assert waits(TODAY) == [] and hear_all(by=WORKER, now=NOW) == 1 and hear_all(by=WORKER, now=NOW) == 0
    assert len(waits(TODAY)) == 1 and not [item for item in work_for(table.owner, NOW) if "alarm" in item.key]
    answered(table)
    assert waits(TODAY) == []
    trouble.resolved_on = "2026-11-20"
    trouble.save()
    hear_all(by=WORKER, now=NOW)
    assert HeardAlarm.objects.get().gone_on == TODAY


def test_as_many_questions_for_many_rows(table: Table) -> None:
    asked = []
    Decision.objects.create(period=table.period, code="q0", text="Satu")
    for _more in range(2):
        with CaptureQueriesContext(connection) as queries:
            Client().get(f"/kerja-sama/warga/{table.period.collaboration_id}/")
        asked.append(len(queries))
        for _n in range(3):
            told(table)
            Decision.objects.create(period=table.period, code=f"q{uuid4()}", text="Lagi")
    assert asked[0] == asked[1] <= 70, asked
