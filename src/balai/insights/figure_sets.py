"""The sets of area figures that come with the product: what each is called in print, what it is, and how to read it."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from balai.insights.enums import ShownAs, Trap

FOLDER = Path(__file__).parent / "figures"
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Cell:
    """region: Kemendagri code. The rest as in AreaFigure."""

    measure: str
    value_text: str
    value: Decimal | None = None
    region: str = ""
    place: str = ""
    period: str = ""
    category: str = ""
    unit: str = ""
    trap: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class FigureSet:
    """printed_title: what the source calls the table, kept even where it is wrong. notes: how to read it."""

    name: str
    title: str | Promise
    printed_title: str
    shown_as: ShownAs
    period: str
    source: str
    published: str
    notes: tuple[str | Promise, ...]
    file: str
    read: Callable[[list[Row]], Iterator[Cell]]

    def cells(self) -> list[Cell]:
        with (FOLDER / self.file).open(encoding="utf-8", newline="") as source:
            return list(self.read(list(csv.DictReader(source))))


def _by_education(rows: list[Row]) -> Iterator[Cell]:
    for row in rows:
        for year in ("2019", "2020", "2021"):
            printed = row[year]
            yield Cell(
                "bagian dari penganggur", printed, Decimal(printed.rstrip("%").replace(",", ".")), "13.04",
                "Kabupaten Tanah Datar", year, row["pendidikan"], "persen dari penganggur",
                Trap.COPIED if year == "2021" and printed == row["2020"] and printed != "100" else "",
            )  # fmt: skip


def _persons(rows: list[Row]) -> Iterator[Cell]:
    for row in rows:
        area: dict[str, Any] = {"region": "14.71", "place": "Kota Pekanbaru", "period": row["tahun"]}
        printed = row["jumlah_ribuan_orang"]
        yield Cell("jumlah penganggur", printed, Decimal(printed.replace(".", "")), unit="orang", **area)
        yield Cell("persentase seperti tercetak", row["persentase"], trap=Trap.NOT_A_RATE, **area)


def _uptp(rows: list[Row]) -> Iterator[Cell]:
    """The source names the 18 without; the 16 with one are the rest of the 34 of that year; four came in 2022."""
    without = {row["kode"]: row["seed_name"] for row in rows}
    with (FOLDER / "provinces.csv").open(encoding="utf-8", newline="") as source:
        for province in csv.DictReader(source):
            code = province["kode"]
            area: dict[str, Any] = {"region": code, "period": "2020", "measure": "memiliki UPTP"}
            if code in without:
                yield Cell(value_text="tidak", value=Decimal(0), place=without[code], **area)
            elif code in FOUNDED_2022:
                yield Cell(value_text="", place=province["provinsi"], trap=Trap.NOT_YET, **area)
            else:
                yield Cell(value_text="ya", value=Decimal(1), place=province["provinsi"], trap=Trap.COMPUTED, **area)


FOUNDED_2022 = frozenset({"93", "94", "95", "96"})


def _activities(rows: list[Row]) -> Iterator[Cell]:
    for row in rows:
        category = f"{row['kegiatan']}: {row['sub_kegiatan']}"
        place = row["rencana_lokasi"]
        area: dict[str, Any] = {"region": "14.71", "place": place, "period": "2019", "category": category}
        for measure, column in (("sasaran", "target"), ("realisasi", "realisasi")):
            number = Decimal(row[column].split()[0])
            yield Cell(measure, row[column], number, unit="orang", trap=Trap.OUTPUT_ONLY, **area)
        misprint = Trap.PLACE_MISPRINT if "Tampar" in row["rencana_lokasi"] else ""
        yield Cell("rencana lokasi", row["rencana_lokasi"], trap=misprint, **area)
        yield Cell("jadwal tentatif", row["jadwal_tentative"], **area)


def _funnel(rows: list[Row]) -> Iterator[Cell]:
    for row in rows:
        number = row["jumlah_blkk"]
        yield Cell(
            "jumlah BLK Komunitas", number, Decimal(number), place="Indonesia", period="2021–2022", category=row["tahap"],
            unit="balai", note=row["catatan"],
        )  # fmt: skip


SCALAR_SOURCES = {
    "000": "Studi Tanah Datar 2022",
    "001": "Suara.com, 2020 (transformasi BLK)",
    "002": "Jurnas, terbit 15-05-2024 tentang acara 6–7 Desember 2021",
    "004": "ILO Jakarta, 19-04-2022",
}
SCALAR_AREAS = {"000": ("13.04", "Kabupaten Tanah Datar")}
SCALAR_PERIODS = {"000": "2022", "001": "2020", "002": "2021", "004": "2022"}


def _scalars(rows: list[Row]) -> Iterator[Cell]:
    for row in rows:
        printed, seed = row["nilai"], row["seed"]
        bare = printed.replace(".", "")
        region, place = SCALAR_AREAS.get(seed, ("", "Indonesia"))
        yield Cell(
            "nilai", printed, Decimal(bare) if bare.isdigit() else None, region, place,
            "2021" if "2021" in row["indikator"] else SCALAR_PERIODS[seed], row["indikator"],
            trap="" if bare.isdigit() else Trap.IN_WORDS, note=SCALAR_SOURCES[seed],
        )  # fmt: skip


SETS: tuple[FigureSet, ...] = (
    FigureSet(
        "unemployed-by-education",
        _("Penganggur menurut pendidikan, Kabupaten Tanah Datar"),
        "Tingkat Pengangguran Terbuka Berdasarkan Pendidikan yang Ditamatkan",
        ShownAs.DISTRIBUTION,
        "2019–2021",
        "Badan Pusat Statistik Tanah Datar, dikutip dalam studi Tanah Datar 2022",
        "2022",
        (
            _(
                "Tabel ini dicetak dengan judul tingkat pengangguran terbuka, tetapi tiap kolomnya berjumlah 100. "
                "Jadi ini sebaran penganggur menurut pendidikan, bukan tingkat pengangguran."
            ),
            _(
                "Kolom 2021 sama dengan kolom 2020 di setiap sel; kemungkinan tersalin. Perbandingan 2020 dan 2021 "
                "tidak bermakna."
            ),
            _("SLTP melompat dari 1,86% ke 22,08% antara 2019 dan 2020; angkanya dibiarkan seperti tercetak."),
        ),
        "tanah-datar-unemployed-by-education.csv",
        _by_education,
    ),
    FigureSet(
        "unemployed-persons",
        _("Jumlah penganggur, Kota Pekanbaru"),
        "Tabel 1.1 Jumlah Pengangguran di Kota Pekanbaru Tahun 2015-2019",
        ShownAs.COUNT,
        "2015–2019",
        "Studi Pekanbaru 2019",
        "2020",
        (
            _(
                "Judul kolomnya “ribuan orang”, tetapi titik di 41.363 adalah pemisah ribuan: 41.363 orang, bukan "
                "41 juta."
            ),
            _(
                "Kolom persentase hanyalah jumlah dalam ribuan yang dibulatkan (41.363 menjadi 41%). Jumlahnya "
                "212%; itu bukan tingkat dan bukan bagian. Disimpan sebagai teks dan tidak digambar."
            ),
        ),
        "pekanbaru-unemployed-2015-2019.csv",
        _persons,
    ),
    FigureSet(
        "provinces-with-uptp",
        _("Provinsi yang memiliki UPTP (unit pelaksana teknis pusat)"),
        "Provinsi yang belum memiliki UPTP",
        ShownAs.PRESENCE,
        "2020",
        "Kementerian Ketenagakerjaan, dikutip Suara.com",
        "2020",
        (
            _(
                "Sumber menyebut nama 18 provinsi yang belum memiliki UPTP. Nama 16 yang memiliki tidak disebut; "
                "dihitung sebagai sisa dari 34 provinsi waktu itu."
            ),
            _(
                "Papua Selatan, Papua Tengah, Papua Pegunungan dan Papua Barat Daya berdiri pada 2022: belum ada "
                "pada 2020, jadi tanpa nilai."
            ),
        ),
        "provinces-without-uptp-2020.csv",
        _uptp,
    ),
    FigureSet(
        "tkm-activities-2019",
        _("Kegiatan tenaga kerja mandiri (TKM), Kota Pekanbaru"),
        "Tabel 1.2 Kegiatan Pemberdayaan Tenaga Kerja Mandiri Tahun 2019",
        ShownAs.OUTPUT,
        "2019",
        "Dinas Tenaga Kerja Kota Pekanbaru, dikutip dalam studi Pekanbaru 2019",
        "2020",
        (
            _(
                "Realisasi sama dengan sasaran di kesepuluh kegiatan: 880 dari 880. Itu angka keluaran; studi yang "
                "sama menyebut tidak ada pemantauan sesudah pelatihan."
            ),
            _("88 orang adalah kuota satu kegiatan, bukan besar kelompok usaha. TKM 1 dan TKM 2 bertumpang dua hari."),
            _("Lokasi dan jadwal adalah rencana (“tentatif”). “Kec. Tampar” salah cetak di sumber dan dibiarkan."),
        ),
        "pekanbaru-tkm-2019.csv",
        _activities,
    ),
    FigureSet(
        "blkk-selection-funnel",
        _("Penyaringan BLK Komunitas dalam program digital ILO (Organisasi Perburuhan Internasional)"),
        "Seleksi BLK Komunitas",
        ShownAs.FUNNEL,
        "2021–2022",
        "ILO Jakarta",
        "2022",
        (_("Tiga tahap dari satu program percontohan; bukan gambaran semua BLK Komunitas."),),
        "ilo-selection-funnel.csv",
        _funnel,
    ),
    FigureSet(
        "published-counts",
        _("Angka lepas dari sumber-sumber terbit"),
        "",
        ShownAs.MIXED,
        "2020–2022",
        "Beberapa sumber, disebut di tiap baris",
        "2020–2024",
        (
            _("Angka-angka ini berbeda tempat, tahun dan arti: jangan dijumlahkan atau dibandingkan."),
            _("Yang ditulis dengan kata (“lima”, “lebih dari 2.000”) dibiarkan sebagai kata."),
        ),
        "scalars.csv",
        _scalars,
    ),
)  # fmt: skip
BY_NAME = {one.name: one for one in SETS}
