"""balai import people | institutions | case FILE: each word is read by a module of its own."""

import sys
from collections.abc import Callable
from importlib import import_module

READERS = {
    "people": "balai.config.import_people",
    "institutions": "balai.config.import_institutions",
    "case": "balai.config.import_case",
}


def main(argv: list[str]) -> int:
    if not argv or argv[0] not in READERS:
        print("balai import people | institutions | case BERKAS", file=sys.stderr)
        return 2
    read: Callable[[list[str]], int] = import_module(READERS[argv[0]]).main
    return read(argv[1:])
