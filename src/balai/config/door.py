"""The server's application: Django, and beside it the one address where thousands may come in a second."""

import os
import re
from asyncio import AbstractEventLoop
from typing import Any, Final

from balai.config.bridge import Bridge, Headers, HttpProtocol
from balai.config.wsgi import application as django

THREADS: Final = int(os.environ.get("BALAI_THREADS", "4"))
_APPLICATIONS: Final = re.compile(r"/api/v1/batches/([0-9]{1,19})/applications")
_JSON: Final[Headers] = [
    ("content-type", "application/json; charset=utf-8"), ("x-content-type-options", "nosniff"),
    ("cache-control", "no-store"),
]  # fmt: skip


class Door:
    def __rsgi_init__(self, loop: AbstractEventLoop) -> None:
        from balai.admissions.actions.together import collect_by
        from balai.api.wave import Wave, is_our_host

        self._bridge = Bridge(django, THREADS)
        self._wave, self._is_our_host = Wave(loop), is_our_host
        self._wave.start()
        collect_by(self._wave.wait)  # the page's applicants stand in the same group

    async def __rsgi__(self, scope: Any, proto: HttpProtocol) -> None:
        found = _APPLICATIONS.fullmatch(scope.path) if scope.method == "POST" else None
        if found is None or not self._is_our_host(scope.headers.get("host") or ""):
            await self._bridge.answer(scope, proto)
        else:
            await self._apply(int(found[1]), scope, proto)

    async def _apply(self, batch_id: int, scope: Any, proto: HttpProtocol) -> None:
        from balai.api.wave import answer_of, read_claim, speaks_otherwise

        headers = scope.headers
        if not _is_small(headers.get("content-length")):
            await self._bridge.answer(scope, proto)
            return
        body = await proto()
        claim = read_claim(batch_id, headers.get("idempotency-key"), body)
        if claim is None:
            await self._bridge.answer(scope, proto, body)
            return
        said = await self._wave.take(claim)
        language = headers.get("accept-language") or ""
        if speaks_otherwise(said, language):
            await self._bridge.answer(scope, proto, body)
            return
        status, text = answer_of(said, language)
        proto.response_bytes(status, _JSON, text)


def _is_small(length: str | None) -> bool:
    from balai.api.wave import LARGEST_BODY

    return length is not None and length.isdigit() and int(length) <= LARGEST_BODY


application = Door()
