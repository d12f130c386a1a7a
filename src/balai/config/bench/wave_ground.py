"""Before and after a wave: a class that takes applications, and what stands in the database when it is over."""

import hashlib
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.db.models import Count
from django.utils import timezone

from balai.admissions.models import Application, PhoneCheck
from balai.admissions.models.application import nik_aad
from balai.audit.models import Entry
from balai.config.simulate import find_places
from balai.kernel.crypto import unseal
from balai.planning.enums import BatchState, PackageState
from balai.planning.models import Batch, Package
from balai.programmes.models import Curriculum, Programme, VocationalField
from balai.regions.models import Region


def open_class() -> dict[str, Any]:
    """A class with every kind of rule: age, schooling, residence. Answers its id and codes of villages in its regency."""
    office, villages = find_places()
    now = timezone.now()
    today = now.date()
    field = VocationalField.objects.create(name="Menjahit")
    programme = Programme.objects.create(owner=office, field=field, title="Operator Garmen")
    curriculum = Curriculum.objects.create(programme=programme, version=1, valid_from=today)
    package = Package.objects.create(
        centre=office, funder=office, curriculum=curriculum, title="Paket", year=today.year, seats=16, cost=0, reason="-",
        seats_proposed=16, cost_proposed=0, proposed_by="cli", proposed_at=now, state=PackageState.PROPOSED,
    )  # fmt: skip
    batch = Batch.objects.create(
        package=package, centre=office, recruiter=office, selector=office, deliverer=office,
        reporter=office, curriculum=curriculum, title="Menjahit angkatan I", seats=16,
        opens_at=now - timedelta(days=1), closes_at=now + timedelta(days=7), starts_on=today + timedelta(days=30),
        ends_on=today + timedelta(days=60), state=BatchState.ANNOUNCED, minimum_age=17, maximum_age=65,
        minimum_education="junior", residents_of=office.region,
    )  # fmt: skip
    codes = Region.objects.filter(pk__in=[pk for pk, _regency in villages]).values_list("code", flat=True)
    return {"batch": batch.pk, "villages": list(codes[:40])}


def count(acknowledged: str) -> dict[str, Any]:
    """acknowledged: file of lines "key code", one each acknowledgement. Everything is counted from the rows themselves."""
    said = [line.split() for line in Path(acknowledged).read_text().splitlines()]
    stored = {(digest, code) for digest, code in Application.objects.values_list("key_digest", "code").iterator()}
    codes: dict[str, set[str]] = {}
    for key, code in said:
        codes.setdefault(key, set()).add(code)
    lost = sum((hashlib.sha256(key.encode()).hexdigest(), code) not in stored for key, code in said)
    digests = {digest for digest, _code in stored}
    numbers = Application.objects.values("nik_index").annotate(times=Count("pk")).filter(times__gt=1)
    entries = Entry.objects.filter(verb="admissions.apply")
    written = entries.values("subject_id").distinct().count()
    return {
        "acknowledged": len(codes), "rows": len(stored), "lost": lost,
        "doubled": len(stored) - len(digests) + numbers.count() + sum(len(found) - 1 for found in codes.values()),
        "without_audit": len(stored) - written, "audited_twice": entries.count() - written,
        "codes_sent": PhoneCheck.objects.count(), "sealed": _sealed(),
    }  # fmt: skip


def _sealed() -> int:
    """Of the first hundred rows, how many numbers open with the keys and are no plain text."""
    rows = Application.objects.exclude(nik_sealed=None).order_by("pk")[:100]
    return sum(unseal(bytes(row.nik_sealed or b""), nik_aad(row.pk)).startswith("99") for row in rows)
