"""Everything that is held about one person, room by room."""

from typing import Any
from uuid import UUID

from balai.kernel.registry import registry


def everything_about(person_id: UUID) -> dict[str, dict[str, list[dict[str, Any]]]]:
    """{room: {kind: rows}} as every room exports them; JSON-able, machine readable (UU 27/2022 art. 13)."""
    return {
        room: hooks.export(person_id) for room, hooks in sorted(registry.people.items()) if hooks.export is not None
    }


def rows_left(person_id: UUID) -> dict[str, dict[str, int]]:
    """How many rows of which kind are still there, after an erasure."""
    held = {
        room: {kind: len(rows) for kind, rows in kinds.items() if rows}
        for room, kinds in everything_about(person_id).items()
    }
    return {room: kinds for room, kinds in held.items() if kinds}
