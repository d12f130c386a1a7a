"""The walls of the practice room: nothing of the real installation's environment is left inside."""

from collections.abc import MutableMapping
from pathlib import Path
from urllib.parse import urlsplit

from balai.config import environment

TAKEN_ALONG = frozenset({"BALAI_PRACTICE_URL", "BALAI_LOG_LEVEL", "BALAI_WORKERS"})
HERE = "localhost,127.0.0.1,[::1]"


class SamePlace(SystemExit):
    pass


def enter(environ: MutableMapping[str, str]) -> None:
    """Change the environment of this process into that of the practice room; a second call changes nothing.

    Keys, database, mail and folder of the real installation are dropped. Raises SamePlace, with a sentence, when both
    would share a folder.
    """
    if environ.get("BALAI_PRACTICE") == "1":
        return
    real = environment.variable_directory()
    folder = Path(environ.get("BALAI_PRACTICE_VAR") or f"{real}-latihan").absolute()
    if folder == real or real in folder.parents or folder in real.parents:
        raise SamePlace(
            f"BALAI_PRACTICE_VAR menunjuk ke {folder}, padahal data sungguhan ada di {real}. "
            "Pilih folder lain yang terpisah untuk ruang latihan."
        )
    address = urlsplit(environ.get("BALAI_PRACTICE_URL", ""))
    host, port = environ.get("BALAI_PRACTICE_HOST", "127.0.0.1"), environ.get("BALAI_PRACTICE_PORT", "8001")
    for name in [name for name in environ if name.startswith("BALAI_") and name not in TAKEN_ALONG]:
        del environ[name]
    environ.update(HOST=host, PORT=port, BALAI_VAR=str(folder), BALAI_DEMONSTRATION="1", BALAI_PRACTICE="1")
    if address.hostname:
        environ["BALAI_ALLOWED_HOSTS"] = f"{HERE},{address.hostname}"
        environ["BALAI_ORIGINS"] = f"{address.scheme}://{address.netloc}"
        environ["BALAI_HTTPS"] = "1" if address.scheme == "https" else "0"
