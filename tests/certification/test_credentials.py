"""The signed forms: what a changed text, a strange key or an unreadable record may never be taken for."""

import base64
import json
from dataclasses import replace
from datetime import date, timedelta
from unittest.mock import patch

import pytest
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse

from balai.access.actor import CLI
from balai.access.roles import Role
from balai.certification.actions.keys import distrust_key, remember_keys
from balai.certification.actions.remind import remind_of_ending
from balai.certification.credentials.compact import LONGEST, Unreadable, qr_text, read_signed, signed_text
from balai.certification.credentials.issuer import keyring, published_keys
from balai.certification.credentials.statement import Statement, of_training
from balai.certification.models import IssuerKey
from balai.kernel.crypto import signing_keys
from balai.notifications.models import Message
from balai.training.actions.certify import replace_certificate
from balai.training.models import TrainingCertificate
from tests import factories as make
from tests.certification.test_certification import centre_of, certified, registered
from tests.certification.test_elsewhere import certificate
from tests.certification.test_pages import signed_in
from tests.support.refusals import code_of
from tests.training.rows import TODAY, admin_of

pytestmark = [pytest.mark.data, pytest.mark.django_db]
SAID = Statement(
    "training", "ABCDEFGH2345", "Siti Aminah", "Operator Garmen", "BLK Contoh", "001/2026", TODAY, place=7, holds=True
)  # fmt: skip
OLD, NEW = (base64.b64encode(letter * 32).decode() for letter in (b"o", b"n"))


def code_on(paper: TrainingCertificate) -> str:
    return qr_text(of_training(paper), signing_keys()[0], "https://balai.example", TODAY)


def asked(text: str) -> tuple[int, str]:
    answer = Client().post(reverse("verification:verify"), {"kode": text})
    return answer.status_code, answer.content.decode()


def test_the_code_says_what_was_signed_and_stays_small_enough_to_scan() -> None:
    key = signing_keys()[0]
    read = read_signed(qr_text(SAID, key, "https://balai.example", TODAY), keyring())
    assert (read.finding, read.holder, read.issued_on, read.valid_until) == ("genuine", "Siti Aminah", TODAY, None)
    long = replace(SAID, holder="N" * 200, title="T" * 200, issuer="I" * 200, number="9" * 80)
    text = qr_text(long, key, "https://balai.example", TODAY)
    cut = read_signed(text, keyring())
    assert len(text) <= LONGEST and cut.finding == "genuine" and cut.title.endswith("…") and cut.code == SAID.code


@pytest.mark.parametrize("place", [5, 40, -10])
def test_one_changed_letter_is_forged_or_unreadable_never_genuine(place: int) -> None:
    text = signed_text(SAID, signing_keys()[0], TODAY)
    letter = "A" if text[place] != "A" else "B"
    changed = text[:place] + letter + text[place:][1:]
    try:
        assert read_signed(changed, keyring()).finding in ("forged", "unknown_key")
    except Unreadable:
        assert changed != text
    assert read_signed(text, []).finding == "unknown_key"


def test_online_it_is_valid_and_after_a_correction_the_old_paper_is_not() -> None:
    paper = certificate()
    assert "Berlaku." in asked(code_on(paper))[1]
    by = admin_of(paper.enrolment.batch)
    again = replace_certificate(by=by, certificate=paper, reason="Nama salah eja.", signatory="Kepala", issued_on=TODAY)
    assert "Tidak berlaku." in asked(code_on(paper))[1]
    assert "Berlaku." in asked(code_on(again))[1]
    web = Client()
    assert [web.get(f"/api/v1/credentials/{one.code}").status_code for one in (paper, again)] == [410, 200]


def test_never_valid_while_the_record_cannot_be_read() -> None:
    paper = certificate()
    text = code_on(paper)
    with patch("balai.web.verification.public.proof_for", side_effect=DatabaseError):
        status, page = asked(text)
    assert status == 503 and "pencabutan belum diperiksa" in page and "Berlaku." not in page
    with patch("balai.certification.credentials.badge.ended_places", side_effect=DatabaseError):
        answer = Client().get("/api/v1/credentials/status/training/0")
    assert (answer.status_code, answer.json()["code"]) == (503, "unreadable")


