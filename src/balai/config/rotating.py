"""balai rotate: after a new key was put in front, people, claims and merges are sealed and hashed anew, in steps.

Uploads, imports, applications and second factors stay under the key they were sealed with: it has to stay configured.
"""

import argparse
from uuid import UUID


def main(argv: list[str]) -> int:
    words = argparse.ArgumentParser(prog="balai rotate")
    words.add_argument("--batch", type=int, default=500, help="orang per langkah")
    asked = words.parse_args(argv)
    from balai.access.actor import CLI
    from balai.people.actions.keys import rotate_people, rotate_small_rows

    after: UUID | None = None
    written = rotate_small_rows(by=CLI)
    while True:
        after, number = rotate_people(by=CLI, after=after, batch=asked.batch)
        written += number
        if after is None:
            break
        print(f"\r{written} catatan ditulis ulang", end="", flush=True)
    print(f"\r{written} catatan ditulis ulang. Buat cadangan baru.")
    print(
        "Kunci lama tetap dipasang di belakang: berkas unggahan, pendaftaran, dan pengaman kedua masih memerlukannya."
    )
    return 0
