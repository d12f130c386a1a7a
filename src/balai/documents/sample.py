"""What the practice room keeps instead of an upload: a sheet that says so."""

import io

from PIL import Image, ImageDraw, ImageFont

SAMPLE_NAME = "lembar-contoh.png"
WORDS = (
    "LEMBAR CONTOH",
    "Ini ruang latihan.",
    "Berkas yang Anda pilih tidak disimpan,",
    "supaya berkas orang sungguhan tidak tertinggal di sini.",
)


def sample_sheet() -> bytes:
    """A PNG of half an A4 sheet at 100 dots an inch."""
    sheet = Image.new("RGB", (827, 583), "#F6F1E4")
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((20, 20, 806, 562), outline="#0F5C56", width=4)
    for line, words in enumerate(WORDS):
        pen.text((60, 90 + 90 * line), words, fill="#0F5C56", font=ImageFont.load_default(48 if line == 0 else 26))
    target = io.BytesIO()
    sheet.save(target, "PNG")
    return target.getvalue()
