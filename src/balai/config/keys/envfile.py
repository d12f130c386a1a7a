"""The file of secrets an installation loads at its start: one NAME=value a line, readable by its owner alone."""

import os
from collections.abc import Mapping
from pathlib import Path

from balai.config.environment import SECRETS, fresh

HEADING = """# Kunci Balai. Siapa pun yang memegang berkas ini dapat membaca NIK dan membuka cadangan.
# Cetak lembarnya (balai keys sheet lembar.html), simpan di tempat terkunci, dan jangan kirim lewat surel atau pesan.
"""


def new_secrets() -> dict[str, str]:
    return {name: fresh(name) for name in SECRETS}


def write_secrets(path: Path, secrets: Mapping[str, str]) -> None:
    """Raises FileExistsError rather than lose keys that data may be sealed with."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as stream:
        stream.write(HEADING + "".join(f"{name}={value}\n" for name, value in secrets.items()))
        stream.flush()
        os.fsync(stream.fileno())


def read_secrets(path: Path | None) -> dict[str, str]:
    """Out of the file, or out of the environment when there is none; only the names that are filled."""
    found: Mapping[str, str] = os.environ
    if path is not None:
        pairs = (line.partition("=") for line in path.read_text().splitlines() if not line.lstrip().startswith("#"))
        found = {name.strip().removeprefix("export "): value.strip().strip("'\"") for name, _, value in pairs}
    return {name: found[name] for name in SECRETS if found.get(name)}
