"""What devices kept while there was no network: one door for every room, receipts in return.

A room adds a line to TAKES: its verb takes the actor, the items and the time, and answers one receipt an item.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Field, Router, Schema, Status
from ninja.errors import HttpError
from ninja.security import SessionAuth

from balai.access.actor import Actor
from balai.api.problems import Problem
from balai.kernel.device import DeviceItem, Receipt, ReceiptState, plausible
from balai.training.actions.device import take_marks

router = Router(tags=["device"])
MOST = 200  # items in one sending


class Takes(Protocol):
    def __call__(self, *, by: Actor, items: Sequence[DeviceItem], now: datetime) -> list[Receipt]: ...


TAKES: dict[str, Takes] = {"attendance": take_marks}


class ItemIn(Schema):
    """id: made on the device, the same at every sending. body: as the kind asks, see docs/offline.md."""

    id: UUID
    made_at: datetime
    body: dict[str, Any]


class SendingIn(Schema):
    kind: str
    items: list[ItemIn] = Field(min_length=1, max_length=MOST)


class DeviceOut(Schema):
    """owner: whose items may be sent now. token: for the header X-CSRFToken of the next sending."""

    owner: str
    token: str


class ReceiptOut(Schema):
    """state: done, differs or refused. Only a refused item stays on the device."""

    id: UUID
    state: str
    message: str = ""


class ReceiptsOut(Schema):
    receipts: list[ReceiptOut]


@router.get("/device", response={200: DeviceOut, 401: Problem}, auth=SessionAuth(csrf=False))
def who(request: HttpRequest) -> dict[str, str]:
    return {"owner": _actor(request).name, "token": get_token(request)}


@router.post("/device/items", response={200: ReceiptsOut, 401: Problem, 422: Problem}, auth=SessionAuth())
def send(request: HttpRequest, body: SendingIn) -> Status[dict[str, object]]:
    """Sent again after a lost answer, the same items are answered again and change nothing."""
    takes = TAKES.get(body.kind)
    if takes is None:
        raise HttpError(422, _("Jenis kiriman ini tidak dikenal. Muat ulang halaman, lalu kirim lagi."))
    now = timezone.now()
    items = [DeviceItem(one.id, _made_at(one, now) or now, one.body) for one in body.items]
    wrong = {one.id for one in body.items if _made_at(one, now) is None}
    receipts = takes(by=_actor(request), items=items, now=now)
    told = [{"id": one.id, "state": one.state.value, "message": _message(one, one.id in wrong)} for one in receipts]
    return Status(200, {"receipts": told})


def _made_at(one: ItemIn, now: datetime) -> datetime | None:
    """None where the device's clock cannot be believed: an item is not lost for that, its time is."""
    at = timezone.make_aware(one.made_at) if timezone.is_naive(one.made_at) else one.made_at
    return at if plausible(at, now) else None


def _message(receipt: Receipt, wrong_clock: bool) -> str:
    if not wrong_clock or receipt.message or receipt.state == ReceiptState.REFUSED:
        return receipt.message
    return _("Tersimpan dengan waktu diterima, karena tanggal di ponsel ini keliru. Betulkan tanggal dan jamnya.")


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor
