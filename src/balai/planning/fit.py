"""Does what a centre has fit what a class needs? Each thing that does not is said in words, with who can mend it.

Facts come from the centre's own records; a centre that has recorded nothing answers for it with a reason.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from django.db.models import Sum
from django.utils.translation import gettext as _

from balai.institutions.enums import Condition
from balai.institutions.models import Equipment, Instructor, Room
from balai.kernel.formats import tanggal
from balai.planning.agreements import early_end
from balai.planning.enums import BatchState
from balai.planning.licences import DAY, Licence, Span, licence_of, merged, taught_in, why_not
from balai.planning.models import Batch, FitOverride, PackageAgreement
from balai.programmes.enums import Delivery, NeedKind
from balai.programmes.models import CurriculumNeed

TEACHING_ROOMS = ("room", "workshop")
USABLE = (Condition.GOOD, "")
NAMED = 3
"""So many instructors at most in one sentence."""


class Weight(StrEnum):
    """stops: the class does not open. asks: it opens when somebody answers for it with a reason. tells: only said."""

    STOPS = "stops"
    ASKS = "asks"
    TELLS = "tells"


@dataclass(frozen=True, slots=True)
class Misfit:
    """subject: stable, so that a reason given for it is found again. mend: who can do what. facts: what a reason was given for,
    the same in every language. reason: given for these facts; earlier: given for others, it holds no longer."""

    subject: str
    weight: Weight
    sentence: str
    mend: str
    facts: str = ""
    reason: str = ""
    earlier: str = ""

    @property
    def holds(self) -> bool:
        """Does it still keep the class from opening?"""
        return self.weight == Weight.STOPS or (self.weight == Weight.ASKS and not self.reason)


def misfits(batch: Batch, *, opening: bool | None = None) -> list[Misfit]:
    """What does not fit, the gravest first; six queries.

    opening: as asked before a class is announced, where some things have to be mended; by its state if None. Once it was
    announced people wait for it: what no longer fits then is answered for with a reason.
    """
    needs = list(batch.curriculum.needs.order_by("position"))
    found = [*_rooms(batch, needs), *_equipment(batch, needs), *_instructors(batch), *_agreements(batch)]
    if not (batch.state == BatchState.DRAFT if opening is None else opening):
        found = [replace(one, weight=Weight.ASKS) if one.weight == Weight.STOPS else one for one in found]
    rows = FitOverride.objects.filter(batch=batch).values_list("subject", "reason", "facts")
    reasons = {subject: (reason, facts) for subject, reason, facts in rows}
    told = [_answered(one, *reasons[one.subject]) if one.subject in reasons else one for one in found]
    return sorted(told, key=lambda one: (list(Weight).index(one.weight), one.subject))


def held_back(batch: Batch) -> int:
    """How many things keep the class from being announced, or from starting. 0 where neither is next."""
    if batch.state not in (BatchState.DRAFT, BatchState.ANNOUNCED, BatchState.SELECTING):
        return 0
    return sum(one.holds for one in misfits(batch))


def _answered(one: Misfit, reason: str, facts: str) -> Misfit:
    if one.weight != Weight.ASKS:
        return one
    return replace(one, reason=reason) if facts == one.facts else replace(one, earlier=reason)


# Rooms ----------------------------------------------------------------------------------------------------------------
def _rooms(batch: Batch, needs: Iterable[CurriculumNeed]) -> list[Misfit]:
    rooms = list(Room.objects.filter(institution_id=batch.centre_id, gone_on__isnull=True, kind__in=TEACHING_ROOMS))
    who = _("Petugas %(centre)s mencatat atau memperbaiki ruangnya di halaman lembaga.") % {"centre": batch.centre.name}
    wanted: list[str] = [need.room_kind for need in needs if need.kind == NeedKind.ROOM]
    if not wanted and _meets_nowhere_here(batch):
        return []
    if not rooms:
        return [Misfit("rooms", Weight.ASKS, _("Balai ini belum mencatat ruang kelas atau bengkel."), who, "none")]
    return [one for kind in wanted or [""] if (one := _room_of(batch, rooms, kind, who)) is not None]


def _meets_nowhere_here(batch: Batch) -> bool:
    """Everything is given online or at an employer's."""
    delivery = batch.curriculum.programme.delivery
    if delivery == Delivery.ON_SITE:
        return False
    units = list(batch.curriculum.units.all())
    return bool(units) and all(unit.is_online(delivery) or unit.is_elsewhere for unit in units)


