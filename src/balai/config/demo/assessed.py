"""Assessments that are kept: the nights of the last two months, and one that the secretary asked for."""

from balai.access.actor import WORKER
from balai.collaboration.actions.keep_assessments import assess_due, keep_assessment
from balai.collaboration.models import Period
from balai.config.demo.world import World


def build(world: World) -> None:
    for days_ago in (62, 31, 0):
        assess_due(by=WORKER, now=world.at(days_ago))
    forum = world.institutions["forum"]
    rows = Period.objects.select_related("collaboration__owner__region").filter(collaboration__owner=forum)
    for period in rows.order_by("pk"):
        keep_assessment(by=world.actor("sekretaris"), period=period, now=world.at(0))
