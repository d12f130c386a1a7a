"""Django behind granian's own protocol hears and says the same as under WSGI."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from balai.config import bridge
from balai.config.bridge import Bridge


class Proto:
    """What the server keeps of an answer."""

    def __init__(self, *pieces: bytes) -> None:
        self.pieces, self.status, self.headers, self.body = pieces, 0, [("", "")], b""

    async def __call__(self) -> bytes:
        return b"".join(self.pieces)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self.pieces:
            yield piece

    def response_empty(self, status: int, headers: Any) -> None:
        self.status, self.headers = status, headers

    def response_bytes(self, status: int, headers: Any, body: bytes) -> None:
        self.status, self.headers, self.body = status, headers, body

    def response_stream(self, status: int, headers: Any) -> "Proto":
        self.status, self.headers = status, headers
        return self

    async def send_bytes(self, piece: bytes) -> None:
        self.body += piece


class Sent(dict[str, str]):
    """Headers as the server gives them: pairs, the same name perhaps twice."""

    def __init__(self, *pairs: tuple[str, str]) -> None:
        super().__init__(pairs)
        self.pairs = pairs

    def items(self) -> Any:
        return self.pairs


def asked(application: Any, proto: Proto, *pairs: tuple[str, str], method: str = "POST") -> Proto:
    scope = SimpleNamespace(
        method=method, path="/orang/%C3%A9/", query_string="a=1", http_version="1.1", scheme="http", authority=None,
        server="127.0.0.1:8000", client="10.0.0.7:5123", headers=Sent(*pairs),
    )  # fmt: skip
    asyncio.run(Bridge(application, 1).answer(scope, proto))
    return proto


def test_what_was_sent_arrives_whole_with_its_headers() -> None:
    seen: dict[str, Any] = {}

    def application(environ: dict[str, Any], start: Any) -> list[bytes]:
        seen.update(environ, body=environ["wsgi.input"].read())
        start("201 Created", [("Content-Length", "2"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")])
        return [b"o", b"k"]

    proto = asked(
        application, Proto(b"ab", b"cd"), ("content-length", "4"), ("cookie", "x=1"), ("cookie", "y=2"), ("x_forged", "1"),
        ("x-forwarded-proto", "https"), ("host", "balai.example"),
    )  # fmt: skip
    assert (seen["body"], seen["PATH_INFO"], seen["QUERY_STRING"]) == (b"abcd", "/orang/Ã©/", "a=1")
    assert (seen["REMOTE_ADDR"], seen["HTTP_HOST"], seen["HTTP_COOKIE"]) == ("10.0.0.7", "balai.example", "x=1; y=2")
    assert seen["HTTP_X_FORWARDED_PROTO"] == "https" and "HTTP_X_FORGED" not in seen
    assert (proto.status, proto.body) == (201, b"ok")
    assert [value for name, value in proto.headers if name == "set-cookie"] == ["a=1", "b=2"]


def test_a_long_answer_is_streamed_and_closed_and_a_head_has_no_body() -> None:
    closed = []

    class Pieces:
        def __iter__(self) -> Iterator[bytes]:
            return iter([b"satu", b"", b"dua"])

        def close(self) -> None:
            closed.append(True)

    def application(_environ: dict[str, Any], start: Any) -> Pieces:
        start("200 OK", [("Content-Type", "text/plain")])
        return Pieces()

    assert asked(application, Proto(), method="GET").body == b"satudua"
    assert asked(application, Proto(), method="HEAD").body == b"" and len(closed) == 2


def test_more_than_anybody_may_send_is_refused_before_django(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bridge, "LARGEST", 3)
    proto = asked(lambda *_said: pytest.fail("Django was asked"), Proto(b"ab", b"cd"), ("content-length", "4"))
    assert proto.status == 413
