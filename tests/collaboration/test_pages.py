"""Everything a workbook holds can be seen; what it does not say is said to be unsaid; who may see which collaboration."""

import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from balai.access.actor import CLI
from balai.access.roles import Role
from balai.accounts.models import User
from balai.collaboration.actions.import_case import import_case
from balai.collaboration.models import Collaboration, Meeting, Member, Period
from balai.collaboration.queries.period_page import activity_totals, meetings_of, members_of
from balai.collaboration.queries.voices import sides_of
from balai.collaboration.reading import open_folder
from balai.collaboration.shipped import FOLDER
from balai.institutions.models import Institution
from tests import factories as make
from tests.collaboration.workbooks import CODES, Tables, as_xlsx, cells_of, small, xlsx_bytes, zip_bytes

pytestmark = [pytest.mark.data, pytest.mark.django_db]
PARTS = ("ringkasan", "penilaian", "pihak", "pertemuan", "janji", "kegiatan", "pernyataan")


def bring(code: str, *, is_public: bool = True, owner: Institution | None = None) -> Period:
    answer = import_case(by=CLI, files=open_folder(FOLDER / code), owner=owner, now=timezone.now(), is_public=is_public)
    assert answer.period is not None
    return answer.period


def brought(tables: Tables, owner: Institution | None = None) -> Period:
    answer = import_case(by=CLI, files=as_xlsx(tables), owner=owner, now=timezone.now(), is_public=True)
    assert answer.period is not None, answer.refused
    return answer.period


