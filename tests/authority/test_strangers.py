"""What the neighbour's own people may do with a form, nobody of this regency may do with it; and odd input breaks nothing."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import Resolver404, resolve

from tests.authority.addresses import Address, addresses
from tests.authority.forms import ODD, Form, forms_on
from tests.authority.table import table
from tests.authority.walk import answer_of, ask, client_of
from tests.authority.watch import taken_back, writes
from tests.authority.world import Both, Side

pytestmark = [pytest.mark.data, pytest.mark.django_db]
RIGHTFUL = ("labour_officer", "centre_admin", "counsellor", "employer", "certifier_head", "mentor", "forum_secretary")
BARRED = (
    "stranger", "jobseeker", "counsellor", "centre_admin", "instructor", "certifier_head", "labour_officer", "employer",
    "mentor", "community_centre_manager",
)  # fmt: skip
"""Those of this regency who try: strangers, and every role that may write somewhere at home."""
CLOSED = {"f", "n", "s"}
ANSWERED = {200, 301, 302, 400, 403, 404, 405, 409, 410, 413, 415, 422, 429}


def pages_with_forms(both: Both, side: Side) -> Iterator[tuple[Address, str, list[Form]]]:
    """Each page once, through the first to whom the table opens it: address, role, its forms."""
    clients, expected = {who: client_of(both, who, side) for who in RIGHTFUL}, table()
    for address in (known for known in addresses().values() if known.has_rows(side.rows)):
        opens = (who for who in RIGHTFUL if expected.get(address.name, {}).get(who, "")[:1] == "o")
        for who in opens:
            answer = ask(clients[who], address, side)
            if answer.letter == "o" and (found := forms_on(address.url(side.rows), answer.body)):
                yield address, who, found
                break


def name_of(url: str) -> str:
    try:
        match = resolve(url.partition("?")[0])
    except Resolver404:
        return ""
    return match.view_name


def wrote(client: Client, form: Form, said: dict[str, str]) -> list[str]:
    with taken_back(), writes() as written:
        client.post(form.action, said)
    return written


def test_a_neighbours_form_writes_nothing_from_here(both: Both) -> None:
    side, expected = both.neighbour, table()
    here = {who: client_of(both, who) for who in BARRED}
    able, done, leaked = {}, 0, []
    for address, rightful, forms in pages_with_forms(both, side):
        if not address.parameters:
            continue
        client = able.setdefault(rightful, client_of(both, rightful, side))
        for form in forms:
            said, name = form.filled(side.world.today), name_of(form.action)
            if name not in expected or not wrote(client, form, said):
                continue
            done += 1
            barred = [who for who in BARRED if expected[name][who][-1] in CLOSED]
            leaked += [f"{form.action} ({name}) by {who}" for who in barred if wrote(here[who], form, said)]
    assert leaked == []
    assert done >= 25, f"only {done} forms of the neighbour did anything for their own people"


def test_odd_input_is_answered(both: Both) -> None:
    """Each form has had every odd value, in some field; the answer is a page, never a fault of ours."""
    side, broken, clients = both.own, [], {}
    for address, who, forms in pages_with_forms(both, side):
        client = clients.setdefault(who, client_of(both, who))
        for form in forms:
            for number in rounds(len(form.fields)):
                said = form.spoilt(number, side.world.today)
                with taken_back():
                    status = client.post(form.action, said).status_code
                if status not in ANSWERED:
                    broken.append(f"{address.name} {form.action} as {who}, round {number}: {status}")
                    break
    assert broken == []


def rounds(fields: int) -> range:
    """As few as give each odd value to some field, at most four."""
    return range(0, len(ODD), max(4, min(fields, len(ODD))))


def test_odd_addresses_are_answered(both: Both) -> None:
    """Rows that are not there, cursors and filters that say nothing: not found, or the page without them."""
    query = QueryDict(mutable=True)
    for name in ("sesudah", "tab", "kab", "nama", "cari", "tahun", "halaman", "kelas", "orang", "dari", "sampai", "q"):
        query.setlist(name, ["\x00", "x" * 300, "[1,2]", "-1"])
    broken = []
    client = client_of(both, "labour_officer")
    for address in (known for known in addresses().values() if known.has_rows(both.own.rows)):
        here = address.arguments(both.own.rows)
        gone = {f"{address.name}:{p}": nothing_like(value) for p, value in here.items()}
        for rows, tail in ((both.own.rows | gone, ""), (both.own.rows, "?" + query.urlencode())):
            with taken_back():
                answer = answer_of(client.get(address.url(rows) + tail), [])
            if answer.status not in ANSWERED | {503}:
                broken.append(f"{address.url(rows)}{tail[:20]}: {answer.status}")
    assert broken == []


def nothing_like(value: object) -> object:
    """Of the same kind, as the route asks, and nobody's."""
    if isinstance(value, int):
        return 2**62
    return UUID(int=5) if isinstance(value, UUID) else value
