"""What the components say, what they escape, and what they show when there is nothing."""

from datetime import date, time
from typing import Any

import pytest
from django import forms
from django.template import Context, Template
from django.utils import translation

from balai.kernel.refusal import Refused
from balai.kernel.registry import RoadStep, WorkItem
from balai.web.forms.base import BalaiForm, show_refusal
from balai.web.parts import FileAnswer, PromiseCard, RowAnswer, Seat, Step, Tile, Work
from balai.web.three_parts import ThreeParts
from balai.web.tiles import PLACES
from balai.web.training.forms import TimeField

NASTY = '<script>alert("1")</script>'


def drawn(source: str, **values: Any) -> str:
    return str(Template("{% load ui %}" + source).render(Context(values)))


def test_bounds_are_written_out() -> None:
    page = drawn("{% tiga 18 18 12 %}")
    assert "<b>Antara 38 dan 75 dari 100 lulusan bekerja.</b> 18 dari 48 orang belum diketahui." in page
    assert 'width="37.50%"' in page
    assert 'x="75.00%"' in page


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ((40, 0, 8), "83 dari 100 lulusan bekerja."),
        ((0, 48, 0), "Antara 0 dan 100 dari 100 lulusan bekerja."),
        ((1182, 1, 17), "Kira-kira 99 dari 100 lulusan bekerja."),
    ],
)
def test_bounds_of_every_shape(counts: tuple[int, int, int], sentence: str) -> None:
    assert ThreeParts(*counts).bounds("lulusan", "bekerja") == sentence


def test_nobody_to_count_is_said_and_not_drawn() -> None:
    page = drawn("{% tiga 0 0 0 %}")
    assert "<svg" not in page
    assert "Belum ada lulusan yang dapat dihitung" in page


def test_a_negative_count_is_an_error() -> None:
    with pytest.raises(ValueError, match="negative"):
        ThreeParts(1, -1, 0)


def test_the_official_figure_stands_beside_the_bounds_with_its_name() -> None:
    page = drawn("{% tiga 18 18 12 formula=name figure=37.5 %}", name="rumus laporan kinerja")
    assert "Angka menurut rumus laporan kinerja: 37,5 persen." in page
    assert "Antara 38 dan 75" in page


def test_figures_that_do_not_fit_their_part_are_left_to_the_key() -> None:
    whole = ThreeParts(1182, 1, 17)
    assert [part.figure for part in whole.parts()] == ["1.182", "", ""]
    assert "17 tidak bekerja" in drawn("{% tiga 1182 1 17 %}")


def test_names_are_escaped_everywhere() -> None:
    promise = PromiseCard(NASTY, NASTY, NASTY, NASTY, 1, 2, None, "open", NASTY, "", "", NASTY, NASTY)
    page = drawn(
        "{% meja work %}{% jalan road %}{% janji promise %}{% kursi seats %}{% tanda nasty nasty %}{% jawaban answer %}"
        "{% ubin tiles nasty %}{% kosong nasty nasty %}{{ nasty }}{% endkosong %}{% bukti nasty nasty %}{{ nasty }}{% endbukti %}",
        work=[Work(NASTY, NASTY, "/", NASTY)],
        road=[Step(NASTY, "done", None, NASTY, NASTY)],
        promise=promise,
        seats=[Seat(NASTY, False, NASTY)],
        answer=FileAnswer(0, 1, 0, [RowAnswer(1, "refused", NASTY, NASTY)]),
        tiles={"11": Tile("yes", NASTY)},
        nasty=NASTY,
    )
    assert "<script" not in page
    assert page.count("&lt;script&gt;") >= 20


def test_a_row_of_the_meja_is_one_tap_from_done() -> None:
    item = WorkItem("people:merge:7", "Putuskan dua catatan", "Menunggu 3 hari", "gallery", "Bandingkan", urgency=0)
    page = drawn("{% meja work %}", work=[item])
    assert 'href="/galeri/"' in page
    assert 'data-id="people:merge:7"' in page
    assert "Mendesak" in page


