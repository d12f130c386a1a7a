"""Halaman untuk warga: what the invented forum shows, three obstacles citizens brought to it, and the alarms of the night."""

from datetime import timedelta

from balai.access.actor import WORKER
from balai.collaboration.actions.alarms import hear_all
from balai.collaboration.actions.citizens import Taking, accept_offer, offer_obstacle, refuse_offer
from balai.collaboration.actions.face import set_face
from balai.collaboration.actions.obstacles import add_step, answer_obstacle
from balai.collaboration.enums import Subject
from balai.collaboration.enums.face import FaceKind
from balai.collaboration.models import CitizenOffer
from balai.config.demo.promised import Table
from balai.config.demo.world import World

TOLD = (
    (12, "Angkutan desa berhenti pukul tiga, jadi peserta dari dua desa pulang sebelum praktik sore selesai."),
    (9, "Tetangga saya menaruh pasir di depan rumah dan saya tidak bisa lewat dengan motor."),
    (1, "Lulusan kelas menjahit belum bisa membeli mesin sendiri dan tidak tahu ke mana meminjam."),
)
"""Days ago, and what was told."""


def build(world: World) -> None:
    table = Table(world)
    kept = table.period.collaboration
    set_face(by=table.by, collaboration=kept, kinds=FaceKind.values, now=world.at(15))
    first, second, _waits = (offer_obstacle(collaboration=kept, text=words, now=world.at(days)) for days, words in TOLD)
    _taken_up(table, first)
    reason = "Ini urusan antartetangga; sampaikan kepada ketua RT atau kantor desa."
    refuse_offer(by=table.by, offer=second, reason=reason, now=world.at(8))
    hear_all(by=WORKER, now=world.now)


def _taken_up(table: Table, offer: CitizenOffer) -> None:
    world = table.world
    text = "Angkutan desa berhenti pukul tiga; peserta dari dua desa tidak mengikuti praktik sore."
    due = world.ago(10) + timedelta(days=40)
    taking = Taking(text, Subject.PARTICIPATION, table.of("blk"), due)
    taken = accept_offer(by=table.by, offer=offer, taking=taking, now=world.at(11))
    assert taken.obstacle is not None  # an offer that is accepted has one
    by = table.speaks("blk")
    answer_obstacle(by=by, obstacle=taken.obstacle, accepts=True, reason="", now=world.at(10))
    step = "Praktik sore dimulai satu jam lebih awal."
    add_step(by=by, obstacle=taken.obstacle, text=step, on=world.ago(6), now=world.at(6))
