"""Dialogue, engagement, shared understanding, adaptation: what meetings and decisions show."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balai.collaboration.assessment.book import Row
from balai.collaboration.assessment.records.agreements import in_force
from balai.collaboration.assessment.rule import Reading, Told, rule
from balai.collaboration.enums import DecisionKind, MeetingKind, MeetingMode, Recurrence, Subject
from balai.institutions.enums import Sector

OF_ACTORS = {MeetingKind.PLANNING, MeetingKind.COORDINATION, MeetingKind.EVALUATION, ""}
"""Selecting and informing participants is no dialogue between the actors."""
RECURRING = {Recurrence.YEARLY, Recurrence.QUARTERLY, Recurrence.MONTHLY}
FACE_TO_FACE, DATED, SHARE = 2, 3, 0.5


def at_table(meeting: Row) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*meeting.codes("attended_by"), *meeting.codes("convened_by"))))


def between_actors(read: Reading) -> list[Row]:
    """Meetings of two organisations or more, for planning, coordination or evaluation."""
    rows = [row for row in read.rows("meetings") if row["kind"] in OF_ACTORS]
    return [row for row in rows if len(read.actors.organisations(at_table(row))) >= FACE_TO_FACE]


def agreed_between(read: Reading, rows: Iterable[Row], kind: str) -> list[Row]:
    """Decisions of that kind that two organisations or more have agreed to, in the decision or at its meeting's "
    "table."""
    meetings = {row.code: row for row in read.rows("meetings")}
    found = []
    for row in rows:
        meeting = meetings.get(row["meeting"])
        agreed = row.codes("agreed_by") or (at_table(meeting) if meeting else ())
        if row["kind"] == kind and len(read.actors.organisations(agreed)) >= FACE_TO_FACE:
            found.append(row)
    return found


def _units(rows: Iterable[Row]) -> int:
    """Recurring meetings count twice or more; a meeting of a day once."""
    return sum(FACE_TO_FACE if row["recurrence"] in RECURRING else 1 for row in rows)


@rule(
    "dialogue.face_to_face", Subject.DIALOGUE, reads=("meetings", "institutions"), least=FACE_TO_FACE, dated=DATED,
    words=gettext_lazy(
        "Dialog memadai bila ada pertemuan tatap muka yang berulang, atau paling sedikit %(dated)s pertemuan "
        "tatap muka, untuk rencana, "
        "koordinasi atau evaluasi, dengan paling sedikit %(least)s organisasi. Kuat bila dua pertemuan atau "
        "lebih berulang dan sektor di "
        "luar pemerintah ikut hadir. Seleksi dan sosialisasi peserta tidak dihitung."
    ),
)  # fmt: skip
def dialogue(read: Reading) -> Iterator[Told]:
    rows = [row for row in between_actors(read) if row["mode"] == MeetingMode.FACE_TO_FACE]
    recurring = [row for row in rows if row["recurrence"] in RECURRING]
    if not recurring and len(rows) < DATED:
        return
    outside = {Sector.PRIVATE, Sector.COMMUNITY, Sector.DONOR}
    wide = any(read.actors.sectors(at_table(row)) & outside for row in rows)
    yield Told(
        True,
        _("%(n)s pertemuan tatap muka antar-organisasi, %(again)s di antaranya berulang.")
        % {"n": len(rows), "again": len(recurring)},
        tuple(rows),
        strong=wide and len(recurring) >= FACE_TO_FACE,
    )


@rule(
    "dialogue.absent", Subject.DIALOGUE, reads=("meetings", "institutions"),
    words=gettext_lazy(
        "Dialog lemah bila tabel pertemuan lengkap dan tidak ada pertemuan tatap muka antar-organisasi yang "
        "berulang, dan kurang dari tiga yang sekali."
    ),
)  # fmt: skip
def no_dialogue(read: Reading) -> Iterator[Told]:
    if not read.is_complete("meetings") or len(read.actors.by_code) < FACE_TO_FACE:
        return
    rows = [row for row in between_actors(read) if row["mode"] == MeetingMode.FACE_TO_FACE]
    if len(rows) < DATED and not any(row["recurrence"] in RECURRING for row in rows):
        because = _("Hanya %(n)s pertemuan tatap muka antar-organisasi; tabel pertemuan lengkap.") % {"n": len(rows)}
        yield Told(False, because, tuple(rows), ("meetings",))


