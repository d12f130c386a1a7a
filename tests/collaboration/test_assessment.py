"""The assessment held against two published studies, and against itself: what it says must hang on the rows it names."""

import csv
from pathlib import Path
from typing import Any

import pytest

from balai.collaboration.assessment.assess import assess
from balai.collaboration.assessment.rule import RECORD_RULES
from balai.collaboration.assessment.said import published as rules_about_words
from tests.collaboration.books import Tables, book, invented, published, shuffled, without
from tests.collaboration.readers import all_weak, every_claim_repeated

CASES = ("pekanbaru-2019", "tanah-datar-2022")
SEEDS = range(150)
ORDER = ["weak", "adequate", "strong"]
SILENT: dict[str, Any] = {"value": "no_evidence", "basis": []}


def read(tables: Tables) -> dict[str, Any]:
    return assess(book(tables)).as_json()


def concluded(code: str) -> list[dict[str, str]]:
    return list(csv.DictReader((Path(__file__).parent / "expected" / f"{code}.csv").open(encoding="utf-8")))


def misses(said: dict[str, Any], row: dict[str, str]) -> bool:
    """Whether a row of what the study concluded is not met; value "adequate+" is adequate or strong, "a|b" either."""
    subject, kind, basis = row["subject"], row["kind"], row["basis"]
    if kind == "verdict":
        got, want = said["verdicts"].get(subject, SILENT), row["value"]
        fits = got["value"] in (ORDER[ORDER.index(want[:-1]) :] if want.endswith("+") else want.split("|"))
        return not fits or (basis in ("records", "said") and basis not in got["basis"])
    found = {one["subject"]: one for one in said[kind.removeprefix("not_")]}
    if kind.startswith("not_"):
        return subject in found
    return subject not in found or (basis in ("records", "said") and basis not in found[subject]["basis"])


def met(said: dict[str, Any], rows: list[dict[str, str]]) -> int:
    return sum(not misses(said, row) for row in rows)


@pytest.mark.parametrize("code", CASES)
def test_it_concludes_what_the_researchers_concluded(code: str) -> None:
    said = read(published(code))
    rows = concluded(code)
    assert len(rows) == 17
    assert [row for row in rows if misses(said, row)] == []


@pytest.mark.parametrize(("code", "weak", "claims"), [("pekanbaru-2019", 16, 15), ("tanah-datar-2022", 6, 12)])
def test_trivial_readers_meet_less(code: str, weak: int, claims: int) -> None:
    rows = concluded(code)
    assert met(all_weak(rows), rows) == weak
    assert met(every_claim_repeated(published(code)), rows) == claims
    assert met(read(published(code)), rows) == len(rows)


@pytest.mark.parametrize("code", CASES)
def test_an_empty_workbook_says_nothing(code: str) -> None:
    said = read({"case": published(code)["case"]})
    assert {one["value"] for one in said["verdicts"].values()} == {"no_evidence"}
    assert said["inhibiting"] == said["supporting"] == said["alarms"] == []


@pytest.mark.parametrize("code", CASES)
def test_removing_the_rows_a_finding_cites_removes_it(code: str) -> None:
    _check_removal(published(code))


def test_removing_cited_rows_removes_findings_of_invented_workbooks() -> None:
    for seed in SEEDS:
        _check_removal(invented(seed))


def _check_removal(tables: Tables) -> None:
    said = read(tables)
    for kind in ("inhibiting", "supporting"):
        for finding in said[kind]:
            left = read(without(tables, finding["evidence"]))
            assert finding["subject"] not in {one["subject"] for one in left[kind]}, (tables["case"], kind, finding)
    for subject, verdict in said["verdicts"].items():
        for column in ("records", "said"):
            left = read(without(tables, verdict[column]["evidence"]))["verdicts"][subject][column]
            was = verdict[column]
            assert was["value"] == "no_evidence" or left["because"] != was["because"], (tables["case"], subject, was)


def test_every_finding_rests_on_rows_that_are_there() -> None:
    for tables in (*map(published, CASES), *map(invented, SEEDS)):
        there = {f"{name}:{row.get('code')}" for name, rows in tables.items() for row in rows}
        complete = {row["table"] for row in tables["coverage"] if row["complete"] == "yes"}
        said = read(tables)
        sides = [verdict[column] for verdict in said["verdicts"].values() for column in ("records", "said")]
        for one in (*said["inhibiting"], *said["supporting"], *said["alarms"], *sides):
            assert set(one["evidence"]) <= there | complete
            assert bool(one["evidence"]) == bool(one["because"])


