"""A researcher's bench is opened for a period; sources, informants and quotations are put on it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.audit.record import record
from balai.collaboration.models import Bench, BenchSource, Informant, Member, Period, Quotation
from balai.collaboration.models.bench import OnBench
from balai.collaboration.rules.bench import (
    check_dated,
    check_kind,
    check_nobody_is_named,
    check_own_bench,
    check_researcher,
    check_said,
)
from balai.documents.models import StoredFile
from balai.institutions.enums import Sector
from balai.institutions.models import Institution
from balai.kernel.once import saved_once
from balai.kernel.refusal import Refused

R = TypeVar("R", bound=OnBench)


@dataclass(frozen=True, slots=True)
class SourcePlan:
    """dated: 2019, 09-2019 or 10-09-2019."""

    kind: str
    title: str
    dated: str = ""
    kept_at: str = ""
    pages: str = ""
    file: StoredFile | None = None


@transaction.atomic
def open_bench(*, by: Actor, period: Period, institution: Institution, now: datetime) -> Bench:
    """One a body and period; asked again, the same. Also of a period that is closed: nothing is written into it."""
    check_researcher(by, institution.pk, period)
    bench, made = Bench.objects.get_or_create(
        period=period, institution=institution, defaults={"at": now, "by": by.name}
    )
    if made:
        record(by, "collaboration.open_bench", bench, institution=institution.pk)
    return bench


def locked_bench(by: Actor, pk: int) -> Bench:
    """Inside a transaction."""
    bench = (
        Bench.objects.select_for_update(of=("self",)).select_related("period__collaboration__owner__region").get(pk=pk)
    )
    check_researcher(by, bench.institution_id, bench.period)
    return bench


@transaction.atomic
def add_source(
    *, by: Actor, bench: Bench, plan: SourcePlan, now: datetime, client_id: UUID | None = None
) -> BenchSource:
    bench = locked_bench(by, bench.pk)
    told: dict[str, Any] = {
        "kind": check_kind(plan.kind),
        "title": check_said(plan.title, "title", _("“Judul” belum diisi.")),
        "dated": check_dated(plan.dated),
        "kept_at": check_nobody_is_named(plan.kept_at, "kept_at"),
        "pages": check_nobody_is_named(plan.pages, "pages"),
        "file": plan.file,
    }
    return _kept(
        by,
        BenchSource(bench=bench, code=_next(BenchSource, bench, "s"), at=now, by=by.name, client_id=client_id, **told),
    )


@transaction.atomic
def add_informant(
    *, by: Actor, bench: Bench, sector: str, role: str, member: Member | None, now: datetime, client_id: UUID | None = None
) -> Informant:  # fmt: skip
    """sector: type of actor. The code is given here, so that no name can stand in it."""
    bench = locked_bench(by, bench.pk)
    if sector not in Sector.values:
        raise Refused("no_sector", _("Pilih jenis pihak dari daftar."), "sector")
    if member is not None and member.period_id != bench.period_id:
        raise Refused("no_party", _("“Pihak”: pilih pihak yang terdaftar di masa ini."), "member")
    role = check_said(role, "role", _("“Peran” belum diisi. Tulis perannya dengan kata, tanpa nama."))
    made = Informant(
        bench=bench, code=_next(Informant, bench, "i"), sector=sector, role=role, member=member, at=now, by=by.name, client_id=client_id
    )  # fmt: skip
    return _kept(by, made)


@dataclass(frozen=True, slots=True)
class QuotationPlan:
    source: BenchSource
    place: str
    text: str
    informant: Informant | None = None


@transaction.atomic
def add_quotation(
    *, by: Actor, bench: Bench, plan: QuotationPlan, now: datetime, client_id: UUID | None = None
) -> Quotation:
    bench = locked_bench(by, bench.pk)
    check_own_bench(plan.source, bench, "source")
    check_own_bench(plan.informant, bench, "informant")
    place = check_said(plan.place, "place", _("“Tempat di sumber” belum diisi. Tulis halaman, menit, atau bagiannya."))
    text = check_said(plan.text, "text", _("“Kutipan” belum diisi."))
    made = Quotation(
        bench=bench, code=_next(Quotation, bench, "q"), source=plan.source, informant=plan.informant, place=place, text=text,
        at=now, by=by.name, client_id=client_id,
    )  # fmt: skip
    return _kept(by, made)


def _next(model: type[OnBench], bench: Bench, letter: str) -> str:
    """Under the lock of the bench; rows are never taken away."""
    return f"{letter}{model._default_manager.filter(bench=bench).count() + 1}"


def _kept(by: Actor, made: R) -> R:
    kept = saved_once(made)
    if kept is made:
        record(by, f"collaboration.add_{made._meta.model_name}", made)
    return kept
