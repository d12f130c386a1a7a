"""The way into the practice room: its address, and the account in which a role practises there."""

from typing import Any, Final

from django.conf import settings
from django.urls import reverse

from balai.access.roles import Role

JOBSEEKER: Final = "peserta"
ACCOUNTS: Final[dict[str, str]] = {
    Role.COUNSELLOR: "konselor",
    Role.CENTRE_ADMIN: "admin-blk",
    Role.INSTRUCTOR: "instruktur",
    Role.ASSESSOR: "asesor",
    Role.CERTIFIER_HEAD: "lsp",
    Role.LABOUR_OFFICER: "dinas",
    Role.PROVINCE_OFFICER: "provinsi",
    Role.CENTRAL_UNIT_OFFICER: "bpvp",
    Role.MINISTRY_OFFICER: "kemnaker",
    Role.EMPLOYER: "perusahaan",
    Role.PARTNER: "mitra",
    Role.MENTOR: "pendamping",
    Role.VOLUNTEER: "tks",
    Role.COMMUNITY_CENTRE_MANAGER: "pengelola-blkk",
    Role.FORUM_SECRETARY: "sekretaris",
    Role.RESEARCHER: "peneliti",
    Role.INSPECTOR: "pemeriksa",
    Role.OPERATOR: "operator",
}
"""Role of a desk -> account of the invented network. Who has no desk practises as a jobseeker."""

PRACTISED: Final = frozenset({*ACCOUNTS.values(), JOBSEEKER, "alumni"})


class PracticeDoor:
    """Shown once a page, at the first place that has room for it."""

    def __init__(self, address: str) -> None:
        self._address = address

    @property
    def once(self) -> str:
        address, self._address = self._address, ""
        return address


def practice_address(account: str) -> str:
    """Where that account begins to practise: in this very place, in the room of this office, or "" nowhere."""
    path = reverse("guides:enter", args=[account])
    if settings.BALAI_DEMONSTRATION:
        return path
    return f"{settings.BALAI_PRACTICE_URL}{path}" if settings.BALAI_PRACTICE_URL else ""


def account_for(actor: Any) -> str:
    """By the first desk of the one who asks."""
    desks = getattr(actor, "desks", ())
    return ACCOUNTS.get(desks[0].role, JOBSEEKER) if desks else JOBSEEKER
