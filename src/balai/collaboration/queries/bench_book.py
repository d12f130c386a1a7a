"""A bench as a case workbook: the period's tables, and with them its sources and, as claims, what both coders agreed on."""

import csv
import io
import zipfile
from collections.abc import Container, Iterator
from itertools import count

from balai.collaboration.enums import METHOD_OF, POLARITY_OF, Leaning, SourceKind
from balai.collaboration.models import AccordCode, Bench, BenchSource
from balai.collaboration.queries.books import Cells
from balai.collaboration.queries.withheld import fit_to_show
from balai.collaboration.queries.workbook import workbook
from balai.collaboration.tables import BY_NAME


def bench_book(bench: Bench) -> dict[str, list[Cells]]:
    """A case of its own: brought in, it stands beside the collaboration and overwrites nothing of it."""
    book = {name: fit_to_show(name, rows) for name, rows in workbook(bench.period).items()}
    case = book["case"][0]
    case["code"] = f"{case['code'][:90]}-kajian-{bench.pk}"
    case["title"] = case["title"] or bench.period.collaboration.title
    codes = _source_codes(bench, {row["code"] for row in book["sources"]})
    book["sources"] += [_source(row, codes[row.pk]) for row in _sources(bench)]
    taken = {row["code"] for row in book["claims"]}
    for cells in _claims(bench, codes):
        cells["code"] = _free(cells["code"], taken)
        taken.add(cells["code"])
        book["claims"].append(cells)
    return book


def bench_zip(bench: Bench) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in bench_book(bench).items():
            text = io.StringIO(newline="")
            writer = csv.DictWriter(text, BY_NAME[name].names)
            writer.writeheader()
            writer.writerows(rows)
            archive.writestr(f"{name}.csv", text.getvalue())
    return target.getvalue()


def _free(code: str, taken: Container[str]) -> str:
    return next(one for n in count() if (one := f"{code}-{n}" if n else code) not in taken)


def _sources(bench: Bench) -> list[BenchSource]:
    return list(BenchSource.objects.filter(bench=bench).order_by("pk"))


def _source_codes(bench: Bench, taken: set[str]) -> dict[int, str]:
    codes: dict[int, str] = {}
    for row in _sources(bench):
        codes[row.pk] = _free(f"k-{row.code}", taken)
        taken = taken | {codes[row.pk]}
    return codes


def _source(row: BenchSource, code: str) -> Cells:
    where = [row.kept_at, f"hlm. {row.pages}" if row.pages else "", row.dated]
    return {"code": code, "kind": row.kind, "title": row.title, "location": ", ".join(one for one in where if one)}


def _claims(bench: Bench, sources: dict[int, str]) -> Iterator[Cells]:
    """A row a subject both stand behind. The informant is a code; where it was said stands with the words."""
    agreed = AccordCode.objects.filter(accord__quotation__bench=bench, accord__confirmed_at__isnull=False)
    rows = agreed.select_related("accord__quotation__source", "accord__quotation__informant")
    for row in rows.order_by("accord__quotation_id", "pk"):
        said = row.accord.quotation
        yield {
            "code": f"k-{said.code}-{row.subject}", "source": sources[said.source_id],
            "method": str(METHOD_OF[SourceKind(said.source.kind)]),
            "speaker": f"informan {said.informant.code}" if said.informant else "", "subject": row.subject,
            "polarity": POLARITY_OF[Leaning(row.leaning)], "text": said.text, "inferred": "no" if said.informant else "",
        }  # fmt: skip