def text_of(client: Client, address: str) -> str:
    """What a reader sees, without markup."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def secretary_of(office: Institution) -> User:
    return make.desk(office, Role.FORUM_SECRETARY).user


@pytest.mark.parametrize("code", CODES)
def test_every_cell_can_be_seen(code: str, client: Client) -> None:
    period = bring(code)
    for name, rows in cells_of(code).items():
        shown = text_of(client, f"/kerja-sama/masa/{period.pk}/tabel/{name}/")
        for row in rows[1:]:
            for cell in row:
                if cell != "informan":
                    assert " ".join(cell.split()) in shown, (name, cell)


@pytest.mark.parametrize("code", CODES)
def test_the_readable_pages_hold_the_words_of_the_workbook(code: str, client: Client) -> None:
    period = bring(code)
    pages = " ".join(text_of(client, f"/kerja-sama/masa/{period.pk}/{part}/") for part in PARTS)
    wanted = {"text", "title", "name", "item", "note", "finding", "planned_village"}
    for name, (header, *rows) in cells_of(code).items():
        for row in rows:
            for column, cell in zip(header, row, strict=True):
                if column in wanted and name != "sources":
                    assert cell in pages, (name, column, cell)


def test_planned_is_not_actual_and_realised_is_not_outcome(client: Client) -> None:
    period = bring("pekanbaru-2019")
    totals = activity_totals(period)
    assert (totals.target, totals.realised, totals.all_as_planned) == (880, 880, True)
    shown = text_of(client, f"/kerja-sama/masa/{period.pk}/kegiatan/")
    assert "880 dari 880 orang terlaksana" in shown and "bukan hasil" in shown
    assert (
        "10 September 2019 – 12 September 2019 Pematang Kapau, Tenayan Raya tidak disebut sumber 88 dari sasaran 88 orang"
        in shown
    )
    assert "Bekerja tidak disebut sumber" in shown
    assert "Tidak ada. Menurut sumber, daftar pemantauannya lengkap." in shown


def test_absence_counts_only_where_the_table_is_complete(client: Client) -> None:
    period = bring("tanah-datar-2022")
    shown = text_of(client, f"/kerja-sama/masa/{period.pk}/kegiatan/")
    assert "Tidak disebut sumber; daftar pemantauannya tidak lengkap." in shown
    assert "Tidak ada janji yang disebut sumber" in text_of(client, f"/kerja-sama/masa/{period.pk}/janji/")


def test_empty_chairs() -> None:
    period = bring("pekanbaru-2019")
    views, over_all = meetings_of(period, members_of(period))
    assert [(str(s.label), s.meetings) for s in over_all] == [
        ("pemerintah", 2), ("penyelenggara pelatihan", 1), ("pemberi kerja atau mitra swasta", 0), ("masyarakat dan peserta", 1),
    ]  # fmt: skip
    assert [s.sat for s in views[0].seats] == [True, False, False, False]


def test_no_chair_is_empty_where_nobody_says_who_came() -> None:
    period = brought(small(meetings=[["code", "title"], ["m1", "Rapat"]]))
    views, over_all = meetings_of(period, members_of(period))
    assert views[0].seats == [] and over_all == []


def test_records_and_statements_stand_apart() -> None:
    sides = {side.subject.value: side for side in sides_of(bring("pekanbaru-2019"))}
    private = sides["private_sector"]
    assert private.records == ["Tidak ada pihak swasta selain penyelenggara pelatihan; daftar pihak lengkap."]
    assert [claim.code for claim in private.claims] == ["q2"]
    assert sides["motivation"].records == [] and sides["dialogue"].claims == []
    assert sides["post_training_monitoring"].records == ["Tidak ada pemantauan sesudah kegiatan; tabelnya lengkap."]


def test_few_answers_are_not_shown(client: Client) -> None:
    header = ["code", "institution", "item", "score", "respondents"]
    period = brought(
        small(pulse=[header, ["p1", "a", "AG1", "2", "4"], ["p2", "a", "AG2", "2", "3"], ["p3", "b", "AG2", "5", "2"]])
    )
    shown = text_of(client, f"/kerja-sama/masa/{period.pk}/pernyataan/")
    assert "kurang dari 5" in shown and shown.count("tidak ditampilkan") == 1


def test_strangers_do_not_read_who_the_informants_are(client: Client) -> None:
    tables = small(
        claims=[
            ["code", "speaker", "subject", "text"],
            ["q1", "Ibu Rekaan", "trust", "kata"],
            ["q2", "a", "trust", "lagi"],
        ]
    )
    office = make.institution()
    period = brought(tables, office)
    addresses = [
        f"/kerja-sama/masa/{period.pk}/{part}" for part in ("pernyataan/", "tabel/claims/", "tabel/claims.csv")
    ]
    assert not any("Ibu Rekaan" in client.get(address).content.decode() for address in addresses)
    assert "Dinas Uji" in text_of(client, addresses[0])
    client.force_login(secretary_of(office))
    assert all("Ibu Rekaan" in client.get(address).content.decode() for address in addresses)


def test_who_sees_what_is_not_published(client: Client) -> None:
    office = make.institution()
    period = bring("pekanbaru-2019", is_public=False, owner=office)
    addresses = [f"/kerja-sama/{period.collaboration_id}/", f"/kerja-sama/masa/{period.pk}/janji/",
                 f"/kerja-sama/masa/{period.pk}/tabel/claims/", f"/kerja-sama/masa/{period.pk}/tabel/claims.csv"]  # fmt: skip
    assert [client.get(a).status_code for a in addresses] == [404] * 4
    client.force_login(secretary_of(make.institution()))
    assert [client.get(a).status_code for a in addresses] == [404] * 4
    party = Member.objects.get(code="phi").institution
    client.force_login(secretary_of(party))
    assert [client.get(a).status_code for a in addresses] == [200] * 4
    assert client.post(f"/kerja-sama/{period.collaboration_id}/umum/", {"public": "yes"}).status_code == 302
    assert not Collaboration.objects.get().is_public
    client.force_login(secretary_of(office))
    client.post(f"/kerja-sama/{period.collaboration_id}/umum/", {"public": "yes"})
    assert Collaboration.objects.get().is_public
    client.logout()
    assert [client.get(a).status_code for a in addresses] == [200] * 4


@pytest.mark.parametrize("make_file", [xlsx_bytes, zip_bytes])
def test_a_case_is_uploaded(make_file: object, client: Client) -> None:
    office = make.institution()
    client.force_login(secretary_of(office))
    content = make_file(cells_of("tanah-datar-2022"))  # type: ignore[operator]
    sent = {"institution": office.pk, "file": SimpleUploadedFile("kasus.bin", content)}
    answer = client.post("/impor/kasus/", sent, follow=True)
    assert answer.redirect_chain and "baris diterima" in answer.content.decode()
    assert Collaboration.objects.get().owner == office and not Collaboration.objects.get().is_public


def test_a_wrong_case_is_answered_row_by_row(client: Client) -> None:
    office = make.institution()
    client.force_login(secretary_of(office))
    content = xlsx_bytes(small(meetings=[["code", "kind"], ["m1", "rapat"]]))
    answer = client.post("/impor/kasus/", {"institution": office.pk, "file": SimpleUploadedFile("k.xlsx", content)})
    assert answer.status_code == 422 and "“rapat” tidak ada dalam daftar kata" in answer.content.decode()
    assert not Collaboration.objects.exists()


@pytest.mark.parametrize(
    "content",
    [b"", b"bukan tabel", b"%PDF-1.4 x", b"PK\x03\x04rusak", b"code,title\nx,y\n", zip_bytes({}), b"<html></html>"],
)
def test_a_wrong_file_is_answered_in_words(content: bytes, client: Client) -> None:
    office = make.institution()
    client.force_login(secretary_of(office))
    answer = client.post("/impor/kasus/", {"institution": office.pk, "file": SimpleUploadedFile("k.zip", content)})
    assert answer.status_code == 422 and 'role="alert"' in answer.content.decode()


def test_who_may_not_import_finds_no_door(client: Client) -> None:
    client.force_login(make.desk(make.institution(), Role.INSTRUCTOR).user)
    assert client.get("/impor/kasus/").status_code == 403
    other = make.institution()
    client.force_login(secretary_of(make.institution()))
    file = SimpleUploadedFile("k.xlsx", xlsx_bytes(small()))
    assert client.post("/impor/kasus/", {"institution": other.pk, "file": file}).status_code == 422


def test_lists_keep_their_queries(client: Client) -> None:
    def asked(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    meetings = [["code", "attended_by"], *([f"m{n}", "a;b"] for n in range(60))]
    decisions = [["code", "meeting", "agreed_by"], *([f"d{n}", f"m{n}", "a;b"] for n in range(60))]
    few = brought(small(meetings=meetings[:2], decisions=decisions[:2]))
    numbers = [asked(f"/kerja-sama/masa/{few.pk}/{part}/") for part in (*PARTS, "tabel/meetings")]
    many = small(meetings=meetings, decisions=decisions)
    many["case"][1][0] = "besar-2020"
    big = brought(many)
    assert [asked(f"/kerja-sama/masa/{big.pk}/{part}/") for part in (*PARTS, "tabel/meetings")] == numbers
    assert Meeting.objects.filter(period=big).count() == 60
    first = client.get(f"/kerja-sama/masa/{big.pk}/tabel/meetings/").content.decode()
    assert first.count("data-id=") == 50 and "sesudah=" in first
    assert client.get("/kerja-sama/").content.decode().count("data-id=") == 2
