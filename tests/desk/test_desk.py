"""The desk: what waits for me, most urgent first, each thing once, each with a page that does it."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.utils import timezone

from balai.access.roles import Role
from balai.institutions.enums import InstitutionKind
from balai.kernel import registry as registries
from balai.kernel.registry import DeskHooks, WorkItem, work_for
from tests.factories import actor, desk, institution, user

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def item(key: str, **more) -> WorkItem:
    return WorkItem(
        **(
            {
                "key": key,
                "title": f"Kerjakan {key}",
                "reason": "seseorang menunggu",
                "url": "desk",
                "button": "Kerjakan",
            }
            | more
        )
    )


@pytest.fixture
def rooms(monkeypatch):
    """Only the rooms a test speaks of."""
    made: dict[str, DeskHooks] = {}
    monkeypatch.setattr(registries.registry, "desks", made)
    return made


def test_overdue_comes_first_then_the_nearest_due_day_then_the_longest_waiting(rooms):
    rooms["one"] = DeskHooks(
        "one", lambda a, n: [item("b", urgency=1, due=date(2026, 3, 9)), item("d", since=date(2026, 1, 2))]
    )
    rooms["two"] = DeskHooks(
        "two",
        lambda a, n: [
            item("c", since=date(2026, 1, 1)),
            item("a", urgency=0),
            item("e", urgency=1, due=date(2026, 3, 8)),
        ],
    )
    assert [w.key for w in work_for(actor(institution(), Role.INSTRUCTOR), timezone.now())] == [
        "a",
        "e",
        "b",
        "c",
        "d",
    ]


def test_the_same_work_told_by_two_rooms_stands_once(rooms):
    rooms["one"] = DeskHooks("one", lambda a, n: [item("x")])
    rooms["two"] = DeskHooks("two", lambda a, n: [item("x")])
    assert len(work_for(actor(institution(), Role.INSTRUCTOR), timezone.now())) == 1


def test_the_page_shows_the_work_with_its_button(client: Client, rooms):
    rooms["one"] = DeskHooks(
        "one", lambda a, n: [item("x", title="Jawab usulan Operator Garmen", button="Jawab usulan")]
    )
    client.force_login(desk(institution(), Role.LABOUR_OFFICER).user)
    page = client.get("/meja/").content.decode()
    assert "Jawab usulan Operator Garmen" in page
    assert "1 hal menunggu Anda" in page


def test_an_empty_desk_says_what_will_stand_there(client: Client, rooms):
    client.force_login(user())
    assert "Tidak ada yang menunggu Anda" in client.get("/meja/").content.decode()


def test_every_room_names_pages_that_exist():
    """A desk page or a road would break on a name nobody serves: every url= of the rooms' hooks is looked up."""
    import re
    from pathlib import Path

    from django.urls import get_resolver

    served = {name for name in _names(get_resolver())}
    source = Path(__file__).resolve().parents[2] / "src" / "balai"
    hooks = [*source.glob("*/desk.py"), *source.glob("*/privacy.py")]
    named = {m for path in hooks for m in re.findall(r'url="([a-z_:]+)"', path.read_text())}
    assert {"outcomes:follow_up", "placement:referral"} <= named
    assert named - served == set()


def _names(resolver, prefix=""):
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from _names(pattern, space)
        elif pattern.name:
            yield prefix + pattern.name


def test_a_stranger_is_asked_to_sign_in(client: Client):
    answer = client.get("/meja/")
    assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (302, "/masuk/")


def test_the_home_page_is_everybodys(client: Client):
    assert client.get("/").status_code == 200


def test_who_sits_at_no_desk_finds_the_own_road_there(client: Client, rooms):
    client.force_login(user())
    page = client.get("/meja/").content.decode()
    assert 'href="/saya/"' in page and 'href="/data-saya/"' in page
    client.force_login(desk(institution(), Role.LABOUR_OFFICER).user)
    assert 'href="/saya/"' not in client.get("/meja/").content.decode()


def test_the_work_says_until_when_or_since_when(client: Client, rooms):
    rooms["one"] = DeskHooks(
        "one",
        lambda a, n: [
            item("a", due=date(2026, 3, 8), since=date(2026, 1, 2)),
            item("b", since=datetime(2026, 1, 2, 20, tzinfo=UTC)),
        ],
    )
    client.force_login(desk(institution(), Role.LABOUR_OFFICER).user)
    page = client.get("/meja/").content.decode()
    assert "Batas 8 Maret 2026" in page and "Sejak 3 Januari 2026" in page and "Sejak 2 Januari 2026" not in page


def test_signing_in_is_offered_with_an_address(client: Client):
    """The name of the frame's address is not known outside the frame: it would lead back to the same page."""
    page = client.get("/").content.decode()
    assert 'href=""' not in page and page.count('href="/masuk/"') == 2


@pytest.mark.parametrize(
    ("role", "kind", "most"),
    [
        (Role.LABOUR_OFFICER, InstitutionKind.LABOUR_OFFICE, 38),
        (Role.CENTRE_ADMIN, InstitutionKind.TRAINING_CENTRE, 37),
        (Role.COUNSELLOR, InstitutionKind.LABOUR_OFFICE, 20),
    ],
)
def test_the_whole_desk_asks_the_database_a_bounded_number_of_times(role, kind, most, django_assert_max_num_queries):
    """Over all rooms; what several rooms need (rules, one's own record) is asked once."""
    client = Client()
    client.force_login(desk(institution(kind=kind), role).user, "django.contrib.auth.backends.ModelBackend")
    client.get("/meja/")
    with django_assert_max_num_queries(most) as asked:
        assert client.get("/meja/").status_code == 200
    tables = [query["sql"] for query in asked.captured_queries if 'FROM "parameters_parametervalue"' in query["sql"]]
    assert len(tables) <= 1
