"""What does not fit about meetings that are planned: said beside each, in words, with what would mend it."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, time, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from balai.institutions.models import Instructor
from balai.parameters.queries import value_on
from balai.planning.licences import Licence, licence_of, taught_in, why_not
from balai.planning.models import Batch
from balai.training.actions.book import taken_meanwhile
from balai.training.enums import EnrolmentState, SessionState
from balai.training.models import Enrolment, TrainingSession
from balai.training.parameters import TEACHING_WEEK
from balai.training.rules.calendar import holidays
from balai.training.rules.lesson_hours import FRIDAY, CentreHours, cut_pauses

Said = dict[int, list[str]]


def clashes_of(batch: Batch, sessions: Sequence[TrainingSession]) -> Said:
    """Session id -> sentences; a bounded number of queries whatever their number. The database lets no double booking in;
    one is said only of a class that was cancelled, lost its time to another, and stands again."""
    said: Said = defaultdict(list)
    live = [one for one in sessions if one.state == SessionState.PLANNED]
    if not live:
        return said
    _days(batch, live, said)
    _rooms(batch, live, said)
    _licences(batch, live, said)
    _loads(batch, live, said)
    _participants(batch, live, said)
    for pk, words in taken_meanwhile(batch, live).items():
        said[pk].append(words)
    return said


def _days(batch: Batch, sessions: Sequence[TrainingSession], said: Said) -> None:
    off, _unknown = holidays(batch.starts_on.year, batch.ends_on.year, batch.centre)
    hours = CentreHours(batch.centre_id)
    for one in sessions:
        if one.held_on in off:
            said[one.pk].append(
                _("Hari libur: %(name)s. Pindahkan ke hari lain.") % {"name": off[one.held_on].rstrip(".")}
            )
        if not one.starts_at or not one.ends_at:
            continue
        cut = cut_pauses(one.starts_at, one.ends_at, one.lesson_hours, hours.pauses(one.held_on))
        for begins, ends in cut:
            words = {"start": _clock(begins), "end": _clock(ends)}
            if one.held_on.weekday() == FRIDAY and begins >= 11 * 60:
                said[one.pk].append(_("Mengenai waktu salat Jumat (%(start)s–%(end)s). Geser jamnya.") % words)
            else:
                said[one.pk].append(_("Mengenai jam istirahat (%(start)s–%(end)s). Geser jamnya.") % words)


def _clock(minute: int) -> str:
    return f"{minute // 60:02}.{minute % 60:02}"


def _rooms(batch: Batch, sessions: Sequence[TrainingSession], said: Said) -> None:
    for one in sessions:
        room = one.room
        if room is None:
            continue
        if room.seats is not None and room.seats < batch.seats:
            said[one.pk].append(
                _("%(room)s hanya muat %(seats)s orang, kelas ini %(wanted)s. Pilih ruang yang lebih besar.")
                % {"room": room.name, "seats": room.seats, "wanted": batch.seats}
            )
        if room.is_unfit or room.gone_on is not None:
            state = room.get_condition_display() if room.is_unfit else _("sudah tidak ada")
            said[one.pk].append(
                _("%(room)s tercatat %(state)s. Pilih ruang lain, atau perbarui catatannya.")
                % {"room": room.name, "state": state}
            )


def _licences(batch: Batch, sessions: Sequence[TrainingSession], said: Said) -> None:
    licences = licences_by_user(batch, {one.instructor_id for one in sessions if one.instructor_id})
    for one in sessions:
        licence = licences.get(one.instructor_id or 0)
        if licence is None or licence.covers(one.held_on):
            continue
        words = {"name": licence.instructor.full_name, "why": why_not(licence, one.held_on)}
        if words["why"]:
            said[one.pk].append(
                _("%(why)s. Perbarui sertifikatnya, pindahkan pertemuan ini, atau ganti instruktur.") % words
            )
        else:
            said[one.pk].append(
                _("%(name)s belum punya sertifikat teknis yang mencakup program ini. Catat sertifikatnya atau ganti instruktur.")
                % words
            )  # fmt: skip


def licences_by_user(batch: Batch, users: set[int]) -> dict[int, Licence]:
    """What each instructor with a record at the centre may teach in this class, by user id."""
    rows = Instructor.objects.filter(institution_id=batch.centre_id, user_id__in=users).prefetch_related("certificates")
    taught = taught_in(batch)
    return {row.user_id: licence_of(row, taught) for row in rows if row.user_id}


def _loads(batch: Batch, sessions: Sequence[TrainingSession], said: Said) -> None:
    """Lesson hours of each instructor in each week, over all classes."""
    teachers = {one.instructor_id for one in sessions if one.instructor_id}
    mondays = {_monday(one.held_on) for one in sessions}
    if not teachers:
        return
    most = int(value_on(TEACHING_WEEK, min(mondays), batch.centre_id))
    rows = TrainingSession.objects.standing().filter(
        instructor_id__in=teachers, held_on__gte=min(mondays), held_on__lt=max(mondays) + timedelta(days=7)
    )
    load: dict[tuple[int | None, date], int] = defaultdict(int)
    for teacher, day, hours in rows.values_list("instructor_id", "held_on", "lesson_hours"):
        load[teacher, _monday(day)] += hours
    for one in sessions:
        total = load[one.instructor_id, _monday(one.held_on)] if one.instructor_id else 0
        if total > most and one.instructor:
            said[one.pk].append(
                _(
                    "%(name)s mengajar %(total)s jam pelajaran pekan ini, lebih dari %(most)s. Bagi dengan instruktur lain."
                )
                % {"name": one.instructor.full_name or one.instructor.username, "total": total, "most": most}
            )


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _overlap(one: TrainingSession, start: time | None, end: time | None) -> bool:
    if not (one.starts_at and one.ends_at and start and end):
        return False
    return one.starts_at < end and start < one.ends_at


def _participants(batch: Batch, sessions: Sequence[TrainingSession], said: Said) -> None:
    """People seated here who also sit in a class that meets at the same time."""
    here = Enrolment.objects.filter(batch=batch, state=EnrolmentState.ENROLLED)
    shared = Enrolment.objects.filter(
        batch=OuterRef("batch"), state=EnrolmentState.ENROLLED, person_id__in=here.values("person_id")
    )
    days = [one.held_on for one in sessions]
    others = (
        TrainingSession.objects.standing()
        .filter(Exists(shared), held_on__gte=min(days), held_on__lte=max(days))
        .exclude(batch=batch)
        .exclude(Q(starts_at__isnull=True) | Q(ends_at__isnull=True))
        .values_list("held_on", "starts_at", "ends_at", "batch__title")
    )
    for day, start, end, title in others:
        for one in sessions:
            if one.held_on == day and _overlap(one, start, end):
                said[one.pk].append(
                    _("Ada peserta yang pada jam ini juga ikut kelas %(title)s. Pindahkan salah satunya.")
                    % {"title": title}
                )
