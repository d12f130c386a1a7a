"""The peer of the wave: bare Django, one request, one commit, the same rows. No middleware, no rules, no collector."""

import json
import os
import random
from datetime import date, timedelta

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from balai.admissions.actions.claim_rows import key_digest
from balai.admissions.models import Application, PhoneCheck
from balai.admissions.models.application import nik_aad
from balai.audit.models import Chain, Entry
from balai.kernel.crypto import blind_index, seal
from balai.notifications.models import Message

_chain: list[int] = []


@csrf_exempt
def apply(request: HttpRequest, batch_id: int) -> HttpResponse:
    said, now = json.loads(request.body), timezone.now()
    row = Application(
        batch_id=batch_id, key_digest=key_digest(request.headers["Idempotency-Key"]), full_name=said["full_name"],
        birth_date=date.fromisoformat(said["birth_date"]), sex=said["sex"], phone="+62" + said["phone"][1:],
        region_code=said["region_code"], education=said["education"], motivation=said["motivation"],
        submitted_by="public", submitted_at=now, expires_at=now + timedelta(days=3), nik_tail=said["nik"][-2:],
        nik_index=blind_index("people.nik", said["nik"]),
    )  # fmt: skip
    row.nik_sealed = seal(said["nik"], nik_aad(row.pk))
    _chain[:] = _chain or [Chain.objects.create().pk]
    with transaction.atomic():
        row.save(force_insert=True)
        Entry(
            chain_id=_chain[0], seq=random.getrandbits(60), at=now, actor="public", verb="admissions.apply",
            subject_type="admissions.application", subject_id=str(row.pk), facts={"batch": batch_id},
            prev_hash=bytes(32), hash=os.urandom(32),
        ).save(force_insert=True)  # fmt: skip
        PhoneCheck(application=row, code_hash=os.urandom(32), sent_at=now).save(force_insert=True)
        Message(kind="admissions.phone_code", channel="sms", address=row.phone, body="x" * 150).save(force_insert=True)
    body = json.dumps({"code": row.code}, separators=(",", ":")).encode()
    return HttpResponse(body, status=201, content_type="application/json", headers={"Content-Length": str(len(body))})


def alive(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


urlpatterns = [path("healthz", alive), path("api/v1/batches/<int:batch_id>/applications", apply)]
