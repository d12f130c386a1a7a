"""Applying in company: where the server collects what arrives within a few milliseconds, one commit serves many."""

from collections.abc import Callable
from datetime import datetime

from django.db import connection
from django.utils.translation import gettext_lazy as _

from balai.access.actor import PUBLIC, Actor
from balai.admissions.actions.apply import apply_to_batch
from balai.admissions.models import Application
from balai.admissions.rules.claims import Claim
from balai.kernel.refusal import Refused

Collector = Callable[[Claim], Application | Refused | None]
"""Answers after the commit, from another thread; None where the database could not take it."""
_collectors: list[Collector] = []


def collect_by(collector: Collector | None) -> None:
    """Said by the server as it starts; where nobody says it, everybody applies alone."""
    _collectors[:] = [] if collector is None else [collector]


def apply_together(*, by: Actor, claim: Claim, now: datetime) -> Application:
    """`apply_to_batch`, in company where there is some: the same rules, row, record and key.

    Alone goes who is signed in (the record names them) and who is inside a transaction. A refusal is asked for again alone: it
    writes nothing, and is heard in the reader's language. Raises Refused, also "busy" where the database does not answer.
    """
    if not _collectors or by is not PUBLIC or connection.in_atomic_block:
        return apply_to_batch(by=by, claim=claim, now=now)
    said = _collectors[0](claim)
    if said is None:
        raise Refused(
            "busy",
            _(
                "Pendaftaran Anda belum tersimpan karena basis data sedang tidak menjawab. Tekan Kirim sekali lagi; kiriman yang "
                "sama tidak pernah tercatat dua kali."
            ),
        )
    return apply_to_batch(by=by, claim=claim, now=now) if isinstance(said, Refused) else said
