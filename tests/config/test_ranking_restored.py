"""The same inputs give the same ranking after a restore and on another machine: scores, ties and a draw, from a real archive."""

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

import pytest
from django.db import transaction
from django.test import Client

from balai.access.actor import WORKER
from balai.admissions.actions.draw import draw_lots, publish_draw_list
from balai.admissions.actions.plan import fix_due_plans
from balai.admissions.models import Draw
from balai.admissions.rules.standing import own_token, ranked_list
from balai.config.backup.restore import restore
from balai.config.backup.write import backup
from balai.planning.models import Batch
from tests.admissions.rows import AFTER, NOW, admin_of, open_class, verified
from tests.admissions.rows import scored as with_scores
from tests.admissions.test_trust import number
from tests.config.conftest import quiet
from tests.support import prepared
from tests.support.office import Office, backup_key, embedded_default, vendor

pytestmark = [pytest.mark.data, pytest.mark.long]
TIED = 6
ELSEWHERE = """
import django, json; django.setup()
from balai.admissions.rules.standing import ranked_list
from balai.planning.models import Batch
from tests.config.test_ranking_restored import plainly
print(json.dumps(plainly(Batch.objects.get())))
"""


def fill() -> None:
    """Two ahead, six equal at the line (drawn), one behind, one absent: 4 seats, 2 reserves."""
    with transaction.atomic():
        batch = open_class(seats=4, reserves=2)
        clerk = admin_of(batch)
        fix_due_plans(by=WORKER, now=NOW)
        for marks in ((90, 91), (91, 90), *[(70, 70)] * TIED, (60, 60)):
            with_scores(verified(batch), clerk, *marks)
        publish_draw_list(by=clerk, batch=batch, now=AFTER)
        draw_lots(by=clerk, batch=batch, given=number(), now=AFTER + timedelta(minutes=9))


def plainly(batch: Batch) -> list[list[Any]]:
    """The ranked list as it stands on the page, each with the token of the draw."""
    draw = Draw.objects.get()
    return [
        [str(one.application_id), str(one.total), one.place, str(one.outcome), own_token(draw, one.application_id)]
        for one in ranked_list(batch)
    ]


def told(folder: Path) -> tuple[list[list[Any]], dict[str, Any], list[str]]:
    """Of the database that is open: the list, the published file of the draw, and what the published script makes of it."""
    batch = Batch.objects.get()
    client = Client()
    script, file = folder / "undi.py", folder / "undian.json"
    script.write_bytes(client.get("/pelatihan/undi.py").content)
    file.write_bytes(client.get(f"/pelatihan/{batch.pk}/seleksi/undian-1.json").content)
    run = subprocess.run([sys.executable, "-I", script, file], capture_output=True, text=True, cwd=folder, env={})
    return plainly(batch), json.loads(file.read_text()), run.stdout.split()


def elsewhere(office: Office) -> list[list[Any]]:
    """Ranked by a process of its own, with another seed of its hashes and another clock."""
    if vendor() == "sqlite":
        url = f"sqlite:///{office.database}"
    else:
        url = urlunsplit(urlsplit(os.environ["BALAI_DATABASE_URL"])._replace(path=f"/{quote(office.database)}"))
    root = Path(__file__).resolve().parents[2]
    environment = os.environ | {
        "BALAI_DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "balai.config.settings_test", "PYTHONHASHSEED": "4711",
        "TZ": "America/Lima", "PYTHONPATH": f"{root / 'src'}{os.pathsep}{root}",
    }  # fmt: skip
    run = subprocess.run([sys.executable, "-c", ELSEWHERE], capture_output=True, text=True, env=environment, cwd=root)
    assert run.returncode == 0, run.stderr
    found: list[list[Any]] = json.loads(run.stdout)
    return found


def is_whole(said: tuple[list[list[Any]], dict[str, Any], list[str]]) -> bool:
    """Everybody drawn has a place, and the script agrees with the list."""
    rows, file, script = said
    drawn = [token for *_rest, token in rows if token]
    return len(rows) == 3 + TIED and len(drawn) == TIED and script == ["cocok", *drawn] and file["order"] == drawn


def put_back(path: Path, office: Office) -> None:
    with office.opened() as target:
        restore(path, key=backup_key(), target=target, media=office.media, replace=False, progress=quiet)


def test_the_ranking_and_the_draw_are_the_same_after_a_restore_and_in_another_process(
    unfilled: Office, vacant: Office, tmp_path: Path
) -> None:
    office, path = unfilled.copied_to(tmp_path), tmp_path / "kantor.balai"
    try:
        with office.opened() as source:
            fill()
            before = told(tmp_path)
            backup(path, key=backup_key(), source=source, media=office.media, progress=quiet)
    finally:
        office.drop()
    assert is_whole(before)
    put_back(path, vacant)
    with vacant.opened():
        assert told(tmp_path) == before
    assert elsewhere(vacant) == before[0]


@pytest.mark.postgres_only
def test_the_ranking_is_the_same_after_a_move_from_one_computer_to_the_network(vacant: Office, tmp_path: Path) -> None:
    path, media = tmp_path / "satu-komputer.balai", tmp_path / "satu-komputer"
    media.mkdir()
    prepared.copy_sqlite(tmp_path / "satu-komputer.sqlite3")
    with embedded_default(tmp_path / "satu-komputer.sqlite3") as computer:
        fill()
        before = told(tmp_path)
        backup(path, key=backup_key(), source=computer, media=media, progress=quiet)
    assert is_whole(before)
    put_back(path, vacant)
    with vacant.opened():
        assert told(tmp_path) == before
    assert elsewhere(vacant) == before[0]
