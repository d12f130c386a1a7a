"""What is uploaded is checked by content, drawn anew, sealed, and gone after its term."""

import io
import struct
import zlib
from datetime import UTC, date, datetime

import pytest
from PIL import Image

from balai.access.actor import CLI
from balai.documents.actions.store import FileDamaged, FileGone, delete_expired, open_stored, place_of, store_upload
from balai.documents.enums import DocumentKind
from balai.documents.models import StoredFile
from balai.kernel.refusal import Refused

pytestmark = [pytest.mark.data, pytest.mark.django_db]
NOW = datetime(2026, 3, 31, 8, tzinfo=UTC)


@pytest.fixture(autouse=True)
def own_folder(tmp_path, settings) -> None:
    settings.BALAI_FILES = tmp_path


def store(content: bytes, name: str = "ktp.jpg", **more) -> StoredFile:
    return store_upload(by=CLI, name=name, content=content, kind=DocumentKind.LETTER, keep_months=11, now=NOW, **more)


def picture(kind: str = "JPEG", size: tuple[int, int] = (300, 200), **more) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(target, kind, **more)
    return target.getvalue()


def opened(file: StoredFile) -> Image.Image:
    return Image.open(io.BytesIO(open_stored(file)))


def refused(content: bytes, **more) -> str:
    with pytest.raises(Refused) as said:
        store(content, **more)
    assert said.value.field == "file"
    assert not StoredFile.objects.exists()
    return said.value.code


def test_where_a_picture_was_taken_is_dropped_and_it_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90 degrees
    exif[0x010F] = "Merek Telepon"
    exif.get_ifd(0x8825)[1] = "S"
    file = store(picture(exif=exif))
    kept = opened(file)
    assert kept.size == (200, 300)
    assert dict(kept.getexif()) == {}
    assert b"Merek" not in open_stored(file)


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "JPEG"])
def test_pictures_come_out_as_jpeg_and_not_larger_than_needed(kind: str) -> None:
    file = store(picture(kind, (4000, 1000)))
    assert (file.media_type, file.pages) == ("image/jpeg", 1)
    assert opened(file).size == (2400, 600)


def test_what_is_transparent_becomes_white_not_black() -> None:
    target = io.BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(target, "PNG")
    assert opened(store(target.getvalue())).getpixel((5, 5)) == (255, 255, 255)


def test_the_file_is_sealed_on_disk_and_bound_to_its_row() -> None:
    first, second = store(picture()), store(picture(size=(50, 50)))
    written = place_of(first.pk).read_bytes()
    assert b"JFIF" not in written
    place_of(second.pk).write_bytes(written)
    with pytest.raises(FileDamaged):
        open_stored(second)
    place_of(second.pk).unlink()
    with pytest.raises(FileDamaged):
        open_stored(second)


def pdf(pages: int = 1, extra: bytes = b"") -> bytes:
    target = io.BytesIO()
    sheets = [Image.new("RGB", (300, 400), "white") for _ in range(pages)]
    sheets[0].save(target, "PDF", save_all=True, append_images=sheets[1:])
    return target.getvalue() + extra


def test_a_pdf_becomes_pictures_of_its_pages_and_loses_the_rest() -> None:
    file = store(pdf(3, b"\n/JavaScript (app.alert)"), "surat kuasa.pdf")
    assert (file.media_type, file.pages) == ("application/pdf", 3)
    kept = open_stored(file)
    assert kept.startswith(b"%PDF-") and b"JavaScript" not in kept


def test_too_many_pages() -> None:
    assert refused(pdf(11)) == "file_too_many_pages"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"MZ\x90\x00program", "file_type"),
        (b"PK\x03\x04 a spreadsheet", "file_type"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "file_type"),
        (b"GIF89a....", "file_type"),
        (b"%PDF-1.4 and then nothing that can be read", "file_unreadable"),
        (picture()[:300], "file_unreadable"),
    ],
)
def test_what_is_no_picture_and_no_pdf_is_refused_with_a_sentence(content: bytes, code: str) -> None:
    assert refused(content, name="ktp.jpg") == code


def test_too_large_is_refused_without_reading_it_all() -> None:
    class Endless:
        size = 10_000_000_000

        def read(self, length: int = -1) -> bytes:
            raise AssertionError("read although its size says no")

    assert refused(Endless()) == "file_too_large"  # type: ignore[arg-type]
    assert refused(picture() + b"x" * 2000, most_bytes=2000) == "file_too_large"


def test_a_small_file_that_unpacks_to_gigabytes_is_refused() -> None:
    wide = 50_000

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    packer, body = zlib.compressobj(9), b""
    line = bytes(1 + wide * 3)
    for _ in range(200):
        body += packer.compress(line)
    head = struct.pack(">IIBBBBB", wide, wide, 8, 2, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body + packer.flush()) + chunk(b"IEND", b"")
    assert len(bomb) < 100_000
    assert refused(bomb) == "file_too_many_pixels"


def test_a_page_of_kilometres_is_drawn_small() -> None:
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 1000000 500000]>>",
    ]
    whole = b"%PDF-1.4\n" + b"".join(b"%d 0 obj\n" % n + o + b"\nendobj\n" for n, o in enumerate(objects, 1))
    file = store(whole + b"trailer<</Root 1 0 R/Size 4>>\n%%EOF")
    assert file.size < 100_000


def test_what_wants_too_much_memory_or_time_ends_its_own_process_alone(monkeypatch, tmp_path) -> None:
    greedy = tmp_path / "greedy.py"
    greedy.write_text("import resource; resource.setrlimit(resource.RLIMIT_CPU, (1, 1))\nwhile True: pass")
    monkeypatch.setattr("balai.documents.actions.store._SCRIPT", greedy)
    assert refused(picture()) == "file_unreadable"


def test_a_locked_pdf_says_what_to_do() -> None:
    assert refused(LOCKED_PDF) == "file_locked"


LOCKED_PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"3 0 obj<</Filter/Standard/V 1/R 2/P -4/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">>>endobj\n"
    b"trailer<</Root 1 0 R/Encrypt 3 0 R/ID[<41><41>]/Size 4>>\n%%EOF"
)


def test_a_name_keeps_no_path_and_no_control_letters() -> None:
    assert store(picture(), "C:\\Dokumen\\surat\u202e.jpg\n").original_name == "surat.jpg"


def test_after_its_term_the_content_is_gone_and_the_row_says_so() -> None:
    file = store(picture())
    assert file.keep_until == date(2027, 2, 28)
    assert delete_expired(datetime(2027, 2, 28, 23, tzinfo=UTC)) == 0
    assert delete_expired(datetime(2027, 3, 1, 1, tzinfo=UTC)) == 1
    file.refresh_from_db()
    assert not place_of(file.pk).exists() and file.original_name == ""
    with pytest.raises(FileGone):
        open_stored(file)
