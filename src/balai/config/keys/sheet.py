"""The printable sheet: every secret as a QR code and as lines to type, with what it is for."""

import datetime as dt
from collections.abc import Mapping
from html import escape
from pathlib import Path
from string import Template

import segno

from balai.config.environment import SECRETS
from balai.config.keys.paper import lines_of

MEANING = {
    "BALAI_SECRET_KEY": "Menandatangani sesi masuk. Jika hilang, semua orang cukup masuk lagi.",
    "BALAI_FIELD_KEYS": "Menyandi NIK dan berkas unggahan. Jika hilang, keduanya tidak terbaca lagi.",
    "BALAI_INDEX_KEY": "Menemukan orang lewat NIK. Jika hilang, pencarian NIK berhenti bekerja.",
    "BALAI_SIGNING_KEY": "Menandatangani titik periksa jejak audit dan sertifikat.",
    "BALAI_BACKUP_KEY": "Membuka cadangan. Jika hilang, tidak ada cadangan yang bisa dipulihkan.",
}
TEMPLATE = Path(__file__).with_name("sheet.html")


def sheet(secrets: Mapping[str, str], *, printed_on: dt.date) -> str:
    """A whole HTML page without anything from outside; A4 when printed."""
    cards = [card(name, secrets[name], place=place) for place, name in enumerate(SECRETS, 1) if name in secrets]
    page = Template(TEMPLATE.read_text())
    return page.substitute(printed_on=printed_on.strftime("%d-%m-%Y"), cards="\n".join(cards))


def card(name: str, secret: str, *, place: int) -> str:
    rows = "\n".join(
        f"<tr><th>{number}</th>{''.join(f'<td>{group}</td>' for group in line.split())}</tr>"
        for number, line in enumerate(lines_of(secret, place=place), start=1)
    )
    code = segno.make(f"{name}={secret}", micro=False).svg_inline(scale=2, border=2, omitsize=True)
    return (
        f"<section><div class='code'>{code}</div><div><h2>{place}. {escape(name)}</h2>"
        f"<p>{escape(MEANING[name])}</p><table>{rows}</table></div></section>"
    )