def test_a_step_that_is_not_known_says_so() -> None:
    steps = [RoadStep(date(2026, 10, 10), "Kabar bulan ke-3", state="unknown"), Step("Lulus", "done")]
    page = drawn("{% jalan steps %}", steps=steps)
    assert 'class="unknown"' in page
    assert "belum diketahui" in page
    assert "10 Oktober 2026" in page


def test_a_long_road_stands() -> None:
    assert "lying" in drawn("{% jalan steps %}", steps=[Step("a", "done")] * 7)
    assert "lying" not in drawn("{% jalan steps %}", steps=[Step("a", "done")] * 8)


def test_an_absent_type_is_an_empty_chair() -> None:
    page = drawn("{% kursi seats %}", seats=[Seat("Perusahaan", False, "diundang 3, datang 0"), Seat("Dinas", True)])
    assert page.count("kursi kosong") == 1
    assert page.index("Perusahaan") < page.index("kursi kosong") < page.index("Dinas")


def test_every_province_has_its_own_tile() -> None:
    assert len(PLACES) == 38
    assert len({(place.column, place.row) for place in PLACES}) == 38
    page = drawn(
        "{% ubin tiles 'Peta' key %}",
        tiles={"11": Tile("yes", "ada")},
        key=[("yes", "ada"), ("unknown", "belum ada data")],
    )
    assert page.count('<li class="k') == 38
    assert "ada: 1</li>" in page
    assert "belum ada data: 37</li>" in page


def test_a_promise_kept_beyond_its_target_is_full_and_tells_the_true_count() -> None:
    promise = PromiseCard("Melatih 64 orang", "BLK", "Dinas", "orang", 66, 64, None, "kept", "Ditepati")
    page = drawn("{% janji promise %}", promise=promise)
    assert '<progress value="64" max="64"' in page
    assert "<b>66</b> dari 64" in page


def test_an_empty_place_teaches() -> None:
    page = drawn("{% kosong 'Belum ada kelas' 'Admin balai membawanya.' %}<a href='/'>Buka kelas</a>{% endkosong %}")
    assert "Belum ada kelas" in page
    assert "Admin balai membawanya." in page
    assert "<a href='/'>Buka kelas</a>" in page


class AskForm(BalaiForm):
    name = forms.CharField(label="Nama lengkap", help_text="Seperti di kartu tanda penduduk.")
    born = forms.DateField(label="Tanggal lahir")
    route = forms.ChoiceField(label="Pilihan", widget=forms.RadioSelect, choices=[("a", "A")])


def test_each_error_names_its_field_and_is_tied_to_it() -> None:
    page = str(AskForm({"born": "2001/08/17"}))
    assert page.count("“Nama lengkap” belum diisi.") == 2, "in the summary and at the field"
    assert 'href="#id_name"' in page
    assert 'aria-describedby="id_name_helptext id_name_error"' in page
    assert 'id="id_name_error"' in page
    assert "“Tanggal lahir”: tulis sebagai hari-bulan-tahun" in page
    assert 'href="#id_route"' in page
    assert '<div id="id_route">' in page


def test_days_come_first_in_dates() -> None:
    form = AskForm({"name": "Rahmah", "born": "05-06-2001", "route": "a"})
    assert form.is_valid()
    assert form.cleaned_data["born"] == date(2001, 6, 5)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("05061999", "1999-06-05"), ("5 Juni 1999", "1999-06-05"), ("5-agustus-1999", "1999-08-05"),
        ("5 6 1999", "1999-06-05"), ("31021999", None), ("5061999", None), ("5 Entah 1999", None), ("05-06-99", None),
    ],
)  # fmt: skip
def test_a_day_typed_without_a_dash_or_with_the_name_of_its_month_is_read(written: str, read: str | None) -> None:
    form = AskForm({"name": "Rahmah", "born": written, "route": "a"})
    assert form.is_valid() is (read is not None)
    day = form.cleaned_data.get("born")
    assert (day.isoformat() if day else None) == read
    assert form["born"].value() == (f"{day:%d-%m-%Y}" if day else written)


@pytest.mark.parametrize("year", ["0001", "0206", "9999"])
def test_a_year_nobody_meant_is_told_at_its_field(year: str) -> None:
    form = AskForm({"name": "Rahmah", "born": f"05-06-{year}", "route": "a"})
    assert form.errors["born"] == ["“Tanggal lahir”: tulis tahun antara 1800 dan 2200."]


