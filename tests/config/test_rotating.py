"""After `balai rotate` and without the old keys, everything that is kept sealed can still be read and found."""

import base64
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt, encrypt

from balai.access.actor import CLI
from balai.admissions.actions.plan import fix_plan
from balai.admissions.models import Application, Draw
from balai.admissions.models.application import nik_aad
from balai.admissions.models.draw import seed_aad
from balai.admissions.queries.plans import salt_of
from balai.admissions.rules.drawing import commitment_of
from balai.config.rotating import main
from balai.documents.actions.store import open_stored, place_of
from balai.imports.actions.files import keep_file, kept_file
from balai.imports.actions.rows import save_rows
from balai.imports.models import ImportRow
from balai.kernel.crypto import unseal
from balai.people.models import Person
from balai.people.queries.identity import with_nik
from tests import factories
from tests.admissions.rows import NOW, applied, open_class
from tests.documents.test_store import picture, store
from tests.imports.test_runs import a_question, a_run
from tests.people.test_rights import register

pytestmark = [pytest.mark.data, pytest.mark.django_db]
NIK = "9901014506900001"


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, settings: Any) -> None:
    settings.BALAI_FILES = tmp_path


def key(name: str, letter: bytes) -> str:
    return f"{name}:" + base64.b64encode(letter * 32).decode()


def exchange(settings: Any) -> None:
    settings.BALAI_FIELD_KEYS = f"{key('r2', b'F')},{settings.BALAI_FIELD_KEYS}"
    settings.BALAI_INDEX_KEY = f"{key('r2', b'I')},{settings.BALAI_INDEX_KEY}"


def forget_the_old(settings: Any) -> None:
    settings.BALAI_FIELD_KEYS, settings.BALAI_INDEX_KEY = key("r2", b"F"), key("r2", b"I")


def test_everything_kept_sealed_is_read_without_the_old_keys(settings: Any, capsys: pytest.CaptureFixture[str]) -> None:
    person = register(nik=NIK)
    application = applied(open_class(), nik="9901014506900002")
    file, user = store(picture()), factories.user()
    Authenticator.objects.create(user=user, type="totp", data={"secret": encrypt("RAHASIA")})
    Authenticator.objects.create(user=user, type="recovery_codes", data={"seed": encrypt("BENIH"), "used_mask": 1})
    fix_plan(by=CLI, batch=application.batch, now=NOW)
    run = a_run()
    save_rows(run, [a_question()])
    keep_file(run, b"Nama;NIK\n")
    exchange(settings)
    assert main([]) == 0 and main(["--batch", "1"]) == 0
    assert "Selesai" in capsys.readouterr().out
    forget_the_old(settings)
    assert with_nik(NIK).get() == person
    application.refresh_from_db()
    assert unseal(application.nik_sealed or b"", nik_aad(application.pk)) == "9901014506900002"
    draw = Draw.objects.get()
    seed = unseal(draw.seed_sealed, seed_aad(draw.batch_id, draw.round))
    assert commitment_of(seed) == draw.commitment and salt_of(draw)
    assert open_stored(file)[:3] == b"\xff\xd8\xff"
    assert ImportRow.objects.get().content() == {"Nama": "LPK Melati"}
    assert save_rows(a_run(), [a_question()]) == 0, "the question is known under the new key too"
    assert kept_file(run) == b"Nama;NIK\n"
    kept = {one.type: one.data for one in Authenticator.objects.all()}
    assert (decrypt(kept["totp"]["secret"]), decrypt(kept["recovery_codes"]["seed"])) == ("RAHASIA", "BENIH")
    assert kept["recovery_codes"]["used_mask"] == 1


def test_a_missing_file_stops_it_with_what_to_do(settings: Any, capsys: pytest.CaptureFixture[str]) -> None:
    register(nik=NIK)
    place_of(store(picture()).pk).unlink()
    exchange(settings)
    assert main([]) == 1
    assert "Jangan buang kunci lama" in capsys.readouterr().err
    assert Person.objects.get().nik_sealed is not None and not Application.objects.exists()
