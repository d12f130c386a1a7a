"""Who is in the room and who acts: private sector, community, leadership, acting alone."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balai.collaboration.assessment.book import Row
from balai.collaboration.assessment.records.meetings import at_table, between_actors
from balai.collaboration.assessment.records.promises import is_delivered, is_kept
from balai.collaboration.assessment.rule import Reading, Told, rule
from balai.collaboration.enums import Performed, Subject
from balai.institutions.enums import Function, Sector

PARTNERS, JOINT, STRONG_JOINT, ALONE = 2, 0.5, 0.8, 0.6


def deeds_of_partners(read: Reading) -> dict[str, list[Row]]:
    """By private partner: contributions delivered, promises kept, activities paid for or held."""
    found: dict[str, list[Row]] = {}
    for row in read.rows("contributions"):
        if is_delivered(row):
            _add(read, found, row["institution"], row)
    for row in read.rows("commitments"):
        if is_kept(row):
            _add(read, found, row["institution"], row)
    for row in read.rows("activities"):
        for code in {*row.codes("funder"), *row.codes("provider")}:
            _add(read, found, code, row)
    return found


def _add(read: Reading, found: dict[str, list[Row]], code: str, row: Row) -> None:
    if read.actors.is_private_partner(code):
        found.setdefault(code, []).append(row)


@rule(
    "private_sector.delivers", Subject.PRIVATE_SECTOR, reads=("institutions", "contributions", "commitments", "activities"),
    least=PARTNERS,
    words=gettext_lazy(
        "Pihak swasta mendukung bila paling sedikit %(least)s pemberi kerja atau mitra swasta menyerahkan "
        "sumbangan, menepati janji, atau "
        "menjalankan kegiatan. Lembaga pelatihan yang dibayar dan usaha yang hanya menjadi peserta tidak dihitung."
    ),
)  # fmt: skip
def partners_deliver(read: Reading) -> Iterator[Told]:
    found = deeds_of_partners(read)
    if len(found) >= PARTNERS:
        names = ", ".join(read.actors.name(code) for code in sorted(found)[:5])
        rows = tuple(row for rows in found.values() for row in rows)
        yield Told(True, _("%(n)s mitra swasta memberi nyata: %(names)s.") % {"n": len(found), "names": names}, rows)


@rule(
    "private_sector.absent", Subject.PRIVATE_SECTOR, reads=("institutions", "contributions", "commitments"),
    words=gettext_lazy(
        "Pihak swasta menghambat bila daftar pihak lengkap dan tidak ada pemberi kerja atau mitra swasta di "
        "dalamnya; juga bila ada, tetapi "
        "tabel sumbangan dan janji lengkap dan tidak satu pun memberi."
    ),
)  # fmt: skip
def no_partners(read: Reading) -> Iterator[Told]:
    partners = sorted(code for code in read.actors.by_code if read.actors.is_private_partner(code))
    if not partners and read.actors.by_code and read.is_complete("institutions"):
        because = _("Tidak ada pemberi kerja atau mitra swasta di antara %(n)s pihak; daftar pihak lengkap.")
        yield Told(False, because % {"n": len(read.actors.by_code)}, (), ("institutions",))
    elif partners and not deeds_of_partners(read) and all(map(read.is_complete, ("contributions", "commitments"))):
        because = _("%(n)s mitra swasta terdaftar, tidak satu pun memberi; tabel sumbangan dan janji lengkap.")
        yield Told(False, because % {"n": len(partners)}, (), ("commitments", "contributions"))


@rule(
    "community.at_the_table", Subject.COMMUNITY, reads=("institutions", "meetings", "decisions"),
    words=gettext_lazy(
        "Masyarakat mendukung bila wakil masyarakat hadir dalam dua pertemuan antar-organisasi atau menyetujui "
        "keputusan; menghambat bila "
        "tabel pertemuan lengkap, ada pihak masyarakat, dan tidak satu pun pernah hadir."
    ),
)  # fmt: skip
def community(read: Reading) -> Iterator[Told]:
    ours = {code for code, row in read.actors.by_code.items() if row["sector"] == Sector.COMMUNITY}
    meetings = [row for row in between_actors(read) if ours & set(at_table(row))]
    agreed = [row for row in read.rows("decisions") if ours & set(row.codes("agreed_by"))]
    if len(meetings) >= PARTNERS or agreed:
        said = {"meetings": len(meetings), "decisions": len(agreed)}
        because = _("Pihak masyarakat hadir di %(meetings)s pertemuan dan menyetujui %(decisions)s keputusan.") % said
        yield Told(True, because, (*meetings, *agreed))
    elif ours and not meetings and read.rows("meetings") and read.is_complete("meetings"):
        because = _("Pihak masyarakat tidak hadir di satu pun pertemuan; tabelnya lengkap.")
        yield Told(False, because, (), ("meetings",))


@rule(
    "facilitative_leadership.convenes", Subject.FACILITATIVE_LEADERSHIP, reads=("institutions", "meetings"),
    words=gettext_lazy(
        "Kepemimpinan fasilitatif memadai dari catatan bila koordinator, fasilitator atau forum mengundang dua "
        "pertemuan yang dihadiri "
        "sedikitnya dua organisasi lain. Mutu kepemimpinan hanya bisa dikatakan orang."
    ),
)  # fmt: skip
@rule(
    "facilitation.convenes", Subject.FACILITATION, reads=("institutions", "meetings"),
    words=gettext_lazy("Fasilitasi mendukung dengan syarat yang sama seperti kepemimpinan fasilitatif."),
)  # fmt: skip
def convening(read: Reading) -> Iterator[Told]:
    rows = _convened(read)
    if len(rows) >= PARTNERS:
        because = _("Koordinator atau fasilitator mengundang %(n)s pertemuan antar-organisasi.") % {"n": len(rows)}
        yield Told(True, because, tuple(rows))


def _convened(read: Reading) -> list[Row]:
    leaders = set(read.actors.with_function(Function.COORDINATOR, Function.FACILITATOR, Function.FORUM))
    found = []
    for row in between_actors(read):
        convened = leaders & set(row.codes("convened_by"))
        others = read.actors.organisations(row.codes("attended_by")) - read.actors.organisations(convened)
        if convened and len(others) >= PARTNERS:
            found.append(row)
    return found


def acting(read: Reading, row: Row) -> frozenset[str]:
    """Organisations that act in an activity: who pays, who teaches without being only paid for it, who follows "
    "it up."""
    codes = [*row.codes("funder"), *(code for code in row.codes("provider") if not read.actors.is_contractor(code))]
    for look in read.rows("monitoring"):
        if row.code in look.codes("activity"):
            codes += look.codes("by")
    return read.actors.organisations(codes)


