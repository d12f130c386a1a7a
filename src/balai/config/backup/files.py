"""The uploaded files: what is there, and putting them back into a directory beside the real one."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from balai.config.backup.container import damaged

PIECE = 1 << 18


def stored_files(media: Path) -> Iterator[str]:
    """Names relative to `media`, with forward slashes, in a fixed order. Links are not followed and not kept."""
    for folder, folders, names in os.walk(media):
        folders.sort()
        for name in sorted(names):
            place = Path(folder) / name
            if place.is_file() and not place.is_symlink():
                yield place.relative_to(media).as_posix()


def opened_inside(folder: Path, name: str) -> BinaryIO:
    """A new file for writing. Raises Refused when the name would leave the folder."""
    place = folder / name
    if not place.resolve().is_relative_to(folder.resolve()):
        raise damaged()
    place.parent.mkdir(parents=True, exist_ok=True)
    return place.open("xb")
