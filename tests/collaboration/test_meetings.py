"""The pages of a meeting: called, answered, opened with a code on the wall, written down by two at once, closed, put on paper."""

from datetime import timedelta
from unittest import mock

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from balai.access.roles import Role
from balai.accounts.models import User
from balai.collaboration.actions.agenda import Point, set_agenda
from balai.collaboration.actions.convene import Came, cancel_convening, mark_present
from balai.collaboration.actions.forum import add_members
from balai.collaboration.actions.minutes import keep_minutes
from balai.collaboration.models import AgendaPoint, Collaboration, Convening, Meeting, MeetingPaper, Member, Presence
from balai.collaboration.rules.convening import digest_of
from balai.documents.actions.store import open_stored
from balai.institutions.models import Institution
from balai.kernel.registry import AgendaOffer, registry, work_for
from tests import factories as make
from tests.collaboration.test_convening import NOW, Forum, refusal

pytestmark = [pytest.mark.data, pytest.mark.django_db]


@pytest.fixture
def forum() -> Forum:
    return Forum()


@pytest.fixture
def now() -> object:
    """The hour of the forum's meetings."""
    with mock.patch("django.utils.timezone.now", return_value=NOW):
        yield NOW


def at(forum: Forum, body: Institution) -> Client:
    """Signed in at the desk of the body."""
    who = {forum.office.pk: forum.secretary, forum.company.pk: forum.owner}[body.pk]
    client = Client()
    client.force_login(User.objects.get(pk=who.user_id))
    return client


def meeting_form(forum: Forum, **other: object) -> dict[str, object]:
    return {
        "title": "Rapat triwulan", "kind": "coordination", "recurrence": "quarterly", "day": "21-12-2026", "starts": "09.00",
        "ends": "11.30", "ends_on": "", "place": "Aula dinas", "join_url": "", "members": [one.pk for one in forum.members],
        "own": "Laporan kelas\n\nRencana tahun depan",
    } | other  # fmt: skip


def text(answer: object) -> str:
    return " ".join(answer.content.decode().split())  # type: ignore[attr-defined]


def test_a_meeting_is_called_on_a_page_that_remembers_the_last_one(forum: Forum) -> None:
    client, address = at(forum, forum.office), f"/kerja-sama/masa/{forum.period.pk}/rapat/baru/"
    answer = client.post(address, meeting_form(forum))
    made = Convening.objects.get()
    assert answer.headers["Location"] == f"/kerja-sama/rapat/{made.pk}/"
    assert [point.text for point in made.points.order_by("position")] == ["Laporan kelas", "Rencana tahun depan"]
    assert made.ends_at - made.starts_at == timedelta(hours=2, minutes=30) and made.invitations.count() == 3
    again = text(client.get(address))
    assert 'value="Rapat triwulan"' in again and 'value="09.00"' in again and 'value="Aula dinas"' in again
    assert again.count("checked") == 3


def test_a_meeting_may_cross_midnight_but_not_end_before_it_starts(forum: Forum) -> None:
    client, address = at(forum, forum.office), f"/kerja-sama/masa/{forum.period.pk}/rapat/baru/"
    late = {"starts": "22.00", "ends": "01.00"}
    assert "lewat tengah malam" in text(client.post(address, meeting_form(forum, **late)))
    assert not Convening.objects.exists()
    client.post(address, meeting_form(forum, **late, ends_on="22-12-2026"))
    made = Convening.objects.get()
    assert made.ends_at - made.starts_at == timedelta(hours=3) and made.meeting.date == "2026-12-21"
    wrong = text(client.post(address, meeting_form(forum, ends_on="20-12-2026")))
    assert "Jam selesai harus sesudah jam mulai" in wrong and Convening.objects.count() == 1


def test_the_chairs_nobody_was_asked_for_stand_empty_on_the_page(forum: Forum) -> None:
    meeting = forum.called()
    page = text(at(forum, forum.office).get(f"/kerja-sama/rapat/{meeting.pk}/"))
    assert "<b>pendamping</b><span>kursi kosong</span><small>tidak ada di daftar pihak</small>" in page
    assert "<b>pemerintah</b><small>belum menjawab 1</small>" in page


