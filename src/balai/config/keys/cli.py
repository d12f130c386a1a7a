"""balai keys new BERKAS | sheet LEMBAR.html [--env BERKAS] | read BERKAS."""

import argparse
import datetime as dt
import os
import sys
from collections.abc import Callable
from pathlib import Path

from balai.config.environment import SECRETS
from balai.config.keys.envfile import new_secrets, read_secrets, write_secrets
from balai.config.keys.paper import Mistyped, read_line, secret_of
from balai.config.keys.sheet import sheet


def main(argv: list[str]) -> int:
    """Returns the exit status: 0 done, 1 nothing written and a sentence why, 2 misused."""
    asked = words(argv)
    acts: dict[str, Callable[[argparse.Namespace], str]] = {"new": new, "sheet": print_sheet, "read": read}
    try:
        print(acts[asked.word](asked))
    except FileExistsError:
        return told(
            f"{asked.file} sudah ada dan tidak ditimpa, sebab kunci lama mungkin masih dipakai. Pilih nama lain."
        )
    except FileNotFoundError as problem:
        return told(f"{problem.filename} tidak ditemukan. Periksa namanya.")
    except EOFError:
        return told("Berhenti sebelum selesai; tidak ada yang ditulis.")
    except Mistyped as problem:
        return told(str(problem))
    return 0


def words(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="balai keys")
    commands = parser.add_subparsers(dest="word", required=True)
    commands.add_parser("new", help="buat semua kunci baru").add_argument("file", type=Path, metavar="BERKAS")
    printing = commands.add_parser("sheet", help="buat lembar kunci untuk dicetak")
    printing.add_argument("file", type=Path, metavar="LEMBAR.html")
    printing.add_argument(
        "--env", type=Path, metavar="BERKAS", help="berkas kunci; tanpa ini: lingkungan yang berjalan"
    )
    commands.add_parser("read", help="ketik kembali dari kertas").add_argument("file", type=Path, metavar="BERKAS")
    return parser.parse_args(argv)


def new(asked: argparse.Namespace) -> str:
    write_secrets(asked.file, new_secrets())
    return f"Kunci baru ada di {asked.file}. Cetak lembarnya sekarang: balai keys sheet lembar.html --env {asked.file}"


def print_sheet(asked: argparse.Namespace) -> str:
    secrets = read_secrets(asked.env)
    if not secrets:
        raise Mistyped("Belum ada kunci. Buat dahulu: balai keys new balai.env, atau tunjuk berkasnya dengan --env.")
    page = sheet(secrets, printed_on=dt.date.today())
    descriptor = os.open(asked.file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as stream:
        stream.write(page)
    missing = [name for name in SECRETS if name not in secrets]
    told_missing = f" Tidak ada di lembar ini: {', '.join(missing)}." if missing else ""
    return f"Buka {asked.file} di peramban, cetak dua lembar, lalu hapus berkasnya.{told_missing}"


def read(asked: argparse.Namespace) -> str:
    if asked.file.exists():
        raise FileExistsError
    print(
        "Ketik setiap baris dari lembar kunci, termasuk huruf pemeriksa. Kunci yang tidak ada di lembar: tekan Enter."
    )
    typed = {name: read_key(name, place=place) for place, name in enumerate(SECRETS, start=1)}
    secrets = {name: value for name, value in typed.items() if value}
    if not secrets:
        raise Mistyped("Tidak ada kunci yang diketik; tidak ada yang ditulis.")
    write_secrets(asked.file, secrets)
    return f"{len(secrets)} kunci cocok dan ditulis ke {asked.file}."


def read_key(name: str, *, place: int) -> str:
    """Asks line by line until the key is whole; empty when the first line is empty."""
    print(f"\n{place}. {name}")
    characters, number = "", 1
    while True:
        typed = input(f"  baris {number}: ")
        if not typed.strip() and number == 1:
            return ""
        try:
            characters += read_line(typed, place=place, number=number)
        except Mistyped as problem:
            print(f"  {problem}")
            continue
        secret = secret_of(characters)
        if secret is not None:
            return secret
        number += 1


def told(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1
