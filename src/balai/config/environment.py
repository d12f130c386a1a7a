"""Settings out of the environment. Outside the demonstration a missing secret stops the start with a sentence."""

import base64
import os
import secrets
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
SECRETS = ("BALAI_SECRET_KEY", "BALAI_FIELD_KEYS", "BALAI_INDEX_KEY", "BALAI_SIGNING_KEY", "BALAI_BACKUP_KEY")


class MissingSecret(SystemExit):
    pass


def variable_directory() -> Path:
    """Where the embedded database, private files and benchmark results live; BALAI_VAR to change."""
    default = ROOT / "var" if (ROOT / "pyproject.toml").exists() else Path.cwd() / "var"
    return Path(os.environ.get("BALAI_VAR", default)).absolute()


def demonstration() -> bool:
    return os.environ.get("BALAI_DEMONSTRATION") == "1"


def practice() -> bool:
    """Inside the practice room; only `balai practice` says so (config/practice/room.py)."""
    return demonstration() and os.environ.get("BALAI_PRACTICE") == "1"


def database_url() -> str:
    """BALAI_DATABASE_URL, or the embedded one; the practice room has its own in its own folder whatever is said outside."""
    if practice():
        fresh = os.environ.get("BALAI_PRACTICE_FRESH") == "1"
        return f"sqlite:///{variable_directory() / ('baru.sqlite3' if fresh else 'balai.sqlite3')}"
    return os.environ.get("BALAI_DATABASE_URL", f"sqlite:///{variable_directory() / 'balai.sqlite3'}")


def secret(name: str) -> str:
    """The secret from the environment; in the demonstration one made on first use and kept under var/keys."""
    value = os.environ.get(name, "")
    if value:
        return value
    if demonstration():
        return _kept(name)
    raise MissingSecret(
        f"{name} belum diisi. Jalankan 'balai keys new balai.env', simpan salinannya di tempat aman, "
        f"lalu muat berkas itu sebelum memulai Balai."
    )


def fresh(name: str) -> str:
    """A new value of the right form for that secret."""
    key = base64.b64encode(secrets.token_bytes(32)).decode()
    return f"k1:{key}" if name in ("BALAI_FIELD_KEYS", "BALAI_INDEX_KEY") else key


def _kept(name: str) -> str:
    path = variable_directory() / "keys" / name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.parent.chmod(0o700)
        path.write_text(fresh(name))
        path.chmod(0o600)
    return path.read_text().strip()
