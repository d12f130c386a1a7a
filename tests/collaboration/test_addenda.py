"""Closed minutes do not change: what was wrong or left out stands beside them, dated, with its author and the parties' words."""

from collections.abc import Iterator
from datetime import timedelta
from unittest import mock
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from balai.access.actor import CLI, Actor
from balai.access.roles import Role
from balai.accounts.models import User
from balai.collaboration.actions.addenda import Note, answer_addendum, close_addendum, write_addendum
from balai.collaboration.actions.minutes import close_minutes, send_minutes
from balai.collaboration.addendum_desk import addenda_waiting
from balai.collaboration.models import Addendum, AddendumWord, Collaboration, Convening
from balai.collaboration.paper_contents import _WRITERS
from balai.collaboration.parameters import MINUTES_DAYS
from balai.collaboration.queries.addenda import silent_on
from balai.notifications.models import Message
from balai.papers.contents.said import Said
from balai.parameters.actions import set_parameter
from tests import factories as make
from tests.collaboration.test_convening import NOW, Forum, refusal

pytestmark = [pytest.mark.data, pytest.mark.django_db]
NOTE = Note("correction", "Butir 1: dua kelas, bukan tiga.")
LATER = NOW + timedelta(days=4)


@pytest.fixture
def forum() -> Forum:
    return Forum()


def by_company(forum: Forum, meeting: Convening, **other: object) -> Addendum:
    said = {"by": forum.owner, "member": forum.of(forum.company), "note": NOTE, "now": NOW}
    return write_addendum(convening=meeting, **(said | other))


def answered(forum: Forum, row: Addendum, **other: object) -> AddendumWord:
    said = {"by": forum.secretary, "member": forum.of(forum.office), "agrees": True, "text": "", "now": NOW}
    return answer_addendum(addendum=row, **(said | other))


def waits(actor: Actor, now: object = NOW) -> list[str]:
    return [item.key.split(":")[1] for item in addenda_waiting(actor, now)]


def test_it_stands_beside_the_minutes_once_all_who_came_have_said_their_word(forum: Forum) -> None:
    meeting, key = forum.closed(), uuid4()
    before = (meeting.minutes, meeting.minutes_version, meeting.closed_at)
    row = by_company(forum, meeting, client_id=key)
    assert by_company(forum, meeting, client_id=key) == row and row.number == 1
    assert [one.code for one in silent_on(row)] == [forum.of(forum.office).code]  # the group did not come
    assert [m.address for m in Message.objects.filter(kind="collaboration.addendum")] == ["dinas@contoh.id"]
    assert (waits(forum.secretary), waits(forum.owner)) == (["jawab"], [])
    with refusal("parties_asked"):
        close_addendum(by=forum.secretary, addendum=row, now=NOW)
    with refusal("no_words"):
        answered(forum, row, agrees=False, text=" ")
    answered(forum, row, agrees=False, text="Tetap tiga, lihat daftar hadir.")
    assert waits(forum.secretary) == ["tutup"]
    with refusal("may_not_keep"):
        close_addendum(by=forum.owner, addendum=row, now=NOW)
    closed = close_addendum(by=forum.secretary, addendum=row, now=NOW)
    assert close_addendum(by=forum.secretary, addendum=row, now=LATER).closed_at == closed.closed_at == NOW
    assert waits(forum.secretary, LATER) == []
    meeting.refresh_from_db()
    assert (meeting.minutes, meeting.minutes_version, meeting.closed_at) == before
    with refusal("not_asked"):
        answered(forum, row)
    second = write_addendum(by=forum.secretary, convening=meeting, member=None, note=NOTE, now=LATER)
    assert (second.number, second.author, len(silent_on(second))) == (2, None, 2)


def test_nobody_adds_for_another_before_the_end_or_without_having_been_there(forum: Forum) -> None:
    meeting = forum.closed()
    outsider = make.actor(make.institution(name="Luar Uji"), Role.EMPLOYER)
    for code, other in (
        ("may_not_keep", {"member": None}),
        ("may_not_speak", {"member": forum.of(forum.office)}),
        ("may_not_speak", {"by": forum.secretary}),
        ("was_not_there", {"by": forum.secretary, "member": forum.of(forum.group)}),
        ("may_not_speak", {"by": outsider}),
        ("no_words", {"note": Note("correction", "  ")}),
        ("no_kind", {"note": Note("lain", "Kata")}),
    ):
        with refusal(code):
            by_company(forum, meeting, **other)
    with refusal("minutes_open"):
        by_company(forum, forum.sent())
    row = by_company(forum, meeting)
    with refusal("may_not_speak"):
        answered(forum, row, by=forum.owner)
    with refusal("was_not_there"):
        answered(forum, row, member=forum.of(forum.group))
    assert Addendum.objects.count() == 1 and AddendumWord.objects.count() == 1


def test_silence_has_its_time_and_is_named(forum: Forum) -> None:
    row = by_company(forum, forum.closed())
    with refusal("parties_asked"):
        close_addendum(by=forum.secretary, addendum=row, now=NOW + timedelta(days=3, seconds=-1))
    assert close_addendum(by=forum.secretary, addendum=row, now=NOW + timedelta(days=3)).state == "closed"
    assert [one.name for one in silent_on(row)] == ["Dinas Uji"]


