"""balai simulate --people N: invented people, as many as asked, in a database that holds nobody real.

NIKs begin with 99, a region that does not exist; everything made here bears the source "simulate".
"""

import argparse
import multiprocessing
import os
import sys
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from django.db import connection, connections, transaction
from django.utils import timezone

from balai.access.actor import CLI
from balai.audit.record import record
from balai.config.demo.places import add_places
from balai.institutions.enums import InstitutionKind, Sector, Standing
from balai.institutions.models import Institution
from balai.kernel.crypto import seal_many
from balai.kernel.identifiers import uuid7
from balai.kernel.refusal import Refused
from balai.people.actions.bulk import insert_people
from balai.people.enums import NationalIdState
from balai.people.models import Person
from balai.people.models.person import nik_aad
from balai.people.name_keys import fast_name_key
from balai.people.queries.known import nik_hashes
from balai.people.rules.national_id import invented_national_id
from balai.people.rules.recognition import recognition_keys, recognition_text
from balai.regions.models import Region

SOURCE = "simulate"
OFFICE = "Dinas Tenaga Kerja Kabupaten Contoh (simulasi)"
GIVEN = ("Aisyah", "Bunga", "Citra", "Dahlia", "Eka", "Fitri", "Hasna", "Intan", "Kartini", "Lestari", "Melati", "Rahmi",
         "Ahmad", "Bayu", "Candra", "Dedi", "Eko", "Fajar", "Gilang", "Hendri", "Ilham", "Kurnia", "Lukman", "Naufal",
         "Rizki", "Syafri", "Umar", "Yanto")  # fmt: skip
FAMILY = (
    "Contoh",
    "Latihan",
    "Rekaan",
    "Misal",
    "Umpama",
    "Peraga",
    "Karangan",
    "Teladan",
    "Tiruan",
    "Permisalan",
    "Simulasi",
)
EDUCATION = ("junior", "senior", "senior", "vocational", "vocational", "diploma_3", "primary", "bachelor")
FIRST_BIRTH, DAYS, SERIALS = date(1975, 1, 1), 11_500, 9_999
_BLOCK = 10_000
_LARGE = 40_000


def main(argv: list[str]) -> int:
    words = argparse.ArgumentParser(prog="balai simulate")
    words.add_argument("--people", type=int, required=True, help="banyaknya orang rekaan")
    asked = words.parse_args(argv)
    started = time.monotonic()
    try:
        made = simulate(asked.people)
    except Refused as no:
        print(no, file=sys.stderr)
        return 1
    print(f"{made} orang rekaan dicatat dalam {time.monotonic() - started:.1f} detik.")
    return 0


def simulate(people: int) -> int:
    """How many were written. Raises Refused where anybody or any institution is on record that was not made here."""
    _check_nobody_real()
    office, villages = find_places()
    start = Person.objects.count()
    now = timezone.now()
    shares = _shares(start, start + people)
    if len(shares) == 1:
        _fill(shares[0], office.pk, villages, now)
    else:
        connections.close_all()
        connection.close_pool()  # type: ignore[attr-defined]  # PostgreSQL's; its sockets must not be shared with a fork
        fork = multiprocessing.get_context("fork")
        with fork.Pool(len(shares)) as pool:
            pool.starmap(_fill_apart, [(share, office.pk, villages, now) for share in shares])
    with transaction.atomic():
        record(CLI, "people.simulate", office, people=people)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE people_person")
    return people


def _check_nobody_real() -> None:
    if Person.objects.exclude(source=SOURCE).exists() or Institution.objects.exclude(source=SOURCE).exists():
        raise Refused(
            "not_empty",
            "Basis data ini sudah berisi orang atau lembaga. Orang rekaan hanya dibuat di basis data yang kosong: "
            "atur BALAI_DATABASE_URL ke basis data lain, jalankan 'balai migrate', lalu ulangi.",
        )


def find_places() -> tuple[Institution, list[tuple[int, int]]]:
    """The office and its (village, regency) ids; made at the first call."""
    known = Institution.objects.filter(name=OFFICE).first()
    if known is None:
        with transaction.atomic():
            regency = add_places().regency
            known = Institution.objects.create(
                name=OFFICE, kind=InstitutionKind.LABOUR_OFFICE, sector=Sector.GOVERNMENT, region=regency,
                standing=Standing.VERIFIED, source=SOURCE,
            )  # fmt: skip
    villages = Region.objects.filter(regency_id=known.region_id, level=4).values_list("pk", "regency_id")
    return known, [(pk, regency) for pk, regency in villages if regency]


def _shares(start: int, stop: int) -> list[range]:
    """One range a process: SQLite has one writer, and a second process pays only for many."""
    if connection.vendor == "sqlite" or stop - start < _LARGE or (os.cpu_count() or 1) < 2:
        return [range(start, stop)]
    middle = (start + stop) // 2
    return [range(start, middle), range(middle, stop)]


def _fill(numbers: range, office: int, villages: list[tuple[int, int]], now: datetime) -> None:
    for start in range(numbers.start, numbers.stop, _BLOCK):
        block = range(start, min(start + _BLOCK, numbers.stop))
        with transaction.atomic():
            insert_people(_people(block, office, villages), now=now, source=SOURCE, institution_id=office)
        if sys.stderr.isatty():
            print(f"\r{block.stop - numbers.start} / {len(numbers)}", end="", file=sys.stderr)


def _fill_apart(numbers: range, office: int, villages: list[tuple[int, int]], now: datetime) -> None:
    """In a process of its own, which closes its connection."""
    _fill(numbers, office, villages, now)
    connections.close_all()


def _people(numbers: range, office: int, villages: list[tuple[int, int]]) -> list[dict[str, Any]]:
    people, niks = [], []
    for person, nik in _invented(numbers, villages):
        people.append(person)
        niks.append(nik)
    texts = [recognition_text(p["name_key"], p["birth_date"], p["phone"], p["home_region_id"], office) for p in people]
    tokens = seal_many((nik, nik_aad(p["id"])) for p, nik in zip(people, niks, strict=True))
    for person, nik, token, mark, key in zip(
        people, niks, tokens, nik_hashes(niks), recognition_keys(texts), strict=True
    ):
        person |= {"nik_sealed": token, "nik_index": mark, "nik_tail": nik[-2:], "recognition_key": key}
    return people


def _invented(numbers: range, villages: list[tuple[int, int]]) -> Iterator[tuple[dict[str, Any], str]]:
    """Each number gives the same person again; NIKs differ by birth date and serial."""
    for number in numbers:
        dice = Random(number)
        female = dice.random() < 0.55
        born = FIRST_BIRTH + timedelta(days=number % DAYS)
        nik = invented_national_id(born=born, is_female=female, serial=number // DAYS % SERIALS + 1)
        name = f"{dice.choice(GIVEN)} {dice.choice(GIVEN)} {dice.choice(FAMILY)}"
        village, regency = dice.choice(villages)
        yield {
            "id": uuid7(), "full_name": name, "name_key": fast_name_key(name), "birth_date": born, "birth_place": "Contoh",
            "sex": "P" if female else "L", "phone": f"+6289{number:09}", "home_street": f"Jalan Contoh {dice.randint(1, 200)}",
            "home_rt": f"{dice.randint(1, 9):03}", "home_rw": f"{dice.randint(1, 4):03}", "home_region_id": village,
            "home_regency_id": regency, "education": dice.choice(EDUCATION), "nik_state": NationalIdState.UNVERIFIED.value,
        }, nik  # fmt: skip
