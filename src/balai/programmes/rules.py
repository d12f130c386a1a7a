"""May a programme be changed; is its content complete?"""

from collections.abc import Sized

from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.kernel.refusal import Refused


def check_may_edit_programmes(actor: Actor, institution_id: int) -> None:
    if not actor.may(Permission.PROGRAMME_EDIT, institution_id):
        raise Refused(
            "not_your_programme", _("Program ini milik lembaga lain. Hanya petugas lembaga itu yang bisa mengubahnya.")
        )


def check_titles(title: str, field_name: str) -> tuple[str, str]:
    """Both without extra blanks."""
    programme, field = " ".join(title.split()), " ".join(field_name.split())
    if not programme:
        raise Refused("title_missing", _("Nama program belum ditulis, misalnya “Operator Garmen”."), "title")
    if not field:
        raise Refused("field_missing", _("Kejuruan belum ditulis, misalnya “Menjahit”."), "field_name")
    return programme, field


def check_units(units: Sized) -> None:
    if not len(units):
        raise Refused("no_units", _("Kurikulum belum berisi unit. Tulis sedikitnya satu unit atau materi."), "units")
