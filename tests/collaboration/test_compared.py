"""Two assessments side by side: what turned, on which rows, by whose rules."""

from typing import Any

import pytest
from django.test import Client

from balai.access.actor import CLI
from balai.collaboration.actions.keep_assessments import keep_assessment
from balai.collaboration.assessment.assess import assess
from balai.collaboration.assessment.compare import Turn, changes, factor_changes
from balai.collaboration.enums import Framework
from balai.collaboration.models import Activity, KeptAssessment
from tests.collaboration.books import Tables, book, published
from tests.collaboration.test_convening import NOW
from tests.collaboration.test_pages import bring, text_of


def said(tables: Tables) -> dict[str, Any]:
    return assess(book(tables)).as_json()


def turns(older: Tables, newer: Tables) -> dict[str, Turn]:
    lists = (changes(said(older), said(newer), one) for one in Framework)
    return {str(one.subject): one.turn for found in lists for one in found}


def test_each_turn_is_called_by_its_name() -> None:
    older = published("tanah-datar-2022")
    assert set(turns(older, older).values()) == {Turn.SAME}
    silent = {"case": older["case"]}
    first = turns(silent, older)
    assert first["dialogue"] == Turn.FIRST and turns(older, silent)["dialogue"] == Turn.GONE
    worse = published("tanah-datar-2022")
    worse["claims"] = [dict(row, polarity="negative") for row in worse["claims"]]
    assert Turn.WORSE in turns(older, worse).values() and Turn.BETTER in turns(worse, older).values()
    more = published("tanah-datar-2022")
    claim = next(row for row in more["claims"] if row["subject"] in ("trust", "commitment", "dialogue"))
    more["claims"].append(claim | {"code": "lagi"})
    (told,) = [
        one for one in changes(said(older), said(more), Framework.ANSELL_GASH) if one.subject == claim["subject"]
    ]
    assert told.turn == Turn.MORE and told.new == ("claims:lagi",) and told.gone == ()


def test_factors_that_come_and_go() -> None:
    older = published("pekanbaru-2019")
    found = factor_changes(said({"case": older["case"]}), said(older))
    assert found and all(one.came for one in found)
    assert factor_changes(said(older), said(older)) == []


@pytest.mark.data
@pytest.mark.django_db
def test_the_page_names_what_changed_and_whose_rules(client: Client) -> None:
    study = bring("pekanbaru-2019")
    address = f"/kerja-sama/masa/{study.pk}/banding/"
    assert "Belum ada dua penilaian" in text_of(client, address)
    first = keep_assessment(by=CLI, period=study, now=NOW)
    KeptAssessment.objects.filter(pk=first.pk).update(rules="2025.1")
    second = keep_assessment(by=CLI, period=study, now=NOW)
    assert second.pk != first.pk
    shown = text_of(client, f"{address}?dari={second.pk}&ke={first.pk}")
    assert "dibaca lagi dari catatan yang sama dengan aturan baru" in shown and "lebih baik" not in shown
    Activity.objects.filter(period=study).delete()
    third = keep_assessment(by=CLI, period=study, now=NOW)
    shown = text_of(client, f"{address}?dari={first.pk}&ke={third.pk}")
    assert "tidak bisa dibaca lagi" in shown and "sekarang tidak ada lagi" in shown
    assert text_of(client, f"{address}?dari=x&ke=9999999").count("Bandingkan") > 0
