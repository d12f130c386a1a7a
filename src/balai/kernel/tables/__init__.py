"""Tables as offices really keep them: opening, finding the header, matching columns, reading values.

No domain words and no models. `refused_rows` (writes XLSX) is imported by its own name, so that the web process does
not carry the writer.
"""

from balai.kernel.tables.body import REASONS, Reason, Skipped, body_rows
from balai.kernel.tables.book import Sheet, Workbook, open_table
from balai.kernel.tables.cells import Cell, Merge, Row, clean_text, is_blank, text_of, was_number
from balai.kernel.tables.columns import Certainty, Field, Match, match_columns
from balai.kernel.tables.header import HeaderFound, find_header, header_at
from balai.kernel.tables.kinds import Kind
from balai.kernel.tables.limits import Limits
from balai.kernel.tables.titles import normal_title

__all__ = [
    "REASONS", "Cell", "Certainty", "Field", "HeaderFound", "Kind", "Limits", "Match", "Merge", "Reason", "Row",
    "Sheet", "Skipped", "Workbook", "body_rows", "clean_text", "find_header", "header_at", "is_blank", "match_columns",
    "normal_title", "open_table", "text_of", "was_number",
]  # fmt: skip