def _room_of(batch: Batch, rooms: list[Room], kind: str, who: str) -> Misfit | None:
    """kind empty: any teaching room."""
    known = [room for room in rooms if not kind or room.kind == kind]
    subject = f"room:{kind or 'any'}"
    if not known:
        words = {"kind": dict(Room._meta.get_field("kind").flatchoices)[kind]}
        return Misfit(
            subject, Weight.STOPS, _("Kurikulum meminta %(kind)s; balai ini tidak punya.") % words, who, "none"
        )
    sound = [room for room in known if not room.is_unfit]
    if not sound:
        room = known[0]
        words = {"room": room.name, "state": room.get_condition_display()}
        facts = f"{room.pk}:{room.condition}"
        return Misfit(f"{subject}:unfit", Weight.ASKS, _("%(room)s tercatat %(state)s.") % words, who, facts)
    largest = max(sound, key=lambda room: (10_000 if room.seats is None else room.seats, -room.pk))
    if largest.seats is not None and largest.seats < batch.seats:
        words = {"room": largest.name, "seats": str(largest.seats), "wanted": str(batch.seats)}
        sentence = _("Ruang terlalu kecil: %(room)s muat %(seats)s orang, kelas ini %(wanted)s orang.") % words
        facts = f"{largest.pk}:{largest.seats}:{batch.seats}"
        return Misfit(f"{subject}:small", Weight.ASKS, sentence, who, facts)
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
        here = stock.setdefault(thing_key(row["name"]), {})
        before = here.get(row["condition"])
        here[row["condition"]] = row["n"] if before is None else before + (row["n"] or 0)
    who = _("Petugas %(centre)s memperbaiki, meminjam, atau mencatat alatnya di halaman lembaga.") % {
        "centre": batch.centre.name
    }
    return [one for need in wanted if (one := _thing(need, stock.get(thing_key(need.name)), who)) is not None]


def _thing(need: CurriculumNeed, known: dict[str, int | None] | None, who: str) -> Misfit | None:
    words = {"name": need.name, "wanted": str(need.quantity)}
    subject = f"thing:{thing_key(need.name)}"[:120]
    if known is None:
        sentence = _("%(name)s: kurikulum meminta %(wanted)s, balai ini belum mencatatnya.") % words
        return Misfit(subject, Weight.ASKS, sentence, who, f"unknown:{need.quantity}")
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
    facts = f"{need.quantity}:{sound}:{worn}:{broken}"
    return Misfit(subject, Weight.ASKS if sound + worn else Weight.STOPS, sentence, who, facts)


def thing_key(name: str) -> str:
    """The same for a thing however its name is written."""
    return " ".join(name.casefold().split())


# Instructors ----------------------------------------------------------------------------------------------------------
def _instructors(batch: Batch) -> list[Misfit]:
    """On every day at least one whose certificate covers the programme; days without are said, of each who teaches some."""
    rows = Instructor.objects.filter(institution_id=batch.centre_id).active_on(batch.ends_on)
    taught = taught_in(batch)
    licences = [licence_of(row, taught) for row in rows.prefetch_related("certificates").order_by("pk")]
    who = _("Petugas %(centre)s mencatat perpanjangannya; instruktur mengurusnya pada penerbit sertifikat.") % {
        "centre": batch.centre.name
    }
    if not licences:
        first = _("Petugas %(centre)s mencatat instruktur dan sertifikatnya di halaman lembaga.") % {
            "centre": batch.centre.name
        }
        return [Misfit("instructors", Weight.ASKS, _("Balai ini belum mencatat instruktur."), first, "none")]
    gaps = {one.instructor.pk: one.gaps(batch.starts_on, batch.ends_on) for one in licences}
    able = [one for one in licences if gaps[one.instructor.pk] != [(batch.starts_on, batch.ends_on)]]
    if not able:
        return [Misfit("licence", Weight.STOPS, _nobody(batch, licences), who, "none")]
    together = Licence(able[0].instructor, merged(span for one in able for span in one.spans))
    weight = Weight.STOPS if together.gaps(batch.starts_on, batch.ends_on) else Weight.TELLS
    return [_lapses(batch, one, weight, who) for one in able if gaps[one.instructor.pk]]


