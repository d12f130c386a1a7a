"""balai assess CASE: what records show and what people say in a period, by the published rules."""

import argparse
import json
import sys
from textwrap import fill

from django.utils import timezone

from balai.collaboration.assessment.assess import Assessment
from balai.collaboration.assessment.signs import Finding, Side, Verdict
from balai.collaboration.enums import Framework, Value
from balai.collaboration.models import Period
from balai.collaboration.queries.assessment import assessment_of
from balai.collaboration.rules.assessments import known_on

WIDE = 110


def main(argv: list[str]) -> int:
    options = argparse.ArgumentParser(prog="balai assess")
    options.add_argument("case", help="kode kasus, seperti di tabel case")
    options.add_argument("--format", choices=("text", "json"), default="text")
    chosen = options.parse_args(argv)
    period = Period.objects.select_related("collaboration__owner__region").filter(code=chosen.case).first()
    if period is None:
        print(f"Kasus “{chosen.case}” tidak ada. Masukkan dulu: balai import case MAP_ATAU_XLSX.", file=sys.stderr)
        return 1
    found = assessment_of(period, known_on(period, timezone.now()))
    print(json.dumps(found.as_json(), ensure_ascii=False, indent=1) if chosen.format == "json" else as_text(found))
    return 0


def as_text(found: Assessment) -> str:
    lines = [f"Kasus {found.case}, aturan {found.rules}"]
    for framework in Framework:
        lines += ["", str(framework.label)]
        verdicts = found.of(framework)
        for verdict in (one for one in verdicts if one.basis):
            differs = "  (catatan dan kata berbeda)" if verdict.disagrees else ""
            lines.append(f"  {_title(verdict):<34}{verdict.value.label}{differs}")
            lines += _side("catatan", verdict.records) + _side("kata para pihak", verdict.said)
        silent = ", ".join(_title(one).lower() for one in verdicts if not one.basis)
        lines += [_wrapped(f"Tidak ada bukti tentang {silent}.", "  ")] if silent else []
    for title, findings in (("Menghambat", found.inhibiting), ("Mendukung", found.supporting)):
        lines += ["", title, *(line for one in findings for line in _finding(one))]
    lines += ["", "Perlu dijawab", *(f"  {one.because}" for one in found.alarms)]
    lines += ["", "Yang tidak dapat dilihat dari catatan", *(_wrapped(one, "  ") for one in found.cannot_see)]
    return "\n".join(lines)


def _title(verdict: Verdict) -> str:
    return str(verdict.subject.label).capitalize()


def _side(name: str, side: Side) -> list[str]:
    if side.value == Value.NO_EVIDENCE:
        return []
    rows = f" [{', '.join(side.evidence)}]" if side.evidence else ""
    return [_wrapped(f"{name}: {side.value.label}. {' '.join(side.because)}{rows}", "    ")]


def _finding(one: Finding) -> list[str]:
    basis = {"records": "catatan", "said": "kata para pihak"}
    by = " dan ".join(basis[column] for column in one.basis)
    text = f"{str(one.subject.label).capitalize()} ({by}): {' '.join(one.because)} [{', '.join(one.evidence)}]"
    return [_wrapped(text, "  ")]


def _wrapped(text: str, indent: str) -> str:
    return fill(text, WIDE, initial_indent=indent, subsequent_indent=indent + "  ")
