"""Applications by the thousand: what arrives within a few milliseconds becomes one transaction of the page's own verb, and
each is answered only after its commit (docs/decisions/0007-one-commit-for-many.md).

One collector a server process, any number of processes on one database: what must be unique is so by constraint. A kill
between receiving and answering loses nothing that was answered; the same key again answers the same code.
"""

import asyncio
import json
import logging
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from functools import lru_cache
from queue import Empty, SimpleQueue

from django.conf import settings
from django.db import DatabaseError, connection, connections
from django.http.request import split_domain_port, validate_host
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation.trans_real import parse_accept_lang_header
from pydantic import ValidationError

from balai.access.actor import PUBLIC
from balai.admissions.actions.apply import apply_many
from balai.admissions.models import Application
from balai.admissions.queries.known import Kept
from balai.admissions.rules.claims import LONGEST_KEY, Claim
from balai.api.admissions import ApplicationIn
from balai.kernel.refusal import Refused
from balai.kernel.sharing import sharing

MOST = 1_000
"""Claims of one transaction."""
GATHER_SECONDS = 0.015
"""How long the first of a group waits for others, once there are others: a lone applicant waits for nobody."""
LARGEST_BODY = 32_768
PATIENCE = 20.0
"""Seconds. Who is told after them to send again is in the meantime written or not: the key is the same."""

Answer = tuple[int, bytes]
"""Status and JSON."""
Said = Application | Refused | None
"""None: the database could not take it."""
Group = Sequence[tuple[Claim, Callable[["Said"], None]]]

_log = logging.getLogger(__name__)
_BUSY = _(
    "Pendaftaran belum tersimpan karena basis data sedang tidak menjawab. Kirim lagi dengan Idempotency-Key yang sama; "
    "kiriman yang sama tidak pernah tercatat dua kali."
)


def read_claim(batch_id: int, key: str | None, body: bytes) -> Claim | None:
    """None where something is written wrong: the ordinary door of the API says what."""
    if key is None or not 1 <= len(key) <= LONGEST_KEY or len(body) > LARGEST_BODY or not 1 <= batch_id < 2**63:
        return None
    try:
        said = ApplicationIn.model_validate_json(body)
    except ValidationError:
        return None
    return Claim(batch_id=batch_id, key=key, **said.__dict__)


def answer_of(said: Said, language: str) -> Answer:
    """As the ordinary door answers. language: the Accept-Language header."""
    if isinstance(said, Application):
        return 201, b'{"code": "%s"}' % said.code.encode()
    status, code, sentence = (503, "busy", _BUSY) if said is None else (409, said.code, said.message)
    with translation.override(_language(language)):
        return status, json.dumps({"code": code, "message": str(sentence)}, ensure_ascii=False).encode()


@lru_cache(maxsize=64)
def is_our_host(host: str) -> bool:
    """As Django decides; where it is not, Django itself says so."""
    return bool(host) and validate_host(split_domain_port(host)[0], settings.ALLOWED_HOSTS)


def speaks_otherwise(said: Said, language: str) -> bool:
    """A rule's sentence was made in Indonesian; who reads another language hears it from the ordinary door."""
    return isinstance(said, Refused) and _language(language) != "id"


class Wave:
    """Collects claims and writes them from one thread, which holds one connection."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._waiting: SimpleQueue[tuple[Claim, Callable[[Said], None]]] = SimpleQueue()
        self._known = Kept()
        self._troubled = False

    def start(self) -> None:
        threading.Thread(target=self._run, name="wave", daemon=True).start()

    async def take(self, claim: Claim) -> Said:
        answer: asyncio.Future[Said] = self._loop.create_future()

        def done(said: Said) -> None:
            if not answer.done():
                answer.set_result(said)

        self._waiting.put((claim, done))
        return await answer

    def wait(self, claim: Claim) -> Said:
        """As `take`, for a page: its thread stands still until the commit. Nobody waits longer than somebody at a screen."""
        answer: Future[Said] = Future()

        def done(said: Said) -> None:
            if not answer.done():
                answer.set_result(said)

        self._waiting.put((claim, done))
        try:
            return answer.result(timeout=PATIENCE)
        except TimeoutError:
            return None

    def _run(self) -> None:
        _without_pool()
        crowded = False
        while True:
            group = self._next_group(crowded)
            crowded = len(group) > 1
            try:
                self.serve(group)
            except Exception:  # the thread outlives whatever comes; its clients ask again
                _log.exception("a group of applications could not be answered")
                self.tell(group, [None] * len(group))

    def serve(self, group: Group) -> None:
        """Nobody is told before the commit."""
        self.tell(group, self.write([claim for claim, _done in group]))

    def tell(self, group: Group, said: Sequence[Said]) -> None:
        self._loop.call_soon_threadsafe(_tell, group, said)

    def _next_group(self, crowded: bool) -> list[tuple[Claim, Callable[[Said], None]]]:
        group = [self._waiting.get()]
        if crowded or not self._waiting.empty():
            time.sleep(GATHER_SECONDS)
        try:
            while len(group) < MOST:
                group.append(self._waiting.get_nowait())
        except Empty:
            pass
        return group

    def write(self, claims: Sequence[Claim]) -> Sequence[Said]:
        """Answers in order, after the commit. One row that the database refuses does not take its neighbours with it."""
        try:
            with sharing():
                said = apply_many(by=PUBLIC, claims=claims, now=timezone.now(), known=self._known)
            self._troubled = False
            return said
        except DatabaseError as wrong:
            if not self._troubled:  # once, not for every group while the database is away
                _log.warning("applications could not be written: %s", type(wrong).__name__)
                self._troubled = True
            if not _answers():
                connection.close()
                return [None] * len(claims)
            if len(claims) == 1:
                return [None]
        return [self.write([claim])[0] for claim in claims]


def _answers() -> bool:
    return connection.connection is not None and connection.is_usable()


def _without_pool() -> None:
    """This thread's own connection: after the database was away it is there again at the first try, where a pool tries
    less and less often."""
    own = connections["default"].copy()
    own.settings_dict["OPTIONS"].pop("pool", None)
    own.settings_dict["CONN_MAX_AGE"] = None
    connections["default"] = own


def _tell(group: Group, answers: Sequence[Said]) -> None:
    for (_claim, done), said in zip(group, answers, strict=True):
        done(said)


@lru_cache(maxsize=64)
def _language(accepted: str) -> str:
    for name, _weight in parse_accept_lang_header(accepted.lower()):
        try:
            return translation.get_supported_language_variant(name)
        except LookupError:
            continue
    return "id"
