"""Credentials read by verifiers that were not written here (npm: jose, @digitalbazaar/vc with its status list)."""

import fcntl
import json
import os
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from balai.training.actions.certify import issue_training_certificates, revoke_certificate
from balai.training.enums import EnrolmentState
from balai.training.models import Enrolment, TrainingCertificate
from tests.training.rows import TODAY, a_class, admin_of, trainees

pytestmark = [pytest.mark.data, pytest.mark.django_db]
HERE = Path(__file__).parents[1] / "credential_verifier"


@cache
def installed() -> None:
    """What the lock file names, once; a second worker waits for the first and finds it done."""
    done = HERE / "node_modules" / ".package-lock.json"
    with (HERE / ".installing").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        if not done.exists():
            command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
            subprocess.run(command, cwd=HERE, check=True, timeout=300)


def certificate() -> TrainingCertificate:
    batch = a_class()
    (row,) = trainees(batch, 1)
    Enrolment.objects.filter(pk=row.pk).update(state=EnrolmentState.COMPLETED)
    (made,) = issue_training_certificates(by=admin_of(batch), batch=batch, signatory="Kepala", issued_on=TODAY)
    return made


def fetched(paper: TrainingCertificate) -> dict[str, Any]:
    """Everything a verifier gets: both forms of the credential and its status list, over HTTP as anybody would."""
    web = Client()
    credential = web.get(f"/api/v1/credentials/{paper.code}").json()
    jwt = web.get(f"/api/v1/credentials/{paper.code}?form=jwt").content.decode()
    address = credential["credentialStatus"]["statusListCredential"]
    return {"credential": credential, "jwt": jwt, "documents": {address: web.get(address).json()}}


def said_elsewhere(given: dict[str, Any]) -> dict[str, Any]:
    installed()
    run = subprocess.run(
        ["node", "verify.mjs"], cwd=HERE, input=json.dumps(given), capture_output=True, text=True, timeout=120,
        env={**os.environ, "NODE_NO_WARNINGS": "1"}, check=True,
    )  # fmt: skip
    answer: dict[str, Any] = json.loads(run.stdout)
    return answer


def test_both_forms_are_believed_elsewhere() -> None:
    paper = certificate()
    answer = said_elsewhere(fetched(paper))
    assert answer["integrity"] == {"verified": True, "ended": False, "error": ""}
    assert answer["jwt"]["verified"] and answer["jwt"]["holder"] == paper.holder_name


def _other_name(given: dict[str, Any]) -> None:
    given["credential"]["credentialSubject"]["identifier"][0]["identityHash"] = "Orang Lain"
    head, body, signature = given["jwt"].split(".")
    given["jwt"] = ".".join((head, ("A" if body[40] != "A" else "B").join((body[:40], body[41:])), signature))


def _no_status(given: dict[str, Any]) -> None:
    del given["credential"]["credentialStatus"]
    given["jwt"] = given["jwt"][:-8]


@pytest.mark.parametrize("spoil", [_other_name, _no_status])
def test_a_credential_that_was_touched_is_refused_elsewhere(spoil: Callable[[dict[str, Any]], None]) -> None:
    given = fetched(certificate())
    spoil(given)
    answer = said_elsewhere(given)
    assert (answer["integrity"]["verified"], answer["jwt"]["verified"]) == (False, False)


def test_a_revoked_one_is_refused_elsewhere_by_the_status_list_alone() -> None:
    paper = certificate()
    before = fetched(paper)
    revoke_certificate(
        by=admin_of(paper.enrolment.batch), certificate=paper, reason="Salah orang, diganti.", today=TODAY
    )
    (address,) = before["documents"]
    before["documents"][address] = Client().get(address).json()
    assert said_elsewhere(before)["integrity"] == {"verified": True, "ended": True, "error": ""}
    assert Client().get(f"/api/v1/credentials/{paper.code}").status_code == 410


def test_a_status_list_that_cannot_be_read_leaves_nothing_believed_elsewhere() -> None:
    given = fetched(certificate())
    given["documents"] = {}
    assert not said_elsewhere(given)["integrity"]["verified"]
