"""What trivial readers make of a case, beside the rules: python -m tests.collaboration.readers prints how many rows each meets."""

import os
from typing import Any

BASES = ["records", "said"]
Said = dict[str, Any]


def all_weak(expected: list[dict[str, str]]) -> Said:
    """Calls every element weak and every factor a hindrance."""
    subjects = {row["subject"] for row in expected}
    return {"verdicts": {one: {"value": "weak", "basis": BASES} for one in subjects},
            "inhibiting": [{"subject": one, "basis": BASES} for one in subjects], "supporting": []}  # fmt: skip


def every_claim_repeated(tables: dict[str, list[dict[str, str]]]) -> Said:
    """Believes whoever spoke, counts no record: positive is adequate, negative is weak, both is mixed."""
    spoken: dict[str, set[str]] = {}
    for row in tables.get("claims", []):
        spoken.setdefault(row["subject"], set()).add(row["polarity"])
    value = {"positive": "adequate", "negative": "weak"}
    verdicts = {one: {"value": "mixed" if len(found) > 1 else value[min(found)], "basis": ["said"]}
                for one, found in spoken.items()}  # fmt: skip
    lists = {kind: [{"subject": one, "basis": ["said"]} for one, found in spoken.items() if word in found]
             for kind, word in (("inhibiting", "negative"), ("supporting", "positive"))}  # fmt: skip
    return {"verdicts": verdicts} | lists


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balai.config.settings_test")
    import django

    django.setup()
    from tests.collaboration.books import published
    from tests.collaboration.test_assessment import CASES, concluded, met, read

    print(f"{'case':<20}{'rows':>5}{'rules':>7}{'all weak':>10}{'claims repeated':>17}")
    for code in CASES:
        rows, tables = concluded(code), published(code)
        scores = [met(said, rows) for said in (read(tables), all_weak(rows), every_claim_repeated(tables))]
        print(f"{code:<20}{len(rows):>5}{scores[0]:>7}{scores[1]:>10}{scores[2]:>17}")


if __name__ == "__main__":
    main()