def test_the_order_of_rows_changes_nothing() -> None:
    for seed, tables in enumerate((*map(published, CASES), *map(invented, range(60)))):
        assert read(shuffled(tables, seed)) == read(tables)


@pytest.mark.parametrize("code", CASES)
def test_two_employers_who_deliver_are_no_missing_private_sector(code: str) -> None:
    tables = published(code)
    assert _private_by_records(read(tables))
    for n in range(2):
        tables["institutions"].append(
            {"code": f"pt{n}", "name": f"PT Uji {n}", "kind": "company", "sector": "private", "functions": "employer"}
        )
        tables["contributions"].append(
            {"code": f"kp{n}", "institution": f"pt{n}", "kind": "equipment", "delivered_on": "2019-10-01"}
        )
    said = read(tables)
    assert not _private_by_records(said)
    assert "private_sector" in {one["subject"] for one in said["supporting"] if "records" in one["basis"]}


def _private_by_records(said: dict[str, Any]) -> bool:
    return any(one["subject"] == "private_sector" and "records" in one["basis"] for one in said["inhibiting"])


def test_tasks_done_never_show_trust() -> None:
    tables = published("tanah-datar-2022")
    tables["claims"] = []
    tables["mandates"] = [dict(row, performed="yes") for row in tables["mandates"]] * 3
    assert read(tables)["verdicts"]["trust"]["value"] == "no_evidence"
    assert {"trust", "motivation"}.isdisjoint({str(rule.subject) for rule in RECORD_RULES})


def test_absence_counts_only_in_a_complete_table() -> None:
    tables = published("pekanbaru-2019")
    tables["claims"] = []
    subject = "post_training_monitoring"
    assert subject in {one["subject"] for one in read(tables)["inhibiting"]}
    tables["coverage"] = [
        dict(row, complete="no") if row["table"] == "monitoring" else row for row in tables["coverage"]
    ]
    assert subject not in {one["subject"] for one in read(tables)["inhibiting"]}


def test_records_and_words_that_differ_are_said_to_differ() -> None:
    tables = published("tanah-datar-2022")
    tables["claims"].append(
        {"code": "x", "source": "s1", "subject": "dialogue", "polarity": "negative", "text": "Tak pernah"}
    )
    verdict = read(tables)["verdicts"]["dialogue"]
    assert (verdict["records"]["value"], verdict["said"]["value"], verdict["value"]) == ("adequate", "weak", "mixed")
    assert verdict["disagrees"]


def test_what_is_unknown_turns_no_verdict() -> None:
    """183 of 512 work and the rest is not known (a centre's figures): the records say neither good nor bad, but that it is unknown."""
    tables = published("tanah-datar-2022")
    tables["claims"] = []
    tables["outcomes"] = [{"code": "o", "activity": "t1", "completed": "512", "employed": "183"}]
    said = read(tables)
    assert said["verdicts"]["outcomes"]["records"]["value"] == "no_evidence"
    assert "outcome_reporting" in {one["subject"] for one in said["inhibiting"]}
    tables["outcomes"][0] |= {"not_working": "329"}
    assert read(tables)["verdicts"]["outcomes"]["records"]["value"] == "weak"


def test_a_pulse_below_five_answers_is_not_read() -> None:
    row = {"code": "p", "institution": "blk", "item": "AG3", "score": "4.5", "respondents": "4"}
    tables = published("tanah-datar-2022") | {"claims": [], "pulse": [row]}
    assert read(tables)["verdicts"]["trust"]["value"] == "no_evidence"
    tables["pulse"] = [dict(row, respondents="5")]
    assert read(tables)["verdicts"]["trust"]["value"] == "adequate"
    tables["pulse"] = [dict(row, item="EN13", respondents="5")]
    assert read(tables)["verdicts"]["actions"]["said"]["value"] == "weak"  # worded against the construct


def test_one_source_alone_is_named() -> None:
    said = read(published("tanah-datar-2022"))
    assert said["verdicts"]["trust"]["untriangulated"]
    assert not said["verdicts"]["commitment"]["untriangulated"]


def test_every_rule_can_be_read() -> None:
    codes = [rule.code for rule in RECORD_RULES] + [code for code, _tables, _words in rules_about_words()]
    assert len(codes) == len(set(codes))
    for rule in RECORD_RULES:
        assert rule.sentence.endswith(".") and "%" not in rule.sentence
        assert rule.reads
