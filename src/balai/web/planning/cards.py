"""A class in the words of somebody who looks for one."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balai.kernel.clock import today_in
from balai.kernel.formats import tanggal, waktu
from balai.people.enums import Education
from balai.planning.enums import BatchState
from balai.planning.models import Batch
from balai.web.parts import Tone

LAST_DAYS = 3


@dataclass(frozen=True, slots=True)
class ClassCard:
    """status: one word with its tone. who: for whom, in one line. apply_url: empty unless one can apply now."""

    batch: Batch
    status: str
    tone: Tone
    field: str
    place: str
    when: str
    who: str
    deadline: str
    apply_url: str


def card(batch: Batch, now: datetime) -> ClassCard:
    status, tone = status_of(batch, now)
    field = batch.curriculum.programme.field
    is_open = batch.state == BatchState.ANNOUNCED and batch.opens_at <= now < batch.closes_at
    return ClassCard(
        batch=batch,
        status=status,
        tone=tone,
        field=field.parent.name if field.parent else field.name,
        place=place_of(batch),
        when=period(batch),
        who=for_whom(batch),
        deadline=deadline(batch, now),
        apply_url=reverse("admissions:apply", args=[batch.pk]) if is_open else "",
    )


def status_of(batch: Batch, now: datetime) -> tuple[str, Tone]:
    """What the public is told; a registration that has ended is over, whatever the clerk has clicked."""
    if batch.state == BatchState.ANNOUNCED and batch.opens_at > now:
        return _("segera dibuka"), ""
    if batch.state == BatchState.ANNOUNCED and batch.closes_at > now:
        days = (today_in(batch.zone, batch.closes_at) - today_in(batch.zone, now)).days
        if days == 0:
            return _("hari terakhir"), "kunyit"
        if days <= LAST_DAYS:
            return ngettext("tinggal %(days)s hari", "tinggal %(days)s hari", days) % {"days": days}, "kunyit"
        return _("pendaftaran dibuka"), "daun"
    words: dict[str, tuple[str, Tone]] = {
        BatchState.DRAFT: (_("rancangan"), "kabut"),
        BatchState.ANNOUNCED: (_("pendaftaran ditutup"), ""),
        BatchState.SELECTING: (_("sedang seleksi"), ""),
        BatchState.RUNNING: (_("sedang berjalan"), "sawah"),
        BatchState.FINISHED: (_("selesai"), "kabut"),
        BatchState.CANCELLED: (_("dibatalkan"), "saga"),
    }
    return words[batch.state]


def deadline(batch: Batch, now: datetime) -> str:
    """Until when one can apply, in the zone of the centre, with its name."""
    zone = ZoneInfo(batch.zone)
    if batch.opens_at > now:
        return _("%(opens)s sampai %(closes)s") % {
            "opens": tanggal(today_in(batch.zone, batch.opens_at)),
            "closes": waktu(batch.closes_at, zone),
        }
    if batch.closes_at <= now:
        return _("ditutup %(closes)s") % {"closes": tanggal(today_in(batch.zone, batch.closes_at))}
    return _("sampai %(closes)s") % {"closes": waktu(batch.closes_at, zone)}


def period(batch: Batch) -> str:
    if batch.starts_on == batch.ends_on:
        return tanggal(batch.starts_on, weekday=True)
    return _("%(start)s sampai %(end)s") % {"start": tanggal(batch.starts_on), "end": tanggal(batch.ends_on)}


def place_of(batch: Batch) -> str:
    """The centre, and its regency unless the centre's name says it."""
    region = batch.centre.region
    regency = (region.regency or region) if region else None
    if regency is None or regency.name in batch.centre.name:
        return batch.centre.name
    return f"{batch.centre.name}, {regency.short_name}"


def for_whom(batch: Batch) -> str:
    parts = [ages(batch)]
    if batch.minimum_education:
        parts.append(_("pendidikan paling rendah %(level)s") % {"level": Education(batch.minimum_education).label})
    if batch.residents_of is not None:
        parts.append(_("warga %(place)s") % {"place": batch.residents_of.short_name})
    return ", ".join(part for part in parts if part) or _("terbuka untuk semua")


def ages(batch: Batch) -> str:
    youngest, oldest = batch.minimum_age, batch.maximum_age
    if youngest is not None and oldest is not None:
        return _("umur %(youngest)s sampai %(oldest)s tahun") % {"youngest": youngest, "oldest": oldest}
    if youngest is not None:
        return _("umur mulai %(youngest)s tahun") % {"youngest": youngest}
    return _("umur sampai %(oldest)s tahun") % {"oldest": oldest} if oldest is not None else ""
