"""A forum that is not published and has a university at its table, with that university's bench, for its addresses."""

from typing import Any

from balai.accounts.models import User
from balai.collaboration.actions.bench import QuotationPlan, SourcePlan, add_quotation, add_source, open_bench
from balai.collaboration.actions.coding import code_quotation, finish_coding, open_round
from balai.collaboration.actions.forum import ForumPlan, add_members, begin_forum
from balai.collaboration.models import Period
from balai.config.demo.world import World
from balai.documents.models import StoredFile
from balai.institutions.desks import actor_for
from balai.institutions.models import Membership


def studied(world: World, scan: StoredFile) -> dict[str, Any]:
    """One round compared with a difference, one that is open."""
    keeps, forum, campus = world.actor("sekretaris"), world.institutions["forum"], world.institutions["universitas"]
    kept = begin_forum(by=keeps, owner=forum, plan=ForumPlan(f"Forum diteliti {forum.pk}"), today=world.today)
    period = Period.objects.get(collaboration=kept)
    add_members(by=keeps, period=period, institutions=[campus])
    by, now = world.actor("peneliti"), world.now
    other = User.objects.create_user(f"pengode-{forum.pk}", full_name="Pengode Kedua")
    Membership.objects.create(institution=campus, user=other, role="researcher", starts_on=world.ago(30))
    second = actor_for(other, world.today)
    bench = open_bench(by=by, period=period, institution=campus, now=now)
    source = add_source(by=by, bench=bench, plan=SourcePlan("document", "Notulen", file=scan), now=now)
    told: dict[str, Any] = {"by": by, "bench": bench, "now": now}
    coders = {"first": by.user_id, "second": other.pk}
    apart = add_quotation(plan=QuotationPlan(source, "1", "Kami percaya."), **told)
    compared = open_round(**told, **coders)
    for coder, codes in ((by, [("trust", "positive")]), (second, [])):
        code_quotation(by=coder, quotation=apart, codes=codes, now=now)
        finish_coding(by=coder, coding_round=compared, now=now)
    waits = add_quotation(plan=QuotationPlan(source, "2", "Rapat jarang."), **told)
    running = open_round(**told, **coders)
    on_bench = ("bench", "add_source", "add_informant", "add_quotation", "new_round", "bench_book", "conclude")
    rows = dict.fromkeys(on_bench, bench.pk) | dict.fromkeys(
        ("coding_round", "finish_coding", "replace_coder"), running.pk
    )
    rows |= {"begin_bench": period.pk, "source_file": source.pk, "code": waits.pk, "accord": apart.pk}
    return {f"collaboration:{name}:pk": pk for name, pk in rows.items()} | {
        "collaboration:bench:part": "kutipan", "collaboration:conclude:subject": "trust", "collaboration:place": 2,
    }  # fmt: skip
