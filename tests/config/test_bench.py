"""The benchmarks run and say what they promise. Nothing here judges a time: that is for a quiet machine."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from balai.config import bench, simulate
from balai.config.bench import applications, assess, certificates, importing, page, report, seats, timetable
from balai.config.bench.ground import Ground, ground
from balai.config.bench.report import Report, save
from balai.kernel.crypto import unseal
from balai.kernel.refusal import Refused
from balai.people.models import Person
from balai.people.models.person import nik_aad
from tests import factories
from tests.support import prepared

pytestmark = pytest.mark.long


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


@pytest.mark.sqlite_only
def test_assessments_are_measured_one_by_one_and_by_night(migrated: Path) -> None:
    said = saved(assess.measure(quick=True, vendors=("sqlite",), migrated=migrated))
    assert has_its_shape(said)
    assert [said["figures"][f"night, {name}"]["units"] for name in ("all", "a day's changes", "nothing changed")] == [
        6,
        6,
        1,
    ]


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


@pytest.fixture(scope="module")
def place() -> Iterator[Ground]:
    """A server that may be killed, with one prepared database to copy."""
    with pytest.MonkeyPatch.context() as patch, ground(["postgresql"]) as found:
        patch.setenv("PYTHONPATH", os.pathsep.join(["src", os.environ.get("PYTHONPATH", "")]))
        found.create("prepared", "postgresql")
        prepared.pour_postgres(os.environ["BALAI_DATABASE_URL"], found.address("prepared", "postgresql"))
        found.work("prepare", "prepared", "postgresql")
        yield found


def fight(place: Ground, planted: str = "") -> dict[str, Any]:
    name = f"seats_{planted or 'whole'}"
    place.create(name, "postgresql", template="prepared")
    return seats.drill(place, name, quick=True, planted=planted).said


@pytest.mark.postgres_only
def test_no_class_is_over_its_seats_and_nothing_acknowledged_is_lost_whatever_is_killed(place: Ground) -> None:
    said = fight(place)
    done = said["finished"]
    assert (said["over"], said["over_seated"], said["lost"], done.get("deadlock", 0)) == (0, 0, 0, 0)
    assert {"confirm", "move_up", "enrol", "enrol_batch", "back", "leave", "forfeit", "uphold"} <= done.keys()
    assert said["attempts"] >= 800 and said["looks"] > 20 and said["kills"]["process"] > 0


@pytest.mark.postgres_only
@pytest.mark.parametrize("verb", ["enrol", "move_up"])
def test_the_drill_on_seats_sees_a_planted_count_then_insert(place: Ground, verb: str) -> None:
    said = fight(place, verb)
    assert said["over"] > 0 and said["attempts"] >= 800 and said["looks"] > 20


@pytest.mark.postgres_only
def test_the_drill_on_seats_sees_an_answer_that_did_not_last(place: Ground, tmp_path: Path) -> None:
    """Of three who were told, one still waits in the rows: moved up, seated or sitting, it counts each time."""
    place.create("forgotten", "postgresql", template="prepared")
    (first, *_others) = place.work("seat_classes", "forgotten", "postgresql", number=2, seats=1, reserves=2)["classes"]
    waiting = place.work("seat_people", "forgotten", "postgresql", batch=first)["reserves"]
    for line in ("moved", "seated", "enrol", "back", "confirm", "leave", "forfeit"):
        told = tmp_path / line
        told.write_text(f"{line} {first} {waiting[0]}\n")
        assert place.work("count_seats", "forgotten", "postgresql", files=[str(told)])["lost"] == 1, line
    told = tmp_path / "begun"
    told.write_text(f"enrol {first} {waiting[0]}\nbegin leave {first} {waiting[0]}\nuphold {first} {waiting[1]}\n")
    assert place.work("count_seats", "forgotten", "postgresql", files=[str(told)])["lost"] == 0


@pytest.mark.sqlite_only
def test_certificates_are_issued_and_printed_cold_warm_and_one_by_one(migrated: Path) -> None:
    said = saved(certificates.measure(quick=True, vendors=("sqlite",), migrated=migrated))
    assert has_its_shape(said)
    counted = {name: one["units"] for name, one in said["figures"].items()}
    assert counted == dict.fromkeys(certificates.STEPS, 3)
    assert certificates.slowest_ms(said, "class, warm") > 0 and "100 ms" in said["notes"][1]


@pytest.mark.sqlite_only
def test_the_timetable_is_measured_from_the_records_to_the_meetings(migrated: Path) -> None:
    said = saved(timetable.measure(quick=True, vendors=("sqlite",), migrated=migrated))
    assert has_its_shape(said)
    assert "The same answer in every round: True." in said["notes"] and any("booked" in note for note in said["notes"])
    assert "Left open and named: nothing." in said["notes"]


def test_without_the_tools_of_development_a_figure_is_kept_and_the_missing_peer_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(report, "PACKAGES", ("django", "balai-without-such-a-package"))
    said = saved(Report("page", True, ["sqlite"]))
    assert said["versions"]["django"] and said["versions"]["balai-without-such-a-package"] == ""
    monkeypatch.setattr(importing, "find_spec", lambda _name: None)
    monkeypatch.setattr(bench, "_runs", lambda _asked: [("import", {}), ("page", {})])
    monkeypatch.setattr(page, "measure", lambda _quick: Report("page", True, ["sqlite"]))
    assert bench.main(["all"]) == 1
    told = capsys.readouterr()
    assert "tools/env.sh dev" in told.err and "page.json" in told.out