def _nobody(batch: Batch, licences: Sequence[Licence]) -> str:
    """Whose ended when, or begins too late; those that ended last first."""
    sentence = _("Tidak ada instruktur dengan sertifikat teknis yang berlaku untuk %(programme)s.") % {
        "programme": batch.curriculum.programme.title
    }
    had = sorted((one for one in licences if one.spans), key=lambda one: (one.spans[-1], -one.instructor.pk))
    return " ".join([sentence, *(f"{why_not(one, batch.starts_on)}." for one in had[: -NAMED - 1 : -1])])


def _lapses(batch: Batch, licence: Licence, weight: Weight, who: str) -> Misfit:
    gaps = licence.gaps(batch.starts_on, batch.ends_on)
    facts = ",".join(_fact(batch, gap) for gap in gaps)
    sentence = " ".join(_lapse(batch, licence, gap) for gap in gaps)
    return Misfit(f"licence:{licence.instructor.pk}", weight, sentence, who, facts)


def _fact(batch: Batch, gap: Span) -> str:
    """Its days; of one that lasts until the end, the day before it."""
    first, last = gap
    return (first - DAY).isoformat() if last == batch.ends_on else f"{first.isoformat()}/{last.isoformat()}"


def _lapse(batch: Batch, licence: Licence, gap: Span) -> str:
    first, last = gap
    words = {
        "name": licence.instructor.full_name, "day": tanggal(first - DAY), "again": tanggal(last + DAY),
        "nth": (first - batch.starts_on).days, "then": (last - batch.starts_on).days + 2,
        "of": (batch.ends_on - batch.starts_on).days + 1,
    }  # fmt: skip
    if last == batch.ends_on:
        return _("Sertifikat %(name)s habis %(day)s, hari ke-%(nth)s dari %(of)s hari kelas.") % words
    if first > batch.starts_on:
        return _(
            "Sertifikat %(name)s habis %(day)s, hari ke-%(nth)s dari %(of)s hari kelas, dan baru berlaku lagi mulai %(again)s, "
            "hari ke-%(then)s."
        ) % words  # fmt: skip
    before = licence.ended(batch.starts_on)
    if before is None:
        return _("Sertifikat %(name)s baru berlaku mulai %(again)s, hari ke-%(then)s dari %(of)s hari kelas.") % words
    return _(
        "Sertifikat %(name)s habis %(before)s dan baru berlaku lagi mulai %(again)s, hari ke-%(then)s dari %(of)s hari kelas."
    ) % (words | {"before": tanggal(before)})


# Agreements -----------------------------------------------------------------------------------------------------------
def _agreements(batch: Batch) -> list[Misfit]:
    """An agreement the package rests on that does not last as long as the class (R-004-08)."""
    rows = PackageAgreement.objects.filter(package_id=batch.package_id).select_related("agreement").order_by("pk")
    who = _("Pihak perjanjian memperpanjangnya; petugas lembaga yang mencatatnya menulis tanggal barunya.")
    said = [(row, early_end(row.agreement, batch)) for row in rows]
    return [
        Misfit(f"agreement:{row.agreement_id}", Weight.ASKS, f"{row.agreement.title}. {early}", who, _lasts(row))
        for row, early in said
        if early
    ]


def _lasts(row: PackageAgreement) -> str:
    days = (row.agreement.valid_from, row.agreement.valid_to)
    return "/".join(day.isoformat() if day else "" for day in days)