def test_a_party_answers_on_its_own_page_and_changes_its_mind(forum: Forum, now: object) -> None:
    meeting = forum.called()
    client, address = at(forum, forum.company), f"/kerja-sama/rapat/{meeting.pk}/jawab/"
    mine = meeting.invitations.get(member=forum.of(forum.company))
    other = meeting.invitations.get(member=forum.of(forum.office))
    for coming, note in (("yes", "Manajer"), ("no", "Ada lembur")):
        client.post(address, {"invitation": mine.pk, "coming": coming, "note": note})
        mine.refresh_from_db()
        assert (mine.coming, mine.note) == (coming == "yes", note)
    client.post(address, {"invitation": other.pk, "coming": "yes", "note": ""})
    other.refresh_from_db()
    assert other.coming is None  # not on this desk's form
    page = text(client.get(address))
    assert "Ada lembur" in page and 'name="coming" value="no" required' in page.replace('id="id_coming_1" ', "")


def test_what_waits_stands_on_the_desk_of_whom_it_waits_for(forum: Forum) -> None:
    meeting = forum.called()
    before = NOW - timedelta(days=2)

    def keys(actor: object, at: object) -> list[str]:
        return [item.key for item in work_for(actor, at) if item.key.startswith("collaboration.")]  # type: ignore[arg-type]

    assert keys(forum.owner, before) == [f"collaboration.invited:{meeting.pk}"]
    later = NOW + timedelta(hours=1)
    assert f"collaboration.attendance:{meeting.pk}" in keys(forum.secretary, later)
    mark_present(by=forum.secretary, convening=meeting, member=forum.of(forum.company), came=Came("Siti"), now=NOW)
    over = NOW + timedelta(days=1)
    assert keys(forum.secretary, over) == [f"collaboration.write:{meeting.pk}"]
    from balai.collaboration.actions.minutes import answer_minutes, send_minutes

    send_minutes(by=forum.secretary, convening=meeting, text="Disepakati.", now=over)
    assert keys(forum.owner, over) == [f"collaboration.minutes:{meeting.pk}"]
    assert keys(forum.secretary, over) == [f"collaboration.close:{meeting.pk}"]
    meeting.refresh_from_db()
    answer_minutes(
        by=forum.owner, convening=meeting, member=forum.of(forum.company), version=1, agrees=True, text="", now=over
    )
    assert keys(forum.owner, over) == []
    stranger = make.actor(make.institution(), Role.FORUM_SECRETARY)
    assert keys(stranger, over) == []


def test_the_desk_asks_once_however_many_meetings_wait(forum: Forum) -> None:
    from balai.collaboration.meeting_desk import meetings_waiting

    for _n in range(3):
        forum.called()
    with CaptureQueriesContext(connection) as asked:
        assert len(list(meetings_waiting(forum.secretary, NOW - timedelta(days=2)))) == 3
    assert len(asked) == 1


def test_who_stands_before_the_poster_writes_the_own_name(forum: Forum, now: object) -> None:
    meeting = forum.called()
    address, stranger = f"/kerja-sama/hadir/{meeting.present_code}/", Client()
    said = {"member": forum.of(forum.group).pk, "name": "Ani", "position": "Ketua", "mediated": "no"}
    assert "Anda tercatat hadir" in text(stranger.post(address, said))
    assert "Anda tercatat hadir" in text(stranger.post(address, said | {"name": "ani "}))
    row = Presence.objects.get()
    assert (row.member, row.how, row.mediated, row.by) == (forum.of(forum.group), "code", False, "public")
    signed_in = text(at(forum, forum.company).get(address))
    assert f'<option value="{forum.of(forum.company).pk}" selected>' in signed_in
    other = Member.objects.create(period=forum.period, code="lain", name="Lain", institution=make.institution())
    Member.objects.filter(pk=other.pk).delete()
    assert "pilih salah satu" in text(stranger.post(address, said | {"member": other.pk}))


def test_a_code_that_is_wrong_early_over_cancelled_or_closed_says_so(forum: Forum) -> None:
    meeting = forum.called()
    client, address = Client(), f"/kerja-sama/hadir/{meeting.present_code}/"
    said = {"member": forum.of(forum.group).pk, "name": "Ani", "mediated": "no"}
    wrong = client.get("/kerja-sama/hadir/bukan-kode/")
    assert wrong.status_code == 404 and "tidak dikenal atau sudah diganti" in text(wrong)
    for moment, words in (
        (NOW - timedelta(hours=3), "dibuka dua jam sebelum"),
        (NOW + timedelta(hours=15), "tidak berlaku lagi"),
    ):
        with mock.patch("django.utils.timezone.now", return_value=moment):
            assert words in text(client.post(address, said))
    assert not Presence.objects.exists() and Convening.objects.get().state == "planned"
    cancelled = forum.called()
    cancel_convening(by=forum.secretary, convening=cancelled, reason="Banjir di kota")
    gone = client.post(f"/kerja-sama/hadir/{cancelled.present_code}/", said)
    assert gone.status_code == 410 and "Banjir di kota" in text(gone)
    closed = forum.closed()
    assert "sudah ditutup" in text(client.get(f"/kerja-sama/hadir/{closed.present_code}/"))
    at(forum, forum.office).post(f"/kerja-sama/rapat/{meeting.pk}/poster/")
    assert client.get(address).status_code == 404  # the old poster


