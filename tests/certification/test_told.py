"""A centre writes down the certificate of a certifier without an account; once it joins, the certifier confirms or denies it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from balai.access.roles import Role
from balai.accounts.models import User
from balai.certification.actions import certify
from balai.certification.actions.certify import (
    Paper,
    confirm_certificate,
    record_certificate_from_paper,
    restore_certificate,
    withdraw_certificate,
)
from balai.certification.desk import waiting
from balai.certification.models import CompetenceCertificate
from balai.certification.privacy import road
from balai.kernel.refusal import Refused
from balai.kernel.registry import Reader
from balai.people.models import Person
from tests import factories as make
from tests.certification.test_certification import NOW, NUMBER, TODAY, centre_of, certified, registered
from tests.support.refusals import code_of

pytestmark = [pytest.mark.data, pytest.mark.django_db]


def page(paper: CompetenceCertificate, by: Any = None) -> str:
    """As a stranger reads it by its code; as somebody at a desk."""
    web = Client()
    if by is None:
        return web.get(f"/verifikasi/{paper.code}/").content.decode()
    web.force_login(User.objects.get(pk=by.user_id))
    return web.get(reverse("certification:certificate", args=[paper.pk])).content.decode()


def test_a_paper_written_down_by_a_centre_says_so_until_its_certifier_confirms_it() -> None:
    (row,) = registered()
    centre = centre_of(row)
    paper = certified(row, centre)
    name, body = paper.recorded_for.name, paper.certifier
    assert f"Dicatat {name} dari kertas lembaga sertifikasinya" in page(paper)
    assert "belum membenarkan" in page(paper) and "belum dilampirkan" in page(paper)
    assert f"Ditulis {name} dari kertas {body.name}" in page(paper, centre) and "/benarkan/" not in page(paper, centre)
    (step,) = [one for one in road(row.person_id, TODAY, Reader()) if "Sertifikat" in one.title]
    assert "dari kertas lembaga sertifikasinya" in step.text
    assert code_of(lambda: confirm_certificate(by=centre, certificate=paper, now=NOW)) == "may_not_confirm"
    head = make.actor(body, Role.CERTIFIER_HEAD, TODAY)
    (item,) = [one for one in waiting(head, NOW) if one.key == "certification.told"]
    assert item.args == (paper.pk,) and "/benarkan/" in page(paper, head)
    web = Client()
    web.force_login(User.objects.get(pk=head.user_id))
    web.post(reverse("certification:change", args=[paper.pk, "benarkan"]))
    assert not [one for one in waiting(head, NOW) if one.key == "certification.told"]
    assert "Lembaga sertifikasinya membenarkan catatan ini" in page(paper) and "Berlaku." in page(paper)
    assert "/tarik/" not in page(paper, centre) and "/tarik/" in page(paper, head)
    assert code_of(lambda: withdraw_certificate(by=centre, certificate=paper, reason="keliru")) == "certifiers_own"


def test_what_the_certifier_denies_is_not_put_back_or_written_down_again_by_others() -> None:
    (row,) = registered()
    centre = centre_of(row)
    paper = certified(row, centre)
    head = make.actor(paper.certifier, Role.CERTIFIER_HEAD, TODAY)
    withdraw_certificate(by=head, certificate=paper, reason="nomor ini tidak pernah kami terbitkan")
    assert "bukan terbitannya" in page(paper) and "Berlaku." not in page(paper)
    assert "/pulihkan/" not in page(paper, centre) and "tidak pernah kami terbitkan" in page(paper, centre)
    assert code_of(lambda: restore_certificate(by=centre, certificate=paper)) == "certifiers_own"
    assert code_of(lambda: certified(row, centre)) == "denied"
    Person.objects.filter(pk=row.person_id).update(registered_by=paper.recorded_for)
    row.person.refresh_from_db()

    def copied() -> CompetenceCertificate:
        said: dict[str, Any] = {"person": row.person, "certifier": paper.certifier, "scheme": "Skema lain", "now": NOW}
        return record_certificate_from_paper(by=centre, paper=Paper(NUMBER, paper.issued_on), **said)

    assert code_of(copied) == "denied"
    assert restore_certificate(by=head, certificate=paper).certifier_word == ""


def test_a_number_denied_while_it_is_written_down_again_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The place of the number is free only once the denial stands: the row that waited for it then sees it."""
    (row,) = registered()
    centre = centre_of(row)
    paper = certified(row, centre)
    head = make.actor(paper.certifier, Role.CERTIFIER_HEAD, TODAY)
    save = certify._save

    def denied_meanwhile(made: CompetenceCertificate) -> None:
        withdraw_certificate(by=head, certificate=paper, reason="bukan nomor kami")
        CompetenceCertificate.objects.filter(pk=paper.pk).update(assessment=None)
        save(made)

    monkeypatch.setattr(certify, "_save", denied_meanwhile)
    with pytest.raises(Refused) as refused:
        certified(row, centre)
    assert refused.value.code == "denied"


def test_a_centre_corrects_what_it_wrote_down_while_the_certifier_is_silent() -> None:
    (row,) = registered()
    centre = centre_of(row)
    paper = withdraw_certificate(by=centre, certificate=certified(row, centre), reason="salah ketik nomor")
    assert paper.certifier_word == "" and "Pencatatannya keliru" in page(paper)
    assert restore_certificate(by=centre, certificate=paper).state == "valid"
    CompetenceCertificate.objects.update(recorded_for=paper.certifier)  # by somebody with the certifier's proxy
    paper.refresh_from_db()
    head = make.actor(paper.certifier, Role.CERTIFIER_HEAD, TODAY)
    assert "Ditulis" not in page(paper, head) and "dari kertas" not in page(paper)
    assert not [one for one in waiting(head, NOW) if one.key == "certification.told"]
    (other,) = registered()
    head = make.actor(other.certifier, Role.CERTIFIER_HEAD, TODAY)
    own = certified(other, head, number="LSP 2")
    assert code_of(lambda: confirm_certificate(by=head, certificate=own, now=NOW)) == "nothing_to_confirm"
    assert "Ditulis" not in page(own, head) and "Yang dibuktikan: lembaga sertifikasi menguji" in page(own)
