"""balai migrate: the tables, and the cache table; safe to repeat."""

from pathlib import Path


def _keep_older_content() -> None:
    """What no migration of one room can say, since it is read through the rooms as they are today."""
    from django.utils import timezone

    from balai.access.actor import CLI
    from balai.certification.actions import freeze as competence
    from balai.training.actions import freeze as training

    today = timezone.localdate()
    if frozen := training.freeze_older(by=CLI, today=today) + competence.freeze_older(by=CLI, today=today):
        print(f"{frozen} sertifikat lama dibekukan menurut catatan hari ini.")


def main(argv: list[str]) -> int:
    from django.conf import settings
    from django.core.management import call_command

    Path(settings.VAR).mkdir(parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=1 if "-v" in argv else 0)
    call_command("createcachetable", verbosity=0)
    _keep_older_content()
    print("Basis data siap.")
    return 0