def test_a_list_is_typed_in_at_once_or_not_at_all(forum: Forum, now: object) -> None:
    meeting = forum.called()
    client, address = at(forum, forum.office), f"/kerja-sama/rapat/{meeting.pk}/hadir/"
    own, company = forum.of(forum.office).pk, forum.of(forum.company).pk
    lines = {f"p{own}_name": "Joko", f"p{company}_name": "Siti", f"p{company}_mediated": "on", "n1_name": "Tamu"}
    assert "pilih pihak yang diwakili Tamu" in text(client.post(address, lines))
    assert not Presence.objects.exists()
    assert "Belum ada nama yang diisi" in text(client.post(address, {}))
    client.post(address, lines | {"n1_member": forum.of(forum.group).pk})
    assert set(Presence.objects.values_list("name", "mediated")) == {("Joko", False), ("Siti", True), ("Tamu", False)}
    siti = Presence.objects.get(name="Siti")
    client.post(address, {"remove": siti.pk})
    assert not Presence.objects.filter(name="Siti").exists()


def test_a_meeting_where_all_came_through_a_medium_is_no_meeting_face_to_face(forum: Forum) -> None:
    meeting = forum.called()
    said = {"by": forum.secretary, "convening": meeting, "now": NOW}
    mark_present(member=forum.of(forum.company), came=Came("Siti", mediated=True), **said)
    assert Meeting.objects.get().mode == "mediated"
    mark_present(member=forum.of(forum.office), came=Came("Joko", mediated=False), **said)
    assert Meeting.objects.get().mode == "face_to_face"


def test_the_agenda_takes_what_rooms_offer_and_keeps_its_words(forum: Forum) -> None:
    meeting = forum.called()
    words = iter(
        [
            "Satu hambatan tanpa pemilik",
            "Dua hambatan tanpa pemilik",
            "Tiga hambatan tanpa pemilik",
            "Tiga hambatan tanpa pemilik",
        ]
    )
    offer = lambda ask: [AgendaOffer("uji.hambatan", next(words), "collaboration:list")]  # noqa: E731
    client, address = at(forum, forum.office), f"/kerja-sama/rapat/{meeting.pk}/agenda/"
    with mock.patch.dict(registry.agenda, {"uji": offer}, clear=True):
        client.post(address, {"offers": ["uji.karangan"], "own": ""})
        assert not AgendaPoint.objects.exists()
        client.post(address, {"offers": ["uji.hambatan"], "own": "Penutup"})
        rows = list(AgendaPoint.objects.order_by("position"))
        assert [row.text for row in rows] == ["Dua hambatan tanpa pemilik", "Penutup"]
        client.post(address, {f"place_{rows[0].pk}": "2", f"place_{rows[1].pk}": "1", "own": ""})
    assert list(AgendaPoint.objects.order_by("position").values_list("text", "url")) == [
        ("Penutup", ""), ("Dua hambatan tanpa pemilik", "collaboration:list"),
    ]  # fmt: skip
    page = text(client.get(f"/kerja-sama/rapat/{meeting.pk}/"))
    assert '<a href="/kerja-sama/">Dua hambatan tanpa pemilik</a>' in page
    meeting.refresh_from_db()
    assert meeting.agenda == "1. Penutup\n2. Dua hambatan tanpa pemilik" and meeting.revision == 2
    again = Point("Lima hambatan tanpa pemilik", "uji.hambatan", "collaboration:list")
    set_agenda(by=forum.secretary, convening=meeting, points=[again])
    assert AgendaPoint.objects.get().text == "Dua hambatan tanpa pemilik"


def test_rooms_offer_counts_and_no_titles(forum: Forum) -> None:
    from balai.collaboration.queries.meetings import offered_for
    from tests.planning.rows import place, proposed

    package = proposed(place())
    offered = offered_for(forum.period, NOW.date())
    assert not [one for one in offered if one.key.startswith("planning.")]  # neither sits at this table
    add_members(by=forum.secretary, period=forum.period, institutions=[package.centre, package.funder])
    told = {one.key: one.text for one in offered_for(forum.period, NOW.date())}
    words = told[f"planning.waiting:{package.funder_id}"]
    assert words.startswith("1 usulan paket") and package.title not in words


