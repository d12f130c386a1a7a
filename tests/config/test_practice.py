"""The practice room: walls before any setting is read, nobody real inside, nothing leaves, back to the beginning."""

import io
import os
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from PIL import Image

from balai.access.actor import CLI
from balai.accounts.models import User
from balai.config.apart import check_holds_nobody_invented, check_holds_nobody_real
from balai.config.practice import again
from balai.config.practice.room import SamePlace, enter
from balai.config.schedule import due_tasks
from balai.config.starting import CannotStart, check_folder, check_port
from balai.documents.actions.store import open_stored, store_upload
from balai.documents.enums import DocumentKind
from balai.institutions.models import Institution
from balai.kernel.refusal import Refused
from balai.notifications import outbox
from balai.notifications.models import Message
from balai.notifications.send import send_waiting
from balai.people.rules.details import read_nik
from balai.people.rules.list_rows import RowReader
from balai.people.rules.national_id import read_national_id
from tests.support.demo_server import ROOT

WIB = ZoneInfo("Asia/Jakarta")
REAL = "1471010506900000"  # the serial 0000 belongs to nobody
INVENTED = "9901010506900001"


@pytest.fixture
def practising(settings) -> None:
    settings.BALAI_DEMONSTRATION = settings.BALAI_PRACTICE = True


def test_nothing_of_the_real_installation_is_taken_inside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("BALAI_VAR", str(tmp_path / "var"))
    place = {
        "BALAI_VAR": str(tmp_path / "var"), "BALAI_DATABASE_URL": "postgresql://x", "BALAI_FIELD_KEYS": "k1:rahasia",
        "BALAI_SECRET_KEY": "x", "BALAI_EMAIL_URL": "smtp://x", "BALAI_SMS_GATEWAY": "x.y", "PORT": "8000", "PATH": "/bin",
        "BALAI_CONTACT": "orang@kantor.example", "BALAI_PRACTICE_URL": "https://latihan.kantor.example",
    }  # fmt: skip
    enter(place)
    assert place == {
        "BALAI_VAR": str(tmp_path / "var-latihan"), "BALAI_DEMONSTRATION": "1", "BALAI_PRACTICE": "1", "PATH": "/bin",
        "HOST": "127.0.0.1", "PORT": "8001", "BALAI_PRACTICE_URL": "https://latihan.kantor.example", "BALAI_HTTPS": "1",
        "BALAI_ALLOWED_HOSTS": "localhost,127.0.0.1,[::1],latihan.kantor.example",
        "BALAI_ORIGINS": "https://latihan.kantor.example",
    }  # fmt: skip
    before = dict(place)
    enter(place)
    assert place == before, "its own children stand in the same room"


@pytest.mark.parametrize("inside", ["", "latihan"])
def test_a_folder_shared_with_the_real_one_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, inside: str
) -> None:
    monkeypatch.setenv("BALAI_VAR", str(tmp_path))
    with pytest.raises(SamePlace, match="terpisah"):
        enter({"BALAI_PRACTICE_VAR": str(tmp_path / inside)})


def test_the_settings_inside_know_neither_mail_nor_the_real_database(tmp_path: Path) -> None:
    """In a process of its own, as it is started; keys are made in the room's folder."""
    asked = (
        "import os; from balai.config.practice.room import enter; enter(os.environ)\n"
        "from balai.config import settings as s\n"
        "print(s.EMAIL_BACKEND, s.BALAI_SMS_GATEWAY, s.DATABASES['default']['NAME'], s.SESSION_COOKIE_NAME, s.VAR)"
    )
    environment = {n: v for n, v in os.environ.items() if not n.startswith(("BALAI_", "DJANGO_"))} | {
        "BALAI_VAR": str(tmp_path / "var"), "BALAI_EMAIL_URL": "smtp://surel:25", "PYTHONPATH": str(ROOT / "src"),
        "BALAI_DATABASE_URL": "postgresql://balai@127.0.0.1/balai",
    }  # fmt: skip
    said = subprocess.run([sys.executable, "-c", asked], env=environment, capture_output=True, text=True, check=True)
    room = tmp_path / "var-latihan"
    assert said.stdout.split() == [
        "django.core.mail.backends.dummy.EmailBackend", "balai.notifications.send.to_log",
        str(room / "balai.sqlite3"), "balai_latihan_session", str(room),
    ]  # fmt: skip
    assert (room / "keys" / "BALAI_FIELD_KEYS").exists()


@pytest.mark.parametrize("written", [REAL, REAL[:15], f"{REAL[:15]}.0", float(REAL[:15] + "0")])
def test_a_real_nik_is_refused_inside_with_a_sentence_and_taken_outside(written: str | float, settings) -> None:
    outside = [one.code for one in read_national_id(written).errors]
    assert "nik_not_invented" not in outside
    settings.BALAI_PRACTICE = True
    read = read_national_id(written)
    assert [one.code for one in read.errors] == ["nik_not_invented"]
    assert "dimulai dengan 99" in str(read.errors[0].sentence) and not (read.digits or read.hint)
    assert read_national_id(INVENTED).is_usable
    with pytest.raises(Refused) as no:
        read_nik(REAL, None, "")
    assert (no.value.code, no.value.field) == ("nik_not_invented", "nik")


def test_a_list_of_real_people_stays_outside(practising: None) -> None:
    reader = RowReader({"full_name": 0, "nik": 1}, ("Nama", "NIK"), date(2026, 3, 1))
    rows = [reader.read(n, ["Rahmah Contoh", nik]) for n, nik in enumerate((REAL, "", INVENTED))]
    assert [[reason.code for reason in row.problems] for row in rows] == [
        ["nik_not_invented"],
        ["nik_not_invented"],
        [],
    ]
    assert rows[2].nik == INVENTED


