"""The benchmarks run and say what they promise. Nothing here judges a time: that is for a quiet machine."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from balai.config import simulate
from balai.config.bench import applications, importing, page, seats
from balai.config.bench.report import Report, save
from balai.kernel.crypto import unseal
from balai.kernel.refusal import Refused
from balai.people.models import Person
from balai.people.models.person import nik_aad
from tests import factories
from tests.support import prepared


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("bench") / "migrated.sqlite3"
    prepared.copy_sqlite(place)
    return place


@pytest.fixture(autouse=True)
def own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setenv("BALAI_VAR", str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(["src", os.environ.get("PYTHONPATH", "")]))
    yield


def saved(report: Report) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(save(report).read_text())
    return said


def has_its_shape(said: dict[str, Any]) -> bool:
    figures = said["figures"].values()
    return (
        {"name", "quick", "databases", "python", "versions", "cores", "load_average", "notes"} <= said.keys()
        and all(one["rate"] > 0 and one["units"] > 0 and one["peak_mib"] > 0 and one["seconds"] for one in figures)
        and all(one["rate"] > 0 and one["cpu"] > 0 and one["ours"] in said["figures"] for one in said["ratios"])
    )


@pytest.mark.sqlite_only
def test_the_import_is_measured_beside_a_plain_executemany(migrated: Path) -> None:
    said = saved(importing.measure(quick=True, vendors=("sqlite",), migrated=migrated))
    assert has_its_shape(said)
    assert said["figures"]["sqlite balai csv"]["units"] == said["figures"]["sqlite executemany"]["units"] == 400


@pytest.mark.sqlite_only
def test_the_page_is_measured_beside_a_bare_view(migrated: Path) -> None:
    said = saved(page.measure(quick=True, vendors=("sqlite",), migrated=migrated))
    assert has_its_shape(said)
    assert set(said["figures"]) == {"balai 200", "bare 200"}


@pytest.mark.data
@pytest.mark.django_db
def test_simulated_people_are_invented_sealed_and_found() -> None:
    simulate.simulate(30)
    simulate.simulate(5)
    people = list(Person.objects.all())
    numbers = {unseal(bytes(p.nik_sealed or b""), nik_aad(p.pk)) for p in people}
    assert len(people) == len(numbers) == 35
    assert all(number.startswith("99") and len(number) == 16 for number in numbers)
    assert {p.source for p in people} == {"simulate"}


@pytest.mark.data
@pytest.mark.django_db
def test_nobody_is_simulated_beside_real_rows() -> None:
    factories.institution()
    with pytest.raises(Refused) as refused:
        simulate.simulate(1)
    assert refused.value.code == "not_empty"
    assert not Person.objects.exists()


@pytest.mark.sqlite_only
def test_a_wave_with_kills_loses_and_doubles_nothing(migrated: Path) -> None:
    report = applications.measure(quick=True, vendor="sqlite", migrated=migrated)
    said: dict[str, Any] = json.loads(save(report).read_text())
    promised = {
        "database",
        "arrivals_per_second",
        "acknowledged_per_second",
        "p50_ms",
        "p99_ms",
        "ratio_to_bare_django",
    }
    assert promised | {"kills", "lost", "doubled", "recovery_s"} <= said.keys()
    assert (said["kills"], said["lost"], said["doubled"], said["refused"]) == (3, 0, 0, 0)
    assert said["rows"] >= said["acknowledged"] > 100 and said["without_audit"] == said["audited_twice"] == 0
    assert said["sealed"] == 100 and report.as_text()


@pytest.mark.postgres_only
def test_the_drill_on_seats_sees_a_planted_count_then_insert() -> None:
    said = seats.measure(quick=True, planted=True).said
    assert said["over"] > 0 and said["attempts"] >= 600 and said["looks"] > 20
