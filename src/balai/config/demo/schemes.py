"""Demonstration: what the invented certifier assesses, unit by unit with the elements a candidate answers to."""

from datetime import date
from typing import Final

from balai.certification.actions.schemes import SchemePlan, add_scheme
from balai.certification.enums import SchemeKind
from balai.certification.models import CertificationScheme
from balai.certification.scheme_lines import ElementLine, UnitLine
from balai.config.demo.world import World
from balai.planning.models import Batch

ELEMENTS: Final = (
    ("Menyiapkan pekerjaan", ("Alat dan bahan diperiksa sebelum dipakai", "Tempat kerja rapi dan aman")),
    ("Mengerjakan sesuai petunjuk", ("Hasil sesuai ukuran pada lembar kerja",)),
    ("Memeriksa hasil", ()),
)


def scheme_of(world: World, batch: Batch, code: str, title: str, field: str) -> CertificationScheme:
    """Over the units of the class's curriculum; once for a code."""
    known = CertificationScheme.objects.filter(certifier=world.institutions["lsp"], code=code).first()
    if known is not None:
        return known
    rows = batch.curriculum.units.filter(unit__isnull=False).select_related("unit").order_by("position")
    units = {one.unit.code: one.unit.title for one in rows if one.unit is not None}
    told = [
        UnitLine(unit, words, [ElementLine(element, list(criteria)) for element, criteria in ELEMENTS])
        for unit, words in units.items()
    ]
    plan = SchemePlan(title, code, field, SchemeKind.CLUSTER, 3, date(world.today.year - 3, 1, 1), units=told)
    return add_scheme(by=world.actor("lsp"), certifier=world.institutions["lsp"], plan=plan, now=world.at(60))
