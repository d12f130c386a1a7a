"""balai serve: granian in front of Django; static files are collected first."""

import argparse
import os


def main(argv: list[str]) -> int:
    from django.core.management import call_command

    from balai.config.apart import check_holds_nobody_invented
    from balai.config.starting import check_folder, check_port, sentences_for_trouble

    words = argparse.ArgumentParser(prog="balai serve")
    words.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))
    words.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
    words.add_argument("--workers", type=int, default=int(os.environ.get("BALAI_WORKERS", "2")))
    asked = words.parse_args(argv)
    with sentences_for_trouble() as trouble:
        check_folder()
        check_holds_nobody_invented()
        check_port(asked.host, asked.port)
    if trouble.status:
        return trouble.status
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=["*.map", "redoc*"])
    run_server(asked.host, asked.port, asked.workers)
    return 0


def run_server(host: str, port: int, workers: int) -> None:
    """Blocks until the server is stopped."""
    from django.db import connection, connections
    from granian import Granian
    from granian.constants import HTTPModes, Interfaces, RuntimeModes

    connections.close_all()
    if connection.vendor == "postgresql":  # workers are forked: a pool from before would be one socket for all of them
        connection.close_pool()  # type: ignore[attr-defined]
    Granian(
        "balai.config.door:application",
        address=host,
        port=port,
        interface=Interfaces.RSGI,
        workers=workers,
        runtime_mode=RuntimeModes.st,
        backpressure=2_048,
        http=HTTPModes.http1,
        respawn_failed_workers=True,
        log_enabled=False,
        websockets=False,
    ).serve()
