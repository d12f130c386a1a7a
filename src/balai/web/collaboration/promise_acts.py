"""What a party may do with a promise: one page an act, one table of acts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.collaboration.actions.promise_changes import ChangePlan, answer_change, ask_for_change
from balai.collaboration.actions.promise_words import Word, attest_promise, give_cause, give_view
from balai.collaboration.actions.promises import break_promise, give_promise, withdraw_promise
from balai.collaboration.enums import RUNNING, PromiseState
from balai.collaboration.models import Member, Promise, PromiseChange
from balai.collaboration.parameters import LETTER_MONTHS
from balai.collaboration.queries.promise_page import Seats
from balai.documents.actions.store import store_upload
from balai.documents.enums import DocumentKind
from balai.documents.models import StoredFile
from balai.kernel.refusal import Refused
from balai.parameters.queries import value_on
from balai.web.collaboration import promise_forms as forms

S = PromiseState
Filled = dict[str, Any]


@dataclass(slots=True)
class At:
    """Where an act happens. member: for whom."""

    by: Actor
    promise: Promise
    member: Member
    change: PromiseChange | None
    now: datetime


@dataclass(frozen=True, slots=True)
class Act:
    """members: for whom of the parties the reader may do it; nobody: the page is not there. danger: cannot be undone."""

    title: str | Lazy
    says: str | Lazy
    button: str | Lazy
    form: type[forms.ActForm]
    members: Callable[[Promise, Seats, PromiseChange | None], list[Member]]
    run: Callable[[At, Filled], object]
    done: str | Lazy
    states: tuple[PromiseState, ...]

    def open_to(self, promise: Promise, seats: Seats, change: PromiseChange | None) -> list[Member]:
        return self.members(promise, seats, change) if promise.state in self.states else []


def _promiser(promise: Promise, seats: Seats, change: PromiseChange | None) -> list[Member]:
    return [promise.promiser] if seats.promiser else []


def _receivers(promise: Promise, seats: Seats, change: PromiseChange | None) -> list[Member]:
    return seats.members


def _either(promise: Promise, seats: Seats, change: PromiseChange | None) -> list[Member]:
    return _promiser(promise, seats, change) or seats.members


def _who_may_withdraw(promise: Promise, seats: Seats, change: PromiseChange | None) -> list[Member]:
    return [promise.promiser] if seats.promiser or seats.keeps or seats.proposed else []


def _attesters(promise: Promise, seats: Seats, change: PromiseChange | None) -> list[Member]:
    return seats.members if promise.is_attested else []


def _askers(promise: Promise, seats: Seats, change: PromiseChange | None) -> list[Member]:
    return [] if change is not None else _either(promise, seats, change)


def _answerers(promise: Promise, seats: Seats, change: PromiseChange | None) -> list[Member]:
    if change is None:
        return []
    heard = {answer.member_id for answer in change.answers.all()}
    return [one for one in _either(promise, seats, change) if one.pk not in heard]


def _enders(promise: Promise, seats: Seats, change: PromiseChange | None) -> list[Member]:
    return _either(promise, seats, change) if seats.promiser or promise.state == S.LATE else []


def _letter(at: At, upload: Any) -> StoredFile | None:
    """Drawing the file anew takes a second: before the verb's lock."""
    if not upload:
        return None
    months = int(value_on(LETTER_MONTHS, timezone.localdate(at.now)))
    try:
        return store_upload(
            by=at.by, name=upload.name, content=upload, kind=DocumentKind.LETTER, keep_months=months, now=at.now
        )
    except Refused as no:
        raise Refused(no.code, str(no), "letter") from None


def _attest(at: At, filled: Filled) -> object:
    word = Word(filled["number"], filled["on"], filled["text"], _letter(at, filled["letter"]))
    return attest_promise(
        by=at.by, promise=at.promise, member=at.member, word=word, now=at.now, client_id=filled["client_id"]
    )


def _ask(at: At, filled: Filled) -> object:
    plan = ChangePlan(filled["target"], filled["due"], filled["reason"])
    return ask_for_change(by=at.by, promise=at.promise, member=at.member, plan=plan, now=at.now)


def _answer(at: At, filled: Filled) -> object:
    if at.change is None:
        raise Refused("change_ended", _("Usulan perubahan ini sudah selesai dijawab. Muat ulang halaman."))
    agrees = filled["agrees"] == "yes"
    return answer_change(by=at.by, change=at.change, member=at.member, agrees=agrees, text=filled["text"], now=at.now)


ACTS: dict[str, Act] = {
    "beri": Act(
        _("Berikan janji ini"),
        _("Sesudah diberikan, janji ini terbaca oleh semua yang boleh membaca forum ini dan dihitung setiap malam."),
        _("Berikan janji"), forms.ActForm, _promiser,
        lambda at, filled: give_promise(by=at.by, promise=at.promise, now=at.now), _("Janji diberikan."), (S.PROPOSED,),
    ),
    "tarik": Act(
        _("Tarik usulan janji"), _("Usulan ini tidak menjadi janji. Alasannya terbaca oleh para pihaknya."), _("Tarik usulan"),
        forms.ReasonForm, _who_may_withdraw,
        lambda at, filled: withdraw_promise(by=at.by, promise=at.promise, reason=filled["reason"], now=at.now),
        _("Usulan ditarik."), (S.PROPOSED,),
    ),
    "sebab": Act(
        _("Tulis sebabnya"),
        _("Ini hak jawab Anda. Sampai waktunya habis hanya Anda dan yang dijanjikan yang membacanya."), _("Simpan jawaban"),
        forms.CauseForm, _promiser,
        lambda at, filled: give_cause(by=at.by, promise=at.promise, cause=filled["cause"], text=filled["text"], now=at.now),
        _("Jawaban Anda tersimpan."), (S.ASKED, S.LATE),
    ),
    "pandangan": Act(
        _("Tulis pandangan Anda"), _("Pandangan Anda berdiri di samping jawaban yang berjanji."), _("Simpan pandangan"),
        forms.ViewForm, _receivers,
        lambda at, filled: give_view(by=at.by, promise=at.promise, member=at.member, text=filled["text"], now=at.now),
        _("Pandangan Anda tersimpan."), (S.ASKED, S.LATE),
    ),
    "buktikan": Act(
        _("Buktikan apa yang terlaksana"),
        _("Tidak ada catatan yang menghitungnya, jadi kata Anda yang berlaku. Yang berjanji tidak bisa mengisinya."),
        _("Simpan bukti"), forms.AttestForm, _attesters, _attest, _("Bukti tersimpan."), RUNNING,
    ),
    "ubah": Act(
        _("Minta janji diubah"), _("Berlaku sesudah semua pihaknya setuju. Janji yang lama tetap terbaca."), _("Minta persetujuan"),
        forms.ChangeForm, _askers, _ask, _("Permintaan dikirim ke para pihaknya."), RUNNING,
    ),
    "jawab": Act(
        _("Jawab permintaan perubahan"), _("Satu saja yang tidak setuju, janji tetap seperti semula."), _("Kirim jawaban"),
        forms.AnswerForm, _answerers, _answer, _("Jawaban Anda tersimpan."), RUNNING,
    ),
    "gagal": Act(
        _("Katakan janji ini tidak ditepati"), _("Ini terbaca oleh semua pembaca forum dan tidak bisa dibatalkan."),
        _("Katakan tidak ditepati"), forms.ReasonForm, _enders,
        lambda at, filled: break_promise(by=at.by, promise=at.promise, reason=filled["reason"], now=at.now),
        _("Tercatat tidak ditepati."), RUNNING,
    ),
}  # fmt: skip
