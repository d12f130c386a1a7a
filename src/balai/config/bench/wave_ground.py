"""Before and after a wave: a class that takes applications, and what stands in the database when it is over."""

import hashlib
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db.models import Count
from django.http import HttpRequest
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
from balai.web.admissions import draft


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


def filled_forms(batch: int, villages: list[str], number: int, file: str) -> dict[str, Any]:
    """Sessions of applicants who have filled the form of the page and stand on its last screen; their keys in a file."""
    engine, until = SessionStore(), timezone.now() + timedelta(hours=12)
    rows = []
    for one in range(number):
        request = HttpRequest()
        request.session = SessionStore()
        year, month, day = 75 + one % 25, one // 25 % 12 + 1, one // 300 % 28 + 1
        draft.write(request, batch, {
            "key": f"form-{one}", "full_name": "Siti Aminah", "birth_date": f"{day:02}-{month:02}-19{year}", "sex": "L",
            "nik": f"99{one // 8400 + 1:04}{day:02}{month:02}{year}{one // 8400 + 1:04}", "education": "senior",
            "region_code": villages[one % len(villages)], "phone": f"0813{one:08}", "aim": "job",
            "motivation": "Ingin bekerja sebagai penjahit di dekat rumah dan membantu orang tua.", "reached": 5,
        })  # fmt: skip
        data = engine.encode(dict(request.session.items()))
        rows.append(Session(session_key=f"{one:032x}", session_data=data, expire_date=until))
    Session.objects.bulk_create(rows, batch_size=2_000)
    Path(file).write_text("\n".join(row.session_key for row in rows))
    return {"forms": len(rows)}


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