def joint_and_alone(read: Reading) -> tuple[list[Row], list[Row]]:
    known = [(row, acting(read, row)) for row in read.rows("activities")]
    return [row for row, who in known if len(who) >= PARTNERS], [row for row, who in known if len(who) == 1]


@rule(
    "actions.joint", Subject.ACTIONS, reads=("activities", "institutions", "monitoring"), least=PARTNERS, share=50, strong=80,
    words=gettext_lazy(
        "Tindakan bersama memadai bila paling sedikit %(share)s persen kegiatan dijalankan dua organisasi atau "
        "lebih (mendanai, melatih, atau "
        "memantau), kuat mulai %(strong)s persen; lemah di bawah %(share)s persen. Dihitung mulai %(least)s "
        "kegiatan yang pelakunya tercatat. Unit dan "
        "dinas induknya adalah satu organisasi; lembaga swasta yang hanya dibayar melatih tidak dihitung."
    ),
)  # fmt: skip
def actions(read: Reading) -> Iterator[Told]:
    joint, alone = joint_and_alone(read)
    n = len(joint) + len(alone)
    if n < PARTNERS:
        return
    share = len(joint) / n
    because = _("%(joint)s dari %(n)s kegiatan dijalankan dua organisasi atau lebih.") % {"joint": len(joint), "n": n}
    yield Told(share >= JOINT, because, (*joint, *alone), strong=share >= STRONG_JOINT)


@rule(
    "single_actor.activities", Subject.SINGLE_ACTOR, reads=("activities", "institutions", "monitoring"), share=60, least=PARTNERS,
    words=gettext_lazy(
        "Satu pihak bertindak sendiri bila paling sedikit %(share)s persen kegiatan, dan sedikitnya %(least)s, "
        "dijalankan satu organisasi saja."
    ),
)  # fmt: skip
def single_actor(read: Reading) -> Iterator[Told]:
    joint, alone = joint_and_alone(read)
    if len(alone) >= PARTNERS and len(alone) >= ALONE * (len(joint) + len(alone)):
        said = {"alone": len(alone), "n": len(joint) + len(alone)}
        yield Told(False, _("%(alone)s dari %(n)s kegiatan dijalankan satu organisasi saja.") % said, tuple(alone))


@rule(
    "leadership.mandates", Subject.LEADERSHIP, reads=("mandates", "institutions"),
    words=gettext_lazy(
        "Kepemimpinan mendukung bila koordinator atau fasilitator menjalankan tugasnya; menghambat bila tercatat "
        "tidak menjalankannya."
    ),
)  # fmt: skip
def leadership(read: Reading) -> Iterator[Told]:
    leaders = set(read.actors.with_function(Function.COORDINATOR, Function.FACILITATOR))
    rows = [row for row in read.rows("mandates") if row["institution"] in leaders]
    done = [row for row in rows if row["performed"] == Performed.YES]
    left = [row for row in rows if row["performed"] == Performed.NO]
    if done:
        yield Told(True, _("%(n)s tugas koordinator atau fasilitator dijalankan.") % {"n": len(done)}, tuple(done))
    if left:
        yield Told(
            False, _("%(n)s tugas koordinator atau fasilitator tidak dijalankan.") % {"n": len(left)}, tuple(left)
        )
