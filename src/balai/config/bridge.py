"""Django's WSGI application behind granian's own protocol (RSGI), on threads of its own.

The server speaks RSGI for the sake of one address that waits for a shared commit (config/door.py); every other address is
answered here as under the WSGI interface: a thread a request, responses streamed as they are made.
"""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from tempfile import SpooledTemporaryFile
from typing import IO, Any, Final, Protocol
from urllib.parse import unquote_to_bytes

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
Wsgi = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

IN_MEMORY: Final = 1 << 20
LARGEST: Final = 1 << 30
WHOLE: Final = 1 << 18


class Transport(Protocol):
    async def send_bytes(self, data: bytes) -> None: ...


class HttpProtocol(Protocol):
    """What granian hands to an application."""

    async def __call__(self) -> bytes: ...
    def __aiter__(self) -> AsyncIterator[bytes]: ...
    def response_empty(self, status: int, headers: Headers) -> None: ...
    def response_bytes(self, status: int, headers: Headers, body: bytes) -> None: ...
    def response_stream(self, status: int, headers: Headers) -> Transport: ...


class Bridge:
    def __init__(self, application: Wsgi, threads: int) -> None:
        self._application = application
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="django")

    async def answer(self, scope: Any, proto: HttpProtocol, body: bytes | None = None) -> None:
        """body: where somebody has read it already."""
        loop = asyncio.get_running_loop()
        with SpooledTemporaryFile(max_size=IN_MEMORY) as kept:
            if body is not None:
                kept.write(body)
            elif not await _keep(proto, kept, scope.headers):
                proto.response_empty(413, [])
                return
            kept.seek(0)
            environ = environ_of(scope, kept)
            await loop.run_in_executor(self._threads, self._work, environ, proto, loop)

    def _work(self, environ: Environ, proto: HttpProtocol, loop: asyncio.AbstractEventLoop) -> None:
        said: dict[str, Any] = {}

        def start(status: str, headers: Headers, _trouble: object = None) -> None:
            said["status"], said["headers"] = int(status[:3]), [(name.lower(), value) for name, value in headers]

        found = self._application(environ, start)
        try:
            _send(proto, loop, said, found, environ["REQUEST_METHOD"] == "HEAD")
        finally:
            close = getattr(found, "close", None)
            if close is not None:
                close()


def _send(
    proto: HttpProtocol, loop: asyncio.AbstractEventLoop, said: dict[str, Any], found: Iterable[bytes], head: bool
) -> None:
    status, headers = said["status"], said["headers"]
    length = next((int(value) for name, value in headers if name == "content-length"), None)
    if head or status in (204, 304):
        proto.response_empty(status, headers)
    elif length is not None and length <= WHOLE:
        proto.response_bytes(status, headers, b"".join(found))
    else:
        out = proto.response_stream(status, headers)
        for piece in found:
            if piece:
                asyncio.run_coroutine_threadsafe(_pass_on(out, piece), loop).result()


async def _pass_on(out: Transport, piece: bytes) -> None:
    await out.send_bytes(piece)


async def _keep(proto: HttpProtocol, kept: IO[bytes], headers: Any) -> bool:
    """False when more is sent than anybody may send at once."""
    if "content-length" not in headers and "transfer-encoding" not in headers:
        return True
    size = 0
    async for piece in proto:
        size += len(piece)
        if size > LARGEST:
            return False
        kept.write(piece)
    return True


def environ_of(scope: Any, body: IO[bytes]) -> Environ:
    """PEP 3333 out of RSGI's scope. Headers that come twice are joined; a header with "_" is dropped, as it could pass for
    one with "-"."""
    host, _colon, port = scope.server.rpartition(":")
    environ: Environ = {
        "REQUEST_METHOD": scope.method, "SCRIPT_NAME": "", "PATH_INFO": unquote_to_bytes(scope.path).decode("latin-1"),
        "QUERY_STRING": scope.query_string, "SERVER_NAME": host, "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}", "REMOTE_ADDR": scope.client.rpartition(":")[0],
        "wsgi.version": (1, 0), "wsgi.url_scheme": scope.scheme, "wsgi.input": body, "wsgi.errors": sys.stderr,
        "wsgi.multithread": True, "wsgi.multiprocess": True, "wsgi.run_once": False, "wsgi.input_terminated": True,
    }  # fmt: skip
    for name, value in scope.headers.items():
        if "_" in name:
            continue
        key = name.upper().replace("-", "_")
        key = key if key in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{key}"
        glue = "; " if key == "HTTP_COOKIE" else ","
        environ[key] = f"{environ[key]}{glue}{value}" if key in environ else value
    environ.setdefault("HTTP_HOST", scope.authority or scope.server)
    return environ
