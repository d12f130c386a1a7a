"""The sealed box and its frames: every cut, every flipped byte and every foreign key is noticed."""

import datetime as dt
import hashlib
import io
import uuid
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balai.config.backup.container import Header, read_header, seal, unsealed
from balai.config.backup.frames import Kind, deflated, frames, packed, packed_json
from balai.config.backup.values import line_of, row_of
from balai.config.backup.verify import verify
from balai.kernel.refusal import Refused

KEY = bytes(range(32))
HEADER = Header(created_at="2026-01-02T03:04:05+00:00", vendor="sqlite", migrations={"people": ["0001_initial"]})
PIECE = 64 * 1024


def box(body: bytes, *, key: bytes = KEY) -> bytes:
    stream = io.BytesIO()
    seal(stream, HEADER, iter([body[:7], body[7:]]), key=key)
    return stream.getvalue()


def opened(sealed: bytes, *, key: bytes = KEY) -> bytes:
    return b"".join(unsealed(io.BytesIO(sealed), key=key))


def refusal(sealed: bytes, *, key: bytes = KEY) -> str:
    with pytest.raises(Refused) as refused:
        opened(sealed, key=key)
    return refused.value.code


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])
def test_what_was_sealed_comes_out(size: int) -> None:
    body = bytes(number % 251 for number in range(size))
    assert opened(box(body)) == body


def test_the_header_is_read_without_the_key() -> None:
    header = read_header(io.BytesIO(box(b"isi")))
    assert (header.created_at, header.migrations) == (HEADER.created_at, HEADER.migrations)


def test_the_body_is_not_readable_without_the_key() -> None:
    assert b"rahasia" not in box(b"rahasia" * 100)


def test_every_cut_is_refused() -> None:
    sealed = box(b"isi" * 50)
    allowed = {"backup_damaged", "backup_unknown"}
    assert {refusal(sealed[:kept]) for kept in range(len(sealed))} <= allowed


def test_a_cut_between_two_pieces_is_refused() -> None:
    sealed = box(bytes(2 * PIECE))
    assert refusal(sealed[: -(PIECE + 16)]) == "backup_damaged"


def test_every_flipped_byte_is_refused() -> None:
    sealed = box(b"isi" * 50)
    for at in range(len(sealed)):
        flipped = bytearray(sealed)
        flipped[at] ^= 1
        assert refusal(bytes(flipped)) in {"backup_damaged", "backup_unknown"}


def test_pieces_in_another_order_are_refused() -> None:
    sealed = box(bytes(3 * PIECE))
    piece = PIECE + 16
    front = len(sealed) - 3 * piece
    swapped = sealed[:front] + sealed[front + piece : front + 2 * piece] + sealed[front : front + piece]
    assert refusal(swapped + sealed[front + 2 * piece :]) == "backup_damaged"


def test_something_added_at_the_end_is_refused() -> None:
    assert refusal(box(b"isi") + b"x") == "backup_damaged"


def test_the_body_of_one_archive_under_the_header_of_another_is_refused() -> None:
    other = io.BytesIO()
    seal(other, Header("2020-01-01T00:00:00+00:00", "sqlite", HEADER.migrations), iter([b"isi"]), key=KEY)
    mine, front = box(b"isi"), len(box(b"isi")) - (7 + 1 + 6 + 32 + 3 + 16)
    assert refusal(other.getvalue()[:front] + mine[front:]) == "backup_damaged"


def test_a_wrong_key_has_its_own_sentence() -> None:
    assert refusal(box(b"isi"), key=b"x" * 32) == "backup_wrong_key"


def test_a_file_of_another_kind_has_its_own_sentence() -> None:
    assert refusal(b"PK\x03\x04 sebuah berkas lain") == "backup_unknown"


def test_frames_survive_pieces_of_any_size() -> None:
    kept = [(Kind.ROWS, b"a" * 100_000), (Kind.PIECE, b""), (Kind.END, b"{}")]
    stream = b"".join(deflated(packed(kind, payload) for kind, payload in kept))
    assert list(frames(stream[at : at + 13] for at in range(0, len(stream), 13))) == kept


@pytest.mark.parametrize(
    "promised", [{"tables": 1, "rows": 2, "files": 0}, {"tables": 0, "rows": 1, "files": 0}, {"tables": 1, "rows": 1}]
)
def test_totals_that_do_not_agree_are_refused(promised: dict[str, int]) -> None:
    line = line_of((1, "a"))
    digest = hashlib.sha256(line).hexdigest()
    body = deflated([
        packed_json(Kind.MANIFEST, {"tables": ["t"], "sequences": {}, "schema": []}),
        packed_json(Kind.TABLE, {"name": "t", "columns": ["a", "b"]}),
        packed(Kind.ROWS, line),
        packed_json(Kind.TABLE_END, {"rows": 1, "sha256": digest}),
        packed_json(Kind.END, promised),
    ])  # fmt: skip
    stream = io.BytesIO()
    seal(stream, HEADER, body, key=KEY)
    with pytest.raises(Refused):
        verify(stream, key=KEY)


VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(), st.binary(), st.uuids(),
    st.decimals(allow_nan=False, allow_infinity=False), st.dates(), st.times(), st.timedeltas(),
    st.datetimes(), st.datetimes(timezones=st.sampled_from([dt.UTC, dt.timezone(dt.timedelta(hours=9))])),
)  # fmt: skip


@given(st.lists(VALUES).map(tuple))
def test_a_row_comes_back_equal_and_of_the_same_types(row: tuple[Any, ...]) -> None:
    line = line_of(row)
    back = row_of(line[:-1])
    assert line.count(b"\n") == 1
    assert tuple(back) == row
    assert [type(value) for value in back] == [type(value) for value in row]


def test_a_type_nobody_taught_it_stops_the_backup() -> None:
    with pytest.raises(TypeError):
        line_of((object(),))


def test_tagged_values_and_lists_are_told_apart() -> None:
    row = (["b", "YQ=="], uuid.UUID(int=1), Decimal("1.50"))
    assert row_of(line_of(row)) == [["b", "YQ=="], uuid.UUID(int=1), Decimal("1.50")]
