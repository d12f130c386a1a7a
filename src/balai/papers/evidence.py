"""What stands behind one line of a list: who recorded it and when, the papers it went into with their signed scans, what stood
there before, and the audit trail of it. Whoever asks was let in by the page; no national id number is read here."""

from typing import cast
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balai.accounts.queries import names_of
from balai.admissions.models import Application
from balai.admissions.queries import scores_of
from balai.institutions.models import Equipment
from balai.kernel.formats import rupiah, tanggal, waktu
from balai.papers.behind import Attached, Evidence, Line, Section, joined, papers_of_kinds, trail_of, who, zone
from balai.papers.enums import PaperKind as K
from balai.papers.evidence_things import equipment_evidence, phase_evidence, phase_of, unit_evidence
from balai.planning.models import Batch, Spending
from balai.programmes.models import CurriculumUnit
from balai.training.models import AttendanceMark, Enrolment, TrainingCertificate, TrainingSession
from balai.training.phases import PhaseStanding
from balai.training.queries import attendance_of, marks_of, results_of
from balai.training.queries.allowances import allowance_list, whole_span

LINE_KINDS: dict[str, type] = {
    "A": Application, "P": Enrolment, "T": TrainingSession, "F": PhaseStanding, "K": CurriculumUnit, "S": TrainingCertificate,
    "U": Enrolment, "E": Equipment, "B": Spending,
}  # fmt: skip
"""Letter of a line's code -> what it is about: applicant, trainee, meeting, phase, part of the curriculum, certificate,
allowance of a trainee, equipment, payment."""
LINE_WORDS: dict[str, str | Promise] = {
    "A": gettext_lazy("pendaftaran"), "P": gettext_lazy("kehadiran dan hasil peserta"), "T": gettext_lazy("pertemuan"),
    "F": gettext_lazy("tahap kelas"), "K": gettext_lazy("hasil per unit"), "S": gettext_lazy("sertifikat pelatihan"),
    "U": gettext_lazy("uang saku"), "E": gettext_lazy("peralatan"), "B": gettext_lazy("belanja"),
}  # fmt: skip
Row = (
    Application
    | Enrolment
    | TrainingSession
    | TrainingCertificate
    | Spending
    | PhaseStanding
    | CurriculumUnit
    | Equipment
)


def row_of(code: str, batch: Batch) -> Row | None:
    """The row a code means, in this class or of its package; None when there is none. May it be seen? The page asks."""
    kind, _dash, key = code.partition("-")
    if kind == "F":
        return phase_of(batch, key)
    model = LINE_KINDS.get(kind)
    if model is None or not issubclass(model, models.Model) or (pk := _key(model, key)) is None:
        return None
    rows = model._base_manager.filter(pk=pk)
    within = {
        Spending: Q(package_id=batch.package_id), TrainingCertificate: Q(enrolment__batch=batch),
        Equipment: Q(institution_id=batch.centre_id), CurriculumUnit: Q(curriculum_id=batch.curriculum_id),
    }  # fmt: skip
    return cast("Row | None", rows.filter(within.get(model, Q(batch=batch))).first())


def _key(model: type[models.Model], text: str) -> int | UUID | None:
    try:
        if model is Application:
            return UUID(text)
        return int(text) if text.isdecimal() and text.isascii() and len(text) < 19 else None
    except ValueError:
        return None


def evidence_of(code: str, row: Row, batch: Batch) -> Evidence:
    if isinstance(row, PhaseStanding):
        return phase_evidence(code, row, batch)
    if isinstance(row, CurriculumUnit):
        return unit_evidence(code, row, batch)
    return equipment_evidence(code, row, batch) if isinstance(row, Equipment) else _recorded(code, row, batch)


def _recorded(
    code: str, row: Application | Enrolment | TrainingSession | TrainingCertificate | Spending, batch: Batch
) -> Evidence:
    if isinstance(row, Enrolment):
        return _allowance(code, row, batch) if code.startswith("U") else _trainee(code, row, batch)
    if isinstance(row, TrainingSession):
        return _meeting(code, row, batch)
    if isinstance(row, Application):
        return _applicant(code, row, batch)
    return _certificate(code, row, batch) if isinstance(row, TrainingCertificate) else _payment(code, row, batch)


