"""Finished PDFs and scanned pictures behind one another in one file; each sheet stays as it was made."""

import hashlib
import io
import re
import threading
from collections.abc import Sequence
from typing import Any, Final

A4: Final = (595.0, 842.0)
MARGIN: Final = 28.0
"""Points left free around a scanned picture."""
_ONE_AT_A_TIME = threading.Lock()  # PDFium may be called by one thread of a process at a time
_IDENTITY = re.compile(rb"/ID\s*\[<[0-9A-F]*><[0-9A-F]*>\]")
_WRITTEN = re.compile(rb"/CreationDate\(D:[^)]*\)")


class NotBindable(Exception):
    """What should be bound is neither a PDF nor a JPEG that can be read."""


def pages_of(content: bytes) -> int:
    """Sheets it takes: of a PDF its pages, of a picture one. Raises NotBindable."""
    if not _is_pdf(content):
        return 1
    with _ONE_AT_A_TIME:
        return len(_opened(content))


def bound_together(parts: Sequence[bytes]) -> bytes:
    """The same parts give the same bytes. Raises NotBindable."""
    import pypdfium2  # noqa: PLC0415  # only who binds pays for it

    with _ONE_AT_A_TIME:
        book = pypdfium2.PdfDocument.new()
        for part in parts:
            if _is_pdf(part):
                book.import_pages(_opened(part))
            else:
                _picture(pypdfium2, book, part)
        out = io.BytesIO()
        book.save(out)
    return _with_own_identity(out.getvalue())


def _is_pdf(content: bytes) -> bool:
    return content[:5] == b"%PDF-"


def _opened(content: bytes) -> Any:
    import pypdfium2  # noqa: PLC0415

    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as problem:
        raise NotBindable(str(problem)) from None


def _picture(pdfium: Any, book: Any, content: bytes) -> None:
    from PIL import Image  # noqa: PLC0415

    try:
        wide, tall = Image.open(io.BytesIO(content)).size
    except OSError as problem:
        raise NotBindable(str(problem)) from None
    width, height = A4 if tall >= wide else A4[::-1]
    scale = min((width - 2 * MARGIN) / wide, (height - 2 * MARGIN) / tall)
    picture = pdfium.PdfImage.new(book)
    picture.load_jpeg(io.BytesIO(content), inline=True)
    place = pdfium.PdfMatrix().scale(wide * scale, tall * scale)
    picture.set_matrix(place.translate((width - wide * scale) / 2, (height - tall * scale) / 2))
    page = book.new_page(width, height)
    page.insert_obj(picture)
    page.gen_content()


def _with_own_identity(content: bytes) -> bytes:
    """PDFium names each file by chance and by the second; by its content it is the same file every time.

    What is taken out leaves blanks: every object keeps the offset that the file's table says.
    """
    undated = _WRITTEN.sub(lambda found: b" " * len(found[0]), content, count=1)
    bare = _IDENTITY.sub(lambda found: b"/ID[<" + b"0" * 32 + b"><" + b"0" * 32 + b">]", undated)
    name = hashlib.sha256(bare).hexdigest()[:32].upper().encode()
    return bare.replace(b"0" * 32 + b"><" + b"0" * 32, name + b"><" + name)
