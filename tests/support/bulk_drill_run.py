"""python -m tests.support.bulk_drill_run 2000 FOLDER  # people; on a SQLite file in that empty folder

Every act over all classes, each with four workers killed with -9 on the way; says how long each took and whether all was
done once.
"""

import os
import sys
import time
from pathlib import Path


def main(people: int, folder: Path) -> int:
    from tests.support.bulk_drill import ACTS, amounts, drill, expected, scene  # needs django.setup()
    from tests.support.office import make_office

    office = make_office(folder)
    with office.opened():
        begun = time.monotonic()
        made = scene(people)
        print(
            f"{people} people, {len(made.classes)} classes, {len(made.centres)} centres, {time.monotonic() - begun:.0f} s"
        )
        for kind in ACTS:
            begun = time.monotonic()
            run = made.start(kind)
            at = drill(office, run, kills=4, patience=900)
            refused = run.items.exclude(problem="").count()
            took = time.monotonic() - begun
            print(f"{kind.value:9} {took:6.1f} s, killed after {at} classes, {refused} refused", flush=True)
        from balai.audit.verify import verify

        told, wanted = amounts(), expected(people)
        once = {name: told[name] for name in wanted} == wanted
        print(told, f"audit whole: {verify().ok}, everything exactly once: {once}")
    return 0 if once else 1


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balai.config.settings_test")
    django.setup()
    sys.exit(main(int(sys.argv[1]), Path(sys.argv[2])))
