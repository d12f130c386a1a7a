"""Reports filed: once a class, on the day it was filed first, where the centre is."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from balai.access.actor import CLI
from balai.documents.models import StoredFile
from balai.papers.actions.report import file_report
from balai.papers.models import ClassPaper
from balai.planning.models import Batch
from tests import factories as make
from tests.support.measures import ask, number
from tests.training.rows import NOW, TODAY, a_class, admin_of

pytestmark = [pytest.mark.data, pytest.mark.django_db]


def made(batch: Batch, version: int = 1, **fields: Any) -> ClassPaper:
    file = StoredFile.objects.create(
        original_name="laporan.pdf", media_type="application/pdf", size=1, sha256="0" * 64, uploaded_by=CLI.name,
        keep_until=date(2036, 3, 31),
    )  # fmt: skip
    stated: dict[str, Any] = {"kind": "report", "inputs": "0" * 64, "made_by": "cli", "made_at": NOW} | fields
    return ClassPaper.objects.create(batch=batch, version=version, dated_on=TODAY, file=file, **stated)


def test_a_report_counts_once_filed_and_once_a_class() -> None:
    batch, elsewhere = a_class(), a_class()
    by = admin_of(batch)
    first = made(batch)
    made(batch, kind="minutes")
    assert number("reports_filed", batch.centre) == 0
    file_report(by=by, paper=first, now=NOW)
    file_report(by=admin_of(elsewhere), paper=made(elsewhere), now=NOW)
    again = made(batch, 2)
    assert number("reports_filed", batch.centre) == 1
    file_report(by=by, paper=again, now=NOW)
    found = ask("reports_filed", batch.centre)
    assert (found.number, found.unknown) == (1, 0)
    assert [(row.words, row.on, row.by, row.args) for row in found.rows] == [
        ("laporan kegiatan Menjahit angkatan I", TODAY, by.name, (batch.pk, "report"))
    ]


def test_a_class_whose_first_version_stayed_at_home_counts_by_the_next() -> None:
    batch, elsewhere = a_class(), a_class()
    file_report(by=admin_of(elsewhere), paper=made(elsewhere), now=NOW)
    made(batch)
    file_report(by=admin_of(batch), paper=made(batch, 2), now=NOW)
    assert number("reports_filed", batch.centre) == 1


def test_the_first_filing_decides_on_the_day_of_the_centre() -> None:
    batch = a_class(centre=make.institution(region=make.regency(tz="Asia/Jayapura")))
    one = made(batch)
    filed = {
        datetime(2026, 2, 28, 14, 59, 59, tzinfo=UTC): None,
        datetime(2026, 2, 28, 15, tzinfo=UTC): date(2026, 3, 1),
        datetime(2026, 3, 31, 14, 59, 59, tzinfo=UTC): date(2026, 3, 31),
        datetime(2026, 3, 31, 15, tzinfo=UTC): None,
    }
    for at, day in filed.items():
        ClassPaper.objects.filter(pk=one.pk).update(filed_at=at)
        assert [row.on for row in ask("reports_filed", batch.centre).rows] == ([day] if day else [])
    made(batch, 2, filed_at=datetime(2026, 3, 20, tzinfo=UTC))
    ClassPaper.objects.filter(pk=one.pk).update(filed_at=datetime(2026, 2, 20, tzinfo=UTC))
    assert number("reports_filed", batch.centre) == 0  # the correction does not bring it into March
