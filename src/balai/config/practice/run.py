"""balai practice [--prepare | --reset]."""

import argparse
import os
import sys
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from balai.config.demo.run import prepare, serve_network
from balai.config.practice.again import begun_on, mark_begun, start_again
from balai.config.starting import sentences_for_trouble


def main(argv: list[str]) -> int:
    words = argparse.ArgumentParser(prog="balai practice")
    words.add_argument("--prepare", action="store_true", help="menyiapkan saja, tidak menjalankan")
    words.add_argument(
        "--reset", action="store_true", help="kembali ke awal, juga ketika ruang latihan sedang berjalan"
    )
    asked = words.parse_args(argv)
    if not settings.BALAI_PRACTICE:
        print("Ruang latihan hanya dibuka dengan 'balai practice'.", file=sys.stderr)
        return 2
    with sentences_for_trouble() as trouble:
        if asked.reset:
            return _reset()
        if asked.prepare:
            prepare()
            return 0
        _prepare_for_today()
        return serve_network("Ruang latihan Balai")
    return trouble.status


def _reset() -> int:
    try:
        done = start_again()
    except RuntimeError as problem:
        print(problem, file=sys.stderr)
        return 1
    print("Ruang latihan kembali ke awal." if done else "Ruang latihan sedang dikembalikan ke awal. Tunggu sebentar.")
    return 0


def _prepare_for_today() -> None:
    """Yesterday's world would speak of a tomorrow that is over."""
    if (Path(settings.VAR) / "balai.sqlite3").exists() and begun_on() < timezone.localdate():
        start_again()
        return
    os.environ.pop("BALAI_PRACTICE_FRESH", None)
    fresh = not (Path(settings.VAR) / "balai.sqlite3").exists()
    prepare()
    if fresh:
        mark_begun(timezone.localdate())
