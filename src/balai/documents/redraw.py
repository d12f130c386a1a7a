"""Draws an uploaded picture or PDF anew. A program of its own: `python -I redraw.py picture|pdf`, file in, file out.

Runs apart from the server because it opens what strangers send: its memory and time are bounded by the system, and a
crash of a decoder ends this process alone. Imports nothing of the project. Exit status: 0 done, 3 to 7 see REFUSALS.
"""

import io
import resource
import sys
import warnings
from collections.abc import Iterator

from PIL import Image, ImageOps, UnidentifiedImageError

LONGEST_SIDE = 2400
MOST_PIXELS = 60_000_000
MOST_PAGES = 10
DOTS_PER_INCH = 150
MEMORY = 1 << 30
SECONDS = 20

UNREADABLE, TOO_MANY_PIXELS, TOO_MANY_PAGES, LOCKED, EMPTY = 3, 4, 5, 6, 7
REFUSALS = {
    UNREADABLE: "unreadable",
    TOO_MANY_PIXELS: "too_many_pixels",
    TOO_MANY_PAGES: "too_many_pages",
    LOCKED: "locked",
    EMPTY: "empty",
}


class CannotDraw(Exception):
    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


def picture(content: bytes) -> tuple[bytes, int]:
    """A JPEG without metadata, upright, at most LONGEST_SIDE pixels; only the first frame of an animation."""
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP")) as image:
            if image.width * image.height > MOST_PIXELS:
                raise CannotDraw(TOO_MANY_PIXELS)
            image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            orientation = image.getexif().get(0x0112, 1)
            image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            plain = _on_white(image)
            plain.getexif()[0x0112] = orientation
            return _jpeg(ImageOps.exif_transpose(plain)), 1
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError):
        raise CannotDraw(UNREADABLE) from None


def _on_white(image: Image.Image) -> Image.Image:
    if "A" not in image.getbands() and "transparency" not in image.info:
        return image.convert("RGB")
    layer = image.convert("RGBA")
    ground = Image.new("RGB", layer.size, "white")
    ground.paste(layer, mask=layer.getchannel("A"))
    return ground


def _jpeg(image: Image.Image) -> bytes:
    target = io.BytesIO()
    image.save(target, "JPEG", quality=85, optimize=True, exif=b"")
    return target.getvalue()


def pdf(content: bytes) -> tuple[bytes, int]:
    """A PDF of pictures of its pages: what can be seen, nothing else."""
    import pypdfium2  # noqa: PLC0415 pictures need not pay for it

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as problem:
        raise CannotDraw(LOCKED if "assword" in str(problem) else UNREADABLE) from None
    count = len(document)
    if count > MOST_PAGES:
        raise CannotDraw(TOO_MANY_PAGES)
    if count == 0:
        raise CannotDraw(EMPTY)
    pages = _pages(document)
    target = io.BytesIO()
    try:
        next(pages).save(target, "PDF", save_all=True, append_images=pages, resolution=DOTS_PER_INCH, quality=80)
    except (pypdfium2.PdfiumError, ValueError, ZeroDivisionError):
        raise CannotDraw(UNREADABLE) from None
    return target.getvalue(), count


def _pages(document: object) -> Iterator[Image.Image]:
    for page in document:  # type: ignore[attr-defined]
        longest = max(page.get_size())
        scale = min(DOTS_PER_INCH / 72, LONGEST_SIDE / longest)
        bitmap = page.render(scale=scale, may_draw_forms=True)
        drawn: Image.Image = bitmap.to_pil().convert("RGB")
        bitmap.close()
        page.close()
        yield drawn


def main(kind: str) -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    warnings.simplefilter("ignore")
    Image.MAX_IMAGE_PIXELS = None  # our own bound, checked before anything is decoded
    try:
        drawn, pages = (pdf if kind == "pdf" else picture)(sys.stdin.buffer.read())
    except CannotDraw as problem:
        return problem.status
    except MemoryError:
        return TOO_MANY_PIXELS
    sys.stdout.buffer.write(pages.to_bytes(2, "big") + drawn)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
