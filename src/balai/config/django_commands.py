"""Django's own commands, for the technician and for the project's tools."""

import sys


def main(argv: list[str]) -> int:
    from django.core.management import execute_from_command_line

    execute_from_command_line([sys.argv[0], *argv])
    return 0