def test_genuine_but_unknown_here_and_a_forged_name_are_not_valid() -> None:
    key = signing_keys()[0]
    assert "Tidak bisa dipastikan." in asked(signed_text(SAID, key, TODAY))[1]
    paper = certificate()
    head, payload, signature = signed_text(of_training(paper), key, TODAY).split(".")
    other = signed_text(replace(of_training(paper), holder="Orang Lain"), key, TODAY).split(".")[1]
    _status, page = asked(f"{head}.{other}.{signature}")
    assert payload != other and "Tidak berlaku." in page and "Orang Lain" not in page
    assert "terpotong" in asked(f"{head}.{payload}")[1]


def test_an_old_key_stays_published_and_a_lost_one_is_not_believed(settings) -> None:
    settings.BALAI_SIGNING_KEY = OLD
    paper = certificate()
    text, old = code_on(paper), signing_keys()[0].id
    remember_keys(today=TODAY)
    assert code_of(lambda: distrust_key(by=CLI, key_id=old, today=TODAY)) == "still_signing"
    settings.BALAI_SIGNING_KEY = NEW
    remember_keys(today=TODAY)
    assert remember_keys(today=TODAY) == 0
    assert [(key.id == old, key.current) for key in published_keys()] == [(False, True), (True, False)]
    assert "Berlaku." in asked(text)[1]
    told = Client().get("/.well-known/balai-keys.json").json()["keys"]
    assert [key["current"] for key in told] == [True, False]
    distrust_key(by=CLI, key_id=old, today=TODAY)
    assert "Tidak bisa dipastikan." in asked(text)[1]
    assert IssuerKey.objects.get(key_id=old).distrusted_on == TODAY


def test_with_a_public_address_the_issuer_is_that_host_and_its_document_names_the_keys(settings) -> None:
    assert Client().get("/.well-known/did.json").status_code == 404
    settings.BALAI_PUBLIC_URL = "https://balai.example:8443"
    paper = certificate()
    told = Client().get(f"/api/v1/credentials/{paper.code}").json()
    document = Client().get("/.well-known/did.json").json()
    assert told["issuer"]["id"] == document["id"] == "did:web:balai.example%3A8443"
    assert told["proof"]["verificationMethod"] in document["assertionMethod"]
    assert told["id"].startswith("https://balai.example:8443/")


def test_the_credential_tells_no_number_of_identity_and_no_birth_date() -> None:
    paper = certificate()
    paper.enrolment.person.birth_date = date(1999, 7, 8)
    paper.enrolment.person.save()
    told = Client().get(f"/api/v1/credentials/{paper.code}").json()
    (identity,) = told["credentialSubject"]["identifier"]
    assert (identity["identityType"], identity["identityHash"]) == ("name", paper.holder_name)
    assert "1999" not in json.dumps(told) + code_on(paper) and set(told["credentialSubject"]) == {
        "type",
        "achievement",
        "identifier",
    }


def test_only_what_the_certifier_wrote_itself_is_signed_as_competence() -> None:
    (row,) = registered()
    told = certified(row, centre_of(row))
    assert Client().get(f"/api/v1/credentials/{told.code}").status_code == 404
    (other,) = registered()
    own = certified(other, make.actor(other.certifier, Role.CERTIFIER_HEAD, TODAY), number="62010 2512 2 0000108 2025")
    answer = Client().get(f"/api/v1/credentials/{own.code}").json()
    assert answer["validUntil"] > answer["validFrom"] and answer["issuer"]["name"] == other.certifier.name


def test_the_holders_file_is_for_the_holder_and_the_centre() -> None:
    paper = certificate()
    at = reverse("verification:wallet", args=[paper.code, "json"])
    assert Client().get(at).status_code == 302
    assert signed_in(make.institution()).get(at).status_code == 404
    centre = signed_in(paper.issuer)
    answer = centre.get(at)
    assert f'filename="{paper.code}.json"' in answer["Content-Disposition"]
    svg = centre.get(reverse("verification:wallet", args=[paper.code, "svg"])).content.decode()
    assert "openbadges:credential" in svg and "verify=" in svg


def test_the_holder_is_told_once_that_the_certificate_ends() -> None:
    (row,) = registered()
    paper = certified(row, centre_of(row))
    row.person.phone = "+6281200000001"
    row.person.save()
    soon = paper.valid_until - timedelta(days=30)
    assert (remind_of_ending(today=date(2026, 4, 1)), remind_of_ending(today=soon)) == (0, 1)
    remind_of_ending(today=soon + timedelta(days=1))
    (message,) = Message.objects.filter(kind="certification.ending")
    assert paper.scheme in message.body
