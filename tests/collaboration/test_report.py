"""The printed assessment: the same bytes for the same book, every cited row in the annex, nobody who spoke."""

import io

import pytest
from django.test import Client

from balai.collaboration.assessment.assess import assess
from balai.collaboration.models import Coverage, Issue
from balai.collaboration.printed import report_of
from balai.collaboration.report_contents import report_pdf
from tests.collaboration.deliberating import Table
from tests.collaboration.test_adaptations import DAY, TODAY, answered, night
from tests.collaboration.test_assessment import CASES
from tests.collaboration.test_deliberation_pages import at
from tests.collaboration.test_pages import bring, brought
from tests.collaboration.workbooks import small

pytestmark = [pytest.mark.data, pytest.mark.django_db]


def words(pdf: bytes) -> str:
    from pypdfium2 import PdfDocument

    book = PdfDocument(io.BytesIO(pdf))
    return " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in book)


def bare(text: str) -> str:
    return "".join(text.split()).replace("-", "").replace("\ufffe", "").replace("\u200b", "")


@pytest.mark.parametrize("code", CASES)
def test_a_study_on_paper_cites_every_row_and_comes_out_the_same(code: str) -> None:
    period = bring(code)
    assert period.period_end_to is not None
    report = report_of(period, period.period_end_to)
    pdf = report_pdf(report)
    assert pdf == report_pdf(report_of(period, period.period_end_to))
    shown, annex = bare(words(pdf)), bare(words(pdf).rpartition("Lampiran: baris yang dikutip")[2])
    found = assess(report.book)
    cited = {row for one in (*found.inhibiting, *found.supporting) for row in one.evidence}
    cited |= {row for one in found.verdicts.values() for row in (*one.records.evidence, *one.said.evidence)}
    assert cited and [row for row in sorted(cited) if bare(row) not in annex] == []
    for sentence in (
        *found.cannot_see,
        *(one.because for one in found.alarms),
        "belum ada kesimpulan",
        f"versi {found.rules}",
    ):
        assert bare(sentence) in shown
    assert report.digest in shown


def test_adaptations_stand_in_it_and_who_spoke_does_not() -> None:
    table = Table()
    Issue.objects.create(period=table.period, code="h9", text="Dana terlambat", subject="funding")
    row = answered(table)
    before = words(report_pdf(report_of(table.period, TODAY)))
    assert "kini ditunggu" in before and row.decision.text in before
    night(DAY)
    assert "belum datang" in words(report_pdf(report_of(table.period, DAY)))
    client = at(table, table.company)
    page = f"/kerja-sama/masa/{table.period.pk}/penilaian/laporan.pdf"
    answer = client.get(page)
    assert answer["Content-Type"] == "application/pdf" and answer.content.startswith(b"%PDF")
    assert Client().get(page).status_code == 302
    rows = [["code", "source", "method", "speaker", "subject", "polarity", "text", "inferred"],
            ["q1", "", "interview", "informan 3", "trust", "negative", "Kami saling curiga", "no"]]  # fmt: skip
    told = words(report_pdf(report_of(brought(small(claims=rows)), TODAY)))
    assert "Kami saling curiga" in told and "informan 3" not in told


def test_another_book_has_another_sum() -> None:
    table = Table()
    first = report_of(table.period, TODAY).digest
    assert first == report_of(table.period, TODAY).digest
    Coverage.objects.create(period=table.period, table="meetings", complete="yes", note="Semua rapat")
    assert first != report_of(table.period, TODAY).digest
