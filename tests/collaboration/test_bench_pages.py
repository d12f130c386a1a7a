"""The bench on its pages: from an empty tab to a conclusion beside the other columns; no page tells one coder of the other."""

import re
from collections.abc import Iterator
from unittest import mock

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from balai.access.actor import Actor
from balai.access.roles import Role
from balai.accounts.models import User
from balai.collaboration.models import Accord, Bench, Coding, Conclusion, Quotation
from tests import factories as make
from tests.collaboration.benches import FIRST, SECOND, Study
from tests.collaboration.test_convening import NOW, Forum

pytestmark = [pytest.mark.data, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def now() -> Iterator[None]:
    with mock.patch("django.utils.timezone.now", return_value=NOW):
        yield


def at(actor: Actor) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=actor.user_id))
    return client


def text(answer: object) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())  # type: ignore[attr-defined]


def test_from_an_empty_tab_to_a_conclusion_beside_the_columns() -> None:
    study = Study()
    Bench.objects.filter(pk=study.bench.pk).update(
        institution=make.institution(name="Universitas Lain", kind="university")
    )
    first, second, stranger = at(study.first), at(study.second), Client()
    tab = f"/kerja-sama/masa/{study.period.pk}/kajian/"
    assert "Belum ada kesimpulan peneliti" in text(stranger.get(tab)) and "Buka meja peneliti" not in text(
        stranger.get(tab)
    )
    assert "Buka meja peneliti" in text(first.get(tab))
    first.post(f"{tab}buka/", {"institution": study.campus.pk})
    bench = Bench.objects.get(institution=study.campus)
    page = f"/kerja-sama/kajian/{bench.pk}"
    assert "Tambahkan sumbernya dahulu" in text(first.get(f"{page}/kutipan/"))
    first.post(f"{page}/sumber/tambah/", {"kind": "interview", "title": "Wawancara pemberi kerja", "dated": "09-2026"})
    refused = first.post(f"{page}/informan/tambah/", {"sector": "private", "role": "Ana 0812 3456 7890", "member": ""})
    assert refused.status_code == 422 and "Di sini ada nomor telepon" in text(refused)
    first.post(f"{page}/informan/tambah/", {"sector": "private", "role": "kepala produksi", "member": ""})
    source, informant = bench.benchsource_rows.get(), bench.informant_rows.get()
    for n in (1, 2):
        first.post(f"{page}/kutipan/tambah/", {
            "source": source.pk, "place": f"menit {n}", "text": f"Kami percaya, kali ke-{n}.", "informant": informant.pk,
        })  # fmt: skip
    first.post(f"{page}/putaran/buka/", {"first": study.first.user_id, "second": study.second.user_id})
    row = bench.rounds.get()
    one, two = Quotation.objects.filter(bench=bench).order_by("pk")
    wrong = first.post(f"/kerja-sama/kajian/kode/{one.pk}/", {})
    assert wrong.status_code == 422 and "Pilih paling sedikit satu hal" in text(wrong)
    to_next = first.post(f"/kerja-sama/kajian/kode/{one.pk}/", {"subject1": "trust", "leaning1": "positive"})
    assert to_next["Location"] == f"/kerja-sama/kajian/kode/{two.pk}/"
    for client, two_codes in ((first, {"none": "on"}), (second, {"subject2": "levy", "leaning2": "negative"})):
        client.post(f"/kerja-sama/kajian/kode/{one.pk}/", {"subject1": "trust", "leaning1": "positive"})
        client.post(f"/kerja-sama/kajian/kode/{two.pk}/", two_codes)
        client.post(f"/kerja-sama/kajian/kode-bersama/{row.pk}/selesai/")
    told = text(first.get(f"/kerja-sama/kajian/kode-bersama/{row.pk}/"))
    assert re.search(r"Semua hal sekaligus 2 1 50(,0)? ?(persen|%) 0,33", told) and re.search(
        r"Pungutan 2 1 50(,0)? ?(persen|%) 0,00", told
    ), told
    first.post(f"/kerja-sama/kajian/sepakat/{two.pk}/", {"none": "on", "words": "Tidak ada pungutan di sini"})
    asked = text(second.get(f"/kerja-sama/kajian/sepakat/{two.pk}/"))
    assert "Benarkan usul ini" in asked and "Benarkan usul ini" not in text(
        first.get(f"/kerja-sama/kajian/sepakat/{two.pk}/")
    )
    second.post(f"/kerja-sama/kajian/sepakat/{two.pk}/", {"version": "1"})
    assert Accord.objects.filter(confirmed_at=NOW).count() == 2
    said = {"value": "strong", "words": "Kepercayaan ada sejak awal.", "quotations": [one.pk]}
    first.post(f"{page}/simpulan/trust/", said)
    first.post(f"{page}/simpulan/trust/", said | {"value": "weak", "words": "Kepercayaan belum ada."})
    shown = text(stranger.get(tab))
    assert "Kepercayaan belum ada." in shown and "1 versi sebelumnya" in shown and "Universitas Uji" in shown
    assert "kepala produksi" not in shown and str(User.objects.get(pk=study.first.user_id)) not in shown
    beside = text(stranger.get(f"/kerja-sama/masa/{study.period.pk}/penilaian/"))
    assert "Kami percaya, kali ke-1." in beside and "Wawancara pemberi kerja, menit 1" in beside
    assert first.get(f"{page}/buku.zip")["Content-Type"] == "application/zip"


