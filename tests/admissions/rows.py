"""A class open for applications, claims to it, and the people who run it."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from balai.access.actor import PUBLIC, Actor
from balai.access.roles import Role
from balai.admissions.actions.apply import apply_to_batch
from balai.admissions.actions.phone import answer_code
from balai.admissions.enums import Stage
from balai.admissions.models import Application, SelectionScore
from balai.admissions.rules.claims import Claim
from balai.notifications.models import Message
from balai.planning.enums import BatchState
from balai.planning.models import Batch
from tests import factories
from tests.training.rows import a_class

NOW = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
AFTER = datetime(2026, 3, 12, 3, 0, tzinfo=UTC)
BORN = date(1990, 6, 5)


def open_class(**fields: Any) -> Batch:
    stated: dict[str, Any] = {
        "opens_at": datetime(2026, 3, 1, tzinfo=UTC), "closes_at": datetime(2026, 3, 10, 17, tzinfo=UTC),
        "starts_on": date(2026, 4, 6), "ends_on": date(2026, 5, 8), "seats": 2, "reserves": 1,
        "state": BatchState.ANNOUNCED,
    } | fields  # fmt: skip
    return a_class(**stated)


def claim(batch: Batch, **said: Any) -> Claim:
    stated: dict[str, Any] = {
        "batch_id": batch.pk, "key": f"kunci-{factories.number()}", "full_name": "Rahmah", "birth_date": BORN, "sex": "P",
        "phone": "0812-3456-7890", "education": "senior", "motivation": "Ingin menjahit sendiri.", "consent": True,
    } | said  # fmt: skip
    return Claim(**stated)


def last_code() -> str:
    """The six digits of the newest message."""
    body = Message.objects.filter(kind="admissions.phone_code").latest("pk").body
    return next(word.strip(".") for word in body.split() if word.strip(".").isdigit() and len(word.strip(".")) == 6)


def applied(batch: Batch, **said: Any) -> Application:
    return apply_to_batch(by=PUBLIC, claim=claim(batch, **said), now=NOW)


def verified(batch: Batch, name: str = "", **said: Any) -> Application:
    """Applied and answered by its own phone."""
    number = factories.number()
    made = applied(batch, full_name=name or f"Pelamar {number}", phone=f"0812{number:08}", **said)
    return answer_code(by=PUBLIC, application=made, code=last_code(), now=NOW)


def scored(application: Application, by: Actor, test: int, interview: int, documents: int = 80) -> Application:
    for stage, score in ((Stage.DOCUMENTS, documents), (Stage.TEST, test), (Stage.INTERVIEW, interview)):
        SelectionScore.objects.create(
            application=application, stage=stage, score=Decimal(score), scorer_id=by.user_id or 0, given_at=NOW
        )
    return application


def admin_of(batch: Batch) -> Actor:
    return factories.actor(batch.centre, Role.CENTRE_ADMIN)
