"""Matching columns: sure ones matched with the reason, doubtful ones left to a person."""

from balai.kernel.tables import Certainty, Field, match_columns

FIELDS = [
    Field("full_name", ("Nama", "Nama Lengkap", "Nama Peserta")),
    Field("birth_date", ("Tanggal Lahir", "Tgl Lahir")),
    Field("phone", ("No HP", "Nomor Telepon")),
    Field("sex", ("Jenis Kelamin", "L/P", "JK")),
    Field("district", ("Kecamatan",)),
    Field("trained_on", ("Tanggal Latih",)),
]


def matched(*titles: str) -> list[str | None]:
    return [match.field for match in match_columns(titles, FIELDS)]


def test_spellings_of_offices_are_the_same_title() -> None:
    for title in ("NAMA  LENGKAP", "Nama_Lengkap", "nama-lengkap.", "NamaLengkap", "full name", "Nama Lengkap *"):
        found = match_columns([title], FIELDS)[0]
        assert (found.field, found.certainty) == ("full_name", Certainty.SAME), title
    assert matched("TGL. LAHIR", "Nmr HP", "No. Telp", "l / p", "Kec.") == [
        "birth_date", None, None, "sex", "district",
    ]  # fmt: skip
    assert matched("No. Telp") == ["phone"]


def test_remarks_and_groups_count_as_part_of_the_title() -> None:
    name, district = match_columns(["Nama Lengkap (sesuai KTP)", "Alamat / Kecamatan"], FIELDS)
    assert (name.field, name.certainty) == ("full_name", Certainty.PART)
    assert (district.field, district.certainty) == ("district", Certainty.PART)
    assert name.why and district.why


def test_a_slip_is_similar_but_another_word_is_not() -> None:
    for title in ("Tangal Lahir", "Tanggal Lahri", "Jenis Kelmin", "Kecamatn", "Kecamtaan"):
        assert match_columns([title], FIELDS)[0].certainty is Certainty.SIMILAR, title
    for title in ("Tanggal Lulus", "Nama Ibu Kandung", "Nilai", "JL", "Kelas", "", "   ", "123"):
        found = match_columns([title], FIELDS)[0]
        assert found.field is None and found.why, title


def test_equals_are_left_to_a_person_and_the_surer_wins() -> None:
    assert matched("KTP / Kecamatan", "Domisili / Kecamatan") == [None, None]
    assert matched("Nama", "Nama") == [None, None]
    assert matched("Nama", "Nama (panggilan)") == ["full_name", None]
    assert matched("Tanggal Lahri", "Tanggal Lahir") == [None, "birth_date"]


def test_a_title_for_two_fields_names_both() -> None:
    fields = [Field("home", ("Alamat",)), Field("office", ("Alamat",))]
    found = match_columns(["Alamat"], fields)[0]
    assert found.field is None and found.candidates == ("home", "office")
