"""balai import: what is refused as a whole is told the same way for every kind of list."""

import json
from pathlib import Path

import pytest

from balai.config.cli import main

pytestmark = [pytest.mark.data, pytest.mark.django_db]


@pytest.mark.parametrize("kind", ["people", "institutions", "case"])
def test_an_owner_that_does_not_exist_is_refused_for_machines_and_people(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "daftar.csv"
    file.write_text("Nama;Jenis\nBLK Contoh;BLK\n")
    assert main(["import", kind, str(file), "--institution", "99", "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)["code"] == "no_such_institution"
    assert main(["import", kind, str(file), "--institution", "99"]) == 1
    assert "id 99 tidak ada" in capsys.readouterr().err


def test_an_unknown_kind_of_list_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "animals"]) == 2
    assert "people | institutions | case" in capsys.readouterr().err
