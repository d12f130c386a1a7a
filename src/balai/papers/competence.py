"""Competence certificates that their certifier issued here, as PDF: the units on the back. No national id number on it."""

from collections.abc import Sequence
from datetime import date

from django.utils import translation

from balai.certification.credentials.compact import qr_text
from balai.certification.credentials.statement import of_competence
from balai.certification.models import CompetenceCertificate
from balai.certification.stated import content_of
from balai.kernel.crypto import signing_keys
from balai.kernel.formats import tanggal
from balai.kernel.papers.press import printed
from balai.papers.certificates import SPARSE, since

WORDS = {
    "title": "Sertifikat Kompetensi", "title_en": "Certificate of Competence", "number": "Nomor",
    "registration": "Nomor registrasi", "blank": "Nomor blangko", "states": "menyatakan bahwa",
    "competent": "kompeten menurut skema sertifikasi", "manager": "Manajer Sertifikasi",
    "head": "Kepala Lembaga Sertifikasi Profesi", "unsigned": "Penanda tangan sertifikat ini tidak tercatat.",
    "code": "Kode", "qr_alt": "Kode QR menuju halaman verifikasi",
    "proves": "Pindai untuk memastikan sertifikat ini benar diterbitkan lembaga sertifikasi tersebut dan belum dicabut.",
    "units": "Unit kompetensi", "units_en": "Units of competence", "columns": ["No.", "Kode unit", "Judul unit"],
    "rests_on": "Sertifikat ini menyatakan hasil uji kompetensi oleh lembaga sertifikasi profesi. Kehadiran pada pelatihan "
                "dinyatakan sertifikat pelatihan, yang diterbitkan balai pelatihan.",
}  # fmt: skip


def competence_pdf(papers: Sequence[CompetenceCertificate], base: str, signed_on: date) -> bytes:
    """papers: issued here, with person, certifier__region__regency and assessment__certification_scheme, at least one.
    base: public address of this Balai. signed_on: day of the signature in the QR code.

    The same certificates on the same day give the same bytes.
    """
    with translation.override("id"):
        sheets = [_sheet(paper, base, signed_on) for paper in papers]
        data = {"title": f"Sertifikat kompetensi {papers[0].scheme}", "author": content_of(papers[0])["issuer"],
                "lang": "id", "words": WORDS, "certificates": sheets}  # fmt: skip
        return printed("competence", data, max(paper.issued_on for paper in papers))


def _sheet(paper: CompetenceCertificate, base: str, signed_on: date) -> dict[str, object]:
    import segno  # noqa: PLC0415  # only who prints pays for it

    said = content_of(paper)
    signed = qr_text(of_competence(paper), signing_keys()[0], base, signed_on)
    issued = tanggal(paper.issued_on)
    return said | {
        "scheme_line": " · ".join(part for part in (said["scheme_code"], said["field"]) if part),
        "number": paper.number, "registration": paper.registration_number, "blank": paper.blank_number,
        "validity": f"berlaku {_term(paper)}", "until": f"sampai {tanggal(paper.valid_until)}", "code": paper.code,
        "since": since(said, signed_on),
        "place_date": f"{said['town']}, {issued}" if said["town"] else issued, "address": f"{base}/verifikasi/{paper.code}/",
        "qr": segno.make(signed, error="m", micro=False, mask=SPARSE).svg_inline(scale=4, border=0),
    }  # fmt: skip


NUMERALS = ("", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh")


def _term(paper: CompetenceCertificate) -> str:
    """ "untuk 3 (tiga) tahun" as printed on such papers; where the days make no whole years, from when."""
    years = paper.valid_until.year - paper.issued_on.year
    same_day = (paper.valid_until.month, paper.valid_until.day) == (paper.issued_on.month, paper.issued_on.day)
    if same_day and 0 < years < len(NUMERALS):
        return f"untuk {years} ({NUMERALS[years]}) tahun"
    return f"mulai {tanggal(paper.issued_on)}"
