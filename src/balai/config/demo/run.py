"""Prepare what is missing, print the accounts, start worker and server."""

import os
import subprocess
import sys
import time
from importlib import import_module

from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from balai.accounts.models import User
from balai.config import migrate
from balai.config.apart import check_holds_nobody_real
from balai.config.demo.accounts import ACCOUNTS, PASSWORD
from balai.config.starting import ROOM, check_folder, check_port, sentences_for_trouble

STEPS: tuple[str, ...] = (
    "people",
    "furnished",
    "offer",
    "enter",
    "through",
    "papers",
    "timetable",
    "onward",
    "planned",
    "together",
    "promised",
    "adapted",
    "studied",
    "faced",
    "blended",
    "company",
    "assessed",
)
"""Modules of balai.config.demo with build(world), in the order of the road."""


def main(argv: list[str]) -> int:
    if not settings.BALAI_DEMONSTRATION:
        print("Contoh hanya dibuat dengan 'balai demo' (BALAI_DEMONSTRATION=1).", file=sys.stderr)
        return 2
    with sentences_for_trouble() as trouble:
        if "--prepare" not in argv:
            return serve_network("Balai (data latihan)")
        prepare()
        _print_accounts("Balai (data latihan)", *_place())
    return trouble.status


def serve_network(title: str) -> int:
    """Prepare, then serve until stopped. Raises CannotStart before anything is made where the port is taken."""
    host, port = _place()
    check_port(host, port)
    prepare()
    _print_accounts(title, host, port)
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=["*.map", "redoc*"])
    worker = subprocess.Popen([sys.executable, "-m", "balai.config.cli", "worker"])
    try:
        from balai.config.serve import run_server

        run_server(host, port, int(os.environ.get("BALAI_WORKERS", "2")))
    finally:
        worker.terminate()
        worker.wait()
    return 0


def prepare() -> None:
    """Tables, regions, network. The network is one transaction: it is there whole or not at all."""
    check_folder()
    check_holds_nobody_real()
    migrate.main([])
    if User.objects.filter(username=ACCOUNTS[0].username).exists():
        return
    check_folder(room=ROOM)
    started = time.monotonic()
    _load_regions()
    print("Membuat jaringan contoh ...", flush=True)
    with transaction.atomic():
        from balai.config.demo.world import build_world

        world = build_world()
        for name in STEPS:
            print(f"  {name}", flush=True)
            import_module(f"balai.config.demo.{name}").build(world)
    print(f"Jaringan contoh siap dalam {time.monotonic() - started:.0f} detik.")


def _load_regions() -> None:
    from balai.regions.models import Region

    if Region.objects.exists():
        return
    print("Memuat daftar wilayah ...", flush=True)
    from balai.access.actor import CLI
    from balai.regions.actions.load import load_regions

    load_regions(by=CLI)


def _place() -> tuple[str, int]:
    return os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", "8000"))


def _print_accounts(title: str, host: str, port: int) -> None:
    print(f"\n{title}: http://{host}:{port}   kata sandi semua akun: {PASSWORD}\n")
    for account in ACCOUNTS:
        print(f"  {account.username:<16} {account.meaning}")
    print(flush=True)
