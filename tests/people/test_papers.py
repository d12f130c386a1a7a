"""A person's papers: opened by who may, with a trace; one whose content cannot be opened any more is answered with a sentence."""

import io
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone
from PIL import Image

from balai.access.actor import CLI
from balai.access.roles import Role
from balai.audit.models import Entry
from balai.documents.actions.store import place_of
from balai.documents.enums import DocumentKind
from balai.people.actions.papers import add_paper
from balai.people.models import PersonDocument
from tests import factories as make

pytestmark = [pytest.mark.data, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def files(tmp_path: Path, settings: LazySettings) -> None:
    settings.BALAI_FILES = str(tmp_path)


def kept(region) -> PersonDocument:
    target = io.BytesIO()
    Image.new("RGB", (60, 40), "red").save(target, "PNG")
    return add_paper(
        by=CLI, person=make.person(living_in=region), kind=DocumentKind.IDENTITY_CARD, name="ktp.png",
        content=target.getvalue(), now=timezone.now(),
    )  # fmt: skip


def test_a_paper_opens_with_a_trace_and_is_answered_with_a_sentence_once_it_cannot() -> None:
    region, web = make.regency(), Client()
    paper = kept(region)
    office = make.institution(region=region, kind="labour_office")
    web.force_login(make.desk(office, Role.LABOUR_OFFICER).user)
    address = f"/orang/berkas/{paper.pk}/"
    opened = web.post(address)
    assert opened.status_code == 200 and opened["Content-Type"] == "image/jpeg"
    place_of(paper.file_id).write_bytes(b"rusak")
    assert "Berkas ini sudah tidak ada." in web.post(address, follow=True).content.decode()
    place_of(paper.file_id).unlink()
    assert "Berkas ini sudah tidak ada." in web.post(address, follow=True).content.decode()
    assert Entry.objects.filter(verb="people.open_paper").count() == 1, "only what was really seen"
