"""A forum that lives, for the addresses of its meetings."""

import io
from datetime import timedelta
from typing import Any

from PIL import Image

from balai.collaboration.actions.addenda import Note, write_addendum
from balai.collaboration.actions.convene import Came, ConveningPlan, convene, mark_present
from balai.collaboration.actions.feed import make_forum_feed
from balai.collaboration.actions.forum import ForumPlan, add_members, begin_forum
from balai.collaboration.actions.minutes import close_minutes, send_minutes
from balai.collaboration.actions.papers import attach_signed_paper, make_meeting_paper
from balai.collaboration.actions.pulse import PulsePlan, open_pulse
from balai.collaboration.models import Member, Period
from balai.collaboration.pulse_codes import code_of
from balai.config.demo.world import World
from balai.documents.actions.store import store_upload
from balai.documents.enums import DocumentKind
from balai.papers.contents.said import Said
from tests.authority.studied import studied
from tests.authority.talked import talked


def _picture() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (60, 40), (200, 30, 30)).save(target, "PNG")
    return target.getvalue()


def met(world: World) -> dict[str, Any]:
    """A forum that lives and is not published, with a meeting that is called and one whose minutes wait, on paper too."""
    by, forum, now = world.actor("sekretaris"), world.institutions["forum"], world.now
    kept = begin_forum(by=by, owner=forum, plan=ForumPlan(f"Forum hidup {forum.pk}"), today=world.today)
    period = Period.objects.get(collaboration=kept)
    add_members(by=by, period=period, institutions=[world.institutions[key] for key in ("dinas", "perusahaan")])
    members = list(Member.objects.filter(period=period).order_by("pk"))
    plan = ConveningPlan("Rapat", "coordination", now + timedelta(hours=1), now + timedelta(hours=3), place="Aula")
    called = convene(by=by, period=period, plan=plan, members=members)
    held = convene(by=by, period=period, plan=plan, members=members)
    for member in members:
        mark_present(by=by, convening=held, member=member, came=Came(f"Wakil {member.pk}"), now=now)
    send_minutes(by=by, convening=held, text="Disepakati.", now=now)
    paper = make_meeting_paper(by=by, convening=held, kind="minutes", said=Said(world.today), now=now)
    scan = store_upload(
        by=by, name="notulen.png", content=_picture(), kind=DocumentKind.LETTER, keep_months=12, now=now
    )
    attach_signed_paper(by=by, paper=paper, scan=scan, now=now)
    stands = convene(by=by, period=period, plan=plan, members=members)
    for member in members:
        mark_present(by=by, convening=stands, member=member, came=Came(f"Wakil {member.pk}"), now=now)
    send_minutes(by=by, convening=stands, text="Disepakati.", now=now)
    close_minutes(by=by, convening=stands, version=1, now=now + timedelta(days=9))
    note = Note("correction", "Butir 1: dua kelas.")
    added = write_addendum(by=by, convening=stands, member=None, note=note, now=now)
    _feed, secret = make_forum_feed(by=by, collaboration=kept, now=now)
    asked = PulsePlan(world.today, world.today + timedelta(days=9), tickets={one.pk: 5 for one in members})
    pulse = open_pulse(by=by, period=period, plan=asked, today=world.today)
    of = lambda pk, *names: {f"collaboration:{name}:pk": pk for name in names}  # noqa: E731
    return (
        of(kept.pk, "open_year", "calendar")
        | of(period.pk, "add_parties", "new_meeting")
        | of(
            called.pk,
            "meeting",
            "change_meeting",
            "cancel_meeting",
            "agenda",
            "answer",
            "meeting_file",
            "attendance",
            "poster",
        )
        | of(held.pk, "minutes", "answer_minutes", "close_minutes", "paper", "attach_paper", "paper_file", "paper_scan")
        | of(stands.pk, "new_addendum")
        | of(added.pk, "answer_addendum", "close_addendum")
        | of(period.pk, "new_pulse")
        | of(pulse.pk, "pulse", "pulse_sheets", "close_pulse")
        | {
            "collaboration:member": members[0].pk,
            "collaboration:pulse_sheet:code": code_of(pulse, members[0].pk, 0),
            **talked(world, period, members),
            **studied(world, scan),
            "collaboration:come:code": called.present_code,
            "collaboration:feed": secret,
            "collaboration:kind": "minutes",
            "collaboration:version": paper.version,
        }  # fmt: skip
    )
