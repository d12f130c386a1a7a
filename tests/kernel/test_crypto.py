"""Sealed fields, the blind index, sealed files, ids and signatures: what opens, and above all what does not."""

import io
from time import process_time
from typing import Any

import pytest

from balai.kernel.crypto import (
    CannotUnseal,
    KeyProblem,
    blind_index,
    blind_index_candidates,
    blind_index_many,
    new_key,
    open_file,
    parse_keys,
    rotate,
    seal,
    seal_file,
    seal_many,
    signing_keys,
    unseal,
    unseal_many,
    verify_signature,
)
from balai.kernel.crypto.files import PIECE

OLD, NEW, OTHER = new_key("old"), new_key("new"), new_key("other")
NIK = "9901014506900001"
AAD = "people.person.nik:0190"


@pytest.fixture(autouse=True)
def keys(settings: Any) -> Any:
    settings.BALAI_FIELD_KEYS = OLD
    settings.BALAI_INDEX_KEY = OLD
    return settings


def test_what_was_sealed_opens_and_is_small() -> None:
    token = seal(NIK, AAD)
    assert unseal(token, AAD) == NIK
    assert unseal(memoryview(token), AAD) == NIK
    assert len(token) == 1 + len("old") + 12 + 16 + 16
    assert NIK.encode() not in token
    assert seal(NIK, AAD) != token


def test_many_are_as_one() -> None:
    pairs = [(f"99{n:014}", f"row:{n}") for n in range(50)]
    tokens = seal_many(pairs)
    assert unseal_many((token, aad) for token, (_, aad) in zip(tokens, pairs, strict=True)) == [p for p, _ in pairs]


def test_a_token_moved_to_another_row_does_not_open() -> None:
    with pytest.raises(CannotUnseal):
        unseal(seal(NIK, AAD), "people.person.nik:0191")


def test_no_flipped_bit_and_no_cut_opens() -> None:
    token = seal(NIK, AAD)
    for position in range(len(token)):
        flipped = bytearray(token)
        flipped[position] ^= 1
        with pytest.raises(CannotUnseal):
            unseal(bytes(flipped), AAD)
        with pytest.raises(CannotUnseal):
            unseal(token[:position], AAD)


def test_the_reason_never_carries_the_content() -> None:
    with pytest.raises(CannotUnseal) as refused:
        unseal(seal(NIK, AAD), "elsewhere")
    assert NIK not in str(refused.value) and refused.value.__cause__ is None


def test_rotation_keeps_old_tokens_readable_and_moves_them_on(keys: Any) -> None:
    token = seal(NIK, AAD)
    keys.BALAI_FIELD_KEYS = f"{NEW}, {OLD}"
    assert unseal(token, AAD) == NIK
    moved = rotate(token, AAD)
    assert rotate(moved, AAD) == moved
    keys.BALAI_FIELD_KEYS = NEW
    assert unseal(moved, AAD) == NIK
    with pytest.raises(CannotUnseal):
        unseal(token, AAD)


def test_a_key_id_cannot_be_relabelled(keys: Any) -> None:
    """Two ids for one key: the id is part of what is authenticated."""
    keys.BALAI_FIELD_KEYS = f"aaa:{OLD.partition(':')[2]},{OLD}"
    with pytest.raises(CannotUnseal):
        unseal(seal(NIK, AAD).replace(b"aaa", b"old"), AAD)


def test_blind_index_depends_on_key_purpose_and_value(keys: Any) -> None:
    found = blind_index("nik", NIK)
    assert len(found) == 32
    assert found == blind_index("nik", NIK) == blind_index_many("nik", [NIK])[0]
    assert len({found, blind_index("phone", NIK), blind_index("nik", NIK[:-1] + "2")}) == 3
    keys.BALAI_INDEX_KEY = f"{NEW},{OLD}"
    assert blind_index("nik", NIK) != found
    assert blind_index_candidates("nik", NIK) == [blind_index("nik", NIK), found]


