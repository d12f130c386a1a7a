"""One piece of work in a process of its own: python -m balai.config.bench.child WORD JSON. Its last line is its answer."""

import json
import sys
from importlib import import_module
from typing import Any

WORDS = {
    "prepare": "balai.config.bench.prepare:prepare",
    "people_files": "balai.config.bench.people_files:write",
    "import": "balai.config.bench.ours:import_list",
    "ready_rows": "balai.config.bench.limits:ready_rows",
    "copy": "balai.config.bench.limits:copy",
    "execute_many": "balai.config.bench.limits:execute_many",
    "peer_bulk": "balai.config.bench.peer:bulk",
    "peer_default": "balai.config.bench.peer:default",
    "simulate": "balai.config.bench.prepare:simulated",
    "open_class": "balai.config.bench.wave_ground:open_class",
    "filled_forms": "balai.config.bench.wave_ground:filled_forms",
    "count_wave": "balai.config.bench.wave_ground:count",
    "certificate_class": "balai.config.bench.certificate_work:fill",
    "print_certificates": "balai.config.bench.certificate_work:issue_and_print",
    "seat_classes": "balai.config.bench.seat_classes:classes",
    "seat_people": "balai.config.bench.seat_classes:people",
    "seat_attempts": "balai.config.bench.seat_work:attempt",
    "count_seats": "balai.config.bench.seat_count:count_seats",
    "fill_centre": "balai.config.bench.centre_work:fill",
    "solve_centre": "balai.config.bench.centre_work:work",
    "fill_forums": "balai.config.bench.forums:fill",
    "assess_one": "balai.config.bench.assess_work:one",
    "assess_all": "balai.config.bench.assess_work:everything",
    "changed_day": "balai.config.bench.assess_work:changed_day",
    "quiet_day": "balai.config.bench.assess_work:quiet_day",
    "serve": "balai.config.bench.drive:serve",
}


def main(argv: list[str]) -> int:
    import django
    from django.db import connections

    django.setup()
    module, name = WORDS[argv[0]].split(":")
    said: dict[str, Any] = json.loads(argv[1])
    answer = getattr(import_module(module), name)(**said)
    connections.close_all()  # folds SQLite's log into the file that is copied
    print(json.dumps(answer))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
