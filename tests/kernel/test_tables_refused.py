"""Refused rows go back as a file that can be corrected and sent again."""

import datetime as dt
import io
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from balai.kernel.tables import Cell, open_table
from balai.kernel.tables.refused_rows import reason_title, write_refused


def test_what_was_sent_comes_back_unchanged_with_the_reason_last() -> None:
    sent: list[Cell] = [
        "=1+1",
        "@x",
        "-5",
        "+62812",
        "00123",
        "http://contoh.id",
        "{=1}",
        12.5,
        dt.date(2019, 9, 10),
        "",
    ]
    titles = [f"Kolom {n}" for n in range(len(sent))]
    content = write_refused(titles, [(sent, "Periksa tanggalnya."), (sent[:3], "Kurang.")])
    rows = [row.cells for row in open_table(content, "tolak.xlsx").main_sheet().rows()]
    assert rows[0] == [*titles, reason_title()] and reason_title() == "Alasan ditolak"
    assert rows[1] == [*sent, "Periksa tanggalnya."]
    assert rows[2][:3] == sent[:3] and rows[2][-1] == "Kurang."
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        written = archive.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in written and b"<hyperlink" not in written


@given(cells=st.lists(st.one_of(st.text(), st.floats(), st.booleans(), st.dates(), st.times()), max_size=4))
def test_no_cell_stops_the_file(cells: list[Cell]) -> None:
    content = write_refused(["a", "b", "c", "d"], [(cells, "Periksa.")])
    assert open_table(content, "tolak.xlsx").main_sheet().head()[-1].cells[-1] == "Periksa."
