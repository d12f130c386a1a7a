"""Laporan kegiatan: what the training showed and what went wrong (R-000-19). It names no trainee: many read it.

Headings of the field: legal basis, participants, timetable, instructors, attendance, results, assessment, facilities,
budget, problems, recommendations.
"""

from collections import Counter

from balai.certification.enums import AssessmentVerdict
from balai.kernel.formats import angka, of_hundred, rupiah, tanggal
from balai.kernel.papers.blocks import Block, Paper, facts, heading, note, numbered, signatures, text
from balai.papers import lists
from balai.papers.contents.said import Said
from balai.papers.records import Records
from balai.planning.rules.money import per_place
from balai.training.enums import CertificateState, EnrolmentState, LeaveKind, SessionState


def report(of: Records, said: Said) -> Paper:
    parts = [
        ("Dasar pelaksanaan", _basis(of)), ("Peserta", _people(of)), ("Jadwal", _timetable(of)), ("Instruktur", _teachers(of)),
        ("Kehadiran", _attendance(of)), ("Hasil pelatihan", _results(of)), ("Uji kompetensi", _assessment(of)),
        ("Sarana", _facilities(of)), ("Anggaran", _budget(of)), ("Masalah yang ditemui", _problems(of, said)),
        ("Saran", _advice(said)),
    ]  # fmt: skip
    blocks: list[Block] = [
        note(
            "Laporan ini tidak memuat nama peserta, supaya dapat dibaca semua pihak. "
            "Daftar namanya ada di berkas pertanggungjawaban."
        )
    ]
    for n, (title, inside) in enumerate(parts, 1):
        blocks += [heading(f"{n}. {title}"), *inside]
    blocks.append(signatures([said.signing(f"Kepala {of.batch.centre.name}")]))
    return Paper("Laporan kegiatan pelatihan", blocks, of.head, said.letter_number, of.batch.title)


def _basis(of: Records) -> list[Block]:
    line, curriculum = of.batch.package.fund_line, of.batch.curriculum
    rows = [
        ("Program", f"{curriculum.programme.title}, kurikulum versi {curriculum.version}"),
        ("Dasar kurikulum", curriculum.legal_basis),
    ]
    if line:
        rows += [
            ("Sumber dana", f"{line.get_source_display()} {line.year}: {line.title}"),
            ("Dasar dana", line.legal_basis),
        ]
    return [facts(rows)]


def _people(of: Records) -> list[Block]:
    states = Counter(e.state for e in of.enrolments)
    counted = of.funnel
    rows = [
        ("Mendaftar", f"{counted.applied} orang"),
        ("Mengikuti seleksi", f"{counted.sat} orang, {counted.absent} tidak hadir"),
        ("Kursi", f"{of.batch.seats}"),
        ("Mengikuti pelatihan", _by_sex(of)),
        ("Menyelesaikan", f"{states[EnrolmentState.COMPLETED]} orang"),
        ("Belum menyelesaikan", f"{states[EnrolmentState.NOT_COMPLETED]} orang"),
        ("Berhenti", _left(of, states[EnrolmentState.LEFT])),
    ]
    if states[EnrolmentState.LEFT]:
        rows.append(("Sebab berhenti", _why_left(of)))
    if states[EnrolmentState.ENROLLED]:
        rows.append(("Belum diputuskan", f"{states[EnrolmentState.ENROLLED]} orang"))
    return [facts(rows)]


def _left(of: Records, number: int) -> str:
    onward = sum(
        e.leave_kind in (LeaveKind.WORK, LeaveKind.STUDY) for e in of.enrolments if e.state == EnrolmentState.LEFT
    )
    return f"{number} orang" + (f", {onward} di antaranya karena bekerja atau melanjutkan sekolah" if onward else "")


_THEIR_OWN = (LeaveKind.HEALTH, LeaveKind.FAMILY, LeaveKind.DISCIPLINE)
"""Told together: in a class of sixteen each by itself would say of somebody that they were ill or sent away."""


def _why_left(of: Records) -> str:
    told = Counter(_reason(e.leave_kind) for e in of.enrolments if e.state == EnrolmentState.LEFT)
    return "; ".join(f"{reason} {n} orang" for reason, n in sorted(told.items(), key=lambda one: (-one[1], one[0])))


def _reason(kind: str) -> str:
    if not kind:
        return "sebab tidak dicatat"
    return "alasan pribadi atau tata tertib" if kind in _THEIR_OWN else str(LeaveKind(kind).label)


def _by_sex(of: Records) -> str:
    sexes = Counter(e.person.sex for e in of.enrolments)
    told = [f"{sexes['P']} perempuan", f"{sexes['L']} laki-laki"]
    if sexes[""]:
        told.append(f"{sexes['']} tidak tercatat")
    return f"{len(of.enrolments)} orang: {', '.join(told)}"


