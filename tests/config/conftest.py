"""Two filled offices and the archive of the first, made once a session."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from balai.config.backup.write import backup
from tests.support.office import Office, backup_key, bare_office, make_office


def quiet(_line: str) -> None:
    pass


def fill_first() -> None:
    from django.db import transaction

    from balai.accounts.models import User
    from balai.audit.record import record
    from balai.audit.seal import seal_checkpoint
    from balai.institutions.models import Institution, InstitutionName
    from balai.notifications.models import Message
    from balai.people.models.person import Person

    user = User.objects.create_user("kepala", password="rahasia sekali", full_name="Sri Wahyuni")
    user.user_permissions.set(list(user.user_permissions.model.objects.all()[:3]))
    centre = Institution.objects.create(
        name='BLK "Maju"; baris\nkedua \\ \t akhir', kind="blk", sector="government", phones=["+6281", {"a": 1.5}, None]
    )
    InstitutionName.objects.create(institution=centre, name="Nama lama", kind="former", valid_from=dt.date(1999, 1, 2))
    for number in range(2500):
        Message.objects.create(kind="uji", channel="sms", address=f"+62{number}", body="isi ✓ \x7f")
    Message.objects.order_by("-pk")[0].delete()
    everything = bytes(range(256)) * 3
    Person.objects.create(
        full_name="Ñame 😀", nik_sealed=everything, nik_index=everything[:32], nik_state="verified",
        nik_tail="01", birth_date=dt.date(1990, 6, 14), registered_by=centre, user=user,
    )  # fmt: skip
    with transaction.atomic():
        record("cli", "test.filled", centre, amount=3)
    seal_checkpoint(by="cli")


def fill_second() -> None:
    from balai.accounts.models import User

    User.objects.create_user("lain", password="rahasia juga", full_name="Orang Lain")


@pytest.fixture(scope="session")
def unfilled(django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with django_db_blocker.unblock():
        office = make_office(tmp_path_factory.mktemp("unfilled"))
        yield office
        office.drop()


@pytest.fixture(scope="session")
def first(unfilled: Office, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    office = unfilled.copied_to(tmp_path_factory.mktemp("first"))
    with office.opened():
        fill_first()
    (office.media / "ab").mkdir()
    (office.media / "ab" / "besar.bin").write_bytes(bytes(range(256)) * 4096)
    (office.media / "kosong").write_bytes(b"")
    yield office
    office.drop()


@pytest.fixture(scope="session")
def second(unfilled: Office, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Another office's database, which a restore would replace."""
    office = unfilled.copied_to(tmp_path_factory.mktemp("second"))
    with office.opened():
        fill_second()
    (office.media / "milik-lain").write_bytes(b"milik kantor lain")
    yield office
    office.drop()


@pytest.fixture(scope="session")
def archive(first: Office, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("archive") / "kantor.balai"
    with first.opened() as source:
        backup(path, key=backup_key(), source=source, media=first.media, progress=quiet)
    return path


@pytest.fixture
def occupied(second: Office, tmp_path: Path) -> Iterator[Office]:
    office = second.copied_to(tmp_path)
    yield office
    office.drop()


@pytest.fixture
def bare(second: Office, tmp_path: Path) -> Iterator[Office]:
    office = bare_office(tmp_path)
    yield office
    office.drop()


@pytest.fixture
def vacant(unfilled: Office, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Tables without rows of anybody's: where it is not asked that a restore makes the tables too."""
    office = unfilled.copied_to(tmp_path_factory.mktemp("vacant"))
    yield office
    office.drop()
