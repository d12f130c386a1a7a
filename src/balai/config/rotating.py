"""balai rotate: after a new key was put in front, all that is kept sealed is sealed and hashed anew, in steps."""

import argparse
import sys
from collections.abc import Iterator

from django.db import transaction

from balai.kernel.crypto import CannotUnseal


def main(argv: list[str]) -> int:
    words = argparse.ArgumentParser(prog="balai rotate")
    words.add_argument("--batch", type=int, default=500, help="catatan per langkah")
    asked = words.parse_args(argv)
    try:
        for what, steps in _all(asked.batch):
            written = 0
            for number in steps:
                written += number
                if sys.stdout.isatty():
                    print(f"\r{what}: {written}", end="", flush=True)
            print(f"\r{what}: {written} ditulis ulang")
    except (CannotUnseal, FileNotFoundError) as broken:
        print(
            f"\nBerhenti: {broken}. Yang sudah ditulis ulang tetap baik. Pasang semua kunci lama di belakang kunci baru, "
            "periksa folder berkas, lalu jalankan lagi. Jangan buang kunci lama.",
            file=sys.stderr,
        )
        return 1
    print("Selesai: tidak ada lagi yang disegel dengan kunci lama. Buat cadangan baru, lalu kunci lama boleh dilepas.")
    return 0


def _all(batch: int) -> Iterator[tuple[str, Iterator[int]]]:
    from balai.access.actor import CLI
    from balai.admissions.actions.keys import rotate_applications, rotate_draws
    from balai.audit.record import record
    from balai.config.keys.second_factors import rotate_second_factors
    from balai.documents.actions.keys import rotate_files
    from balai.imports.actions.keys import rotate_imports
    from balai.people.actions.keys import rotate_people

    yield "Orang, klaim, dan gabungan", rotate_people(by=CLI, batch=batch)
    yield "Pendaftaran", rotate_applications(by=CLI, batch=batch)
    yield "Undian", rotate_draws(by=CLI, batch=batch)
    yield "Daftar impor", rotate_imports(by=CLI, batch=batch)
    yield "Berkas", rotate_files()
    yield "Pengaman kedua", rotate_second_factors(batch=batch)
    with transaction.atomic():
        record(CLI, "config.rotate_keys", None)
