"""A published forum with a university's bench on it: two coders, a colleague, two sources, an informant and four quotations."""

from collections.abc import Sequence

from balai.access.actor import Actor
from balai.access.roles import Role
from balai.collaboration.actions.bench import (
    QuotationPlan,
    SourcePlan,
    add_informant,
    add_quotation,
    add_source,
    open_bench,
)
from balai.collaboration.actions.coding import code_quotation, finish_coding, open_round
from balai.collaboration.models import CodingRound, Collaboration, Quotation
from tests import factories as make
from tests.collaboration.test_convening import NOW, Forum

TRUST, AGAINST, DIALOGUE = ("trust", "positive"), ("trust", "negative"), ("dialogue", "unclear")
FIRST = ((TRUST,), (AGAINST,), (DIALOGUE,), (TRUST,))
SECOND = ((TRUST,), (TRUST,), (DIALOGUE,), ())
SAID = ("Kami percaya dinas.", "Janji tidak pernah jelas.", "Rapat ada, isinya entah.", "Datanya dibagikan.")


class Study(Forum):
    def __init__(self) -> None:
        super().__init__()
        Collaboration.objects.filter(pk=self.period.collaboration_id).update(is_public=True)
        self.campus = make.institution(name="Universitas Uji", kind="university")
        self.first, self.second, self.third = (make.actor(self.campus, Role.RESEARCHER) for _n in range(3))
        self.bench = open_bench(by=self.first, period=self.period, institution=self.campus, now=NOW)
        plan = SourcePlan("interview", "Wawancara para pihak", "09-2026", "Arsip kajian", "3-9")
        self.source = add_source(by=self.first, bench=self.bench, plan=plan, now=NOW)
        self.informant = add_informant(
            by=self.first,
            bench=self.bench,
            sector="private",
            role="kepala produksi",
            member=self.of(self.company),
            now=NOW,
        )
        self.quotations = [self.quoted(text) for text in SAID]

    def quoted(self, text: str) -> Quotation:
        plan = QuotationPlan(self.source, "menit 12", text, self.informant)
        return add_quotation(by=self.first, bench=self.bench, plan=plan, now=NOW)

    def opened(self) -> CodingRound:
        assert self.first.user_id and self.second.user_id
        return open_round(
            by=self.first, bench=self.bench, first=self.first.user_id, second=self.second.user_id, now=NOW
        )

    def codes(self, by: Actor, given: Sequence[Sequence[tuple[str, str]]]) -> None:
        for quotation, codes in zip(self.units(), given, strict=True):
            code_quotation(by=by, quotation=quotation, codes=codes, now=NOW)

    def units(self) -> list[Quotation]:
        return list(
            Quotation.objects.filter(bench=self.bench, round__compared_at=None).exclude(round=None).order_by("pk")
        )

    def done(self, by: Actor, row: CodingRound) -> CodingRound:
        return finish_coding(by=by, coding_round=row, now=NOW)

    def compared(self) -> CodingRound:
        """Two of four alike."""
        row = self.opened()
        self.codes(self.first, FIRST)
        self.codes(self.second, SECOND)
        self.done(self.first, row)
        return self.done(self.second, row)
