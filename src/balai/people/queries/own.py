"""Whether an account belongs to somebody on record: most officers' does not, and then their desk need not ask further."""

from balai.kernel.sharing import shared
from balai.people.models import Person


def has_record(user_id: int | None) -> bool:
    """Asked once for a page on which many rooms speak (kernel.sharing)."""
    if user_id is None:
        return False
    return shared(("people.has_record", user_id), lambda: Person.objects.live().filter(user_id=user_id).exists())
