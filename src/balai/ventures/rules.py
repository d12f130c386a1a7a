"""Who may form, change and visit a group; what must be said with it."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.accounts.models import User
from balai.institutions.models import Institution, Membership
from balai.institutions.rules.authority import seat_of
from balai.kernel.refusal import Refused
from balai.people.models import Person
from balai.people.rules.authority import may_on
from balai.ventures.enums import MENTORS, AdviceState, GroupState, VisitState
from balai.ventures.models import Advice, BusinessGroup, MonitoringVisit


def may_edit_groups_of(by: Actor, office: Institution) -> bool:
    return by.may(Permission.GROUP_EDIT, office.pk) or by.may_in(Permission.GROUP_EDIT, **seat_of(office))


def is_served_by(by: Actor, group: BusinessGroup) -> bool:
    """Does the actor look after it, as somebody other than a member?"""
    return BusinessGroup.objects.served_by(by).filter(pk=group.pk).exists()


def check_may_edit_groups_of(by: Actor, office: Institution) -> None:
    if not may_edit_groups_of(by, office):
        raise Refused(
            "not_your_group",
            _("Kelompok ini diurus kantor lain. Minta petugas kantor itu mengubahnya."),
        )


def may_visit(by: Actor, group: BusinessGroup) -> bool:
    """The office, its mentors and volunteers, the mentoring institution, the mentor by name."""
    if by.system or (by.user_id is not None and by.user_id == group.mentor_id):
        return True
    at = (group.office_id, group.mentoring_institution_id)
    own = any(by.may(Permission.VISIT_RECORD, institution) for institution in at)
    return own or by.may_in(Permission.VISIT_RECORD, **seat_of(group.office))


def check_may_visit(by: Actor, group: BusinessGroup) -> None:
    if not may_visit(by, group):
        raise Refused("not_your_visit", _("Kelompok ini didampingi orang lain. Minta kantornya menugaskan Anda."))


def check_mentor(mentor: User | None, institution: Institution | None, today: date) -> None:
    """A mentor or volunteer by desk now, at that institution where one is named."""
    if mentor is None:
        return
    desks = Membership.objects.held_on(today).filter(user=mentor, role__in=MENTORS)
    desks = desks if institution is None else desks.filter(institution=institution)
    if not desks.exists():
        raise Refused(
            "not_a_mentor", _("“Pendamping” ini tidak lagi bertugas di sana. Pilih pendamping lain."), "mentor"
        )


def check_may_join(by: Actor, person: Person) -> None:
    """Whoever forms a group knows its members; nobody's name is put into a group from afar."""
    if not may_on(by, Permission.PERSON_READ, person):
        raise Refused(
            "not_your_person",
            _("Orang ini tidak terdaftar di lembaga Anda dan tidak tinggal di wilayah Anda. Daftarkan dulu orangnya."),
            "person",
        )


def may_close_advice(by: Actor, advice: Advice) -> bool:
    """Whoever sits at the institution that owns it, or answers for the group."""
    own = any(desk.institution == advice.owner_id for desk in by.desks)
    return own or may_visit(by, advice.visit.group) or may_edit_groups_of(by, advice.visit.group.office)


def check_may_close_advice(by: Actor, advice: Advice) -> None:
    if not may_close_advice(by, advice):
        raise Refused("not_your_advice", _("Tindakan ini milik lembaga lain. Minta pemiliknya mencatat hasilnya."))


def check_state(state: str, reason: str) -> str:
    """Stalled and stopped say why (R-003-08)."""
    tidied = " ".join(reason.split())
    if state in (GroupState.STALLED, GroupState.STOPPED) and len(tidied) < 5:
        raise Refused(
            "reason_missing", _("“Alasan” belum diisi. Tulis mengapa usaha tersendat atau berhenti."), "reason"
        )
    return tidied


def check_product_note(product_note: str) -> str:
    tidied = " ".join(product_note.split())
    if len(tidied) < 5:
        raise Refused(
            "product_note_missing",
            _("“Produk” belum diisi. Tulis apa yang dibuat atau dijual kelompok ini."),
            "product_note",
        )
    return tidied


def check_result(result: str) -> str:
    """ "Already advised" is no result: what was done, or why it was dropped."""
    tidied = " ".join(result.split())
    if len(tidied) < 10:
        raise Refused(
            "no_result",
            _("“Hasil” belum cukup. Tulis apa yang sudah dilakukan, bukan hanya bahwa saran sudah diberikan."),
            "result",
        )
    return tidied


def check_visit_day(visited_on: date, today: date, group: BusinessGroup) -> None:
    if visited_on > today:
        raise Refused("day_ahead", _("“Tanggal kunjungan” belum terjadi. Isi hari ini atau sebelumnya."), "visited_on")
    if visited_on < group.formed_on:
        raise Refused("day_before_group", _("“Tanggal kunjungan” mendahului hari kelompok dibentuk."), "visited_on")


def check_found(progress: str, problems: str) -> None:
    if len(progress.strip()) + len(problems.strip()) < 10:
        raise Refused(
            "nothing_found",
            _("Tulis kemajuan atau masalah yang Anda temui, satu kalimat pun cukup."),
            "progress",
        )


def check_planned(visit: MonitoringVisit) -> None:
    if visit.state != VisitState.PLANNED:
        raise Refused("visit_not_planned", _("Kunjungan ini sudah dicatat atau dibatalkan. Muat ulang halaman."))


def check_advice_open(advice: Advice) -> None:
    if advice.state != AdviceState.OPEN:
        raise Refused("advice_closed", _("Tindakan ini sudah ditutup. Buka kembali dulu bila perlu diubah."))
