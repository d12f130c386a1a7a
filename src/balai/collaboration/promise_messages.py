"""What a forum tells its parties about promises."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from balai.collaboration.models import Member, Pledge, Promise, PromiseChange
from balai.kernel.formats import angka, tanggal
from balai.notifications.outbox import put


def _tell(kind: str, members: Iterable[Member], subject: str, text: str, key: str) -> None:
    for member in members:
        put(
            f"collaboration.{kind}",
            member.institution.email,
            text,
            subject=subject,
            key=f"collaboration.{kind}:{key}:{member.pk}",
        )


def _said(promise: Promise) -> dict[str, str]:
    return {
        "who": promise.promiser.name,
        "what": promise.text,
        "target": angka(promise.target),
        "due": tanggal(promise.due),
    }


def tell_proposed(promise: Promise) -> None:
    text = _(
        "Janji diusulkan untuk Anda: %(what)s, sasaran %(target)s, tenggat %(due)s. Berikan atau tolak di meja Anda di Balai."
    )
    _tell(
        "promise_proposed", [promise.promiser], _("Janji menunggu jawaban Anda"), text % _said(promise), str(promise.pk)
    )


def tell_given(promise: Promise, members: Iterable[Member]) -> None:
    text = _("%(who)s berjanji kepada Anda: %(what)s, sasaran %(target)s, tenggat %(due)s.")
    _tell("promise_given", members, _("Anda menerima janji"), text % _said(promise), str(promise.pk))


def tell_asked(promise: Promise, members: Iterable[Member]) -> None:
    """Privately, before anybody else knows."""
    until = {"until": tanggal(promise.reply_until) if promise.reply_until else ""}
    text = _(
        "Tenggat janji ini lewat dan sasarannya belum tercatat tercapai: %(what)s. Tulis sebabnya sebelum %(until)s; sampai hari itu"
        " hanya kedua pihak yang tahu."
    )
    _tell(
        "promise_asked",
        [promise.promiser],
        _("Hak jawab: tulis sebabnya"),
        text % (_said(promise) | until),
        str(promise.pk),
    )
    view = _(
        "Tenggat janji %(who)s kepada Anda lewat dan sasarannya belum tercatat tercapai: %(what)s. Tulis pandangan Anda sebelum"
        " %(until)s; sampai hari itu hanya kedua pihak yang tahu."
    )
    _tell("promise_view", members, _("Tulis pandangan Anda"), view % (_said(promise) | until), str(promise.pk))


def tell_settled(promise: Promise, members: Iterable[Member]) -> None:
    text = _("Janji %(who)s, %(what)s: sekarang %(state)s.")
    said = _said(promise) | {"state": promise.get_state_display()}
    _tell(f"promise_{promise.state}", [promise.promiser, *members], _("Kabar janji"), text % said, str(promise.pk))


def tell_change(change: PromiseChange, members: Iterable[Member]) -> None:
    said = _said(change.promise) | {
        "target": angka(change.target), "due": tanggal(change.due), "asks": change.proposed_by.name, "why": change.reason,
    }  # fmt: skip
    text = _(
        "%(asks)s meminta janji %(who)s diubah: %(what)s, menjadi sasaran %(target)s, tenggat %(due)s. Alasan: %(why)s. Setujui atau"
        " tolak di meja Anda di Balai."
    )
    _tell("promise_change", members, _("Perubahan janji menunggu jawaban Anda"), text % said, f"{change.pk}")


def tell_change_ended(change: PromiseChange, members: Iterable[Member]) -> None:
    said = _said(change.promise) | {"state": change.get_state_display()}
    text = _("Perubahan janji %(who)s, %(what)s: %(state)s.") % said
    _tell("promise_change_ended", members, _("Kabar perubahan janji"), text, f"{change.pk}")


def tell_pledge(pledge: Pledge, member: Member) -> None:
    """To the other side, once a state."""
    said = {"who": pledge.giver.name, "what": pledge.contribution.text, "state": pledge.get_state_display()}
    text = _("Sumbangan %(who)s, %(what)s: %(state)s. Jawab di meja Anda di Balai bila Anda yang menerima.") % said
    _tell(f"pledge_{pledge.state}", [member], _("Kabar sumbangan"), text, f"{pledge.pk}:{pledge.handed_on or ''}")
