"""Who pays for a class reads its accountability file and the evidence behind every line, whatever kind of body pays; nobody else."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils.html import escape

from balai.access.roles import Role
from balai.audit.models import Entry
from balai.institutions.enums import InstitutionKind as Kind
from balai.institutions.models import Institution
from balai.papers.enums import PaperKind
from balai.papers.rules import may_read_scores, may_read_whole
from balai.planning.models import Batch, Package
from tests import factories as make
from tests.papers.test_pages import signed_in, url
from tests.papers.test_papers import TRICKY, batch, finished, made
from tests.papers.test_whole import signed
from tests.training.rows import a_class, applicant

__all__ = ["batch"]
pytestmark = pytest.mark.data
PAYERS = [
    (Role.MINISTRY_OFFICER, Kind.MINISTRY), (Role.PROVINCE_OFFICER, Kind.PROVINCE_OFFICE), (Role.PARTNER, Kind.DONOR),
    (Role.EMPLOYER, Kind.COMPANY), (Role.CENTRAL_UNIT_OFFICER, Kind.TRAINING_CENTRE),
    (Role.LABOUR_OFFICER, Kind.LABOUR_OFFICE),
]  # fmt: skip


@pytest.fixture(autouse=True)
def files(tmp_path: Path, settings: LazySettings) -> None:
    settings.BALAI_FILES = str(tmp_path)


def pays(body: Institution, batch: Batch) -> None:
    Package.objects.filter(pk=batch.package_id).update(funder=body)
    batch.package.refresh_from_db()


def codes(client: Client, batch: Batch) -> list[str]:
    found = []
    for name in ("participants", "meetings", "attendance", "results", "units", "certificates", "equipment", "spending"):
        page = client.get(url("lists", batch.pk) + f"?daftar={name}")
        assert page.status_code == 200
        found += [code for _row, code in page.context["rows"]]
    return found


@pytest.mark.parametrize(("role", "kind"), PAYERS)
def test_every_payer_opens_the_whole_file_and_what_is_behind_each_line(batch: Batch, role: Role, kind: Kind) -> None:
    finished(batch)
    paper = signed(made(batch, PaperKind.ATTENDANCE))
    batch.centre.equipment.create(name="Mesin jahit", kind="equipment", quantity=8, condition="good")
    body, other = make.institution(kind=kind), make.institution(kind=kind)
    pays(body, batch)
    by, stranger = signed_in(body, role), signed_in(other, role)
    for address in (url("list", batch.pk), url("paper", batch.pk, "attendance"), url("sample", batch.pk)):
        assert (by.get(address).status_code, stranger.get(address).status_code) == (200, 404)
    for form in ("pdf", "xlsx"):
        told = by.post(url("whole", batch.pk), {"form": form})
        assert told.status_code == 200 and len(b"".join(told) if told.streaming else told.content) > 1_000
        assert stranger.post(url("whole", batch.pk), {"form": form}).status_code == 404
    assert Entry.objects.filter(verb="papers.export_whole").count() == 2
    for name in ("download", "scan"):
        at = url(name, batch.pk, "attendance", paper.version)
        assert (by.get(at).status_code, stranger.get(at).status_code) == (200, 404)
    behind = codes(by, batch)
    assert {code[0] for code in behind} == {"P", "T", "K", "S", "E"} and "" not in behind
    for code in behind:
        at = url("evidence", batch.pk, code)
        assert (by.get(at).status_code, stranger.get(at).status_code) == (200, 404)
    assert escape(TRICKY) in by.get(url("lists", batch.pk)).content.decode()


@pytest.mark.parametrize("role", [Role.MINISTRY_OFFICER, Role.PARTNER, Role.EMPLOYER])
def test_paying_gives_no_look_at_scores_applications_and_pages_of_teaching(batch: Batch, role: Role) -> None:
    body = make.institution(kind=Kind.DONOR)
    pays(body, batch)
    by = make.actor(body, role)
    assert may_read_whole(by, batch) and not may_read_scores(by, batch)
    client, row = signed_in(body, role), applicant(batch)
    assert client.get(url("paper", batch.pk, "selection")).status_code == 404
    assert client.get(url("evidence", batch.pk, f"A-{row.pk}")).status_code == 404
    assert client.get(f"/kelas/{batch.pk}/peserta/").status_code == 403
    page = client.get(url("list", batch.pk)).content.decode()
    assert f"/kelas/{batch.pk}/peserta/" not in page and f"/paket/{batch.package_id}/" in page


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.FORUM_SECRETARY, Role.ASSESSOR, Role.OPERATOR])
def test_a_desk_at_the_payer_that_does_not_answer_for_its_money_reads_nothing(batch: Batch, role: Role) -> None:
    body = make.institution(kind=Kind.COMPANY)
    pays(body, batch)
    assert not may_read_whole(make.actor(body, role), batch)
    assert signed_in(body, role).get(url("list", batch.pk)).status_code == 403


def test_the_payer_of_another_class_of_the_centre_reads_only_its_own(batch: Batch) -> None:
    body = make.institution(kind=Kind.COMPANY)
    pays(body, batch)
    beside = a_class(centre=batch.centre)
    assert signed_in(body, Role.EMPLOYER).get(url("list", beside.pk)).status_code == 404


def test_from_its_package_the_payer_comes_to_the_file(batch: Batch) -> None:
    body = make.institution(kind=Kind.COMPANY)
    pays(body, batch)
    page = signed_in(body, Role.EMPLOYER).get(f"/paket/{batch.package_id}/").content.decode()
    assert url("list", batch.pk) in page and f'href="/kelas/{batch.pk}/"' not in page
