"""Applications from outside: one claim a request, durable before it is answered."""

from datetime import date
from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Field, Header, Path, Router, Schema, Status

from balai.access.actor import PUBLIC
from balai.admissions.actions.apply import apply_to_batch
from balai.admissions.enums import DecisionRule
from balai.admissions.models import Application
from balai.admissions.queries import is_published
from balai.admissions.rules.claims import Claim
from balai.admissions.rules.deciding import shown_state
from balai.api.problems import Problem

router = Router(tags=["applications"])
Text = Annotated[str, Field(pattern="^[^\\x00]*$")]
"""PostgreSQL keeps no NUL in a text."""


class ApplicationIn(Schema):
    """region_code: Kemendagri code of the domicile. sex: L or P. education: a code of the internal list."""

    nik: Text = Field("", max_length=40)
    full_name: Text = Field(min_length=1, max_length=200)
    birth_date: date
    sex: str = Field("", pattern="^[LP]?$")
    phone: Text = Field("", max_length=40)
    region_code: Text = Field("", max_length=20)
    education: Text = Field("", max_length=20)
    motivation: Text = Field("", max_length=2000)
    consent: bool


class CodeOut(Schema):
    code: str


class StateOut(Schema):
    """rule and reason: why it was refused, empty otherwise."""

    code: str
    state: str
    batch: int
    submitted_at: str
    rule: str = ""
    rule_text: str = ""
    reason: str = ""


@router.post("/batches/{batch_id}/applications", response={201: CodeOut, 409: Problem, 422: Problem}, auth=None)
def apply(
    request: HttpRequest,
    batch_id: Annotated[int, Path(ge=1, lt=2**63)],
    body: ApplicationIn,
    idempotency_key: Annotated[str, Header(alias="Idempotency-Key", min_length=1, max_length=200)],
) -> Status[dict[str, str]]:
    """The same key again answers the same code. Nothing in the answer tells whether the NIK is known."""
    claim = Claim(batch_id=batch_id, key=idempotency_key, **body.dict())
    application = apply_to_batch(by=PUBLIC, claim=claim, now=timezone.now())
    return Status(201, {"code": application.code})


@router.get("/applications/{code}", response={200: StateOut, 404: Problem}, auth=None)
def state(request: HttpRequest, code: str) -> Status[dict[str, object]]:
    """Outcomes show once the class's result is published."""
    row = Application.objects.public().filter(code=code.upper()).first()
    if row is None:
        return Status(404, {"code": "application_unknown", "message": _("Kode pendaftaran ini tidak ditemukan.")})
    published = is_published(row.batch_id)
    told = published or row.state in ("withdrawn", "expired")
    return Status(
        200,
        {
            "code": row.code,
            "state": shown_state(row.state, row.conflict, published),
            "batch": row.batch_id,
            "submitted_at": row.submitted_at.isoformat(),
            "rule": row.rule if told else "",
            "rule_text": str(DecisionRule(row.rule).label) if told and row.rule in DecisionRule.values else "",
            "reason": row.decision_reason if told else "",
        },
    )
