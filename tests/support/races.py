"""Two writers in a chosen order, each on a connection of its own: the second starts while the first has not committed."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event, Thread
from typing import Any

from django.db import connections, transaction

LONG = 30.0
A_MOMENT = 0.6
"""How long the second is watched waiting; SQLite itself asks again for several seconds."""


@dataclass
class Raced:
    """Answers, or what was raised. waited: the second had no answer while the first was open."""

    first: Any = None
    second: Any = None
    waited: bool = False


def one_behind_the_other(first: Callable[[], Any], second: Callable[[], Any]) -> Raced:
    """`first` is done and not yet committed when `second` begins. For tests with django_db(transaction=True)."""
    raced, done, ready, may_commit = Raced(), Event(), Event(), Event()

    def lead() -> None:
        with transaction.atomic():
            raced.first = first()
            done.set()
            may_commit.wait(LONG)

    def follow() -> None:
        connections["default"].ensure_connection()  # opening one takes longer than what is watched here
        ready.set()
        done.wait(LONG)
        raced.second = second()

    leading = Thread(target=_alone, args=(lead, "first", raced, done))
    following = Thread(target=_alone, args=(follow, "second", raced, Event()))
    following.start()
    ready.wait(LONG)
    leading.start()
    done.wait(LONG)
    following.join(A_MOMENT)
    raced.waited = following.is_alive()
    may_commit.set()
    leading.join(LONG)
    following.join(LONG)
    return raced


def _alone(act: Callable[[], None], name: str, raced: Raced, done: Event) -> None:
    try:
        act()
    except Exception as error:
        setattr(raced, name, error)
    finally:
        done.set()
        connections.close_all()
