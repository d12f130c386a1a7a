from typing import Self

from django.db import models
from django.db.models import Q

from balai.access.actor import Actor
from balai.documents.models import StoredFile
from balai.kernel.privacy import Privacy
from balai.planning.models import Batch
from balai.training.enums import MaterialKind
from balai.training.models.enrolment import Enrolment, classes_seen_by
from balai.training.models.session import TrainingSession


class MaterialQuerySet(models.QuerySet["Material"]):
    def visible_to(self, actor: Actor) -> Self:
        """Who sees into the class, and its trainees."""
        if actor.system:
            return self
        own = Enrolment.objects.visible_to(actor).filter(person__user_id=actor.user_id or 0)
        return self.filter(classes_seen_by(actor, "batch__") | Q(batch_id__in=own.values("batch_id")))


MaterialManager = models.Manager.from_queryset(MaterialQuerySet)


class Material(models.Model):
    """Something to learn from: a file, a link, or the class's room in a learning system. session: None for the whole class."""

    PRIVACY = Privacy(impersonal=("title", "url", "added_by", "added_at"))

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="materials")
    session = models.ForeignKey(TrainingSession, models.SET_NULL, null=True, blank=True, related_name="materials")
    kind = models.CharField(max_length=16, choices=MaterialKind)
    title = models.CharField(max_length=200)
    url = models.URLField(max_length=500, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    added_by = models.CharField(max_length=64)
    added_at = models.DateTimeField()

    objects = MaterialManager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(file__isnull=False) | ~Q(url=""), name="material_is_file_or_link")
        ]

    def __str__(self) -> str:
        return self.title