def test_a_hundred_thousand_are_indexed_within_half_a_second_of_processor_time() -> None:
    values = [f"99{n:014}" for n in range(100_000)]
    before = process_time()
    assert len(set(blind_index_many("nik", values))) == 100_000
    assert process_time() - before < 0.5


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "belum diisi"),
        ("   ", "belum diisi"),
        ("justakey", "id:kunci"),
        ("k 1:AAAA", "id:kunci"),
        ("k1:not base64!", "bukan base64"),
        ("k1:QUFB", "3 byte"),
        (f"{OLD},{OLD}", "dua kali"),
        (f"{OLD},,{NEW}", "kunci ke-2"),
    ],
)
def test_a_bad_key_setting_is_named_in_both_languages_without_the_key(text: str, says: str) -> None:
    with pytest.raises(KeyProblem) as refused:
        parse_keys("BALAI_FIELD_KEYS", text)
    sentence = str(refused.value)
    assert says in sentence and sentence.count("BALAI_FIELD_KEYS") == 2 and " / " in sentence
    assert OLD.partition(":")[2] not in sentence


def test_a_ring_does_not_show_its_keys() -> None:
    assert OLD.partition(":")[2] not in repr(parse_keys("BALAI_FIELD_KEYS", OLD))
    assert "keys" not in repr(parse_keys("BALAI_FIELD_KEYS", OLD))


class Trickle(io.BytesIO):
    """A source that gives less than it is asked for, as a socket does."""

    def read(self, size: int | None = -1) -> bytes:
        return super().read(min(size or 0, 1000))


def sealed_file(content: bytes, aad: str = "documents.file:1") -> bytes:
    target = io.BytesIO()
    seal_file(Trickle(content), target, aad)
    return target.getvalue()


def opened_file(sealed: bytes, aad: str = "documents.file:1") -> bytes:
    target = io.BytesIO()
    open_file(Trickle(sealed), target, aad)
    return target.getvalue()


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])
def test_a_file_opens_as_it_was(size: int) -> None:
    content = bytes(range(256)) * (size // 256) + b"x" * (size % 256)
    assert opened_file(sealed_file(content)) == content


def test_a_cut_reordered_lengthened_flipped_or_moved_file_is_refused() -> None:
    content = b"a" * PIECE + b"b" * PIECE + b"c"
    sealed = sealed_file(content)
    start = len(sealed) - (2 * (PIECE + 16) + 17)
    first, second = sealed[start : start + PIECE + 16], sealed[start + PIECE + 16 : start + 2 * (PIECE + 16)]
    broken = {
        "cut at a piece": sealed[: start + PIECE + 16],
        "cut in a piece": sealed[:-1],
        "cut in the head": sealed[: start - 1],
        "only the head": sealed[:start],
        "empty": b"",
        "reordered": sealed[:start] + second + first + sealed[-17:],
        "lengthened": sealed + b"x",
        "flipped": sealed[:-20] + bytes([sealed[-20] ^ 1]) + sealed[-19:],
        "another magic": b"X" + sealed[1:],
    }
    for how, changed in broken.items():
        with pytest.raises(CannotUnseal):
            pytest.fail(f"{how}: {len(opened_file(changed))} bytes")
    with pytest.raises(CannotUnseal):
        opened_file(sealed, "documents.file:2")


def test_a_file_under_its_own_ring_needs_that_ring() -> None:
    target = io.BytesIO()
    seal_file(io.BytesIO(b"backup"), target, "backup", keys=parse_keys("BACKUP", OTHER))
    with pytest.raises(CannotUnseal):
        opened_file(target.getvalue(), "backup")


def test_a_signature_holds_for_its_message_and_key_alone(keys: Any) -> None:
    seeds = [key.partition(":")[2] for key in (OLD, NEW)]
    keys.BALAI_SIGNING_KEY = seeds[0]
    (key,) = signing_keys()
    signature = key.sign(b"heads")
    assert verify_signature(key.public, signature, b"heads")
    assert not verify_signature(key.public, signature, b"head")
    assert not verify_signature(key.public, signature[:-1], b"heads")
    keys.BALAI_SIGNING_KEY = ",".join(reversed(seeds))
    newer, trusted = signing_keys()
    assert trusted == key and not verify_signature(newer.public, signature, b"heads")


def test_a_derived_signing_key_is_for_the_demonstration_only(keys: Any) -> None:
    keys.BALAI_SIGNING_KEY = ""
    keys.BALAI_DEMONSTRATION = True
    assert signing_keys() == signing_keys()
    keys.BALAI_DEMONSTRATION = False
    with pytest.raises(KeyProblem, match="BALAI_SIGNING_KEY belum diisi"):
        signing_keys()
