"""What a table of a period does not show to anybody, so that no answer of a survey is one person's."""

from collections.abc import Sequence

from balai.collaboration.assessment.said import FEWEST
from balai.collaboration.queries.books import Cells

UNSAID = {"institution": "", "score": ""}


def fit_to_show(table: str, rows: Sequence[Cells]) -> list[Cells]:
    if table != "pulse":
        return list(rows)
    return [row if int(row["respondents"] or 0) >= FEWEST else row | UNSAID for row in rows]