@rule(
    "dialogue_regularity.recurring", Subject.DIALOGUE_REGULARITY, reads=("meetings", "institutions"),
    words=gettext_lazy(
        "Keteraturan dialog mendukung bila dua pertemuan antar-organisasi atau lebih tercatat berulang (bulanan, "
        "tiga bulanan, tahunan); "
        "menghambat bila tabel pertemuan lengkap dan tidak ada yang berulang."
    ),
)  # fmt: skip
def regularity(read: Reading) -> Iterator[Told]:
    rows = [row for row in between_actors(read) if row["recurrence"] in RECURRING]
    if len(rows) >= FACE_TO_FACE:
        yield Told(True, _("%(n)s pertemuan antar-organisasi berulang.") % {"n": len(rows)}, tuple(rows))
    elif not rows and read.is_complete("meetings") and len(read.actors.by_code) >= FACE_TO_FACE:
        dated = {row["date"] for row in between_actors(read) if row["date"]}
        if len(dated) < DATED:
            yield Told(
                False, _("Tidak ada pertemuan antar-organisasi yang berulang; tabelnya lengkap."), (), ("meetings",)
            )


@rule(
    "coordination.meetings", Subject.COORDINATION, reads=("meetings", "institutions"),
    words=gettext_lazy(
        "Koordinasi mendukung bila rapat koordinasi atau evaluasi antar-organisasi berulang atau diadakan dua "
        "kali; menghambat bila tabel "
        "pertemuan lengkap dan tidak ada satu pun."
    ),
)  # fmt: skip
def coordination(read: Reading) -> Iterator[Told]:
    rows = [row for row in between_actors(read) if row["kind"] in (MeetingKind.COORDINATION, MeetingKind.EVALUATION)]
    if _units(rows) >= FACE_TO_FACE:
        yield Told(True, _("%(n)s rapat koordinasi atau evaluasi antar-organisasi.") % {"n": len(rows)}, tuple(rows))
    elif not rows and read.is_complete("meetings") and len(read.actors.by_code) >= FACE_TO_FACE:
        because = _("Tidak ada rapat koordinasi atau evaluasi antar-organisasi; tabelnya lengkap.")
        yield Told(False, because, (), ("meetings",))


@rule(
    "engagement.joint_decision", Subject.ENGAGEMENT, reads=("meetings", "decisions", "institutions"),
    words=gettext_lazy(
        "Keterlibatan memadai bila pertemuan antar-organisasi berulang atau diadakan dua kali, dihadiri dua "
        "sektor atau lebih, dan ada "
        "keputusan tentang isi (bukan hanya tata cara) yang disetujui dua organisasi atau lebih. Kuat bila "
        "keputusan itu disetujui dua "
        "sektor. Lemah bila tabel keputusan lengkap dan tidak ada keputusan tentang isi yang disetujui bersama."
    ),
)  # fmt: skip
def engagement(read: Reading) -> Iterator[Told]:
    wide = [row for row in between_actors(read) if len(read.actors.sectors(at_table(row))) >= FACE_TO_FACE]
    agreed = agreed_between(read, read.rows("decisions"), DecisionKind.SUBSTANTIVE)
    if _units(wide) >= FACE_TO_FACE and agreed:
        across = any(len(read.actors.sectors(row.codes("agreed_by"))) >= FACE_TO_FACE for row in agreed)
        yield Told(
            True,
            _("%(meetings)s pertemuan lintas sektor dan %(decisions)s keputusan tentang isi yang disetujui bersama.")
            % {"meetings": len(wide), "decisions": len(agreed)},
            (*wide, *agreed),
            strong=across,
        )
    elif not agreed and read.is_complete("decisions") and len(read.actors.by_code) >= FACE_TO_FACE:
        because = _("Tidak ada keputusan tentang isi yang disetujui dua organisasi; tabel keputusan lengkap.")
        yield Told(False, because, (), ("decisions",))


