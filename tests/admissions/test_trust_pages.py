"""The draw, the method, the appeal and the funnel on their pages."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from balai.admissions.enums import DrawState
from balai.admissions.models import Appeal, Draw, Selection, SelectionScore
from tests import factories
from tests.admissions.rows import AFTER, admin_of, open_class, verified
from tests.admissions.test_pages import signed_in
from tests.admissions.test_trust import declined, tied

pytestmark = [pytest.mark.data, pytest.mark.django_db]


def test_the_draw_is_done_on_its_page_at_the_hour_of_the_centre(at_noon: Any) -> None:
    east = factories.regency("Timur", tz="Asia/Jayapura")
    batch = open_class(centre=factories.institution(region=east))
    clerk = admin_of(batch)
    tied(batch, clerk)
    at_noon.move_to(AFTER)  # 12.00 WIT
    client, address = signed_in(batch), f"/kelas/{batch.pk}/seleksi/undian/"
    assert "4 pelamar perlu diundi" in client.get(address).content.decode()
    client.post(address, {"act": "list"})
    at_noon.move_to(AFTER + timedelta(minutes=20))
    sent = {
        "act": "draw",
        "number": "416253",
        "source": "dadu di aula",
        "at": "12-03-2026 11.59",
        "witnesses": "Ani\nBudi",
    }
    assert "sesudah daftar undian diumumkan" in client.post(address, sent).content.decode()
    told, early = f"/pelatihan/{batch.pk}/seleksi/", "Belum ada yang bisa dicocokkan"
    assert early in Client().get(told).content.decode()
    client.post(address, sent | {"at": "12-03-2026 12.10"})
    assert early not in Client().get(told).content.decode()
    draw = Draw.objects.get()
    assert (draw.state, draw.number_at) == (DrawState.DRAWN, AFTER + timedelta(minutes=10))
    assert f'href="/kelas/{batch.pk}/seleksi/">Lanjut ke putusan' in client.get(address).content.decode()


def test_the_method_reads_as_locked_from_the_minute_applications_open(at_noon: Any) -> None:
    """Nobody may change it from then on, though the worker that locks it comes by a minute later."""
    batch = open_class()
    address = f"/pelatihan/{batch.pk}/seleksi/"
    at_noon.move_to(batch.opens_at - timedelta(minutes=1))
    assert "Masih bisa berubah" in Client().get(address).content.decode()
    at_noon.move_to(batch.opens_at)
    page = Client().get(address).content.decode()
    assert "Sejak itu tidak bisa diubah" in page and "Masih bisa berubah" not in page


def test_the_method_appeal_and_funnel_have_their_pages(at_noon: Any) -> None:
    batch = open_class()
    clerk = admin_of(batch)
    one = declined(batch, clerk)
    at_noon.move_to(AFTER)
    client, address = signed_in(batch), f"/kelas/{batch.pk}/seleksi/"
    door = f"/pendaftaran/{one.code}/banding/"
    assert "Kirim banding" in Client().get(door).content.decode()
    at_noon.move_to(AFTER + timedelta(days=300))
    late = Client().get(door).content.decode()
    assert "Batas banding sudah lewat" in late and "Kirim banding" not in late
    at_noon.move_to(AFTER)
    assert "sudah dikunci" in client.get(f"{address}cara/").content.decode()
    Client().post(f"/pendaftaran/{one.code}/banding/", {"words": "Nilai tes saya keliru"})
    appeal = Appeal.objects.get()
    assert "Nilai tes saya keliru" in client.get(f"{address}banding/").content.decode()
    client.post(f"{address}banding/{appeal.pk}/", {"answer": "reject", "reason": "Sudah dihitung ulang"})
    assert "Sudah dihitung ulang" in Client().get(f"/pendaftaran/{one.code}/").content.decode()
    page = client.get(f"{address}corong/").content.decode()
    assert "Datang hari pertama" in page and "belum diketahui" in page
    why = page.partition("Karena apa")[2]
    assert "nilai di bawah batas" in why and "<b>1</b> cadangan</li>" in why, "a reserve nobody called is told too"


def test_a_wrong_score_is_taken_back_by_its_scorer_until_the_result_is_out(at_noon: Any) -> None:
    batch = open_class()
    at_noon.move_to(AFTER)
    one = verified(batch, "Rahmah")
    client, colleague, address = signed_in(batch), signed_in(batch), f"/kelas/{batch.pk}/seleksi/test/"
    back = f"{address}{one.pk}/tarik/"
    assert "Tarik nilai" not in client.get(address).content.decode()
    client.post(address, {f"score-{one.pk}": "17"})
    page = client.get(address).content.decode()
    assert (
        f'form="tarik" formaction="{back}"' in page
        and '<form id="tarik"' in page
        and "Tarik nilai Anda untuk Rahmah" in page
    )
    assert "Tarik nilai" not in colleague.get(address).content.decode()
    colleague.post(back)
    assert SelectionScore.objects.count() == 1, "only its own scorer takes it back"
    assert signed_in(open_class()).post(back).status_code == 404 and Client().post(back).status_code == 302
    assert "Nilai Anda untuk Rahmah ditarik" in client.post(back, follow=True).content.decode()
    assert not SelectionScore.objects.exists() and client.get(back).status_code == 405
    client.post(address, {f"score-{one.pk}": "71"})
    Selection.objects.update_or_create(batch=batch, defaults={"published_at": AFTER})
    assert "Tarik nilai" not in client.get(address).content.decode()
    client.post(back)
    assert SelectionScore.objects.get().score == 71
