"""The invented network and the real one never share a database, whoever starts what in which folder."""

from django.db import DatabaseError

from balai.accounts.models import User
from balai.config.starting import CannotStart
from balai.institutions.models import Institution
from balai.people.models import Person

SOURCE = "demo"
"""Written on every institution of the invented network."""


def check_holds_nobody_real() -> None:
    """Raises CannotStart where somebody is on record and the database is not the demonstration's."""
    if _is_used() and not holds_invented():
        raise CannotStart(
            "Basis data ini sudah dipakai Balai yang sungguhan. Data contoh tidak pernah dicampur ke dalamnya: "
            "untuk berlatih jalankan 'balai practice', atau pilih folder lain dengan BALAI_VAR."
        )


def check_holds_nobody_invented() -> None:
    """Raises CannotStart where the demonstration was made: its accounts have a password everybody knows."""
    if holds_invented():
        raise CannotStart(
            "Basis data ini berisi jaringan contoh dengan kata sandi yang diketahui semua orang, jadi tidak dijalankan "
            "sebagai Balai yang sungguhan. Pilih basis data lain dengan BALAI_VAR atau BALAI_DATABASE_URL, "
            "atau jalankan 'balai demo'."
        )


def holds_invented() -> bool:
    """False also where there are no tables yet."""
    try:
        return Institution.objects.filter(source=SOURCE).exists()
    except DatabaseError:
        return False


def _is_used() -> bool:
    try:
        return User.objects.exists() or Institution.objects.exists() or Person.objects.exists()
    except DatabaseError:
        return False
