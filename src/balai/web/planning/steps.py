"""What can be done with a class now: the one next step, those that take a step back, and the pages of its rooms."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.access.permissions import Permission as P
from balai.kernel.clock import today_in
from balai.planning.enums import BATCH_FLOW, BatchState
from balai.planning.models import Batch
from balai.web.parts import Words


@dataclass(frozen=True, slots=True)
class Next:
    """verb: on the button. means: what will happen. done: said afterwards."""

    step: str
    verb: Words
    means: Words
    done: Words


_FORWARD = (
    Next(
        "announce",
        _("Umumkan kelas"),
        _("Kelas terlihat oleh semua orang dan menerima pendaftaran pada tanggalnya."),
        _("Kelas diumumkan."),
    ),
    Next(
        "close",
        _("Tutup pendaftaran, mulai seleksi"),
        _("Tidak ada pendaftar baru sesudah ini."),
        _("Pendaftaran ditutup. Seleksi bisa dimulai."),
    ),
    Next(
        "start",
        _("Mulai kelas"),
        _("Kelas berjalan dengan peserta yang sudah daftar ulang."),
        _("Kelas dimulai."),
    ),
    Next(
        "finish",
        _("Selesaikan kelas"),
        _("Kelas ditutup; hasil dan sertifikat tetap bisa dicatat."),
        _("Kelas selesai."),
    ),
)
_BACK = (
    Next("reannounce", _("Buka lagi pendaftaran"), "", _("Pendaftaran dibuka lagi.")),
    Next("unstart", _("Kembalikan ke seleksi"), "", _("Kelas kembali ke seleksi.")),
    Next("reopen", _("Jalankan lagi"), "", _("Kelas berjalan lagi.")),
)
STEPS: dict[str, Next] = {known.step: known for known in (*_FORWARD, *_BACK)}
_OF_RECRUITER = ("announce", "reannounce")
_Door = tuple[P, Words, Words, str]
_DRAFT_PAGES: tuple[_Door, ...] = (
    (P.BATCH_EDIT, _("Ruang, alat, dan instruktur"), _("apa yang belum cocok dengan kurikulum"), "planning:fit"),
    (
        P.APPLICATION_DECIDE,
        _("Cara seleksi"),
        _("bobot dan batas lulus; terkunci saat pendaftaran dibuka"),
        "admissions:plan",
    ),
    (P.TRAINING_READ, _("Jadwal"), _("pertemuan, ruang, instruktur, bentrokan"), "training:week"),
)
_PAGES: tuple[_Door, ...] = (
    (P.APPLICATION_READ, _("Pendaftar"), _("siapa mendaftar, siapa perlu dibantu"), "admissions:applicants"),
    (P.APPLICATION_DECIDE, _("Seleksi"), _("nilai, peringkat, cadangan"), "admissions:selection"),
    (P.TRAINING_READ, _("Peserta"), _("siapa duduk di kelas ini"), "training:roster"),
    (P.TRAINING_READ, _("Pertemuan"), _("jadwal dan kehadiran"), "training:sessions"),
    (P.TRAINING_READ, _("Hasil"), _("per unit, per peserta"), "training:results"),
    (P.TRAINING_CERTIFY, _("Sertifikat pelatihan"), _("terbitkan dan cetak"), "training:certificates"),
    (P.TRAINING_READ, _("Berkas"), _("surat, daftar, dan pertanggungjawaban"), "papers:list"),
    (P.OUTCOME_READ, _("Kabar lulusan"), _("bekerja, belum diketahui, tidak bekerja"), "outcomes:class_list"),
)
_OF_SELECTION = ("admissions:plan", "admissions:selection")


def next_steps(batch: Batch, now: datetime, *, runs: bool, recruits: bool) -> tuple[Next | None, list[Next]]:
    """The step whose day has come, and the others this actor may take now."""
    if not runs:
        return None, []
    allowed = [
        known
        for known in STEPS.values()
        if BATCH_FLOW.allows(batch.state, known.step)
        and (recruits or known.step not in _OF_RECRUITER)
        and (known.step != "reannounce" or batch.closes_at > now)
    ]
    due = next((known for known in allowed if known in _FORWARD and _is_due(batch, known.step, now)), None)
    return due, [known for known in allowed if known is not due]


def _is_due(batch: Batch, step: str, now: datetime) -> bool:
    today = today_in(batch.zone, now)
    if step == "close":
        return batch.closes_at <= now
    if step == "start":
        return batch.starts_on <= today
    return step == "announce" or batch.ends_on <= today


def doors_of_class(batch: Batch, actor: Actor) -> list[tuple[Words, Words, str]]:
    """Pages of other rooms about this class that open to the actor; of a draft, those that make it ready."""
    selects = any(actor.may(P.APPLICATION_DECIDE, body) for body in (batch.centre_id, batch.selector_id))
    return [
        (label, hint, reverse(page, args=[batch.pk]))
        for held, label, hint, page in (_DRAFT_PAGES if batch.state == BatchState.DRAFT else _PAGES)
        if actor.has(held) and (selects or page not in _OF_SELECTION)
    ]