def test_no_page_tells_one_coder_of_the_other() -> None:
    """Whatever a page shows, a file holds or a form answers is the same whether the other has coded or not, and how."""
    study = Study()
    row = study.opened()
    units = study.units()
    pages = [
        f"/kerja-sama/masa/{study.period.pk}/kajian/", f"/kerja-sama/kajian/kode-bersama/{row.pk}/",
        f"/kerja-sama/kajian/kode/{units[0].pk}/", f"/kerja-sama/kajian/sepakat/{units[0].pk}/",
        f"/kerja-sama/kajian/{study.bench.pk}/buku.zip", f"/kerja-sama/kajian/{study.bench.pk}/simpulan/trust/",
        *(f"/kerja-sama/kajian/{study.bench.pk}/{part}/" for part in ("kutipan", "sumber", "informan", "putaran")),
    ]  # fmt: skip

    def seen(by: Actor) -> list[tuple[int, bytes]]:
        client = at(by)
        answers = [client.get(page) for page in pages]
        hide = rb'(name="(?:csrfmiddlewaretoken|client_id)" value=")[^"]*|nonce-[^"\']+'
        bodies = [
            b"zip" if page.endswith("zip") else re.sub(hide, rb"\1", a.content)
            for page, a in zip(pages, answers, strict=True)
        ]
        return [(a.status_code, body) for a, body in zip(answers, bodies, strict=True)]

    before = {by.name: seen(by) for by in (study.first, study.third)}
    study.codes(study.second, SECOND)
    assert {by.name: seen(by) for by in (study.first, study.third)} == before
    coded = seen(study.second)[1][1].decode()
    assert "belum Anda kode" not in coded and "belum Anda kode" in before[study.first.name][1][1].decode()
    Coding.objects.filter(seat__user_id=study.second.user_id).update(subject="levy", leaning="negative")
    assert {by.name: seen(by) for by in (study.first, study.third)} == before
    assert seen(study.third)[2][0] == seen(study.third)[3][0] == 404
    study.codes(study.first, FIRST)
    study.done(study.first, row)
    told = text(at(study.first).get(pages[1]))
    assert "Hasilnya terbuka sesudah pengode yang lain selesai" in told and "Pungutan" not in told


def test_others_find_no_bench_and_lists_ask_the_same_for_one_row_and_many() -> None:
    study = Study()
    outside = [make.actor(make.institution(kind="university"), Role.RESEARCHER), study.secretary]
    for by, answer in zip(outside, (404, 403), strict=True):
        assert at(by).get(f"/kerja-sama/kajian/{study.bench.pk}/kutipan/").status_code == answer
    assert Client().get(f"/kerja-sama/kajian/{study.bench.pk}/kutipan/").status_code == 302
    first, row = at(study.first), study.compared()
    asked = []
    for _n in range(2):
        for page in (f"/kerja-sama/kajian/{study.bench.pk}/kutipan/", f"/kerja-sama/kajian/kode-bersama/{row.pk}/"):
            with CaptureQueriesContext(connection) as queries:
                first.get(page)
            asked.append(len(queries))
        for text_ in "abcdefgh":
            study.quoted(text_)
        row = study.opened()
        study.codes(study.first, FIRST * 2)
        study.codes(study.second, tuple(reversed(SECOND * 2)))
        study.done(study.first, row)
        study.done(study.second, row)
    assert asked[:2] == asked[2:] and max(asked) <= 25, asked
    assert not Conclusion.objects.exists() and isinstance(study, Forum)