def test_the_desk_offers_to_close_when_the_verb_would(forum: Forum) -> None:
    set_parameter(by=CLI, parameter=MINUTES_DAYS, text="7", valid_from=NOW.date(), legal_basis="Uji coba")
    row = by_company(forum, forum.closed())
    for days, offered in ((4, ["jawab"]), (8, ["jawab"])):
        assert waits(forum.secretary, NOW + timedelta(days=days)) == offered
    kept = make.actor(make.institution(name="Sekretariat"), Role.FORUM_SECRETARY)
    Collaboration.objects.update(owner=kept.desks[0].institution)
    assert waits(kept, NOW + timedelta(days=7, seconds=-1)) == [] and waits(kept, NOW + timedelta(days=7)) == ["tutup"]
    assert close_addendum(by=kept, addendum=row, now=NOW + timedelta(days=7)).state == "closed"


def test_a_word_written_down_for_a_party_names_who_wrote_it(forum: Forum, now: object) -> None:
    meeting = forum.held(forum.office, forum.company, forum.group)
    meeting = send_minutes(by=forum.secretary, convening=meeting, text="Disepakati.", now=NOW)
    for body, by in ((forum.office, forum.secretary), (forum.company, forum.owner), (forum.group, forum.secretary)):
        forum.agreed(meeting, body, by)
    close_minutes(by=forum.secretary, convening=meeting, version=meeting.minutes_version, now=NOW)
    row = by_company(forum, meeting)
    answered(forum, row)
    answered(forum, row, member=forum.of(forum.group), agrees=False, text="Belum dibahas.")
    shown = text(at(forum.owner).get(f"/kerja-sama/rapat/{meeting.pk}/notulen/"))
    assert shown.count("dituliskan Dinas Uji") == 2 and shown.count("dituliskan") == 2
    paper = str(_WRITERS["minutes"](meeting, Said(NOW.date())).blocks)
    assert "Kelompok Uji (dituliskan Dinas Uji): setuju" in paper
    assert "Kelompok Uji (dituliskan Dinas Uji): keberatan. Belum dibahas." in paper
    assert "PT Uji: setuju" in paper and "Dinas Uji: setuju" in paper


def test_a_closed_addendum_stands_in_the_database_itself(forum: Forum) -> None:
    meeting = forum.closed()
    row = by_company(forum, meeting)
    answered(forum, row)
    close_addendum(by=forum.secretary, addendum=row, now=NOW)
    rows, words = Addendum.objects.filter(pk=row.pk), AddendumWord.objects.filter(addendum=row)
    for act in (
        lambda: rows.update(text="Lain"),
        lambda: rows.update(state="asked"),
        lambda: words.update(agrees=False, text="Lain"),
        lambda: words.first().delete(),  # type: ignore[union-attr]
        lambda: rows.delete(),
    ):
        with pytest.raises(DatabaseError, match="do not change"), transaction.atomic():
            act()
    by_company(forum, meeting)  # another may follow


@pytest.fixture
def now() -> Iterator[object]:
    with mock.patch("django.utils.timezone.now", return_value=NOW):
        yield NOW


def at(actor: Actor) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=actor.user_id))
    return client


def text(answer: object) -> str:
    return " ".join(answer.content.decode().split())  # type: ignore[attr-defined]


def test_it_is_written_answered_closed_shown_and_printed(forum: Forum, now: object) -> None:
    meeting = forum.closed()
    page = f"/kerja-sama/rapat/{meeting.pk}/notulen/"
    company, secretary = at(forum.owner), at(forum.secretary)
    assert at(make.actor(make.institution(), Role.EMPLOYER)).get(f"{page}susulan/").status_code == 404
    assert company.get(f"/kerja-sama/rapat/{forum.sent().pk}/notulen/susulan/").status_code == 404
    refused = company.post(f"{page}susulan/", {"kind": "correction", "text": ""})
    assert refused.status_code == 422 and not Addendum.objects.exists()
    company.post(f"{page}susulan/", {"kind": "correction", "text": NOTE.text})
    row = Addendum.objects.get()
    shown = text(secretary.get(page))
    assert "Catatan susulan" in shown and NOTE.text in shown and "Ditulis PT Uji" in shown
    assert "Disepakati tiga kelas menjahit." in shown
    assert "Tutup catatan susulan" not in text(company.get(page))
    office = forum.of(forum.office)
    said = {"member": office.pk, "agrees": "no", "text": ""}
    assert secretary.post(f"/kerja-sama/susulan/{row.pk}/jawab/", said).status_code == 422
    secretary.post(f"/kerja-sama/susulan/{row.pk}/jawab/", said | {"text": "Tetap tiga."})
    assert company.post(f"/kerja-sama/susulan/{row.pk}/tutup/").status_code == 403
    secretary.post(f"/kerja-sama/susulan/{row.pk}/tutup/")
    row.refresh_from_db()
    assert row.state == "closed" and "Jawab catatan ini" not in text(secretary.get(page))
    paper = str(_WRITERS["minutes"](meeting, Said(NOW.date())).blocks)
    assert paper.index("Disepakati tiga kelas") < paper.index("Catatan susulan") < paper.index(NOTE.text)
    assert "Dinas Uji: keberatan. Tetap tiga." in paper and "oleh PT Uji" in paper


def test_the_page_asks_the_same_of_one_and_of_three(forum: Forum, now: object) -> None:
    meeting, client, asked = forum.closed(), at(forum.secretary), []
    for many in (1, 2):
        for _n in range(many):
            by_company(forum, meeting)
        with CaptureQueriesContext(connection) as counted:
            client.get(f"/kerja-sama/rapat/{meeting.pk}/notulen/")
        asked.append(len(counted))
    assert asked[0] == asked[1]