class HoursForm(BalaiForm):
    begins = TimeField(label="Jam mulai")
    ends = TimeField(label="Jam selesai")


def test_hours_are_read_with_a_comma_and_a_wrong_one_names_its_field() -> None:
    form = HoursForm({"begins": "08,30", "ends": "25.99"})
    assert not form.is_valid() and form.cleaned_data["begins"] == time(8, 30)
    assert form.errors["ends"] == ["“Jam selesai”: jamnya tidak terbaca. Tulis seperti 08.00."]


def test_a_form_without_errors_has_no_summary() -> None:
    assert "perbaiki" not in str(AskForm())


def test_a_refusal_becomes_a_sentence_at_its_field() -> None:
    form = AskForm({"name": "Rahmah", "born": "05-06-2001", "route": "a"})
    show_refusal(form, Refused("too_young", "Umur kurang dari 17 tahun.", field="born"))
    show_refusal(form, Refused("closed", "Kelas sudah ditutup.", field="batch"))
    assert form.errors["born"] == ["Umur kurang dari 17 tahun."]
    assert form.non_field_errors() == ["Kelas sudah ditutup."]


class MomentForm(BalaiForm):
    at = forms.DateTimeField(label="Kapan")
    hour = forms.TimeField(label="Jam")
    page = forms.URLField(label="Tautan", assume_scheme="https")


def test_a_moment_an_hour_and_an_address_are_asked_for_by_name() -> None:
    said = MomentForm({"at": "besok", "hour": "25:99", "page": "bukan alamat"}).errors
    assert {name: told[0].partition(":")[0] for name, told in said.items()} == {
        "at": "“Kapan”", "hour": "“Jam”", "page": "“Tautan”",
    }  # fmt: skip


class LimitedForm(BalaiForm):
    """Labels with a percent sign must survive: the validator fills in the rest of the sentence."""

    note = forms.CharField(label="Catatan 100%", max_length=5)
    seats = forms.IntegerField(label="Kursi", min_value=15)
    cost = forms.DecimalField(label="Nilai", max_digits=4, decimal_places=1)


def test_a_limit_names_its_field_and_says_how_far() -> None:
    form = LimitedForm({"note": "terlalu panjang", "seats": "3", "cost": "1.25"})
    assert form.errors == {
        "note": ["“Catatan 100%”: paling banyak 5 huruf; sekarang 15. Persingkat."],
        "seats": ["“Kursi”: tulis 15 atau lebih."],
        "cost": ["“Nilai”: paling banyak 1 angka di belakang koma."],
    }
    assert LimitedForm({"note": "a\x00b", "seats": "15", "cost": "1"}).errors == {
        "note": ["“Catatan 100%”: ada tanda yang tidak terbaca. Hapus, lalu ketik lagi."]
    }


class FoldedForm(BalaiForm):
    later = ("licence",)
    name = forms.CharField(label="Nama lembaga")
    licence = forms.CharField(label="Nomor izin", required=False, max_length=3)


def test_what_most_people_leave_alone_is_folded_until_it_holds_something() -> None:
    folded = str(FoldedForm())
    assert folded.index('name="name"') < folded.index('<details class="later">') < folded.index('name="licence"')
    assert folded.count('name="licence"') == 1
    assert '<details class="later" open>' in str(FoldedForm(initial={"licence": "12"}))
    assert '<details class="later" open>' in str(FoldedForm({"name": "", "licence": "1234"}))
    assert "<details" not in str(AskForm())


def test_urgency_and_the_shape_of_a_date_are_said_in_the_readers_language() -> None:
    rows = [Work("a", "", "/", "b", "now"), Work("a", "", "/", "b", "soon")]
    with translation.override("en"):
        page, form = drawn("{% meja rows %}", rows=rows), str(AskForm())
    assert ">Urgent<" in page and ">Soon<" in page and "dd-mm-yyyy" in form
    assert ">Mendesak<" in drawn("{% meja rows %}", rows=rows) and "dd-mm-tttt" in str(AskForm())