def test_two_who_write_minutes_see_each_other(forum: Forum) -> None:
    meeting = forum.held()
    client, address = at(forum, forum.office), f"/kerja-sama/rapat/{meeting.pk}/notulen/"
    began = digest_of("")
    client.post(address, {"minutes": "Satu kelas disepakati.", "seen": began})
    second = client.post(address, {"minutes": "Dua kelas disepakati.", "seen": began})
    page = text(second)
    assert "Satu kelas disepakati." in page and "Dua kelas disepakati." in page and "Orang lain menyimpan" in page
    meeting.refresh_from_db()
    assert meeting.minutes == "Satu kelas disepakati."
    mark = digest_of(meeting.minutes)
    assert f'value="{mark}"' in page
    client.post(address, {"minutes": "Satu atau dua kelas.", "seen": mark})
    meeting.refresh_from_db()
    assert meeting.minutes == "Satu atau dua kelas."
    with refusal("minutes_changed"):
        keep_minutes(by=forum.secretary, convening=meeting, text="Lain", seen=began)


def test_minutes_from_headings_to_closed_on_their_pages(forum: Forum, now: object) -> None:
    meeting = forum.held()
    set_agenda(by=forum.secretary, convening=meeting, points=[Point("Laporan kelas")])
    office, company = at(forum, forum.office), at(forum, forum.company)
    address = f"/kerja-sama/rapat/{meeting.pk}/notulen/"
    assert "1. Laporan kelas" in text(office.get(address))
    assert "Notulen belum dikirim" in text(company.get(address))  # a draft is not the parties' to read
    office.post(address, {"minutes": "Disepakati tiga kelas.", "seen": digest_of(""), "send": "1"})
    assert company.post(address, {"minutes": "Lain", "seen": ""}).status_code == 404
    said = {"member": forum.of(forum.company).pk, "version": 1, "agrees": "no", "text": ""}
    assert "Tulis bagian mana yang keberatan" in text(company.post(f"{address}jawab/", said))
    company.post(f"{address}jawab/", said | {"text": "Dua kelas saja"})
    assert "Dua kelas saja" in text(office.get(address))
    other = {"member": forum.of(forum.office).pk, "version": 1, "agrees": "yes", "text": ""}
    company.post(f"{address}jawab/", other)
    assert meeting.words.count() == 1  # nobody answers for another
    office.post(f"{address}jawab/", other)
    assert "Notulen ditutup." in text(office.post(f"{address}tutup/", {"version": 1}, follow=True))
    second = make.desk(forum.office, Role.FORUM_SECRETARY)
    client = Client()
    client.force_login(second.user)
    with mock.patch("django.utils.timezone.now", return_value=NOW + timedelta(minutes=1)):
        told = text(client.post(f"{address}tutup/", {"version": 1}, follow=True))
    closer = User.objects.get(pk=forum.secretary.user_id)
    assert f"sudah ditutup oleh {closer.full_name or closer.username}" in told
    assert office.post(address, {"minutes": "Lain", "seen": ""}).status_code == 404
    with refusal("agenda_stands"):
        set_agenda(by=forum.secretary, convening=meeting, points=[])


def test_a_calendar_keeps_what_it_read_and_hears_of_changes(forum: Forum) -> None:
    meeting = forum.called()
    client = at(forum, forum.office)
    page = text(client.post(f"/kerja-sama/{forum.period.collaboration_id}/kalender/", {"make": "1"}))
    address = page.split("<code>http://testserver")[1].split("</code>")[0]

    def event() -> dict[str, object]:
        answer = Client().get(address)
        return Calendar.from_ical(answer.content).walk("VEVENT")[0]

    first = event()
    assert (first["UID"], first["SEQUENCE"], first["STATUS"]) == (str(meeting.uid), 0, "CONFIRMED")
    assert str(first["DTSTART"].params["TZID"]) == "Asia/Jakarta"
    cancel_convening(by=forum.secretary, convening=meeting, reason="Banjir di kota")
    after = event()
    assert (after["UID"], after["SEQUENCE"], after["STATUS"]) == (str(meeting.uid), 1, "CANCELLED")
    one = at(forum, forum.company).get(f"/kerja-sama/rapat/{meeting.pk}/rapat.ics")
    assert b"STATUS:CANCELLED" in one.content and one.headers["Content-Type"].startswith("text/calendar")
    client.post(f"/kerja-sama/{forum.period.collaboration_id}/kalender/", {"end": "1"})
    assert Client().get(address).status_code == 404


