"""Kerja sama: the two published studies, the area figures, and the forum of the invented regency."""

from pathlib import Path

from django.conf import settings

from balai.access.actor import CLI
from balai.collaboration.actions.import_case import import_case
from balai.collaboration.reading import open_folder
from balai.collaboration.shipped import shipped_cases
from balai.config.demo.gatherings import hold_meetings
from balai.config.demo.pulsed import take_pulse
from balai.config.demo.talks import deliberate
from balai.config.demo.world import World
from balai.insights.actions.load_figures import load_figures

FORUM = Path(__file__).parent / "forum"
"""An invented case workbook; its bodies bear the names of the demonstration's institutions."""


def build(world: World) -> None:
    if not settings.BALAI_PRACTICE:  # where everything is said to be invented, nothing published stands
        _published(world)
    forum = world.institutions["forum"]
    answer = import_case(by=CLI, files=open_folder(FORUM), owner=forum, now=world.now, is_public=True)
    if answer.refused:
        raise RuntimeError(f"the forum's workbook is wrong: {answer.refused}")
    assert answer.period is not None  # nothing was refused
    hold_meetings(world, answer.period.collaboration)
    take_pulse(world, answer.period.collaboration)
    deliberate(world, answer.period.collaboration)


def _published(world: World) -> None:
    load_figures(by=CLI)
    for folder in shipped_cases():
        import_case(by=CLI, files=open_folder(folder), owner=None, now=world.now, is_public=True)
