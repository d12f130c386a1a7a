import json
from typing import Any, Self
from uuid import UUID

from django.db import models

from balai.access.actor import Actor
from balai.imports.enums import RowState
from balai.imports.models.run import ImportRun
from balai.kernel.crypto import unseal
from balai.kernel.identifiers import uuid7
from balai.kernel.privacy import Personal, Privacy, Purpose


class ImportRowQuerySet(models.QuerySet["ImportRow"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(run__in=ImportRun.objects.visible_to(actor))

    def waiting(self) -> Self:
        return self.filter(state=RowState.ASKED)


ImportRowManager = models.Manager.from_queryset(ImportRowQuerySet)


class ImportRow(models.Model):
    """A row that was refused or asks for a decision.

    n: row of the sheet as its reader sees it, from 1. reasons: [{"column", "code", "reason"}].
    raw: sealed JSON heading -> text as written. fingerprint: keyed hash of the row, by which a second import of the
    same file finds the question that is already asked. proposal: ids and codes, never personal data.
    """

    PRIVACY = Privacy(
        personal={"raw": Personal(Purpose.EVIDENCE, months=12)},
        impersonal=("reasons", "fingerprint", "proposal", "decision", "decided_by", "decided_at"),
    )

    id: "models.UUIDField[UUID, UUID]" = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="rows")
    n = models.PositiveIntegerField()
    state = models.CharField(max_length=16, choices=RowState)
    reasons = models.JSONField(default=list, blank=True)
    raw = models.BinaryField()
    fingerprint = models.BinaryField(max_length=32, db_index=True)
    proposal = models.JSONField(default=dict, blank=True)
    decision = models.JSONField(default=dict, blank=True)
    decided_by = models.CharField(max_length=64, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = ImportRowManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "n"], name="one_answer_per_row")]
        indexes = [models.Index(fields=["run", "state", "n"], name="import_rows_by_state")]

    def __str__(self) -> str:
        return f"row {self.n}"

    @property
    def seal_name(self) -> str:
        return row_seal_name(self.pk)

    def content(self) -> dict[str, Any]:
        """What stood in the row, heading -> text; empty once the term is over."""
        if not self.raw:
            return {}
        found: dict[str, Any] = json.loads(unseal(self.raw, self.seal_name))
        return found


def row_seal_name(row_id: UUID) -> str:
    return f"imports.importrow.raw:{row_id}"