def words_of(paper: MeetingPaper) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(open_stored(paper.file))
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def test_papers_bear_the_names_as_they_were_and_keep_their_versions(forum: Forum, now: object) -> None:
    meeting = forum.sent()
    Institution.objects.filter(pk=forum.company.pk).update(name="PT Ganti Nama", name_key="ptgantinama")
    client = at(forum, forum.office)
    said = {"letter_number": "005/12/2026", "dated_on": "20-11-2026", "place": "Contoh", "signatory": "Joko"}
    for kind in ("invitation", "attendance", "minutes"):
        answer = client.post(f"/kerja-sama/rapat/{meeting.pk}/surat/{kind}/", said)
        assert answer.status_code == 302, kind
    told = {paper.kind: words_of(paper) for paper in MeetingPaper.objects.all()}
    assert all("PT Uji" in words and "PT Ganti Nama" not in words for words in told.values())
    assert "005/12/2026" in told["invitation"] and "Disepakati tiga kelas menjahit." in told["minutes"]
    client.post(f"/kerja-sama/rapat/{meeting.pk}/surat/minutes/", said)
    assert list(MeetingPaper.objects.filter(kind="minutes").values_list("version", flat=True)) == [1, 2]
    file = at(forum, forum.company).get(f"/kerja-sama/rapat/{meeting.pk}/surat/minutes/1/")
    assert file.content.startswith(b"%PDF")
    assert at(forum, forum.company).get(f"/kerja-sama/rapat/{meeting.pk}/surat/minutes/").status_code in (403, 404)


def test_a_forum_is_begun_and_its_parties_are_found_in_the_register(forum: Forum) -> None:
    client = at(forum, forum.office)
    answer = client.post("/kerja-sama/baru/", {"owner": forum.office.pk, "title": "Forum Baru", "client_id": ""})
    kept = Collaboration.objects.get(title="Forum Baru")
    period = kept.periods.get()
    assert answer.headers["Location"] == f"/kerja-sama/masa/{period.pk}/pihak/tambah/"
    found = make.institution(name="LSP Garmen Uji")
    address = f"/kerja-sama/masa/{period.pk}/pihak/tambah/"
    assert "LSP Garmen Uji" in text(client.get(address, {"nama": "garmen"}))
    client.post(address, {"body": [found.pk], "nama": "garmen"})
    client.post(address, {"body": [found.pk], "nama": "garmen"})
    assert Member.objects.filter(period=period, institution=found).count() == 1
    Institution.objects.filter(pk=found.pk).update(standing="closed")
    meeting = {"title": "Rapat", "members": [one.pk for one in Member.objects.filter(period=period)]}
    page = client.post(f"/kerja-sama/masa/{period.pk}/rapat/baru/", meeting_form(forum, **meeting))
    assert "Lembaga ini sudah tutup: LSP Garmen Uji" in text(page)
    assert at(forum, forum.company).get(address).status_code in (403, 404)


def test_names_and_words_of_a_meeting_are_the_parties_alone(forum: Forum) -> None:
    meeting = forum.closed()
    Collaboration.objects.update(is_public=True)
    stranger = Client()
    stranger.force_login(make.desk(make.institution(), Role.FORUM_SECRETARY).user)
    for rest in ("", "notulen/", "hadir/", "jawab/", "poster/", "rapat.ics", "surat/minutes/1/"):
        assert stranger.get(f"/kerja-sama/rapat/{meeting.pk}/{rest}").status_code == 404, rest
    page = text(Client().get(f"/kerja-sama/masa/{forum.period.pk}/pertemuan/"))
    assert "Rapat koordinasi" in page and "Wakil" not in page and f"/rapat/{meeting.pk}/" not in page


def test_pages_of_a_meeting_keep_their_queries(forum: Forum, now: object) -> None:
    def asked(meeting: Convening) -> list[int]:
        client, numbers = at(forum, forum.office), []
        for rest in ("", "ubah/", "agenda/", "jawab/", "hadir/", "notulen/"):
            address = f"/kerja-sama/rapat/{meeting.pk}/{rest}"
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200, rest
            numbers.append(len(queries))
        return numbers

    one = forum.held(forum.office)
    set_agenda(by=forum.secretary, convening=one, points=[Point("Satu")])
    one.invitations.exclude(member=forum.of(forum.office)).delete()
    few = asked(one)
    three = forum.held(forum.office, forum.company, forum.group)
    set_agenda(by=forum.secretary, convening=three, points=[Point("Satu"), Point("Dua"), Point("Tiga")])
    assert asked(three) == few
