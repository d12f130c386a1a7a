"""What records show and what people say, subject by subject, side by side: never mixed, never averaged."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Max, Min, Q, Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balai.collaboration.assessment.records.actors import joint_and_alone
from balai.collaboration.assessment.said import FEWEST
from balai.collaboration.enums import (
    PULSE_CONSTRUCTS,
    ContributionKind,
    FacilityCondition,
    MeetingKind,
    MeetingMode,
    MonitoringPhase,
    PulseItem,
    Subject,
    YesNo,
)
from balai.collaboration.models import (
    Activity,
    ActivityOutcome,
    Basis,
    Claim,
    Commitment,
    Contribution,
    Coverage,
    FacilityNote,
    InstructorNote,
    Issue,
    Meeting,
    Member,
    Monitoring,
    Period,
    PulseAnswer,
)
from balai.collaboration.queries.assessment import reading_of
from balai.institutions.enums import Function, Sector

SHOWN = 300


@dataclass(slots=True)
class Side:
    """One subject. records: sentences counted from the tables that can speak to it; empty where none can."""

    subject: Subject
    records: list[str] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)

    @property
    def label(self) -> str:
        return str(self.subject.label)


def sides_of(period: Period, known_on: date | None = None) -> list[Side]:
    """Subjects that somebody speaks of, or that records speak to, in the order of the vocabulary."""
    claims: dict[str, list[Claim]] = defaultdict(list)
    for claim in Claim.objects.filter(period=period).select_related("source").order_by("pk")[:SHOWN]:
        claims[claim.subject].append(claim)
    issues: dict[str, list[Issue]] = defaultdict(list)
    for issue in Issue.objects.filter(period=period).select_related("raised_by").order_by("pk")[:SHOWN]:
        issues[issue.subject].append(issue)
    complete = set(Coverage.objects.filter(period=period, complete=YesNo.YES).values_list("table", flat=True))
    found = []
    for subject in Subject:
        count = RECORDS.get(subject)
        records = count(period, complete) if count else []
        if subject == Subject.ACTIONS:
            records = _joint(period, known_on)
        side = Side(subject, records, claims[subject], issues[subject])
        if side.records or side.claims or side.issues:
            found.append(side)
    return found


def unsorted_voices(period: Period) -> tuple[list[Claim], list[Issue]]:
    """Statements and obstacles without a subject."""
    claims = Claim.objects.filter(period=period, subject="").select_related("source").order_by("pk")[:SHOWN]
    issues = Issue.objects.filter(period=period, subject="").select_related("raised_by").order_by("pk")[:SHOWN]
    return list(claims), list(issues)


def _meetings(period: Period, complete: set[str]) -> list[str]:
    found = Meeting.objects.filter(period=period).aggregate(
        n=Count("pk"), face=Count("pk", filter=Q(mode=MeetingMode.FACE_TO_FACE))
    )
    if not found["n"]:
        return [_("Tidak ada pertemuan; tabelnya lengkap.")] if "meetings" in complete else []
    return [_("%(n)s pertemuan tercatat, %(face)s tatap muka.") % found]


def _regularity(period: Period, complete: set[str]) -> list[str]:
    said = Meeting.objects.filter(period=period).exclude(recurrence="").count()
    return (
        [ngettext("%(n)s pertemuan tercatat berulang.", "%(n)s pertemuan tercatat berulang.", said) % {"n": said}]
        if said
        else []
    )


def _bases(period: Period, complete: set[str]) -> list[str]:
    n = Basis.objects.filter(period=period).count()
    return [ngettext("%(n)s dasar tertulis tercatat.", "%(n)s dasar tertulis tercatat.", n) % {"n": n}] if n else []


def _funding(period: Period, complete: set[str]) -> list[str]:
    n = Contribution.objects.filter(period=period, kind=ContributionKind.FUNDING).count()
    return [ngettext("%(n)s sumbangan dana tercatat.", "%(n)s sumbangan dana tercatat.", n) % {"n": n}] if n else []


def _private(period: Period, complete: set[str]) -> list[str]:
    private = Member.objects.filter(period=period, sector=Sector.PRIVATE)
    partners = [m for m in private[:SHOWN] if Function.TRAINING_PROVIDER not in m.function_list]
    if partners:
        return [
            _("Pihak swasta selain penyelenggara pelatihan: %(names)s.")
            % {"names": ", ".join(m.name for m in partners[:5])}
        ]
    if "institutions" in complete:
        return [_("Tidak ada pihak swasta selain penyelenggara pelatihan; daftar pihak lengkap.")]
    return []


def _facilities(period: Period, complete: set[str]) -> list[str]:
    rows = FacilityNote.objects.filter(period=period)
    found = rows.aggregate(
        n=Count("pk"), unfit=Count("pk", filter=~Q(condition="") & ~Q(condition=FacilityCondition.GOOD))
    )
    return [_("%(unfit)s dari %(n)s sarana tercatat tidak baik.") % found] if found["n"] else []


def _instructors(period: Period, complete: set[str]) -> list[str]:
    found = InstructorNote.objects.filter(period=period).aggregate(
        n=Count("pk"), certified=Count("pk", filter=Q(competence_certified=YesNo.YES))
    )
    return (
        [_("%(certified)s dari %(n)s catatan instruktur menyebut sertifikat kompetensi.") % found] if found["n"] else []
    )


def _after(period: Period, complete: set[str]) -> list[str]:
    looks = Monitoring.objects.filter(period=period)
    after = looks.filter(phase=MonitoringPhase.AFTER).count()
    if after:
        return [_("%(n)s pemantauan sesudah kegiatan.") % {"n": after}]
    if "monitoring" in complete:
        return [_("Tidak ada pemantauan sesudah kegiatan; tabelnya lengkap.")]
    return []


def _outcomes(period: Period, complete: set[str]) -> list[str]:
    n = Activity.objects.filter(period=period).count()
    known = ActivityOutcome.objects.filter(period=period).filter(
        Q(employed__isnull=False) | Q(self_employed__isnull=False) | Q(not_working__isnull=False)
    )
    if not n:
        return []
    of = known.values("activities__activity").distinct().count()
    return [_("%(of)s dari %(n)s kegiatan punya angka hasil.") % {"of": of, "n": n}]


def _joint(period: Period, known_on: date | None) -> list[str]:
    """As the assessment counts them."""
    joint, alone = joint_and_alone(reading_of(period, known_on))
    said = {"joint": len(joint), "n": len(joint) + len(alone)}
    return [_("%(joint)s dari %(n)s kegiatan dijalankan dua organisasi atau lebih.") % said] if said["n"] else []


def _promises(period: Period, complete: set[str]) -> list[str]:
    n = Commitment.objects.filter(period=period).count()
    return [ngettext("%(n)s janji tercatat.", "%(n)s janji tercatat.", n) % {"n": n}] if n else []


def _outreach(period: Period, complete: set[str]) -> list[str]:
    n = Meeting.objects.filter(period=period, kind=MeetingKind.OUTREACH).count()
    return [ngettext("%(n)s sosialisasi tercatat.", "%(n)s sosialisasi tercatat.", n) % {"n": n}] if n else []


RECORDS: dict[Subject, Callable[[Period, set[str]], list[str]]] = {
    Subject.DIALOGUE: _meetings,
    Subject.DIALOGUE_REGULARITY: _regularity,
    Subject.LEGAL_BASIS: _bases,
    Subject.FUNDING: _funding,
    Subject.PRIVATE_SECTOR: _private,
    Subject.FACILITIES: _facilities,
    Subject.INSTRUCTORS: _instructors,
    Subject.POST_TRAINING_MONITORING: _after,
    Subject.OUTCOME_REPORTING: _outcomes,
    Subject.COMMITMENT: _promises,
    Subject.SOCIALISATION: _outreach,
}
"""Subjects that records can speak to. Trust is not among them: no record shows it, however well tasks were done."""


@dataclass(slots=True)
class PulseLine:
    """answers: people, 0 where rows do not say. withheld: too few to be shown."""

    item: str
    text: str
    construct: str
    answers: int
    lowest: Any = None
    highest: Any = None
    withheld: bool = False


def pulse_of(period: Period) -> list[PulseLine]:
    """Spread of the answers item by item, over all bodies: no body is shown by name."""
    rows = PulseAnswer.objects.filter(period=period).exclude(item="").values("item").order_by("item")
    lines = []
    for row in rows.annotate(
        n=Count("pk"), low=Min("score_number"), high=Max("score_number"), people=Sum("respondents")
    ):
        item = PulseItem(row["item"])
        answers = row["people"] or row["n"]
        few = answers < FEWEST
        line = PulseLine(item.value, str(item.label), str(PULSE_CONSTRUCTS[item]), answers, withheld=few)
        if not few:
            line.lowest, line.highest = row["low"], row["high"]
        lines.append(line)
    return lines
