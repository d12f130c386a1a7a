"""Workbooks for the assessment: the two published cases, and invented ones from a seed in which everything may happen."""

import csv
import random

from balai.collaboration.assessment.book import Book
from balai.collaboration.shipped import FOLDER
from balai.collaboration.tables import BY_NAME, Column, Is, Table

Cells = dict[str, str]
Tables = dict[str, list[Cells]]
ROWS = 4
FUNCTIONS = (
    "funder",
    "coordinator",
    "training_provider",
    "employer",
    "mentor",
    "certifier",
    "beneficiary",
    "facilitator",
)
SPOKEN_OF = ("commitment", "trust", "facilities", "capacity", "private_sector")
"""Few, so that several speak of the same."""


def published(code: str) -> Tables:
    return {path.stem: list(csv.DictReader(path.open(encoding="utf-8"))) for path in (FOLDER / code).glob("*.csv")}


def invented(seed: int) -> Tables:
    """Every table with up to ROWS rows, cells drawn from what they may hold; a third of them empty."""
    chance = random.Random(seed)
    names = [name for name in BY_NAME if name not in ("case", "coverage")]
    codes = {name: [f"{name[:2]}{n}" for n in range(chance.randint(0, ROWS))] for name in names}
    found = {name: [_row(BY_NAME[name], code, codes, chance) for code in codes[name]] for name in names}
    found["case"] = [{"code": f"uji-{seed}", "title": "Uji", "period_start": "2020", "period_end": "2020"}]
    found["coverage"] = [{"table": name, "complete": "yes"} for name in names if chance.random() < 0.5]
    return found


def _row(table: Table, code: str, codes: dict[str, list[str]], chance: random.Random) -> Cells:
    there = {column.name: _cell(column, code, codes, chance) for column in table.columns if chance.random() > 0.33}
    return there | {"code": code}


def _cell(column: Column, code: str, codes: dict[str, list[str]], chance: random.Random) -> str:
    if column.kind in (Is.ONE, Is.MANY):
        known = codes.get(column.to, [])
        return ";".join(chance.sample(known, min(len(known), 1 if column.kind is Is.ONE else 2)))
    if column.name == "subject":
        return chance.choice(SPOKEN_OF)
    if column.choices is not None:
        return chance.choice([str(one) for one in column.choices.values])
    if column.kind is Is.DATE:
        return chance.choice(("2019", "2020-03", "2020-09-10", "2021"))
    if column.kind in (Is.COUNT, Is.NUMBER):
        return str(chance.randint(0, 9) if column.bounds is None else chance.randint(*column.bounds))
    return ";".join(chance.sample(FUNCTIONS, chance.randint(1, 2))) if column.name == "functions" else f"uji {code}"


def without(tables: Tables, evidence: list[str]) -> Tables:
    """The rows that are named are gone, and the tables named whole are complete no more."""
    rows = {name for name in evidence if ":" in name}
    whole = set(evidence) - rows
    kept = {name: [row for row in found if f"{name}:{row.get('code')}" not in rows] for name, found in tables.items()}
    kept["coverage"] = [row for row in kept.get("coverage", []) if row["table"] not in whole]
    return kept


def shuffled(tables: Tables, seed: int) -> Tables:
    chance = random.Random(seed)
    return {name: chance.sample(rows, len(rows)) for name, rows in tables.items()}


def book(tables: Tables) -> Book:
    return Book(tables)
