"""The press: text stays text, long words break, a forked process does not wait for ever."""

import os
from datetime import date

import pypdfium2
import pytest

from balai.kernel.papers.blocks import Column, Head, Paper, Signing, Words, bound, heading, signatures, table, text

WORDS = Words("Nomor", "Halaman {n} dari {all}", "Daftar isi")
SIGNS = "#panic() *a* _b_ $c$ <d> @e \\f `g` [h] // i /* j */ = k"
DAY = date(2026, 3, 2)


def paper(*words: str) -> bytes:
    blocks = [*(text(one) for one in words), table((Column("Nama", "30mm"),), [[one] for one in words])]
    return bound(
        [Paper("Uji", blocks, Head("", "Balai"))], title="Uji", author="Balai", footer="Uji", words=WORDS, day=DAY
    )


def read(pdf: bytes) -> str:
    page = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
    return " ".join(page.replace("\u200b", "").split())


def test_signs_of_markup_stay_text() -> None:
    assert SIGNS in read(paper(SIGNS))


def test_letters_the_faces_do_not_have_become_boxes_and_the_paper_is_made() -> None:
    seen = read(paper("Mei 陈美玲", "senang 😀🎉 ✓", "ꦗꦮ", "a\x07b\ud7ffc\ue000d"))
    assert "Mei □□□" in seen and "senang □□ ✓" in seen and "abcd" in seen


def test_a_page_of_unknown_scripts_is_made_too() -> None:
    assert "□" * 20 in read(paper("".join(chr(0x3400 + 256 * n) for n in range(100)))).replace(" ", "")


def test_a_word_of_ninety_letters_stays_inside_its_cell() -> None:
    page = pypdfium2.PdfDocument(paper("W" * 90))[0]
    inside = page.get_textpage()
    rights = [inside.get_charbox(n)[2] for n in range(inside.count_chars()) if inside.get_text_range(n, 1) == "W"]
    in_cell = rights[90:]
    assert len(in_cell) == 90
    assert max(in_cell) < (20 + 30) * 72 / 25.4
    assert max(rights) < 190 * 72 / 25.4


def test_the_same_data_gives_the_same_bytes_also_in_a_forked_process() -> None:
    here = paper("Siti")
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:  # pragma: no cover
        with os.fdopen(writing, "wb") as out:
            out.write(paper("Siti"))
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as source:
        there = source.read()
    os.waitpid(child, 0)
    assert there == here == paper("Siti")


@pytest.mark.parametrize("row_mm", [0, 9])
def test_a_signature_never_stands_alone_on_a_page(row_mm: float) -> None:
    """Whatever the length of the list: with the signature stay the closing words and the last names, and nobody is lost."""
    for count in range(12, 62, 7):
        names = [f"Orang-{n}." for n in range(count)]
        rows = table((Column("Nama", "1fr"),), [[one] for one in names], row_mm=row_mm)
        blocks = [heading("Peserta"), rows, text("Demikian."), signatures([Signing("Kepala", "Budi")])]
        sheet = Paper("Uji", blocks, Head("", "Balai"), landscape=True)
        pdf = bound([sheet], title="Uji", author="Balai", footer="Uji", words=WORDS, day=DAY)
        book = pypdfium2.PdfDocument(pdf)
        pages = [book[n].get_textpage().get_text_range() for n in range(len(book))]
        assert "Budi" in pages[-1] and names[-1] in pages[-1] and "Demikian." in pages[-1], count
        assert all(" ".join(pages).count(one) == 1 for one in names), count
