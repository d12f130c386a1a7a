"""balai backup BERKAS, balai restore BERKAS [--replace | --check]."""

import argparse
import errno
import sys
from pathlib import Path

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections
from django.utils.translation import gettext_lazy as _

from balai.config.backup.restore import checked, restore
from balai.config.backup.verify import Contents
from balai.config.backup.write import backup
from balai.config.environment import secret
from balai.kernel.crypto.keyring import KeyProblem, decode_key
from balai.kernel.refusal import Refused


def main(argv: list[str]) -> int:
    """argv begins with `backup` or `restore`; returns the exit status: 0 done, 1 refused with a sentence, 2 misused."""
    asked = words(argv)
    try:
        key = backup_key()
        if asked.word == "backup":
            finished(_("Cadangan selesai dan sudah diperiksa: %(name)s"), asked.file, make(asked.file, key=key))
        elif asked.check:
            with asked.file.open("rb") as stream:
                finished(
                    _("Cadangan utuh dan bisa dipulihkan: %(name)s"), asked.file, checked(stream, key=key).contents
                )
        else:
            contents = put_back(asked.file, key=key, replace=asked.replace)
            finished(_("Pemulihan selesai dari: %(name)s"), asked.file, contents)
    except (Refused, KeyProblem) as refusal:
        return told(str(refusal))
    except OSError as problem:
        return told(sentence_for(problem, asked.file))
    return 0


def words(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="balai")
    commands = parser.add_subparsers(dest="word", required=True)
    commands.add_parser("backup").add_argument("file", type=Path, metavar="BERKAS")
    restoring = commands.add_parser("restore")
    restoring.add_argument("file", type=Path, metavar="BERKAS")
    restoring.add_argument("--replace", action="store_true", help=str(_("ganti isi basis data dan berkas yang ada")))
    restoring.add_argument("--check", action="store_true", help=str(_("periksa cadangan saja, tidak mengubah apa pun")))
    return parser.parse_args(argv)


def backup_key() -> bytes:
    """Only these two commands need it, so that a start without it is possible. In the demonstration it makes itself."""
    name = "BALAI_BACKUP_KEY"
    return decode_key(name, 1, settings.BALAI_BACKUP_KEY or secret(name))


def make(file: Path, *, key: bytes) -> Contents:
    source = connections[DEFAULT_DB_ALIAS]
    return backup(file, key=key, source=source, media=Path(settings.BALAI_FILES), progress=print)


def put_back(file: Path, *, key: bytes, replace: bool) -> Contents:
    target = connections[DEFAULT_DB_ALIAS]
    media = Path(settings.BALAI_FILES)
    return restore(file, key=key, target=target, media=media, replace=replace, progress=print)


def finished(sentence: object, file: Path, contents: Contents) -> None:
    print(str(sentence) % {"name": file})
    counted = {"rows": sum(contents.rows.values()), "tables": len(contents.rows), "files": len(contents.file_digests)}
    print(str(_("%(rows)d baris dalam %(tables)d tabel, %(files)d berkas unggahan.") % counted))


def told(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


def sentence_for(problem: OSError, file: Path) -> str:
    if problem.errno == errno.ENOSPC:
        return str(_("Tempat penyimpanan penuh. Kosongkan tempat, lalu ulangi; data yang ada tidak berubah."))
    if isinstance(problem, FileNotFoundError):
        return str(_("Berkas atau folder %(name)s tidak ditemukan. Periksa namanya.") % {"name": file})
    return str(_("%(name)s tidak dapat dibaca atau ditulis: %(why)s.") % {"name": file, "why": problem.strerror})
