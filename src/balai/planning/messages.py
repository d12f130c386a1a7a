"""What this room tells people: a proposal has arrived, a proposal is to be mended, or has been answered."""

from django.utils.translation import gettext as _

from balai.notifications.outbox import put
from balai.planning.models import Package


def tell_proposed(package: Package) -> None:
    """To the funder's office address, when one is on file; once for each time it is sent."""
    put(
        "planning.proposed",
        package.funder.email,
        _("%(centre)s mengusulkan %(title)s: %(seats)s kursi, tahun %(year)s. Jawab di meja Anda di Balai.")
        % {
            "centre": package.centre.name,
            "title": package.title,
            "seats": package.seats,
            "year": package.year,
        },
        subject=_("Usulan pelatihan menunggu jawaban Anda"),
        key=f"planning.proposed:{package.pk}:{package.proposed_at.isoformat()}",
    )


def tell_asked(package: Package) -> None:
    put(
        "planning.asked_to_mend",
        package.centre.email,
        _("%(funder)s meminta usulan %(title)s diperbaiki: %(answer)s. Perbaiki dari meja Anda di Balai.")
        % {"funder": package.funder.name, "title": package.title, "answer": package.answer.rstrip(".")},
        subject=_("Usulan pelatihan diminta diperbaiki"),
    )


def tell_answered(package: Package) -> None:
    put(
        "planning.answered",
        package.centre.email,
        _("Usulan %(title)s: %(state)s oleh %(funder)s. Alasan: %(answer)s")
        % {
            "title": package.title,
            "state": package.get_state_display(),
            "funder": package.funder.name,
            "answer": package.answer,
        },
        subject=_("Usulan pelatihan dijawab"),
    )