def _trainee(code: str, one: Enrolment, batch: Batch) -> Evidence:
    marks = list(one.marks.select_related("session").order_by("session__held_on", "session__number"))
    results = list(results_of([one])[one.pk].values())
    certificates = list(one.certificates.order_by("pk"))
    units = {unit.pk: unit for unit in batch.curriculum.units.all()}
    names = names_of([row.marked_by for row in marks] + [row.recorded_by for row in results])
    seen = attendance_of([one])[one.pk]
    told = _("hadir %(n)d dari %(whole)d pertemuan") % {"n": seen.present, "whole": seen.held}
    if seen.unmarked:
        told += ", " + _("%(n)d belum dicatat") % {"n": seen.unmarked}
    facts = [
        (_("Kode baris"), code, ""), (_("Kursi"), str(one.seat or "–"), ""), (_("Keadaan"), str(one.get_state_display()), ""),
        (_("Masa"), _span(one), ""), (_("Kehadiran"), told, ""),
    ]  # fmt: skip
    if one.leave_kind:
        facts.append((_("Berhenti karena"), str(one.get_leave_kind_display()), ""))
    if one.application_id:
        facts.append((_("Pendaftaran"), _("buka bukti pendaftarannya"), f"A-{one.application_id}"))
    sections = [
        Section(_("Catatan kehadiran"), [
            Line(f"{tanggal(m.session.held_on)}: {m.get_mark_display()}",
                 joined(_before(m), waktu(m.marked_at, zone()), who(m.marked_by, names)), f"T-{m.session_id}")
            for m in marks
        ], _("Belum ada kehadiran yang dicatat.")),
        Section(_("Hasil per bagian"), [
            Line(f"{units[r.unit_id].title if r.unit_id in units else '–'}: {r.get_verdict_display()}",
                 joined("" if r.score is None else str(r.score), waktu(r.recorded_at, zone()), who(r.recorded_by, names)))
            for r in results
        ], _("Belum ada hasil yang dicatat.")),
        Section(_("Sertifikat pelatihan"), [
            Line(f"{c.number}, {tanggal(c.issued_on)}, {c.get_state_display()}", joined(c.code, c.revoked_reason), f"S-{c.pk}")
            for c in certificates
        ], _("Belum ada sertifikat.")),
    ]  # fmt: skip
    kinds = (K.DECREE, K.SIGNING_SHEETS, K.ATTENDANCE, K.RESULTS)
    subjects = [("training.attendancemark", [m.pk for m in marks]), ("training.unitresult", [r.pk for r in results])]
    trail = trail_of([("training.enrolment", [one.pk]), *subjects])
    return Evidence(code, one.person.full_name, facts, sections, papers_of_kinds(batch, kinds), trail)


def _allowance(code: str, one: Enrolment, batch: Batch) -> Evidence:
    owed = next((row for row in allowance_list(batch, *whole_span(batch)).rows if row.enrolment.pk == one.pk), None)
    days = owed.due if owed else []
    facts = [(_("Kode baris"), code, ""), (_("Jumlah menurut catatan"), rupiah(owed.amount if owed else 0), ""),
             (_("Kehadiran"), _("buka catatan kehadirannya"), f"P-{one.pk}")]  # fmt: skip
    lines = [Line(f"{d.day:%d-%m-%Y}: {rupiah(d.amount)}", _rates(d.transport, d.meal, d.online)) for d in days]
    section = Section(_("Hari yang dibayar"), lines, _("Belum ada hari hadir yang dibayar."))
    trail = trail_of([("training.enrolment", [one.pk])])
    return Evidence(
        code, one.person.full_name, facts, [section], papers_of_kinds(batch, (K.ALLOWANCE, K.ATTENDANCE)), trail
    )


def _rates(transport: int, meal: int, online: int) -> str:
    told = ((_("transpor"), transport), (_("makan"), meal), (_("kuota"), online))
    return ", ".join(f"{word} {rupiah(amount)}" for word, amount in told if amount)


def _meeting(code: str, one: TrainingSession, batch: Batch) -> Evidence:
    marks = marks_of(one)
    people = Enrolment.objects.filter(pk__in=marks).select_related("person").order_by("seat", "pk")
    sheets = list(one.sheets.order_by("sent_at"))
    names = names_of(sheet.sent_by for sheet in sheets)
    teacher = one.instructor.full_name or one.instructor.username if one.instructor else "–"
    state = f"{one.get_state_display()}{f': {one.cancel_reason}' if one.cancel_reason else ''}"
    facts = [
        (_("Kode baris"), code, ""), (_("Tanggal"), tanggal(one.held_on, weekday=True), ""),
        (_("Materi"), one.topic or (one.unit.title if one.unit else "–"), ""), (_("Instruktur"), teacher, ""),
        (_("Keadaan"), state, ""),
    ]  # fmt: skip
    sent = [Line(waktu(sheet.sent_at, zone()), who(sheet.sent_by, names)) for sheet in sheets]
    marked = [
        Line(f"{e.person.full_name}: {marks[e.pk].get_mark_display()}", _before(marks[e.pk]), f"P-{e.pk}")
        for e in people
    ]
    sections = [Section(_("Kiriman daftar hadir"), sent, _("Belum ada daftar hadir yang dikirim.")),
                Section(_("Kehadiran"), marked, _("Belum ada kehadiran yang dicatat."))]  # fmt: skip
    trail = trail_of([("training.trainingsession", [one.pk])])
    title = _("pertemuan %(n)d") % {"n": one.number}
    return Evidence(code, title, facts, sections, papers_of_kinds(batch, (K.SIGNING_SHEETS, K.ATTENDANCE)), trail)