@rule(
    "understanding.substantive", Subject.UNDERSTANDING, reads=("decisions", "meetings", "institutions"),
    words=gettext_lazy(
        "Pemahaman bersama memadai dari catatan hanya bila dua keputusan tentang isi atau lebih disetujui dua "
        "organisasi atau lebih. "
        "Catatan tidak pernah menunjukkan bahwa pemahaman itu tidak ada."
    ),
)  # fmt: skip
def understanding(read: Reading) -> Iterator[Told]:
    agreed = agreed_between(read, read.rows("decisions"), DecisionKind.SUBSTANTIVE)
    if len(agreed) >= FACE_TO_FACE:
        yield Told(True, _("%(n)s keputusan tentang isi disetujui bersama.") % {"n": len(agreed)}, tuple(agreed))


@rule(
    "institutional_design.ground_rules", Subject.INSTITUTIONAL_DESIGN, reads=("agreements", "decisions", "institutions"),
    words=gettext_lazy(
        "Desain kelembagaan memadai bila ada dasar tertulis yang mengikat dua organisasi atau lebih dan "
        "keputusan tata cara yang disetujui "
        "dua organisasi atau lebih; lemah bila kedua tabel lengkap dan salah satunya tidak ada."
    ),
)  # fmt: skip
def institutional_design(read: Reading) -> Iterator[Told]:
    written = [row for row in in_force(read)
               if len(read.actors.organisations(row.codes("parties"))) >= FACE_TO_FACE]  # fmt: skip
    agreed = agreed_between(read, read.rows("decisions"), DecisionKind.PROCEDURAL)
    if written and agreed:
        said = {"agreements": len(written), "decisions": len(agreed)}
        because = (
            _("%(agreements)s dasar tertulis antar-organisasi dan %(decisions)s keputusan tata cara bersama.") % said
        )
        yield Told(True, because, (*written, *agreed))
    elif read.is_complete("agreements") and read.is_complete("decisions") and len(read.actors.by_code) >= FACE_TO_FACE:
        because = _("Dasar tertulis antar-organisasi atau keputusan tata cara bersama tidak ada; kedua tabel lengkap.")
        yield Told(False, because, (), ("agreements", "decisions"))


@rule(
    "adaptation.decided_after_looking", Subject.ADAPTATION, reads=("meetings", "decisions"),
    words=gettext_lazy(
        "Adaptasi memadai bila keputusan tentang isi diambil di rapat evaluasi; lemah bila tabel pertemuan dan "
        "keputusan lengkap, ada rapat "
        "evaluasi, dan tidak satu pun menghasilkan keputusan tentang isi."
    ),
)  # fmt: skip
def adaptation(read: Reading) -> Iterator[Told]:
    looks = {row.code: row for row in read.rows("meetings") if row["kind"] == MeetingKind.EVALUATION}
    decided = [
        row for row in read.rows("decisions") if row["meeting"] in looks and row["kind"] == DecisionKind.SUBSTANTIVE
    ]
    if decided:
        because = _("%(n)s keputusan tentang isi diambil di rapat evaluasi.") % {"n": len(decided)}
        yield Told(True, because, tuple(decided))
    elif looks and read.is_complete("meetings") and read.is_complete("decisions"):
        because = _("%(n)s rapat evaluasi tanpa keputusan tentang isi; tabelnya lengkap.") % {"n": len(looks)}
        yield Told(False, because, tuple(looks.values()), ("decisions",))


@rule(
    "socialisation.outreach", Subject.SOCIALISATION, reads=("meetings",),
    words=gettext_lazy(
        "Sosialisasi mendukung bila ada pertemuan sosialisasi; menghambat bila tabel pertemuan lengkap dan tidak "
        "ada satu pun."
    ),
)  # fmt: skip
def socialisation(read: Reading) -> Iterator[Told]:
    rows = [row for row in read.rows("meetings") if row["kind"] == MeetingKind.OUTREACH]
    if rows:
        yield Told(True, _("%(n)s sosialisasi tercatat.") % {"n": len(rows)}, tuple(rows))
    elif read.is_complete("meetings") and read.rows("activities"):
        yield Told(False, _("Tidak ada sosialisasi; tabel pertemuan lengkap."), (), ("meetings",))
