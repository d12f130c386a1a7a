"""Does what a centre has fit what a class needs? Each thing that does not is said in words, with who can mend it.

Facts come from the centre's own records; a centre that has recorded nothing is told so, and is not stopped.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Sum
from django.utils.translation import gettext as _

from balai.institutions.enums import CertificateKind, Condition
from balai.institutions.models import Equipment, Instructor, InstructorCertificate, Room
from balai.kernel.formats import tanggal
from balai.planning.models import Batch, FitOverride
from balai.programmes.enums import NeedKind
from balai.programmes.models import CurriculumNeed

TEACHING_ROOMS = ("room", "workshop")
USABLE = (Condition.GOOD, "")
_WORD = re.compile(r"[^\W\d_]{4,}")
COMMON = frozenset(
    {
        "level",
        "metodologi",
        "teknis",
        "operator",
        "program",
        "pelatihan",
        "instruktur",
        "skema",
        "unit",
        "dasar",
        "muda",
    }
)


class Weight(StrEnum):
    """stops: the class does not open. asks: it opens when somebody answers for it with a reason. tells: only said."""

    STOPS = "stops"
    ASKS = "asks"
    TELLS = "tells"


@dataclass(frozen=True, slots=True)
class Misfit:
    """subject: stable, so that a reason given for it is found again. mend: who can do what."""

    subject: str
    weight: Weight
    sentence: str
    mend: str
    reason: str = ""

    @property
    def holds(self) -> bool:
        """Does it still keep the class from opening?"""
        return self.weight == Weight.STOPS or (self.weight == Weight.ASKS and not self.reason)


@dataclass(frozen=True, slots=True)
class Licence:
    """covers: a technical certificate in force on the first day reaches the programme. until: its last day, if any."""

    instructor: Instructor
    covers: bool
    until: date | None


def misfits(batch: Batch) -> list[Misfit]:
    """What does not fit, the gravest first; five queries."""
    needs = list(batch.curriculum.needs.order_by("position"))
    found = [*_rooms(batch, needs), *_equipment(batch, needs), *_instructors(batch)]
    reasons = dict(FitOverride.objects.filter(batch=batch).values_list("subject", "reason"))
    told = [
        Misfit(one.subject, one.weight, one.sentence, one.mend, reasons.get(one.subject, ""))
        if one.weight == Weight.ASKS else one
        for one in found
    ]  # fmt: skip
    return sorted(told, key=lambda one: (list(Weight).index(one.weight), one.subject))


# Rooms ----------------------------------------------------------------------------------------------------------------
def _rooms(batch: Batch, needs: Iterable[CurriculumNeed]) -> list[Misfit]:
    rooms = list(Room.objects.filter(institution_id=batch.centre_id, gone_on__isnull=True, kind__in=TEACHING_ROOMS))
    who = _("Petugas %(centre)s mencatat atau memperbaiki ruangnya di halaman lembaga.") % {"centre": batch.centre.name}
    if not rooms:
        return [Misfit("rooms", Weight.TELLS, _("Balai ini belum mencatat ruang kelas atau bengkel."), who)]
    wanted: list[str] = [need.room_kind for need in needs if need.kind == NeedKind.ROOM] or [""]
    return [one for kind in wanted if (one := _room_of(batch, rooms, kind, who)) is not None]


def _room_of(batch: Batch, rooms: list[Room], kind: str, who: str) -> Misfit | None:
    """kind empty: any teaching room."""
    known = [room for room in rooms if not kind or room.kind == kind]
    subject = f"room:{kind or 'any'}"
    if not known:
        words = {"kind": dict(Room._meta.get_field("kind").flatchoices)[kind]}
        return Misfit(subject, Weight.STOPS, _("Kurikulum meminta %(kind)s; balai ini tidak punya.") % words, who)
    sound = [room for room in known if not room.is_unfit]
    if not sound:
        room = known[0]
        words = {"room": room.name, "state": room.get_condition_display()}
        return Misfit(f"{subject}:unfit", Weight.ASKS, _("%(room)s tercatat %(state)s.") % words, who)
    largest = max(sound, key=lambda room: (10_000 if room.seats is None else room.seats, -room.pk))
    if largest.seats is not None and largest.seats < batch.seats:
        words = {"room": largest.name, "seats": str(largest.seats), "wanted": str(batch.seats)}
        sentence = _("Ruang terlalu kecil: %(room)s muat %(seats)s orang, kelas ini %(wanted)s orang.") % words
        return Misfit(f"{subject}:small", Weight.ASKS, sentence, who)
    return None


# Equipment ------------------------------------------------------------------------------------------------------------
def _equipment(batch: Batch, needs: Iterable[CurriculumNeed]) -> list[Misfit]:
    wanted = [need for need in needs if need.kind == NeedKind.EQUIPMENT]
    if not wanted:
        return []
    rows = (
        Equipment.objects.filter(institution_id=batch.centre_id, gone_on__isnull=True)
        .values("name", "condition")
        .annotate(n=Sum("quantity"))
        .order_by("name", "condition")
    )
    stock: dict[str, dict[str, int | None]] = {}
    for row in rows:
        stock.setdefault(_key(row["name"]), {})[row["condition"]] = row["n"]
    who = _("Petugas %(centre)s memperbaiki, meminjam, atau mencatat alatnya di halaman lembaga.") % {
        "centre": batch.centre.name
    }
    return [one for need in wanted if (one := _thing(need, stock.get(_key(need.name)), who)) is not None]


def _thing(need: CurriculumNeed, known: dict[str, int | None] | None, who: str) -> Misfit | None:
    words = {"name": need.name, "wanted": str(need.quantity)}
    subject = f"thing:{_key(need.name)}"[:120]
    if known is None:
        sentence = _("%(name)s: kurikulum meminta %(wanted)s, balai ini belum mencatatnya.") % words
        return Misfit(subject, Weight.ASKS, sentence, who)
    good = [known[state] for state in USABLE if state in known]
    if any(n is None for n in good):
        sentence = _("%(name)s: jumlah yang baik belum ditulis; kurikulum meminta %(wanted)s.") % words
        return Misfit(subject, Weight.TELLS, sentence, who)
    sound = sum(n or 0 for n in good)
    if sound >= need.quantity:
        return None
    worn = sum(n or 0 for state, n in known.items() if state == Condition.WORN)
    broken = sum(n or 0 for state, n in known.items() if state in (Condition.BROKEN, Condition.TOO_SMALL))
    words |= {"sound": str(sound), "worn": str(worn), "broken": str(broken)}
    sentence = (
        _("%(name)s: kurikulum meminta %(wanted)s, yang baik %(sound)s (aus %(worn)s, rusak %(broken)s).") % words
    )
    return Misfit(subject, Weight.ASKS if sound + worn else Weight.STOPS, sentence, who)


def _key(name: str) -> str:
    return " ".join(name.casefold().split())


# Instructors ----------------------------------------------------------------------------------------------------------
def _instructors(batch: Batch) -> list[Misfit]:
    """At least one whose certificate covers the programme on every day; one that ends mid-class is said with its day."""
    rows = Instructor.objects.filter(institution_id=batch.centre_id).active_on(batch.ends_on)
    taught = taught_in(batch)
    licences = [licence_of(row, batch, taught) for row in rows.prefetch_related("certificates").order_by("pk")]
    who = _("Petugas %(centre)s mencatat perpanjangannya; instruktur mengurusnya pada penerbit sertifikat.") % {
        "centre": batch.centre.name
    }
    if not licences:
        first = _("Petugas %(centre)s mencatat instruktur dan sertifikatnya di halaman lembaga.") % {
            "centre": batch.centre.name
        }
        return [Misfit("instructors", Weight.TELLS, _("Balai ini belum mencatat instruktur."), first)]
    able = [one for one in licences if one.covers]
    ending = [one for one in able if one.until is not None and one.until < batch.ends_on]
    if not able:
        words = {"programme": batch.curriculum.programme.title}
        sentence = _("Tidak ada instruktur dengan sertifikat teknis yang berlaku untuk %(programme)s.") % words
        return [Misfit("licence", Weight.STOPS, sentence, who)]
    weight = Weight.STOPS if len(ending) == len(able) else Weight.TELLS
    return [_ends(batch, one, weight, who) for one in ending]


def _ends(batch: Batch, licence: Licence, weight: Weight, who: str) -> Misfit:
    assert licence.until is not None
    words = {
        "name": licence.instructor.full_name, "day": tanggal(licence.until),
        "nth": (licence.until - batch.starts_on).days + 1, "of": (batch.ends_on - batch.starts_on).days + 1,
    }  # fmt: skip
    sentence = _("Sertifikat %(name)s habis %(day)s, hari ke-%(nth)s dari %(of)s hari kelas.") % words
    return Misfit(f"licence:{licence.instructor.pk}", weight, sentence, who)


@dataclass(frozen=True, slots=True)
class Taught:
    """What a class teaches, as certificates name it: its unit codes and the words of its programme and field."""

    codes: frozenset[str]
    words: frozenset[str]


def taught_in(batch: Batch) -> Taught:
    rows = batch.curriculum.units.filter(unit__isnull=False).values_list("unit__code", flat=True)
    programme = batch.curriculum.programme
    parent = programme.field.parent
    named = f"{programme.title} {programme.field.name} {parent.name if parent else ''}"
    return Taught(frozenset(code.casefold() for code in rows), frozenset(words_of(named)))


def licence_of(instructor: Instructor, batch: Batch, taught: Taught) -> Licence:
    """With its certificates prefetched. The one that lasts longest counts; one that has no end lasts."""
    live = [
        paper for paper in instructor.certificates.all()
        if paper.kind == CertificateKind.TECHNICAL and reaches(instructor, paper, taught)
        and (paper.valid_until is None or paper.valid_until >= batch.starts_on)
        and (paper.issued_on is None or paper.issued_on <= batch.starts_on)
    ]  # fmt: skip
    if not live:
        over = [
            p.valid_until for p in instructor.certificates.all() if p.valid_until and p.valid_until < batch.starts_on
        ]
        return Licence(instructor, False, max(over, default=None))
    if any(paper.valid_until is None for paper in live):
        return Licence(instructor, True, None)
    return Licence(instructor, True, max(paper.valid_until for paper in live if paper.valid_until))


def reaches(instructor: Instructor, paper: InstructorCertificate, taught: Taught) -> bool:
    """Is the programme or its field named by the certificate (a unit code or a word of its own)? A certificate that names
    nothing speaks for what the instructor teaches."""
    said = (paper.scheme or instructor.field).casefold()
    return any(code in said for code in taught.codes) or bool(taught.words & words_of(said))


def words_of(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold())) - COMMON
