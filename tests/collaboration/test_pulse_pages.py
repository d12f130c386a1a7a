"""What a closed pulse shows, and a sheet of it on a phone."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from balai.collaboration.enums import PulseItem
from balai.collaboration.models import (
    PulseAnswer,
    PulseBox,
    PulseRound,
)
from balai.collaboration.queries.pulse import Spread, results_of
from tests.collaboration.pulses import Pulse

pytestmark = [pytest.mark.data, pytest.mark.django_db]


@pytest.fixture
def pulse(db: None) -> Pulse:
    return Pulse()


@pytest.mark.parametrize(
    ("counts", "is_reversed", "mean", "agreement"),
    [
        ((0, 0, 0, 5, 5), False, 4.5, 0.861),
        ((5, 0, 0, 0, 5), False, 3.0, 0.0),
        ((0, 0, 0, 5, 5), True, 1.5, 0.861),
        ((1, 1, 1, 1, 1), False, 3.0, 0.0),
    ],
)  # fmt: skip
def test_mean_and_agreement_by_hand(counts: tuple[int, ...], is_reversed: bool, mean: float, agreement: float) -> None:
    spread = Spread("", counts, is_reversed)
    assert spread.mean == pytest.approx(mean)
    assert spread.agreement == pytest.approx(agreement, abs=0.001)


def test_groups_stand_by_name_whatever_they_answered(pulse: Pulse) -> None:
    pulse.answer(pulse.office, [5, 5, 5, 4, 5, 4])
    pulse.answer(pulse.company, [1, 1, 2, 1, 2])
    pulse.closed()
    items = {one.item: one for _label, items in results_of(pulse.row) for one in items}
    names = [spread.label for spread in items[PulseItem.AG1].groups]
    assert names == sorted(names)
    assert len(names) >= 2
    assert [label for label, _items in results_of(pulse.row)] == [
        "Ansell dan Gash (2008)",
        "Emerson, Nabatchi dan Balogh (2012)",
    ]


def test_a_sheet_on_a_phone_is_one_light_page_and_is_handed_in_without_an_account(pulse: Pulse, client: Client) -> None:
    PulseRound.objects.update(opens_on=date(2020, 1, 1), closes_on=date(2099, 1, 1))
    code = pulse.codes(pulse.office)[0]
    page = client.get(reverse("collaboration:pulse_sheet", args=[code]))
    assert len(page.content) < 30_000
    assert page.content.count(b"<fieldset") == 22
    assert page["Referrer-Policy"] == "no-referrer"
    assert "no-store" in page["Cache-Control"]
    assert f'action="{reverse("collaboration:pulse_code")}"'.encode() in page.content
    sent = {"code": code, "send": "1", "AG1": "4", "EN3": "0"}
    thanks = client.post(reverse("collaboration:pulse_code"), sent)
    again = client.post(reverse("collaboration:pulse_code"), sent)
    assert (thanks.status_code, again.status_code) == (200, 200)
    assert "sudah diterima" in thanks.content.decode()
    assert "sudah diterima" in again.content.decode()
    assert PulseBox.objects.get(member__institution=pulse.office).sheets == 1
    assert "sessionid" not in client.cookies


def test_an_unknown_code_and_an_empty_sheet_say_what_to_do(pulse: Pulse, client: Client) -> None:
    PulseRound.objects.update(opens_on=date(2020, 1, 1), closes_on=date(2099, 1, 1))
    assert client.get(reverse("collaboration:pulse_sheet", args=["XXXX"])).status_code == 404
    assert client.post(reverse("collaboration:pulse_code"), {"code": "XXXX"}).status_code == 422
    empty = client.post(reverse("collaboration:pulse_code"), {"code": pulse.codes(pulse.office)[0], "send": "1"})
    assert empty.status_code == 422
    assert "Belum ada butir yang diisi" in empty.content.decode()
    PulseRound.objects.update(closes_on=date(2020, 1, 2))
    assert client.get(reverse("collaboration:pulse_sheet", args=[pulse.codes(pulse.office)[0]])).status_code == 410


def test_a_row_of_fewer_than_five_is_blank_in_the_tables(pulse: Pulse, client: Client) -> None:
    """Also one that came with a workbook: an answer of one person beside the name of its body."""
    pulse.period.collaboration.is_public = True
    pulse.period.collaboration.save()
    row = {"period": pulse.period, "institution": pulse.of(pulse.company), "item": "AG3"}
    PulseAnswer.objects.create(code="satu", score="1.25", respondents=1, **row)
    PulseAnswer.objects.create(code="diam", score="1.75", **row)
    PulseAnswer.objects.create(code="lima", score="4.25", respondents=5, **row)
    for name in ("table", "table_file"):
        text = client.get(reverse(f"collaboration:{name}", args=[pulse.period.pk, "pulse"])).content.decode()
        assert "4.25" in text
        assert "1.25" not in text
        assert "1.75" not in text
    one = client.get(reverse("collaboration:row", args=[pulse.period.pk, "pulse", "satu"])).content.decode()
    assert "1.25" not in one
    assert "PT Uji" not in one


@pytest.mark.parametrize("groups", [1, 3])
def test_the_tab_asks_a_bounded_number_of_questions(
    client: Client, django_assert_max_num_queries: Any, groups: int
) -> None:
    pulse = Pulse(6, 5 if groups > 1 else 0, 5 if groups > 1 else 0)
    pulse.period.collaboration.is_public = True
    pulse.period.collaboration.save()
    for body, n in pulse.sizes.items():
        pulse.answer(body, [3, 4, 5, 4, 3, 4][:n])
    pulse.closed()
    with django_assert_max_num_queries(12):
        page = client.get(reverse("collaboration:part", args=[pulse.period.pk, "denyut"])).content.decode()
    assert page.count("<figure") >= 22


def test_groups_of_one_item_at_a_time_keep_the_page_light(client: Client) -> None:
    pulse = Pulse(6, 5, 5)
    pulse.period.collaboration.is_public = True
    pulse.period.collaboration.save()
    for body, n in pulse.sizes.items():
        pulse.answer(body, [3, 4, 5, 4, 3, 4][:n])
    pulse.closed()
    address = reverse("collaboration:part", args=[pulse.period.pk, "denyut"])
    plain = client.get(address).content.decode()
    asked = client.get(address, {"kelompok": "AG1"}).content.decode()
    assert plain.count("<figure") == 22
    assert "kelompok=AG1" in plain
    assert asked.count("<figure") > 22
    assert "kelompok=AG1#" not in asked