@pytest.mark.data
@pytest.mark.django_db
class TestInside:
    def test_nothing_leaves_whatever_is_configured(self, practising: None, settings) -> None:
        settings.BALAI_SMS_GATEWAY = "tests.config.test_practice.sent"
        outbox.put("uji", "orang@kantor.example", "isi", subject="judul")
        outbox.put("uji", "+6289900000001", "isi")
        assert send_waiting(datetime(2026, 3, 1, tzinfo=WIB)) == 2
        assert mail.outbox == [] and not Message.objects.filter(sent_at=None).exists()

    def test_an_upload_is_replaced_by_a_sheet_that_says_so(self, practising: None, settings, tmp_path: Path) -> None:
        settings.BALAI_FILES = tmp_path
        card = io.BytesIO()
        Image.new("RGB", (300, 200), (200, 30, 30)).save(card, "JPEG")
        now = datetime(2026, 3, 1, tzinfo=WIB)
        file = store_upload(
            by=CLI, name="ktp-ani.jpg", content=card.getvalue(), kind=DocumentKind.LETTER, keep_months=1, now=now
        )
        assert file.original_name == "lembar-contoh.png"
        assert Image.open(io.BytesIO(open_stored(file))).size == (827, 583)
        with pytest.raises(Refused):
            store_upload(by=CLI, name="a.jpg", content=b"bukan", kind=DocumentKind.LETTER, keep_months=1, now=now)


def sent(channel: str, address: str, body: str) -> None:
    raise AssertionError("a message left the practice room")


@pytest.mark.data
@pytest.mark.django_db
def test_the_invented_network_is_not_made_beside_real_people_nor_served_as_the_real_one() -> None:
    check_holds_nobody_real()
    check_holds_nobody_invented()
    User.objects.create_user("kepala", password="rahasia sekali", full_name="Contoh")
    with pytest.raises(CannotStart, match="balai practice"):
        check_holds_nobody_real()
    Institution.objects.create(name="Dinas Contoh", kind="labour_office", sector="government", source="demo")
    check_holds_nobody_real()
    with pytest.raises(CannotStart, match="jaringan contoh"):
        check_holds_nobody_invented()


def made(path: Path, word: str) -> None:
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE kata (isi TEXT)")
        database.executemany("INSERT INTO kata VALUES (?)", [(word,)] * 2000)


@pytest.fixture
def room(settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.VAR = tmp_path
    monkeypatch.setattr(again, "_make_fresh", lambda folder: made(folder / again.FRESH, "awal"))
    monkeypatch.setattr(again, "_forget_files", lambda: None)
    monkeypatch.setattr(again.connections, "close_all", lambda: None)
    return tmp_path


def test_it_starts_again_under_those_who_read(room: Path) -> None:
    """Readers see all of the old or all of the new."""
    made(room / again.LIVE, "dipakai")
    seen: set[tuple[tuple[str, int], ...]] = set()
    ended = threading.Event()

    def read() -> None:
        with closing(sqlite3.connect(room / again.LIVE, timeout=30)) as reader:
            while not ended.is_set():
                seen.add(tuple(reader.execute("SELECT isi, count(*) FROM kata GROUP BY isi")))

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    assert again.start_again()
    ended.set()
    for reader in readers:
        reader.join()
    assert seen <= {(("dipakai", 2000),), (("awal", 2000),)}
    with closing(sqlite3.connect(room / again.LIVE)) as database:
        assert database.execute("SELECT DISTINCT isi FROM kata").fetchall() == [("awal",)]
    assert not list(room.glob(f"{again.FRESH}*"))


def test_a_world_that_was_not_made_leaves_the_old_one(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(room / again.LIVE, "dipakai")

    def failing(folder: Path) -> None:
        raise RuntimeError("tidak jadi")

    monkeypatch.setattr(again, "_make_fresh", failing)
    with pytest.raises(RuntimeError):
        again.start_again()
    with closing(sqlite3.connect(room / again.LIVE)) as database:
        assert database.execute("SELECT DISTINCT isi FROM kata").fetchall() == [("dipakai",)]


@pytest.mark.parametrize(
    ("begun", "hour", "again_made"), [("2026-02-28", 3, True), ("2026-03-01", 3, False), ("2026-02-28", 9, False)]
)
def test_it_starts_again_once_a_night(room: Path, begun: str, hour: int, again_made: bool) -> None:
    (room / "dimulai").write_text(begun)
    again.start_again_at_night(datetime(2026, 3, 1, hour, 5, tzinfo=WIB))
    assert (room / again.LIVE).exists() is again_made


def test_the_worker_starts_it_again_and_only_there(settings) -> None:
    assert "practice.start_again" not in [task.name for task in due_tasks()]
    settings.BALAI_PRACTICE = True
    assert "practice.start_again" in [task.name for task in due_tasks()]


def test_what_stops_a_start_is_a_sentence(settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CannotStart, match=f"Port {port} sudah dipakai"):
            check_port("127.0.0.1", port)
    check_port("127.0.0.1", port)
    (tmp_path / "berkas").write_text("")
    settings.VAR = tmp_path / "berkas" / "var"
    with pytest.raises(CannotStart, match="tidak dapat ditulisi"):
        check_folder()
    settings.VAR = tmp_path
    check_folder()
    with pytest.raises(CannotStart, match="Cakram penuh"):
        check_folder(room=10**18)
    assert not list(tmp_path.glob(".coba*"))
