"""balai migrate: the tables, and the cache table; safe to repeat."""

from pathlib import Path


def main(argv: list[str]) -> int:
    from django.conf import settings
    from django.core.management import call_command

    Path(settings.VAR).mkdir(parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=1 if "-v" in argv else 0)
    call_command("createcachetable", verbosity=0)
    print("Basis data siap.")
    return 0
