"""A certifier's schemes: written by itself, or copied from its list while nobody of it sits here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.access.actor import Actor
from balai.audit.record import record
from balai.certification.enums import SchemeKind
from balai.certification.models import CertificationScheme, SchemeElement, SchemeUnit
from balai.certification.queries import units_as_lines
from balai.certification.rules import check_certifier
from balai.certification.scheme_lines import UnitLine
from balai.certification.schemes import check_writer, is_fixed
from balai.institutions.models import Institution
from balai.kernel.refusal import Refused
from balai.skills.actions import find_or_add_units

MOST_YEARS = 10


@dataclass(frozen=True, slots=True)
class SchemePlan:
    """valid_years: how long a certificate of it holds, None for the usual term. kind: SchemeKind. units: in order, each code once."""

    title: str
    code: str = ""
    field: str = ""
    kind: str = SchemeKind.OTHER
    valid_years: int | None = None
    active_from: date | None = None
    active_until: date | None = None
    units: Sequence[UnitLine] = ()


@transaction.atomic
def add_scheme(*, by: Actor, certifier: Institution, plan: SchemePlan, now: datetime) -> CertificationScheme:
    """Raises Refused("not_a_certifier"), ("may_not_write_scheme"), ("scheme_missing"), ("ends_before_it_begins"), ("years"),
    ("scheme_known") for a code, or without one a title, the certifier has already."""
    check_certifier(certifier)
    copied_by = check_writer(by, certifier, timezone.localdate(now))
    made = CertificationScheme(
        certifier=certifier, recorded_by=by.name, recorded_at=now, recorded_for_id=copied_by, **_stated(plan)
    )
    _save(made)
    _write_units(by, made, plan.units)
    record(by, "certification.add_scheme", made, certifier=certifier.pk, copied_by=copied_by)
    return made


@transaction.atomic
def change_scheme(*, by: Actor, scheme: CertificationScheme, plan: SchemePlan, now: datetime) -> CertificationScheme:
    """Raises as add_scheme, and Refused("scheme_stands", "units") when somebody was assessed by its units."""
    scheme = CertificationScheme.objects.select_for_update(of=("self",)).select_related("certifier").get(pk=scheme.pk)
    copied_by = check_writer(by, scheme.certifier, timezone.localdate(now))
    if _told(plan.units) != _told(units_as_lines(scheme)):
        if is_fixed(scheme):
            sentence = _(
                "Sudah ada peserta yang mengisi atau dinilai menurut unit ini, jadi unitnya tetap. Akhiri skema ini pada satu "
                "tanggal, lalu tulis edisi barunya sebagai skema lain."
            )
            raise Refused("scheme_stands", sentence, "units")
        scheme.units.all().delete()
        _write_units(by, scheme, plan.units)
    for name, value in _stated(plan).items():
        setattr(scheme, name, value)
    scheme.recorded_by, scheme.recorded_at, scheme.recorded_for_id = by.name, now, copied_by
    _save(scheme)
    record(by, "certification.change_scheme", scheme, copied_by=copied_by)
    return scheme


def _told(units: Sequence[UnitLine]) -> list[object]:
    """A unit that is known keeps its title, so the code tells whether something changed."""
    return [(unit.code, unit.elements) for unit in units]


def _stated(plan: SchemePlan) -> dict[str, object]:
    title = " ".join(plan.title.split())
    if not title:
        raise Refused("scheme_missing", _("“Nama skema” belum diisi."), "title")
    if plan.valid_years is not None and not 1 <= plan.valid_years <= MOST_YEARS:
        sentence = _("“Masa berlaku” ditulis dalam tahun, 1 sampai %(most)s.") % {"most": MOST_YEARS}
        raise Refused("years", sentence, "valid_years")
    if plan.active_from and plan.active_until and plan.active_until < plan.active_from:
        sentence = _("“Dipakai sampai” sebelum “Dipakai mulai”. Perbaiki salah satunya.")
        raise Refused("ends_before_it_begins", sentence, "active_until")
    return {
        "title": title[:200], "code": " ".join(plan.code.split())[:40], "field": " ".join(plan.field.split())[:120],
        "kind": plan.kind or SchemeKind.OTHER, "valid_years": plan.valid_years, "active_from": plan.active_from,
        "active_until": plan.active_until,
    }  # fmt: skip


def _save(scheme: CertificationScheme) -> None:
    try:
        with transaction.atomic():
            scheme.save()
    except IntegrityError:
        sentence = _("Lembaga ini sudah punya skema dengan kode itu, atau dengan nama itu tanpa kode. Tulis kode lain.")
        raise Refused("scheme_known", sentence, "code") from None


def _write_units(by: Actor, scheme: CertificationScheme, units: Sequence[UnitLine]) -> None:
    known = find_or_add_units(by=by, rows=[(unit.code, unit.title) for unit in units])
    made = SchemeUnit.objects.bulk_create(
        [SchemeUnit(scheme=scheme, unit=known[unit.code], position=place) for place, unit in enumerate(units, 1)]
    )
    SchemeElement.objects.bulk_create(
        [
            SchemeElement(unit=row, position=place, title=element.title, criteria="\n".join(element.criteria))
            for row, unit in zip(made, units, strict=True)
            for place, element in enumerate(unit.elements, 1)
        ]
    )
