"""Where the tile of each province stands: the archipelago as 18 columns and 7 rows, west to east, north to south."""

from typing import NamedTuple


class Place(NamedTuple):
    """code: Kemendagri, two digits. column: 0 to 17; row: 0 to 6. short: two letters, as on the tile."""

    code: str
    column: int
    row: int
    short: str
    name: str


PLACES: tuple[Place, ...] = (
    Place("11", 0, 0, "AC", "Aceh"),
    Place("12", 1, 1, "SU", "Sumatera Utara"),
    Place("13", 1, 2, "SB", "Sumatera Barat"),
    Place("14", 2, 1, "RI", "Riau"),
    Place("15", 2, 2, "JA", "Jambi"),
    Place("16", 3, 3, "SS", "Sumatera Selatan"),
    Place("17", 2, 3, "BE", "Bengkulu"),
    Place("18", 3, 4, "LA", "Lampung"),
    Place("19", 4, 2, "BB", "Kepulauan Bangka Belitung"),
    Place("21", 3, 1, "KR", "Kepulauan Riau"),
    Place("31", 5, 4, "JK", "DKI Jakarta"),
    Place("32", 5, 5, "JB", "Jawa Barat"),
    Place("33", 6, 5, "JT", "Jawa Tengah"),
    Place("34", 6, 6, "YO", "Daerah Istimewa Yogyakarta"),
    Place("35", 7, 5, "JI", "Jawa Timur"),
    Place("36", 4, 5, "BT", "Banten"),
    Place("51", 8, 6, "BA", "Bali"),
    Place("52", 9, 6, "NB", "Nusa Tenggara Barat"),
    Place("53", 10, 6, "NT", "Nusa Tenggara Timur"),
    Place("61", 6, 2, "KB", "Kalimantan Barat"),
    Place("62", 7, 2, "KT", "Kalimantan Tengah"),
    Place("63", 7, 3, "KS", "Kalimantan Selatan"),
    Place("64", 8, 2, "KI", "Kalimantan Timur"),
    Place("65", 8, 1, "KU", "Kalimantan Utara"),
    Place("71", 13, 1, "SA", "Sulawesi Utara"),
    Place("72", 11, 2, "ST", "Sulawesi Tengah"),
    Place("73", 10, 4, "SN", "Sulawesi Selatan"),
    Place("74", 11, 4, "SG", "Sulawesi Tenggara"),
    Place("75", 12, 1, "GO", "Gorontalo"),
    Place("76", 10, 3, "SR", "Sulawesi Barat"),
    Place("81", 13, 4, "MA", "Maluku"),
    Place("82", 14, 2, "MU", "Maluku Utara"),
    Place("91", 17, 2, "PA", "Papua"),
    Place("92", 15, 3, "PB", "Papua Barat"),
    Place("93", 17, 4, "PS", "Papua Selatan"),
    Place("94", 16, 3, "PT", "Papua Tengah"),
    Place("95", 17, 3, "PE", "Papua Pegunungan"),
    Place("96", 15, 2, "PD", "Papua Barat Daya"),
)
