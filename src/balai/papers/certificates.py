"""Training certificates as a PDF: front with the QR that verifies, units on the back. No national id number on it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils import translation

from balai.certification.credentials.compact import qr_text
from balai.certification.credentials.statement import of_training
from balai.kernel.crypto import signing_keys
from balai.kernel.formats import angka, tanggal
from balai.kernel.papers.press import printed
from balai.training.enums import UnitVerdict
from balai.training.models import TrainingCertificate
from balai.training.queries.stated import FROM_TODAY, FROZEN_ON, content_of

WORDS = {
    "title": "Sertifikat Pelatihan", "number": "Nomor", "given_to": "diberikan kepada",
    "completed": "yang telah menyelesaikan pelatihan", "instructor": "Instruktur", "code": "Kode", "sum": "Jumlah",
    "qr_alt": "Kode QR menuju halaman verifikasi", "units": "Unit pelatihan",
    "proves": "Pindai untuk memastikan sertifikat ini benar diterbitkan balai pelatihan tersebut.",
    "columns": ["No.", "Kode unit", "Judul", "Teori (JP)", "Praktik (JP)", "Hasil"],
    "not_competence": "JP: jam pelajaran, 45 menit. Sertifikat ini menyatakan kehadiran dan hasil menurut balai pelatihan. Ini bukan "
                      "sertifikat kompetensi, yang diterbitkan lembaga sertifikasi.",
}  # fmt: skip


def certificates_pdf(papers: Sequence[TrainingCertificate], base: str, signed_on: date) -> bytes:
    """papers: with enrolment__batch__curriculum, issuer__region__regency and replaces. base: public address of this Balai. signed_on:
    day of the signature in the QR code, which is checked without a network.

    A class in one go: a fixed number of queries. The same certificates on the same day give the same
    bytes.
    """
    told = content_of(papers)
    with translation.override("id"):
        sheets = [
            _front(paper, told[paper.pk], base) | _seal(paper, base, signed_on) | _back(told[paper.pk], signed_on)
            for paper in papers
        ]
        author = told[papers[0].pk]["issuer"] if papers else ""
        data = {"title": f"Sertifikat pelatihan {papers[0].programme_title}", "author": author, "lang": "id", "words": WORDS,
                "certificates": sheets}  # fmt: skip
        return printed("certificate", data, max(paper.issued_on for paper in papers))


def _front(paper: TrainingCertificate, said: Mapping[str, Any], base: str) -> dict[str, object]:
    first, last = date.fromisoformat(said["started_on"]), date.fromisoformat(said["ended_on"])
    name, role = _signatory(paper.signatory)
    old = paper.replaces
    return {
        "issuer": said["issuer"], "issuer_line": said["issuer_line"],
        "number": paper.number, "holder": paper.holder_name, "programme": paper.programme_title, "code": paper.code,
        "replaces": f"Menggantikan sertifikat nomor {old.number} tanggal {tanggal(old.issued_on)}" if old else "",
        "period": f"dari {tanggal(first)} sampai {tanggal(last)}, {angka(paper.lesson_hours)} jam pelajaran",
        "place_date": f"{said['town']}, {tanggal(paper.issued_on)}" if said["town"] else tanggal(paper.issued_on),
        "instructor": said["instructor"],
        "signatory": name, "signatory_role": role, "address": f"{base}/verifikasi/{paper.code}/",
        "hours": f"{angka(paper.lesson_hours)} jam pelajaran",
    }  # fmt: skip


def _back(said: Mapping[str, Any], signed_on: date) -> dict[str, object]:
    marked = f"Hadir {said['present']} dari {said['marked']} pertemuan yang tercatat." if said["marked"] else ""
    marked = " ".join(part for part in (marked, since(said, signed_on)) if part)
    units = [
        unit
        | {"code": unit["code"] or "–", "verdict": str(UnitVerdict(unit["verdict"]).label) if unit["verdict"] else ""}
        for unit in said["units"]
    ]
    return {"units": units, "attended": marked, "theory": sum(u["theory"] for u in units),
            "practice": sum(u["practice"] for u in units)}  # fmt: skip


def since(said: Mapping[str, Any], signed_on: date) -> str:
    """Of a certificate older than its kept content: from which day's records it speaks."""
    if said.get(FROZEN_ON):
        return f"Isi sertifikat ini dibekukan pada {tanggal(date.fromisoformat(said[FROZEN_ON]))} dari catatan pada hari itu."
    return f"Isi sertifikat ini dari catatan pada {tanggal(signed_on)}." if said.get(FROM_TODAY) else ""


def _signatory(written: str) -> tuple[str, str]:
    """ "Budi Latihan, Kepala Balai" -> name and office; a comma before a degree ("S.Pd.") stays with the name."""
    name, comma, role = written.rpartition(", ")
    return (name, role) if comma and "." not in role else (written, "")


SPARSE = 3
"""One mask for all: choosing the best of eight takes five times as long, and every reader reads each of them."""


def _seal(paper: TrainingCertificate, base: str, signed_on: date) -> dict[str, object]:
    """The address to verify at, and behind # the statement signed by this Balai."""
    import segno  # noqa: PLC0415  # only who prints pays for it

    signed = qr_text(of_training(paper), signing_keys()[0], base, signed_on)
    return {"qr": segno.make(signed, error="m", micro=False, mask=SPARSE).svg_inline(scale=4, border=0)}
