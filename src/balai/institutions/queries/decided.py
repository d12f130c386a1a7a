"""What earlier imports of the same institution have already decided."""

from collections.abc import Mapping, Sequence
from typing import Any

from balai.imports.actions.rows import BATCH, fingerprints
from balai.imports.enums import RowState
from balai.imports.models import ImportRow, ImportRun


def left_out_before(run: ImportRun, contents: Sequence[Mapping[str, Any]]) -> list[bool]:
    """For each row: was it decided that it does not come in?"""
    marks = fingerprints(run, contents)
    left_out: set[bytes] = set()
    for start in range(0, len(marks), BATCH):
        rows = ImportRow.objects.filter(
            fingerprint__in=marks[start : start + BATCH], state=RowState.DECIDED, decision__act="leave_out"
        )
        left_out.update(bytes(mark) for mark in rows.values_list("fingerprint", flat=True))
    return [mark in left_out for mark in marks]
