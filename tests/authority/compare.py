"""What a role was answered, held against the table and against what it may be shown."""

import json
from collections.abc import Iterable

from tests.authority.addresses import Address, addresses
from tests.authority.allowed import shown_to
from tests.authority.rows import LISTS, NOT_ROWS, ROWS
from tests.authority.table import table
from tests.authority.walk import Answer, ask, client_of
from tests.authority.world import Both

LEFT_OUT = {"account_logout"}
"""Ends the session the walk needs; tested by its room."""
API_ROWS = {"api-1:batches": ("planning.Batch",), "api-1:vacancies": ("demand.JobOrder",)}


def complaints(both: Both, who: str, only: Iterable[str] = ()) -> list[str]:
    """One sentence for each address that answers otherwise than the table says, shows what it may not, or writes on GET."""
    client, expected, known = client_of(both, who), table(), addresses()
    found: list[str] = []
    for name, address in known.items():
        if name in LEFT_OUT or (only and name not in only):
            continue
        if not address.has_rows(both.own.rows):
            found.append(f"{name}: no row for its arguments, see furnish.py and road.py")
            continue
        letters = ""
        for side in (both.own, both.neighbour)[: 2 if address.parameters else 1]:
            answer = ask(client, address, side)
            if answer.letter == "x":
                answer = ask(client, address, side, "POST")
                answer.letter = "w" if answer.wrote else answer.letter
            else:
                found += [f"{name}: GET wrote {answer.wrote}"] if answer.wrote else []
            letters += answer.letter
            found += shows_too_much(both, who, address, answer)
        if letters != expected.get(name, {}).get(who):
            found.append(f"{name}: the table says {expected.get(name, {}).get(who)}, {who} got {letters}")
    return found


def shows_too_much(both: Both, who: str, address: Address, answer: Answer) -> list[str]:
    name = address.name
    shown = {pk.rpartition("-")[2] if pk.startswith(("ruang-", "alat-")) else pk for pk in answer.shown if pk}
    labels = ROWS.get(name, ())
    if name in API_ROWS and answer.letter == "o":
        labels, shown = API_ROWS[name], {str(row["id"]) for row in _listed(answer.body)}
    if not labels:
        return [f"{name} shows ids and stands nowhere in rows.py"] if shown and name not in NOT_ROWS else []
    if answer.letter != "o":
        return []
    allowed = shown_to(both, who, labels)
    beyond = shown - allowed
    found = [f"{name} shows {who} {len(beyond)} of {'/'.join(labels)} too many: {sorted(beyond)[:3]}"] if beyond else []
    if name in LISTS and allowed and not shown:
        found.append(f"{name} shows {who} nothing of {len(allowed)}")
    return found


def _listed(body: str) -> list[dict[str, object]]:
    said = json.loads(body)
    return next(rows for rows in said.values() if isinstance(rows, list)) if isinstance(said, dict) else said
