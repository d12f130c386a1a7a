"""What a merge fills into the record that stays, and how that is taken out again."""

from typing import Any

from balai.kernel.crypto import unseal
from balai.people.actions.sealing import clear_nik, put_nik
from balai.people.enums import NationalIdState
from balai.people.models import Person
from balai.people.models.person import nik_aad

FILLABLE = (
    "title_before", "title_after", "birth_date", "birth_place", "sex", "phone", "other_phone", "email",
    "id_street", "id_rt", "id_rw", "id_region_id", "id_address_reported", "home_street", "home_rt", "home_rw",
    "home_region_id", "home_address_reported", "home_regency_id", "education", "education_major", "graduation_year",
    "aim", "guardian_name", "guardian_phone", "registered_by_id",
)  # fmt: skip


def fill_from(kept: Person, merged: Person) -> dict[str, Any]:
    """Fills blanks of `kept` out of `merged`, which is marked as merged. Returns what was filled, for the way back."""
    filled: dict[str, Any] = {
        name: str(getattr(merged, name)) for name in FILLABLE if not getattr(kept, name) and getattr(merged, name)
    }
    for name in filled:
        setattr(kept, name, getattr(merged, name))
    user, merged.user, merged.merged_into = merged.user, None, kept
    merged.save()
    if user is not None:
        kept.user, filled["user_id"] = user, user.pk
    if kept.nik_sealed is None and merged.nik_sealed is not None:
        filled["nik"] = {"hint": bool(kept.nik_hint_sealed)}
        hint, index = kept.nik_hint_sealed, kept.nik_hint_index
        put_nik(kept, unseal(merged.nik_sealed, nik_aad(merged.pk)), NationalIdState(merged.nik_state))
        kept.nik_hint_sealed, kept.nik_hint_index = hint, index
    kept.save()
    return filled


def take_back(kept: Person, merged: Person, filled: dict[str, Any]) -> None:
    """Blanks again what the merge filled, unless somebody has written something else since."""
    for name in FILLABLE:
        if name in filled and getattr(kept, name) == getattr(merged, name):
            setattr(kept, name, _blank(name))
    user = None
    if filled.get("user_id") and kept.user_id == filled["user_id"]:
        user, kept.user = kept.user, None
    if "nik" in filled and kept.nik_index == merged.nik_index:
        hint, index = kept.nik_hint_sealed, kept.nik_hint_index
        clear_nik(kept)
        kept.nik_hint_sealed, kept.nik_hint_index = hint, index
        kept.nik_state = NationalIdState.UNVERIFIED if hint else NationalIdState.NONE
    kept.save()
    merged.user, merged.merged_into = user, None
    merged.save()


def _blank(name: str) -> Any:
    return None if Person._meta.get_field(name.removesuffix("_id") if name.endswith("_id") else name).null else ""
