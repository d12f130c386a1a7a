from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import Q

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.imports.enums import ImportKind, RunState
from balai.kernel.identifiers import uuid7
from balai.kernel.privacy import Personal, Privacy, Purpose

OPEN = (RunState.MAPPING, RunState.DECIDED, RunState.FAILED)
QUEUED = (RunState.WAITING, RunState.RUNNING)
PERMISSION_FOR = {
    ImportKind.PEOPLE: Permission.PERSON_IMPORT,
    ImportKind.INSTITUTIONS: Permission.INSTITUTION_IMPORT,
    ImportKind.CASE: Permission.CASE_IMPORT,
}


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    def visible_to(self, actor: Actor) -> Self:
        """Runs of the institutions at which the actor may import that kind of file."""
        if actor.system:
            return self
        seen = Q(pk__in=[])
        for kind, permission in PERMISSION_FOR.items():
            seen |= Q(kind=kind, institution_id__in=actor.institutions_with(permission))
        return self.filter(seen)

    def open(self) -> Self:
        return self.filter(state__in=OPEN)

    def queued(self) -> Self:
        return self.filter(state__in=QUEUED)


ImportRunManager = models.Manager.from_queryset(ImportRunQuerySet)


class ImportRun(models.Model):
    """One reading of one file for one institution.

    institution_id: whose list it is, empty for the command line (rooms below institutions know them by id only).
    mapping: field -> column heading, as matched or chosen. notes: sentences about the file as a whole.
    accepted + refused + asked = rows of the file; changed: rows written by this run, 0 for a repetition.
    In the queue: user_id, acting_for: whose authority it runs under; claim, beat_at: the worker that has it and its last
    sign of life; attempts: how often one took it up; rows_read, rows_written: how far it is; problem: why it failed.
    """

    PRIVACY = Privacy(
        personal={"file_name": Personal(Purpose.EVIDENCE, months=24)},
        impersonal=(
            "file_sha256",
            "mapping",
            "notes",
            "by",
            "started_at",
            "saved_at",
            "queued_at",
            "beat_at",
            "problem",
        ),
    )

    id: "models.UUIDField[UUID, UUID]" = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=16, choices=ImportKind)
    state = models.CharField(max_length=16, choices=RunState, default=RunState.MAPPING)
    institution_id = models.BigIntegerField(null=True, blank=True, db_index=True)
    file_name = models.CharField(max_length=200)
    file_sha256 = models.CharField(max_length=64)
    mapping = models.JSONField(default=dict, blank=True)
    notes = models.JSONField(default=list, blank=True)
    accepted = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    asked = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    by = models.CharField(max_length=64)
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField(null=True, blank=True)

    user_id = models.BigIntegerField(null=True, blank=True)
    acting_for = models.BigIntegerField(null=True, blank=True)
    queued_at = models.DateTimeField(null=True, blank=True)
    beat_at = models.DateTimeField(null=True, blank=True)
    claim = models.UUIDField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    rows_total = models.PositiveIntegerField(default=0)
    rows_read = models.PositiveIntegerField(default=0)
    rows_written = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=400, blank=True)

    objects = ImportRunManager()

    class Meta:
        indexes = [
            models.Index(fields=["kind", "institution_id", "started_at"], name="import_runs_of_institution"),
            models.Index(fields=["queued_at"], name="import_runs_in_queue", condition=Q(state__in=QUEUED)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def total(self) -> int:
        return self.accepted + self.refused + self.asked