def _timetable(of: Records) -> list[Block]:
    states = Counter(s.state for s in of.sessions)
    hours = sum(s.lesson_hours for s in of.held)
    span = f"{tanggal(of.batch.starts_on)} sampai {tanggal(of.batch.ends_on)}"
    held, cancelled, planned = (states[s] for s in (SessionState.HELD, SessionState.CANCELLED, SessionState.PLANNED))
    rows = [
        ("Masa", span),
        ("Tempat", of.batch.venue or of.batch.centre.name),
        ("Pertemuan", f"{held} terlaksana, {cancelled} dibatalkan, {planned} belum terlaksana"),
        (
            "Jam pelajaran",
            f"{angka(hours)} terlaksana dari {angka(of.lesson_hours)} menurut kurikulum",
        ),
        ("Perubahan", _changes(of)),
        ("Materi", ", ".join(of.materials)),
    ]
    return [facts(rows)]


def _changes(of: Records) -> str:
    """Of meetings held: on another day than planned, with a substitute, in place of a cancelled one."""
    counted = (
        (sum(s.first_planned_on is not None for s in of.held), "pindah hari"),
        (sum(s.first_instructor_id is not None for s in of.held), "dengan instruktur pengganti"),
        (sum(s.makes_up_id is not None for s in of.held), "susulan"),
    )
    return ", ".join(f"{n} {words}" for n, words in counted if n) or "tidak ada"


def _teachers(of: Records) -> list[Block]:
    if not of.teachers:
        return [text("Tidak ada instruktur yang tercatat pada pertemuan.")]
    return [numbered([f"{name}{f', {of.grades[name]}' if of.grades.get(name) else ''}" for name in of.teachers])]


def _attendance(of: Records) -> list[Block]:
    marked = sum(seen.marked for seen in of.attended.values())
    present = sum(seen.present for seen in of.attended.values())
    unmarked = sum(seen.unmarked for seen in of.attended.values())
    share = f"{of_hundred(present, marked)} dari 100 catatan kehadiran: hadir" if marked else "belum ada catatan"
    rows = [("Kehadiran", share), ("Catatan kehadiran", angka(marked)), ("Tanpa catatan", angka(unmarked))]
    if of.unsettled:
        rows.append(("Belum diputuskan", f"{of.unsettled} tanda berbeda; angka di atas masih bisa berubah"))
    return [facts(rows), *_phases(of)]


def _phases(of: Records) -> list[Block]:
    """Where people were lost is a number a phase, and names nobody."""
    if not of.phases:
        return []
    said = "Setiap tahap harus lulus sebelum tahap berikutnya." if of.batch.curriculum.phases_in_order else ""
    return [text(f"Menurut tahap pembelajaran campuran. {said}".strip()), lists.phases(of).on_paper(9)]


def _results(of: Records) -> list[Block]:
    valid = sum(c.state == CertificateState.ISSUED for c in of.certificates.values())
    return [lists.units(of).on_paper(9), text(f"Sertifikat pelatihan yang berlaku: {valid}.")]


def _assessment(of: Records) -> list[Block]:
    if not of.assessments:
        return [text("Tidak ada uji kompetensi yang tercatat untuk kelas ini.")]
    verdicts = Counter(a.verdict for a in of.assessments)
    rows = [(str(AssessmentVerdict(key).label).capitalize(), f"{n} orang") for key, n in sorted(verdicts.items())]
    certifiers = sorted({a.certifier.name for a in of.assessments})
    return [facts([("Lembaga sertifikasi", ", ".join(certifiers)), *rows])]


def _facilities(of: Records) -> list[Block]:
    unfit = [f"{one.name}: {one.get_condition_display()}" for one in of.rooms if one.is_unfit]
    unfit += [f"{one.name}: {one.get_condition_display()}" for one in of.equipment if one.is_unfit]
    counted = f"{len(of.rooms)} ruang dan {len(of.equipment)} jenis peralatan tercatat di balai."
    return [text(counted), *([text("Yang tidak dalam keadaan baik:"), numbered(unfit)] if unfit else [])]


def _budget(of: Records) -> list[Block]:
    """Planned from what the package costs, realised from what was paid for it, as its page: never one from the other."""
    package, done, paid = of.batch.package, len(of.completed), of.spent
    planned = per_place(package.cost, package.seats)
    rows = [
        ("Nilai paket (rencana)", rupiah(package.cost)),
        ("Kursi paket (rencana)", f"{package.seats}"),
        ("Biaya per kursi (rencana)", rupiah(planned) if planned is not None else "belum diketahui"),
        ("Sudah dibayarkan (realisasi)", rupiah(paid) if paid else "belum ada yang dicatat"),
    ]
    if of.classes == 1:
        each = per_place(paid, done) if paid else None
        rows.append(("Biaya per lulusan (realisasi)", rupiah(each) if each is not None else "belum diketahui"))
    return [facts(rows)]


def _problems(of: Records, said: Said) -> list[Block]:
    written = said.rows("problems")
    told = [
        f"Pertemuan {s.number} ({tanggal(s.held_on)}) dibatalkan: {s.cancel_reason}"
        for s in of.sessions
        if s.cancel_reason
    ]
    rows = [*written, *told]
    return [numbered(rows) if rows else text("Tidak ada masalah yang dicatat.")]


def _advice(said: Said) -> list[Block]:
    rows = said.rows("advice")
    return [numbered(rows) if rows else text("Tidak ada saran yang dicatat.")]
