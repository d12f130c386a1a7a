"""Hands a message to the HTTP interface of an SMS or WhatsApp provider, as provider.py describes it."""

import json
import re
from collections.abc import Mapping
from http.client import HTTPException, HTTPMessage
from typing import IO, Final
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings

from balai.notifications.provider import Provider
from balai.notifications.send import AddressRefused, NotHandedOver

LONGEST_ANSWER: Final = 65_536
_PLACE = re.compile(r"\{(address|number|text|key)\}")


class _StayHere(HTTPRedirectHandler):
    """A token and somebody's number do not follow a redirection."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        return None


def send(channel: str, address: str, body: str, key: str) -> None:
    """Raises AddressRefused when it never will go, another OSError when it may go later."""
    provider: Provider | None = settings.BALAI_SMS_PROVIDER
    if provider is None:
        raise NotHandedOver("no_provider")
    try:
        with build_opener(_StayHere).open(_request(provider, address, body, key), timeout=provider.seconds) as answer:
            status, said = int(answer.status), answer.read(LONGEST_ANSWER) if provider.says else b""
    except HTTPError as error:
        error.close()
        status, said = error.code, b""
    except TimeoutError:
        raise NotHandedOver("timeout") from None
    except (OSError, HTTPException, ValueError) as error:  # their texts may quote what was sent
        late = isinstance(getattr(error, "reason", None), TimeoutError)
        raise NotHandedOver("timeout" if late else "unreachable") from None
    if status in provider.refused:
        raise AddressRefused(f"refused_{status}")
    if status not in provider.succeeded:
        raise NotHandedOver(f"status_{status}")
    if provider.says.encode() not in said:
        raise NotHandedOver("answer_without_success")


def _request(provider: Provider, address: str, text: str, key: str) -> Request:
    told = {"address": address, "number": address.removeprefix("+"), "text": text, "key": key}
    headers = {"Content-Type": "application/json", **provider.headers}
    kind = next(value for name, value in reversed(headers.items()) if name.lower() == "content-type")
    if kind != headers["Content-Type"]:
        del headers["Content-Type"]
    if provider.key_header:
        headers[provider.key_header] = key
    body = _filled(provider.body, told, is_json="json" in kind).encode() if provider.method != "GET" else None
    return Request(_filled(provider.url, told, is_json=False), body, headers, method=provider.method)


def _filled(template: str, told: Mapping[str, str], *, is_json: bool) -> str:
    """What is put in cannot end the quotes or the field it stands in."""

    def put(found: re.Match[str]) -> str:
        value = told[found[1]]
        return json.dumps(value)[1:-1] if is_json else quote(value, safe="")

    return _PLACE.sub(put, template)
