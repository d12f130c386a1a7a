"""The published studies that come with the product, as case workbooks."""

from pathlib import Path

FOLDER = Path(__file__).parent / "cases"


def shipped_cases() -> list[Path]:
    return sorted(place for place in FOLDER.iterdir() if place.is_dir())
