"""Tables as offices really keep them: opening, finding the header, matching columns, reading values.

No domain words and no models. `refused_rows` (writes XLSX) is imported by its own name, so that the web process does
not carry the writer.
"""

from balai.kernel.tables.book import Sheet, Workbook, open_table
from balai.kernel.tables.cells import Cell, Merge, Row, clean_text, is_blank, text_of, was_number
from balai.kernel.tables.kinds import Kind
from balai.kernel.tables.limits import Limits

__all__ = [
    "Cell", "Kind", "Limits", "Merge", "Row", "Sheet", "Workbook",
    "clean_text", "is_blank", "open_table", "text_of", "was_number",
]  # fmt: skip
