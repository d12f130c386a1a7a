"""What stands behind a line that is about no single trainee: a phase of the class, a part of its curriculum, a thing it used."""

from collections.abc import Iterable, Sequence

from django.db.models import Q
from django.utils.translation import gettext as _

from balai.accounts.queries import names_of
from balai.institutions.models import Equipment
from balai.kernel.formats import tanggal, waktu
from balai.papers.behind import Evidence, Line, Section, joined, papers_of_kinds, trail_of, who, zone
from balai.papers.enums import PaperKind as K
from balai.papers.records import Records
from balai.planning.models import Batch
from balai.programmes.models import CurriculumUnit
from balai.training.models import Enrolment, TrainingSession
from balai.training.phases import PhaseStanding


def phase_of(batch: Batch, phase: str) -> PhaseStanding | None:
    """None where the class has no such phase."""
    return next((one for one in Records(batch).phases if one.phase == phase), None)


def phase_evidence(code: str, one: PhaseStanding, batch: Batch) -> Evidence:
    of = Records(batch)
    sessions = [row for row in of.sessions if row.in_phase == one.phase]
    held = _("%(n)d dari %(whole)d pertemuan") % {"n": one.held, "whole": one.meetings}
    facts = [
        (_("Kode baris"), code, ""), (_("Terlaksana"), held, ""), (_("Jam pelajaran"), str(one.hours), ""),
        (_("Hadir"), "–" if one.percent is None else f"{one.percent}%", ""), (_("Masuk tahap"), str(one.entered), ""),
    ]  # fmt: skip
    people = {row.pk: row for row in of.enrolments}
    told = (
        (_("Lulus tahap"), one.passed, _("Belum ada yang lulus tahap ini.")),
        (_("Belum lulus tahap"), one.failed, _("Tidak ada yang tertinggal.")),
        (_("Berhenti pada tahap ini"), one.lost, _("Tidak ada yang berhenti.")),
    )
    sections = [_meetings(sessions), *(_people(title, (people[pk] for pk in pks), none) for title, pks, none in told)]
    trail = trail_of([("training.trainingsession", [row.pk for row in sessions])])
    return Evidence(code, one.label, facts, sections, papers_of_kinds(batch, (K.SIGNING_SHEETS, K.ATTENDANCE)), trail)


def unit_evidence(code: str, one: CurriculumUnit, batch: Batch) -> Evidence:
    of = Records(batch)
    judged = [(row, of.results[row.pk][one.pk]) for row in of.enrolments if one.pk in of.results[row.pk]]
    names = names_of([result.recorded_by for _row, result in judged])
    facts = [
        (_("Kode baris"), code, ""), (_("Kode unit"), one.unit.code if one.unit else "–", ""),
        (_("Jam teori"), str(one.theory_hours), ""), (_("Jam praktik"), str(one.practice_hours), ""),
        (_("Dinilai"), _("%(n)d dari %(whole)d peserta") % {"n": len(judged), "whole": len(of.enrolments)}, ""),
    ]  # fmt: skip
    lines = [
        Line(
            f"{row.person.full_name}: {result.get_verdict_display()}",
            joined(
                "" if result.score is None else str(result.score),
                waktu(result.recorded_at, zone()),
                who(result.recorded_by, names),
            ),
            f"P-{row.pk}",
        )
        for row, result in judged
    ]
    sections = [
        Section(_("Hasil peserta"), lines, _("Belum ada hasil yang dicatat.")),
        _meetings([row for row in of.sessions if row.unit_id == one.pk]),
    ]
    results = ("training.unitresult", [result.pk for _row, result in judged])
    recorded = Q(subject_type="planning.batch", subject_id=str(batch.pk), verb="training.record_results")
    trail = trail_of([results, ("programmes.curriculum", [one.curriculum_id])], also=recorded)
    return Evidence(code, one.title, facts, sections, papers_of_kinds(batch, (K.RESULTS,)), trail)


def equipment_evidence(code: str, one: Equipment, batch: Batch) -> Evidence:
    """Where it stands, who looked at it when, and the meetings that were held beside it."""
    looked = tanggal(one.condition_on) if one.condition_on else "–"
    facts = [
        (_("Kode baris"), code, ""), (_("Ruang"), one.room.name if one.room else _("dipindah-pindah"), ""),
        (_("Jumlah"), "–" if one.quantity is None else str(one.quantity), ""),
        (_("Keadaan"), str(one.get_condition_display()) or "–", ""), (_("Keadaan dilihat"), looked, ""),
        (_("Catatan"), one.note or "–", ""),
    ]  # fmt: skip
    days = ((_("Perbaikan diminta"), one.repair_asked_on), (_("Selesai diperbaiki"), one.repaired_on))
    facts += [(label, tanggal(day), "") for label, day in (*days, (_("Tidak ada lagi sejak"), one.gone_on)) if day]
    beside = [row for row in Records(batch).sessions if one.room_id is not None and row.room_id == one.room_id]
    trail = trail_of([("institutions.equipment", [one.pk])])
    return Evidence(code, one.name, facts, [_meetings(beside)], papers_of_kinds(batch, (K.HANDOVER,)), trail)


def _meetings(rows: Sequence[TrainingSession]) -> Section:
    lines = [
        Line(
            f"{tanggal(row.held_on)}: {row.topic or (row.unit.title if row.unit else '–')}",
            str(row.get_state_display()),
            f"T-{row.pk}",
        )
        for row in rows
    ]
    return Section(_("Pertemuan"), lines, _("Belum ada pertemuan."))


def _people(title: str, rows: Iterable[Enrolment], none: str) -> Section:
    return Section(title, [Line(row.person.full_name, "", f"P-{row.pk}") for row in rows], none)
