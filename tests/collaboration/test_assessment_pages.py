"""The assessment of an imported case: the same on the command line and on its page, with every row of evidence one link away."""

import json
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from balai.config import assessing
from tests.collaboration.books import published
from tests.collaboration.test_assessment import CASES, concluded, misses, read
from tests.collaboration.test_pages import bring, brought, text_of
from tests.collaboration.workbooks import small

pytestmark = [pytest.mark.data, pytest.mark.django_db]
EMPTY = small(institutions=[["code", "name", "kind", "sector", "functions", "parent", "region"]])


@pytest.mark.parametrize("code", CASES)
def test_the_command_reads_the_kept_case_as_the_workbook(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    bring(code)
    assert assessing.main([code, "--format", "json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said == json.loads(json.dumps(read(published(code))))
    assert [row for row in concluded(code) if misses(said, row)] == []


def test_the_command_tells_it_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    bring("pekanbaru-2019")
    assert assessing.main(["pekanbaru-2019"]) == 0
    told = capsys.readouterr().out
    for words in ("Tindakan bersama", "catatan: lemah", "10 dari 10 kegiatan", "Yang tidak dapat dilihat dari catatan"):
        assert words in told


def test_a_case_that_is_not_there_is_said_to_be_missing(capsys: pytest.CaptureFixture[str]) -> None:
    assert assessing.main(["tidak-ada"]) == 1
    assert "balai import case" in capsys.readouterr().err


@pytest.mark.parametrize("code", CASES)
def test_every_row_of_evidence_is_one_link_away(code: str, client: Client) -> None:
    period = bring(code)
    page = client.get(f"/kerja-sama/masa/{period.pk}/penilaian/").content.decode()
    said = read(published(code))
    for finding in (*said["inhibiting"], *said["supporting"]):
        for evidence in finding["evidence"]:
            table, _colon, row = evidence.partition(":")
            address = f"/kerja-sama/masa/{period.pk}/tabel/{table}/" + (f"baris/{row}/" if row else "")
            assert address.replace(" ", "%20") in page, evidence
            assert client.get(address).status_code == 200
    for sentence in said["cannot_see"]:
        assert sentence in text_of(client, f"/kerja-sama/masa/{period.pk}/penilaian/")


def test_a_row_names_the_bodies_it_refers_to(client: Client) -> None:
    period = bring("pekanbaru-2019")
    shown = text_of(client, f"/kerja-sama/masa/{period.pk}/tabel/activities/baris/TKM 1/")
    assert "Dinas Tenaga Kerja Kota Pekanbaru" in shown and "10 September 2019" in shown
    assert "pemberdayaan tenaga kerja mandiri" in shown
    assert client.get(f"/kerja-sama/masa/{period.pk}/tabel/activities/baris/TKM 99/").status_code == 404


def test_strangers_do_not_read_who_said_it(client: Client) -> None:
    rows = [["code", "source", "method", "speaker", "subject", "polarity", "text", "inferred"],
            ["q1", "", "interview", "informan 3", "trust", "negative", "Kami saling curiga", "no"]]  # fmt: skip
    period = brought(small(claims=rows))
    for address in ("penilaian/", "tabel/claims/baris/q1/"):
        shown = text_of(client, f"/kerja-sama/masa/{period.pk}/{address}")
        assert "Kami saling curiga" in shown and "informan 3" not in shown


def test_nothing_recorded_is_said_to_be_nothing(client: Client) -> None:
    period = brought(EMPTY)
    shown = text_of(client, f"/kerja-sama/masa/{period.pk}/penilaian/")
    assert "Belum ada bukti untuk dinilai" in shown and "lemah" not in shown.replace("dinilai", "")


def test_the_rules_can_be_read_by_anybody(client: Client) -> None:
    shown = text_of(client, "/kerja-sama/aturan/")
    assert "Versi 2026.1" in shown and "paling sedikit 75 persen ditepati" in shown
    assert "hanya orang yang bisa berbicara: " in shown and "kepercayaan" in shown.partition("berbicara: ")[2]


def test_as_many_questions_for_many_rows(client: Client) -> None:
    header = ["code", "title", "kind", "mode", "recurrence", "date", "convened_by", "attended_by"]
    asked = []
    for n in (1, 40):
        rows = [[f"m{i}", "Rapat", "planning", "face_to_face", "monthly", "2020", "a", "a;b"] for i in range(n)]
        tables = small(meetings=[header, *rows])
        tables["case"][1][0] = f"kecil-{n}"
        period = brought(tables)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(f"/kerja-sama/masa/{period.pk}/penilaian/")
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 50, asked


def test_the_page_and_the_rules_name_no_case() -> None:
    """No rule may know a case."""
    from pathlib import Path

    from balai.collaboration import assessment

    folder = Path(assessment.__path__[0])
    text = "\n".join(path.read_text(encoding="utf-8").casefold() for path in folder.rglob("*.py"))
    words = re.findall(r"pekanbaru|tanah.datar|batusangkar|expected", text)
    assert text and words == []
