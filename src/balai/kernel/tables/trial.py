"""Opens a doubtful workbook in a child process first, where running out of memory hurts nobody."""

import subprocess
import sys

from django.utils.translation import gettext as _

from balai.kernel.refusal import Refused
from balai.kernel.tables.kinds import CORRUPT, ENCRYPTED
from balai.kernel.tables.limits import Limits

_ENCRYPTED_EXIT = 3
_TOO_LARGE_EXIT = 4
_UNREADABLE_EXIT = 5

# Runs isolated, without this package: the child needs nothing but the reader and its limits.
_CHILD = """
import io, os, sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[1]),) * 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
except (ImportError, ValueError, OSError):
    pass
import python_calamine
try:
    book = python_calamine.load_workbook(io.BytesIO(sys.stdin.buffer.read()))
    for meta in book.sheets_metadata:
        if meta.typ != python_calamine.SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(meta.name)
        if sheet.height * sheet.width > int(sys.argv[2]):
            os._exit(4)
except python_calamine.PasswordError:
    os._exit(3)
except MemoryError:
    os._exit(4)
except BaseException:
    os._exit(5)
os._exit(0)
"""


def try_to_open(content: bytes, limits: Limits) -> None:
    """Raises Refused when the workbook cannot be opened within the limits; a killed child counts as too large."""
    command = [sys.executable, "-I", "-c", _CHILD, str(limits.probe_bytes), str(limits.cells)]
    try:
        code = subprocess.run(
            command, input=content, capture_output=True, timeout=limits.probe_seconds, check=False
        ).returncode
    except subprocess.TimeoutExpired:
        code = _TOO_LARGE_EXIT
    if code == _ENCRYPTED_EXIT:
        raise Refused("encrypted", ENCRYPTED)
    if code == _UNREADABLE_EXIT:
        raise Refused("corrupt", CORRUPT)
    if code != 0:
        raise_too_large()


def raise_too_large() -> None:
    raise Refused(
        "too_large",
        _(
            "Lembar ini terlalu luas: ada sel berisi jauh di bawah atau di kanan tabel. "
            "Salin hanya tabelnya ke berkas baru, lalu kirim lagi."
        ),
    )
