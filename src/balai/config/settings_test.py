"""Settings of the tests: fixed keys, fast hashing, messages in memory."""

import atexit
import base64
import os
import shutil
import tempfile
from pathlib import Path

for _name, _byte in (("BALAI_SECRET_KEY", b"s"), ("BALAI_SIGNING_KEY", b"g"), ("BALAI_BACKUP_KEY", b"b")):
    os.environ.setdefault(_name, base64.b64encode(_byte * 32).decode())
os.environ.setdefault("BALAI_FIELD_KEYS", "t1:" + base64.b64encode(b"f" * 32).decode())
os.environ.setdefault("BALAI_INDEX_KEY", "t1:" + base64.b64encode(b"i" * 32).decode())
os.environ.setdefault("BALAI_SECOND_FACTOR", "off")

from balai.config.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
ALLOWED_HOSTS = ["*"]
BALAI_SMS_GATEWAY = (
    "balai.notifications.http_gateway.send"  # nobody listens there; tests put up a provider of their own
)

# A file of this process alone: threads of a test then meet the locks that two servers meet, which a shared in-memory
# database does not have. Nothing in it has to survive a power cut.
_PLACE = tempfile.mkdtemp(prefix="balai-test-")
atexit.register(shutil.rmtree, _PLACE, ignore_errors=True)
BALAI_FILES = Path(_PLACE) / "files"
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":  # noqa: F405
    DATABASES["default"]["TEST"] = {"NAME": f"{_PLACE}/balai.sqlite3"}  # noqa: F405
    DATABASES["default"]["OPTIONS"] |= {  # type: ignore[operator] # noqa: F405
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=OFF;PRAGMA foreign_keys=ON;"
    }
