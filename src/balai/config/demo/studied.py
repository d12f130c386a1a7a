"""A university studies the invented forum: two coders have compared one round and differ once; one conclusion stands."""

from typing import Any

from balai.accounts.models import User
from balai.collaboration.actions.bench import (
    QuotationPlan,
    SourcePlan,
    add_informant,
    add_quotation,
    add_source,
    open_bench,
)
from balai.collaboration.actions.coding import code_quotation, finish_coding, open_round
from balai.collaboration.actions.conclude import ConclusionPlan, conclude
from balai.collaboration.models import Bench, Period, Quotation
from balai.config.demo.world import World
from balai.institutions.desks import actor_for
from balai.institutions.models import Membership

Codes = tuple[tuple[str, str], ...]
SAID: tuple[tuple[str, str, Codes, Codes], ...] = (
    ("menit 4", "Dulu kami hanya dapat surat. Sekarang sebelum kelas dibuka kami ditanya dahulu perlu berapa orang.",
     (("dialogue", "positive"),), (("dialogue", "positive"),)),
    ("menit 11", "Kalau dinas bilang kelasnya mulai Maret, kami percaya, lalu anggarannya terlambat lagi.",
     (("trust", "negative"), ("budget_timing", "negative")), (("budget_timing", "negative"),)),
    ("menit 23", "Enam tempat magang itu kami siapkan karena balai mau mengubah jadwalnya.",
     (("commitment", "positive"),), (("commitment", "positive"),)),
    ("menit 31", "Siapa yang menengok lulusan sesudah tiga bulan, itu yang belum jelas.",
     (("post_training_monitoring", "negative"),), (("post_training_monitoring", "negative"),)),
)  # fmt: skip
"""Place, words, what the first and what the second coder gave."""
WAITS = "Untuk rapat berikut kami minta angkanya dikirim lebih dulu."


def build(world: World) -> None:
    campus, by = world.institutions["universitas"], world.actor("peneliti")
    rows = Period.objects.filter(collaboration__owner=world.institutions["forum"], is_closed=False)
    period = rows.select_related("collaboration").latest("pk")
    bench = open_bench(by=by, period=period, institution=campus, now=world.at(20))
    quotations = _quoted(world, bench)
    other = actor_for(_second(world), world.today)
    assert by.user_id and other.user_id  # both have an account
    row = open_round(by=by, bench=bench, first=by.user_id, second=other.user_id, now=world.at(16))
    for place, coder in ((2, by), (3, other)):
        for quotation, said in zip(quotations, SAID, strict=True):
            codes: Any = said[place]
            code_quotation(by=coder, quotation=quotation, codes=codes, now=world.at(12))
        finish_coding(by=coder, coding_round=row, now=world.at(10))
    plan = ConclusionPlan(
        "trust", "weak", "Para pihak saling menghargai, tetapi jadwal yang berulang kali mundur menggerus kepercayaan.", quotations[1:2]
    )  # fmt: skip
    conclude(by=by, bench=bench, plan=plan, now=world.at(6))
    _quote(world, bench, "menit 40", WAITS, quotations[0])


def _second(world: World) -> User:
    """A colleague who does not sign in to the demonstration."""
    user = User.objects.create_user(f"peneliti-kedua-{world.institutions['universitas'].pk}")
    user.full_name = "Toni Latihan"
    user.save(update_fields=["full_name"])
    Membership.objects.create(
        institution=world.institutions["universitas"], user=user, role="researcher", title="Peneliti", starts_on=world.ago(200)
    )  # fmt: skip
    return user


def _quoted(world: World, bench: Bench) -> list[Quotation]:
    told: dict[str, Any] = {"by": world.actor("peneliti"), "bench": bench, "now": world.at(19)}
    talk = SourcePlan("interview", "Wawancara pihak pemberi kerja", str(world.today.year), "Arsip kajian, map 2")
    source = add_source(plan=talk, **told)
    add_source(plan=SourcePlan("document", "Notulen rapat koordinasi", str(world.today.year), pages="1-3"), **told)
    informant = add_informant(sector="private", role="kepala bagian produksi", member=None, **told)
    return [
        add_quotation(plan=QuotationPlan(source, place, words, informant), **told)
        for place, words, _one, _other in SAID
    ]


def _quote(world: World, bench: Bench, place: str, words: str, like: Quotation) -> None:
    plan = QuotationPlan(like.source, place, words, like.informant)
    add_quotation(by=world.actor("peneliti"), bench=bench, plan=plan, now=world.at(5))
