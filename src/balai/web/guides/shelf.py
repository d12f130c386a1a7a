"""Every guide, in the order they are listed."""

from balai.web.guides.centres import CENTRES
from balai.web.guides.offices import OFFICES
from balai.web.guides.people import PEOPLE
from balai.web.guides.shape import Guide
from balai.web.guides.together import TOGETHER
from balai.web.guides.work import WORK

GUIDES: tuple[Guide, ...] = (*PEOPLE, *OFFICES, *CENTRES, *WORK, *TOGETHER)


def picture_file(slug: str) -> str:
    """Below the static folder; taken by `make guides`."""
    return f"balai/panduan/{slug}.webp"