def _applicant(code: str, one: Application, batch: Batch) -> Evidence:
    names = names_of([one.decided_by])
    checked = joined(waktu(one.verified_at, zone()), str(one.get_verified_by_display())) if one.verified_at else "–"
    decided = joined(waktu(one.decided_at, zone()), who(one.decided_by, names)) if one.decided_at else "–"
    facts = [
        (_("Kode baris"), code, ""), (_("Mendaftar"), waktu(one.submitted_at, zone()), ""), (_("Diperiksa"), checked, ""),
        (_("Keadaan"), str(one.get_state_display()), ""), (_("Urutan"), str(one.rank or "–"), ""), (_("Diputuskan"), decided, ""),
    ]  # fmt: skip
    scores = [row for stage in scores_of(batch.pk).get(one.pk, {}).values() for row in stage.rows]
    lines = [
        Line(
            joined(str(s.get_stage_display()), _("tidak hadir") if s.absent else str(s.score)),
            joined(waktu(s.given_at, zone()), s.scorer.full_name or s.scorer.username),
        )
        for s in scores
    ]
    section = Section(_("Nilai seleksi"), lines, _("Belum ada nilai yang dicatat."))
    trail = trail_of([("admissions.application", [one.pk])])
    return Evidence(code, one.full_name, facts, [section], papers_of_kinds(batch, (K.SELECTION, K.DECREE)), trail)


def _certificate(code: str, one: TrainingCertificate, batch: Batch) -> Evidence:
    facts = [
        (_("Kode baris"), code, ""), (_("Nomor sertifikat"), one.number, ""), (_("Atas nama"), one.holder_name, ""),
        (_("Terbit"), tanggal(one.issued_on), ""), (_("Keadaan"), joined(str(one.get_state_display()), one.revoked_reason), ""),
        (_("Penanda tangan"), one.signatory or "–", ""), (_("Kode verifikasi"), one.code, ""),
        (_("Peserta"), _("buka kehadiran dan hasilnya"), f"P-{one.enrolment_id}"),
    ]  # fmt: skip
    trail = trail_of([("training.trainingcertificate", [one.pk]), ("training.enrolment", [one.enrolment_id])])
    return Evidence(code, one.number, facts, (), papers_of_kinds(batch, (K.RESULTS,)), trail)


def _payment(code: str, one: Spending, batch: Batch) -> Evidence:
    state = _("ditarik: %(why)s") % {"why": one.taken_back_reason} if one.taken_back_at else _("dihitung")
    facts = [
        (_("Kode baris"), code, ""), (_("Untuk apa"), one.note, ""), (_("Jumlah"), rupiah(one.amount), ""),
        (_("Dibayar"), tanggal(one.paid_on), ""), (_("Pos belanja"), str(one.get_post_display()) or _("belum dipilah"), ""),
        (_("Dicatat"), joined(waktu(one.written_at, zone()), who(one.written_by, names_of([one.written_by]))), ""),
        (_("Keadaan"), state, ""), (_("Kuitansi"), _("terpasang") if one.receipt else _("belum dipasang"), ""),
    ]  # fmt: skip
    receipts = (
        [Attached(_("Kuitansi"), one.receipt, "planning:receipt", (one.package_id, one.pk))] if one.receipt else []
    )
    papers = papers_of_kinds(batch, (K.ALLOWANCE,)) if one.post == "allowances" else []
    return Evidence(code, one.note, facts, (), [*receipts, *papers], trail_of([("planning.spending", [one.pk])]))


def _before(mark: AttendanceMark) -> str:
    return _("sebelumnya %(before)s") % {"before": mark.get_previous_display()} if mark.previous else ""


def _span(one: Enrolment) -> str:
    if one.ended_on is None:
        return tanggal(one.started_on)
    return " ".join((tanggal(one.started_on), _("sampai"), tanggal(one.ended_on)))
