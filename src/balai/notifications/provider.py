"""How an SMS or WhatsApp provider is spoken to over HTTP, as the operator wrote it into the environment (docs/runbook.md)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

LONGEST_WAIT: Final = 60.0
"""Seconds; less than the two minutes for which a message that is being handed over is nobody else's."""


class ProviderUnreadable(SystemExit):
    pass


@dataclass(frozen=True, slots=True)
class Provider:
    """url and body are templates with {address} (+62…), {number} (62…), {text}, {key}.

    headers may carry a token, so nothing of a provider is ever shown. succeeded, refused: status codes; any other is tried
    again. says: words the answer must contain too, for providers that answer 200 to everything. seconds: of patience.
    """

    url: str = field(repr=False)
    method: str = "POST"
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: str = field(default='{"to": "{address}", "text": "{text}"}', repr=False)
    succeeded: frozenset[int] = frozenset({200, 201, 202})
    refused: frozenset[int] = frozenset({400, 422})
    says: str = ""
    key_header: str = ""
    seconds: float = 10.0


def provider_of(environ: Mapping[str, str]) -> Provider | None:
    """None where BALAI_SMS_URL is not filled in. Raises ProviderUnreadable with a sentence naming the setting."""
    url = environ.get("BALAI_SMS_URL", "")
    if not url:
        return None
    if urlsplit(url).scheme not in ("http", "https"):
        raise ProviderUnreadable("BALAI_SMS_URL harus alamat lengkap yang dimulai https:// atau http://.")
    return Provider(
        url=url,
        method=environ.get("BALAI_SMS_METHOD", "POST").upper(),
        headers=_headers(environ.get("BALAI_SMS_HEADERS", "")),
        body=environ.get("BALAI_SMS_BODY") or '{"to": "{address}", "text": "{text}"}',
        succeeded=_codes(environ, "BALAI_SMS_SUCCESS", "200,201,202"),
        refused=_codes(environ, "BALAI_SMS_REFUSED", "400,422"),
        says=environ.get("BALAI_SMS_ANSWER", ""),
        key_header=environ.get("BALAI_SMS_KEY_HEADER", ""),
        seconds=_seconds(environ.get("BALAI_SMS_TIMEOUT", "10")),
    )


def _headers(written: str) -> dict[str, str]:
    try:
        read = json.loads(written or "{}")
    except ValueError:
        read = None
    if not isinstance(read, dict) or not all(isinstance(value, str) for value in read.values()):
        raise ProviderUnreadable('BALAI_SMS_HEADERS harus JSON, misalnya {"Authorization": "Bearer RAHASIA"}.')
    return read


def _codes(environ: Mapping[str, str], name: str, default: str) -> frozenset[int]:
    try:
        return frozenset(int(code) for code in environ.get(name, default).split(",") if code.strip())
    except ValueError:
        raise ProviderUnreadable(f"{name} harus angka yang dipisah koma, misalnya {default}.") from None


def _seconds(written: str) -> float:
    try:
        seconds = float(written)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= LONGEST_WAIT:
        raise ProviderUnreadable("BALAI_SMS_TIMEOUT harus angka detik, lebih dari 0 dan paling banyak 60.")
    return seconds
