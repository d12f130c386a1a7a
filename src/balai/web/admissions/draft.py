"""What an applicant typed so far: kept in their session, sealed, until it is sent. Nothing is lost on refresh."""

import base64
import json
from typing import Any
from uuid import uuid4

from django.http import HttpRequest

from balai.kernel.crypto import CannotUnseal, seal, unseal

Said = dict[str, Any]


def _name(batch_id: int) -> str:
    return f"daftar-{batch_id}"


def _aad(batch_id: int) -> str:
    return f"web.admissions.draft:{batch_id}"


def read(request: HttpRequest, batch_id: int) -> Said:
    """With "key", the key of the future application: pressing twice sends once."""
    said = _kept(request, batch_id)
    return said if "key" in said else {"key": uuid4().hex}


def _kept(request: HttpRequest, batch_id: int) -> Said:
    kept = request.session.get(_name(batch_id))
    if kept:
        try:
            said: Said = json.loads(unseal(base64.b64decode(kept), _aad(batch_id)))
            return said
        except (CannotUnseal, ValueError):
            pass  # the key was changed meanwhile: begin again
    return {}


def write(request: HttpRequest, batch_id: int, said: Said) -> None:
    """Dates go as they are typed on the page, day first."""
    plain = {name: f"{v:%d-%m-%Y}" if hasattr(v, "strftime") else v for name, v in said.items()}
    request.session[_name(batch_id)] = base64.b64encode(seal(json.dumps(plain), _aad(batch_id))).decode()


def sent(request: HttpRequest, batch_id: int, code: str) -> None:
    """In place of what was typed, only the code: the answer may be lost on its way to them."""
    write(request, batch_id, {"sent": code})


def sent_as(request: HttpRequest, batch_id: int) -> str:
    """Code of what was sent last; empty once they began anew."""
    return str(_kept(request, batch_id).get("sent", ""))
