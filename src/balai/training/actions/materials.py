"""What a class learns from: files, links, its room in a learning system."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.audit.record import record
from balai.documents.models import StoredFile
from balai.kernel.refusal import Refused
from balai.planning.models import Batch
from balai.training.enums import MaterialKind
from balai.training.models import Material, TrainingSession
from balai.training.rules.authority import check_may_mark


@dataclass(frozen=True, slots=True)
class MaterialPlan:
    """url or file; a learning system is a link. session: None for the whole class."""

    title: str
    url: str = ""
    file: StoredFile | None = None
    learning_system: bool = False
    session: TrainingSession | None = None


@transaction.atomic
def add_material(*, by: Actor, batch: Batch, plan: MaterialPlan, now: datetime) -> Material:
    check_may_mark(by, batch)
    if not plan.url and plan.file is None:
        raise Refused("nothing_to_read", _("Isi tautan atau pilih berkasnya."), "url")
    kind = (
        MaterialKind.FILE if plan.file else MaterialKind.LEARNING_SYSTEM if plan.learning_system else MaterialKind.LINK
    )
    made = Material.objects.create(
        batch=batch, session=plan.session, kind=kind, title=" ".join(plan.title.split()), url=plan.url, file=plan.file,
        added_by=by.name, added_at=now,
    )  # fmt: skip
    record(by, "training.add_material", made, batch=batch.pk, kind=kind.value)
    return made


@transaction.atomic
def remove_material(*, by: Actor, material: Material) -> None:
    material = Material.objects.select_for_update(of=("self",)).select_related("batch").get(pk=material.pk)
    check_may_mark(by, material.batch)
    record(by, "training.remove_material", material, batch=material.batch_id)
    material.delete()
