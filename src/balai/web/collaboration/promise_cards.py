"""A promise as the card of the house shows it to one reader."""

from datetime import date, timedelta
from typing import Literal

from django.urls import reverse
from django.utils.translation import gettext as _

from balai.collaboration.enums import PromiseState
from balai.collaboration.models import Promise, PromiseReply
from balai.collaboration.queries.promise_page import Shown, received_by
from balai.collaboration.queries.promises import measure_of
from balai.kernel.formats import tanggal
from balai.web.parts import PromiseCard

SOON = timedelta(days=14)
CardState = Literal["open", "due", "overdue", "kept", "broken", "withdrawn"]
STATES: dict[str, CardState] = {
    PromiseState.ASKED: "due", PromiseState.KEPT: "kept", PromiseState.KEPT_LATE: "kept", PromiseState.LATE: "overdue",
    PromiseState.BROKEN: "broken", PromiseState.RENEGOTIATED: "withdrawn", PromiseState.WITHDRAWN: "withdrawn",
}  # fmt: skip


def card_of(shown: Shown, today: date, *, linked: bool = True) -> PromiseCard:
    promise = shown.promise
    url = reverse("collaboration:promise", args=[promise.pk])
    return PromiseCard(
        what=promise.text, owner=promise.promiser.name, beneficiary=", ".join(one.name for one in received_by(promise)),
        counted_as=counted_as(promise), counted=shown.number, target=promise.target, due=promise.due,
        state=_state(shown, today), status=status_of(shown), evidence_url=url if linked and shown.number is not None else "",
        evidence=_counted_on(shown, today), reason=owner_says(shown), view="; ".join(_said(one) for one in shown.views),
        url=url if linked else "",
    )  # fmt: skip


def counted_as(promise: Promise) -> str:
    if promise.is_attested:
        return _("dibuktikan pihak lain, dalam %(unit)s") % {"unit": promise.unit}
    measure = measure_of(promise)
    if measure is None:
        return _("ukuran ini tidak ada lagi di katalog")
    return _("%(what)s, dalam %(unit)s") % {"what": measure.label, "unit": measure.unit}


def status_of(shown: Shown) -> str:
    return str(PromiseState(shown.state).label)


def _state(shown: Shown, today: date) -> CardState:
    if shown.state == PromiseState.GIVEN and today <= shown.promise.due <= today + SOON:
        return "due"
    return STATES.get(shown.state, "open")


def _counted_on(shown: Shown, today: date) -> str:
    day = shown.promise.counted_on
    if shown.state == PromiseState.GIVEN and not shown.is_party and shown.promise.due < today:
        return _("hasilnya belum ditetapkan")
    return _("dihitung %(day)s") % {"day": tanggal(day)} if day and shown.number is not None else ""


def owner_says(shown: Shown) -> str:
    if shown.owner_word is not None:
        return _said(shown.owner_word)
    return _("belum menjawab") if shown.awaits_owner else ""


def _said(reply: PromiseReply) -> str:
    cause = reply.get_cause_display() if reply.cause else ""
    return ": ".join(filter(None, (str(cause), reply.text)))
