"""Workbooks for the certifier: who comes to be assessed, and afterwards the record of what was found.

No NIK stands in them: the certifier copies it from the identity card when the candidate is there.
"""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from balai.certification.models import CompetencyAssessment
from balai.kernel.tables.written import Cell, SheetOut, write_book


def candidates_sheet(rows: Sequence[CompetencyAssessment]) -> bytes:
    """One row a candidate, with the consent and the self-assessment counted."""
    titles = (
        _("No."), _("Nama"), _("Jenis kelamin"), _("Tanggal lahir"), _("Pendidikan"), _("Telepon"), _("Skema"), _("Tujuan"),
        _("Tanggal uji"), _("Jenis tempat uji"), _("Tempat uji"), _("Asesor"), _("Unit dinyatakan bisa"), _("Setuju diuji"),
    )  # fmt: skip
    lines = []
    for number, row in enumerate(rows, start=1):
        said = list(row.self_assessed.all())
        lines.append((
            number, row.person.full_name, row.person.get_sex_display(), row.person.birth_date,
            row.person.get_education_display(), row.person.phone, row.scheme, row.get_purpose_display(), row.held_on,
            row.get_site_kind_display(), row.site, row.assessor_name,
            f"{sum(one.able for one in said)}/{len(said)}" if said else "", row.consented_at and row.consented_at.date(),
        ))  # fmt: skip
    return _workbook([(_("Peserta uji"), titles, lines)])


def record_sheet(rows: Sequence[CompetencyAssessment]) -> bytes:
    """The verdicts, the verdicts per unit, and what they rest on."""
    verdicts = [
        (row.person.full_name, row.get_verdict_display(), row.assessor_name, row.held_on, row.site, row.note,
         row.appeals.all()[0].get_state_display() if row.appeals.all() else "", row.independence)
        for row in rows
    ]  # fmt: skip
    units = [
        (row.person.full_name, unit.unit.code, unit.unit.title, unit.get_verdict_display())
        for row in rows
        for unit in row.units.all()
    ]
    evidence = [
        (row.person.full_name, one.unit.code if one.unit else "", one.get_kind_display(), one.note,
         *(_("ya") if mark else "" for mark in (one.valid, one.authentic, one.current, one.sufficient)))
        for row in rows
        for one in row.evidence.all()
    ]  # fmt: skip
    return _workbook([
        (_("Hasil"), (_("Nama"), _("Hasil akhir"), _("Asesor"), _("Tanggal uji"), _("Tempat uji"), _("Catatan"),
                      _("Banding"), _("Catatan tentang asesor")), verdicts),
        (_("Per unit"), (_("Nama"), _("Kode unit"), _("Unit kompetensi"), _("Hasil")), units),
        (_("Bukti"), (_("Nama"), _("Kode unit"), _("Jenis bukti"), _("Yang dilihat"), _("Valid"), _("Asli"), _("Terkini"),
                      _("Memadai")), evidence),
    ])  # fmt: skip


def _workbook(sheets: Iterable[tuple[str, Sequence[str], Iterable[Sequence[Cell]]]]) -> bytes:
    return write_book(SheetOut(name, titles, lines) for name, titles, lines in sheets)
