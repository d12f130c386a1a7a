"""May a job order be written, published; is what it says complete?"""

from datetime import date

from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.demand.enums import JobOrderState, NeedKind
from balai.demand.models import JobOrder
from balai.institutions.models import Institution
from balai.kernel.refusal import Refused


def may_edit_demand(actor: Actor, employer: Institution) -> bool:
    """The employer itself, or the office of its area that writes down what it was told."""
    if actor.may(Permission.DEMAND_EDIT, employer.pk):
        return True
    place = employer.region
    return place is not None and actor.may_in(
        Permission.DEMAND_EDIT, regency=place.regency_id, province=place.province_id
    )


def check_may_edit_demand(actor: Actor, employer: Institution) -> None:
    if not may_edit_demand(actor, employer):
        raise Refused(
            "not_your_job_order",
            _(
                "Permintaan ini milik pemberi kerja lain. Hanya petugasnya, atau dinas di wilayahnya, yang bisa mengubahnya."
            ),
            "employer",
        )


def check_count(count: int) -> None:
    if count < 1:
        raise Refused("no_people_asked", _("Jumlah orang yang dibutuhkan sedikitnya satu."), "count")


def check_title(title: str) -> str:
    text = " ".join(title.split())
    if not text:
        raise Refused("title_missing", _("Nama pekerjaan belum ditulis, misalnya “Operator jahit”."), "title")
    return text


def check_limits(job_order: JobOrder) -> None:
    """Age or sex limits are discouraged: they need a reason and never take part in matching (domain book 3.2)."""
    youngest, oldest = job_order.minimum_age, job_order.maximum_age
    if youngest is not None and oldest is not None and oldest < youngest:
        raise Refused(
            "ages_crossed",
            _("Umur paling tua lebih kecil daripada umur paling muda. Tukar atau perbaiki."),
            "maximum_age",
        )
    has_limits = youngest is not None or oldest is not None or bool(job_order.sex)
    if has_limits and len(job_order.limits_reason.strip()) < 10:
        raise Refused(
            "limits_without_reason",
            _("Batas umur atau jenis kelamin perlu alasan tertulis. Tulis alasannya atau hapus batasnya."),
            "limits_reason",
        )


def check_still_valid(job_order: JobOrder, today: date) -> None:
    if job_order.valid_until is not None and job_order.valid_until < today:
        raise Refused(
            "validity_is_past",
            _("Masa berlaku permintaan ini sudah lewat. Ubah tanggal “berlaku sampai” sebelum membukanya."),
            "valid_until",
        )


def check_open_to_change(job_order: JobOrder) -> None:
    if job_order.state not in ("draft", "published"):
        raise Refused("job_order_closed", _("Permintaan ini sudah ditutup. Buka kembali sebelum mengubahnya."))


def check_may_note_need(actor: Actor, institution: Institution) -> None:
    if not (actor.may(Permission.PACKAGE_PROPOSE, institution.pk) or may_edit_demand(actor, institution)):
        raise Refused(
            "may_not_note_need",
            _("Bukti kebutuhan dicatat oleh balai pelatihan, pemberi kerja, atau dinas untuk wilayahnya sendiri."),
        )


def check_need_text(text: str) -> str:
    words = " ".join(text.split())
    if len(words) < 10:
        raise Refused(
            "need_too_short", _("Kebutuhan belum jelas. Tulis satu kalimat: siapa butuh apa, dan berapa."), "text"
        )
    return words


def check_need_source(kind: str, source: str) -> None:
    """What a place could live from is somebody's finding: it is named."""
    if kind == NeedKind.LOCAL_POTENTIAL and len(source.strip()) < 5:
        raise Refused(
            "source_missing",
            _("Sumber potensi daerah belum ditulis. Sebut surat, rapat, survei, atau laporannya."),
            "source",
        )


def may_match(actor: Actor, centre_id: int) -> bool:
    return actor.may(Permission.PACKAGE_PROPOSE, centre_id)


def check_may_match(actor: Actor, job_order: JobOrder, centre_id: int) -> None:
    if not may_match(actor, centre_id):
        raise Refused(
            "may_not_match",
            _("Unit kompetensi dipadankan oleh petugas balai pelatihan untuk balainya sendiri. Pilih balai Anda."),
            "centre",
        )
    if job_order.state not in (JobOrderState.PUBLISHED, JobOrderState.FILLED):
        raise Refused("job_order_unseen", _("Permintaan ini belum dibuka atau sudah ditutup pemberi kerjanya."))
